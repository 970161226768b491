// Words and numbers of the feedback. Twins of functions of task.py.
import { withUnit } from "../explorer/wording.js";
import { say, spell } from "../solve/say.js";

export const said = (number, unit) => withUnit(say(number), unit);

/** What a control says: "yes", the name of a choice, or a number and its unit. */
export function settingSaid({ kind, unit, choices }, value) {
  if (kind === "switch") return value ? "yes" : "no";
  return choices?.find((one) => one.value === value)?.label ?? withUnit(spell(value), unitOf(unit));
}

/** 0.5 for 61.2 and two digits. */
export const halfUnit = (number, digits) => (number === 0 ? 0 : 0.5 * 10 ** (Math.floor(Math.log10(Math.abs(number))) - digits + 1));

export const rounded = (number, digits) => Number(number.toPrecision(digits));

export const unitOf = (unit) =>
  unit === "1" ? "" : unit.startsWith("1/") ? `per ${unit.slice(2)}` : unit.replace(/^(cell|day|hour|molecule)\b/, "$1s");
