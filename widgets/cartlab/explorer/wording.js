// Readouts in words.
import { say } from "../solve/say.js";
import { measure } from "../solve/readouts.js";

/** A number and its unit; the unit may be empty. */
export const withUnit = (text, unit) => (unit ? `${text} ${unit}` : text);

/** The head of a column or the name of an axis: what stands there, and its unit. */
export const inHead = (label, unit) => withUnit(label, unit && `(${unit})`);

/** A number as `say` does, without zeros that say nothing. */
function sayShort(number) {
  const text = say(number);
  return text.includes(".") && !text.includes("×") ? text.replace(/\.?0+$/, "") : text;
}

/** A number that a readout found: of what is counted, a whole one. */
export const digits = (number, { output, is_time: isTime }, { whole }) =>
  number !== null && !isTime && whole.has(output) ? String(Math.round(number)) : say(number);

/** [before, number, after] of a readout of a run: the words around its number. */
export function spoken(readout, run) {
  const number = measure(readout, run);
  if (number === null) return ["", "never", ""];
  const rising = readout.kind === "time of peak" && number >= run.of(readout.output).t.at(-1);
  if (rising) return [readout.unit, `${sayShort(number)} or later`, ""];
  if (readout.is_time) return [readout.unit, say(number), ""];
  return ["", digits(number, readout, run), readout.unit];
}

/** A readout of a run as one text, "128 cells/µL" or "day 8.85". */
export function told(readout, run) {
  return spoken(readout, run).filter(Boolean).join(" ");
}

/** The sentence of a run: texts and readouts in turn. */
export function sentence(parts, run) {
  return parts
    .map((part) => {
      if (typeof part === "string") return part;
      return part.bare ? spoken(part, run)[1] : told(part, run);
    })
    .join("");
}
