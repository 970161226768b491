// A number to find. Twin of number.py, where it is explained.
import { plainNumber } from "../../explorer/controls.js";
import { node } from "../../explorer/nodes.js";
import { spell } from "../../solve/say.js";
import { register } from "../kinds.js";
import { halfUnit, said } from "../wording.js";

const READ = 2,
  SAME_DIGITS = 0.05,
  CLOSE = 1.1,
  SAME_SIZE = 3;

function make({ spec, changed }) {
  const field = node("input", { type: "text", inputmode: "decimal", autocomplete: "off", "aria-label": "Your answer" });
  field.addEventListener("input", changed);
  field.addEventListener("keydown", (event) => event.stopPropagation()); // JupyterLab has its own plans for keys
  return {
    nodes: [node("label", { class: "v2v-task-number" }, field, node("span", { text: spec.unit }))],
    missing: "Write a number, such as 12, 0.5 or 3e8.",
    given: () => (Number.isFinite(plainNumber(field.value)) ? plainNumber(field.value) : undefined),
    lock: (on) => (field.disabled = on),
  };
}

const solution = ({ spec, asks }) => asks.number(spec.answer);

function judge({ spec, asks }, given) {
  const answer = asks.number(spec.answer);
  if (Math.abs(given - answer) <= spec.tolerance)
    return { right: true, says: `Right: the model gives ${said(answer, spec.unit)}. ${spec.why}` };
  for (const { says, answer: node } of spec.wrong) {
    const value = asks.number(node);
    if (Math.abs(given - value) <= halfUnit(value, READ)) return { right: false, says: `Not yet. ${says}`, mistake: says };
  }
  return { right: false, says: compared(given, answer) };
}

function compared(given, answer) {
  const side = given > answer ? "high" : "low";
  if (given * answer <= 0) return `Not yet: too ${side}. ${given === 0 ? "Zero it is not" : "Look at the sign"}.`;
  const ratio = given / answer,
    power = Math.floor(Math.log10(ratio) + 0.5);
  if (power && Math.abs(ratio / 10 ** power - 1) <= SAME_DIGITS)
    return `The digits are right, the power of ten is not: it is too ${side} by a factor of ${spell(10 ** Math.abs(power))}.`;
  const times = Math.max(ratio, 1 / ratio),
    percent = Math.floor(100 * Math.abs(ratio - 1) + 0.5);
  if (times < CLOSE) return `Close: too ${side} by ${Math.max(percent, 1)} %.`;
  if (times < SAME_SIZE) return `The order of magnitude is right; it is too ${side} by about ${5 * Math.floor(percent / 5 + 0.5)} %.`;
  const digit = 10 ** Math.floor(Math.log10(times));
  return `Not yet: too ${side}, by a factor of about ${said(Math.floor(times / digit + 0.5) * digit, "")}.`;
}

register("number", { make, judge, solution, told: ({ spec }, given) => said(given, spec.unit), verb: "Check" });
