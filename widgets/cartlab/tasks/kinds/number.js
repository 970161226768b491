// A number to find. Twin of number.py, where it is explained.
import { plainNumber } from "../../explorer/controls.js";
import { node } from "../../explorer/nodes.js";
import { aloud, spell } from "../../solve/say.js";
import { register } from "../kinds.js";
import { oneOf } from "../../explorer/wording.js";
import { halfUnit, said } from "../wording.js";

const READ = 2,
  SAME_DIGITS = 0.05,
  CLOSE = 1.1,
  SAME_SIZE = 3;

const TIMES = ["times", "x", "×", "-fold", "fold"]; // how people write the unit of a ratio

/** What a person typed behind a number: a unit, or nothing. */
const behind = (text) => text.match(/[^\d⁰¹²³⁴⁵⁶⁷⁸⁹]*$/)[0].replace(/^[.,\s]+|[.,\s]+$/g, "");

/** Whether a unit is the one that is asked for: "1 cell" and "5 pg/ml" are, too. */
function isAsked(typed, unit) {
  const plain = (text) => text.toLowerCase().replace("μ", "µ").replaceAll(" ", "");
  const known = [unit, oneOf(unit), aloud(unit), ...(unit === "times" || !unit ? TIMES : [])];
  return !typed || known.map(plain).includes(plain(typed));
}

function make({ spec, changed }) {
  const { unit } = spec,
    label = unit ? `Your answer, in ${aloud(unit)}` : "Your answer";
  const field = node("input", { type: "text", inputmode: "decimal", autocomplete: "off", "aria-label": label });
  field.addEventListener("input", changed);
  field.addEventListener("keydown", (event) => event.stopPropagation()); // JupyterLab has its own plans for keys
  return {
    nodes: [node("label", { class: "v2v-task-number" }, field, node("span", { text: unit }))],
    get missing() {
      const typed = behind(field.value);
      if (!/\d/.test(field.value) || isAsked(typed, unit)) return "Write a number, such as 12, 0.5 or 3e8.";
      return `“${typed}” is not what is asked for: write the number ${unit ? `in ${unit}` : "without a unit"}.`;
    },
    given() {
      const number = plainNumber(field.value);
      return Number.isFinite(number) && isAsked(behind(field.value), unit) ? number : undefined;
    },
    lock: (on) => (field.disabled = on),
    focus: () => field.focus(),
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
  return `Not yet: too ${side}, by a factor of about ${spell(Math.floor(times / digit + 0.5) * digit)}.`;
}

register("number", { make, judge, solution, told: ({ spec }, given) => said(given, spec.unit), verb: "Check" });
