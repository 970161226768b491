// The address that restores an explorer's controls: #explorer=its-title&dose=1e8.
import { written } from "./values.js";
import { spell } from "../solve/say.js";

export const slug = (title) =>
  title
    .toLowerCase()
    .normalize("NFKD")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");

/** values: {name: raw control value} -> the fragment of the address, with #. A choice says its name. */
export function fragment(title, values, parameters) {
  const choices = new Map(parameters.map((one) => [one.name, one.choices]));
  const said = (name, value) => choices.get(name)[value]?.label ?? String(Number(value));
  const fields = Object.entries(values).map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(said(name, value))}`);
  return `#explorer=${slug(title)}&${fields.join("&")}`;
}

const MARKS = { "&": "&amp;", '"': "&quot;", "<": "&lt;" };
const marked = (text) => text.replace(/[&"<]/g, (mark) => MARKS[mark]);

/** The line of HTML that shows the explorer of an address in another page. */
export const frameLine = (address, title) =>
  `<iframe src="${marked(address)}" title="${marked(title)}" width="100%" height="640" style="border: 0" loading="lazy"></iframe>`;

/** Read a fragment meant for this explorer: {values, refused: [sentences]}; null if it is not. */
export function readFragment(hash, title, parameters, steps) {
  const fields = new URLSearchParams(hash.replace(/^#/, ""));
  if (fields.get("explorer") !== slug(title)) return null;
  fields.delete("explorer");
  const values = {},
    refused = [];
  for (const [name, text] of fields) {
    const parameter = parameters.find((one) => one.name === name),
      named = parameter?.choices.findIndex(({ label }) => label === text) ?? -1;
    const number = named === -1 ? Number(text) : named;
    if (!parameter) refused.push(`${name} has no slider here.`);
    else if (text.trim() === "" || !Number.isFinite(number)) refused.push(`${parameter.label} = ${text} is not a number.`);
    else {
      const { low, high } = controlRange(parameter);
      if (number < low || number > high)
        refused.push(`${parameter.label} = ${text} is not possible: choose from ${spell(low)} to ${spell(high)}.`);
      else if (parameter.kind !== "number" && number !== Math.round(number))
        refused.push(`${parameter.label} = ${text}: choose a whole number.`);
      else values[name] = parameter.kind === "number" ? written(number, parameter, steps[name]) : number;
    }
  }
  return { values, refused };
}

/** What a control may say: a choice says its place in the list, a switch 0 or 1. */
const controlRange = ({ kind, low, high, choices }) =>
  kind === "choice" ? { low: 0, high: choices.length - 1 } : kind === "switch" ? { low: 0, high: 1 } : { low, high };
