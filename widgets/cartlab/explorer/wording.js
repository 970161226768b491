// Readouts in words.
import { say } from "../solve/say.js";
import { measure } from "../solve/readouts.js";

/** The unit of a single thing: "cell" of "cells". */
export const oneOf = (unit) => unit.replace(/^(cell|day|hour|molecule|doubling)s\b/, "$1");

const FEWER = "fewer than ";

/** The unit of a number in words: 1 cell, 2 cells, fewer than 1 cell. */
export const unitFor = (text, unit) => (text === "1" || text === `${FEWER}1` ? oneOf(unit) : unit);

/** A number and its unit; the unit may be empty. */
export const withUnit = (text, unit) => (unit ? `${text} ${unitFor(text, unit)}` : text);

/** The head of a column or the name of an axis: what stands there, and its unit. */
export const inHead = (label, unit) => withUnit(label, unit && `(${unit})`);

/** A number as `say` does, without zeros that say nothing. */
export function sayShort(number) {
  const text = say(number);
  return text.includes(".") && !text.includes("×") ? text.replace(/\.?0+$/, "") : text;
}

const WHOLE_CELLS = [10, 100]; // in between three digits would be tenths of a cell

/** A number on the axis of an output: what is less than the least that is told, in words. */
export const sayFrom = (least, number) => (least !== null && number !== null && number < least ? FEWER + sayShort(least) : say(number));

/** A number that a readout found: of what is counted, a whole one. */
export function digits(number, { output, is_time: isTime, unit, least }, { whole }) {
  if (least !== null && number !== null && number < least) return sayFrom(least, number);
  const tenths = unit === "cells" && number >= WHOLE_CELLS[0] && number < WHOLE_CELLS[1];
  return number !== null && !isTime && (whole.has(output) || tenths) ? String(Math.round(number)) : say(number);
}

/** [before, number, after] of a readout of a run: the words around its number. */
export function spoken(readout, run) {
  const number = measure(readout, run);
  if (number === null) return ["", "never", ""];
  const rising = readout.kind === "time of peak" && number >= run.of(readout.output).t.at(-1);
  if (rising) return [readout.unit, `${sayShort(number)} or later`, ""];
  if (readout.is_time) return [readout.unit, say(number), ""];
  const text = digits(number, readout, run);
  return ["", text, unitFor(text, readout.unit)];
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
