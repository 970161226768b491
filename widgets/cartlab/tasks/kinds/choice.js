// A choice: the model decides which claim holds. Twin of choice.py.
import { newId, node } from "../../explorer/nodes.js";
import { told } from "../../explorer/wording.js";
import { readings } from "../evaluator.js";
import { register } from "../kinds.js";
import { settingSaid } from "../wording.js";

function make({ spec, changed }) {
  const name = newId();
  const fields = spec.choices.map(({ text }) => node("input", { type: "radio", name, value: text }));
  for (const field of fields) field.addEventListener("change", changed);
  return {
    nodes: fields.map((field) => node("label", { class: "v2v-task-choice" }, field, node("span", { text: field.value }))),
    missing: "Choose one first.",
    given: () => fields.find(({ checked }) => checked)?.value,
    lock: (on) => fields.forEach((field) => (field.disabled = on)),
    focus: () => (fields.find(({ checked }) => checked) ?? fields[0]).focus(),
  };
}

function solution({ spec, asks }) {
  const numbers = spec.choices.map(({ claim }) => asks.number(claim));
  const wanted = { greatest: Math.max, least: Math.min }[spec.pick]?.(...numbers) ?? 1;
  return spec.choices[numbers.indexOf(wanted)].text;
}

function judge(asked, given) {
  const right = given === solution(asked),
    { says, near } = asked.spec.choices.find(({ text }) => text === given);
  const parts = [right ? "Yes." : near ? "Nearly." : "No.", says, facts(asked), right ? asked.spec.why : ""];
  return { right, near, says: parts.join(" "), mistake: right ? undefined : says };
}

/** What the model says to it: the readings, at the settings that matter. */
function facts({ spec, asks }) {
  const parts = readings(spec.choices.map(({ claim }) => claim)).map((one) => {
    const number = asks.number(one);
    const matters = ([name, value]) => {
      const usual = asks.always[name] ?? asks.parameters.get(name).value;
      return value !== usual && asks.number({ ...one, at: { ...one.at, [name]: usual } }) !== number;
    };
    const where = Object.entries(one.at)
      .filter(matters)
      .map(([name, value]) => `${asks.parameters.get(name).label} ${settingSaid(asks.parameters.get(name), value)}`);
    return `${one.read.label}${where.length ? ` (${where.join(", ")})` : ""}: ${told(one.read, asks.run(one.at))}`;
  });
  return parts.length ? `The model: ${parts.join("; ")}.` : "";
}

/** What to look at before a prediction is compared: the readings that decide it, by their names. */
const watch = ({ spec }) => [...new Set(readings(spec.choices.map(({ claim }) => claim)).map(({ read }) => read.label))];

register("choice", { make, judge, solution, watch, told: (_, given) => `“${given}”`, verb: "Check" });
