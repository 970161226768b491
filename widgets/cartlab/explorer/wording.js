// Readouts in words.
import { say } from "../solve/say.js";
import { measure } from "../solve/readouts.js";

/** A number and its unit; the unit may be empty. */
export const withUnit = (text, unit) => (unit ? `${text} ${unit}` : text);

/** A number as `say` does, without zeros that say nothing. */
function sayShort(number) {
  const text = say(number);
  return text.includes(".") && !text.includes("×") ? text.replace(/\.?0+$/, "") : text;
}

/** [before, number, after] of a readout of a run: the words around its number. */
export function spoken(readout, run) {
  const number = measure(readout, run);
  if (number === null) return ["", "never", ""];
  const rising = readout.kind === "time of peak" && number >= run.of(readout.output).t.at(-1);
  if (rising) return [readout.unit, `${sayShort(number)} or later`, ""];
  if (readout.is_time) return [readout.unit, say(number), ""];
  return ["", run.whole.has(readout.output) ? String(Math.round(number)) : say(number), readout.unit];
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
