// A choice: the model decides which claim holds. Twin of choice.py.
import { newId, node } from "../../explorer/nodes.js";
import { spell } from "../../solve/say.js";
import { readings } from "../evaluator.js";
import { register } from "../kinds.js";
import { said, unitOf } from "../wording.js";

function make({ spec, changed }) {
  const name = newId();
  const fields = spec.choices.map(({ text }) => node("input", { type: "radio", name, value: text }));
  for (const field of fields) field.addEventListener("change", changed);
  return {
    nodes: fields.map((field) => node("label", { class: "v2v-task-choice" }, field, node("span", { text: field.value }))),
    missing: "Choose one first.",
    given: () => fields.find(({ checked }) => checked)?.value,
    lock: (on) => fields.forEach((field) => (field.disabled = on)),
  };
}

function solution({ spec, asks }) {
  const numbers = spec.choices.map(({ claim }) => asks.number(claim));
  const wanted = { greatest: Math.max, least: Math.min }[spec.pick]?.(...numbers) ?? 1;
  return spec.choices[numbers.indexOf(wanted)].text;
}

function judge(asked, given) {
  const right = given === solution(asked),
    { says } = asked.spec.choices.find(({ text }) => text === given);
  const parts = [right ? "Yes." : "No.", says, facts(asked), right ? asked.spec.why : ""];
  return { right, says: parts.join(" "), mistake: right ? undefined : says };
}

/** What the model says to it: the readings, where the sliders are set. */
function facts({ spec, asks }) {
  const parts = readings(spec.choices.map(({ claim }) => claim)).map((one) => {
    const where = Object.entries(one.at).filter(([name, value]) => value !== (asks.always[name] ?? asks.parameters.get(name).value));
    const at = where.map(([name, value]) => spoken(asks.parameters.get(name), value));
    return `${one.read.label}${at.length ? ` (${at.join(", ")})` : ""} ${said(asks.number(one), one.read.unit)}`;
  });
  return parts.length ? `The model: ${parts.join("; ")}.` : "";
}

function spoken({ label, unit, choices }, value) {
  const choice = choices.find((one) => one.value === value)?.label;
  return `${label} ${choice ?? spell(value)} ${unitOf(unit)}`.trim();
}

register("choice", { make, judge, solution, told: (_, given) => `“${given}”`, verb: "Check" });
