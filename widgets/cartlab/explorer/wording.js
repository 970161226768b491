// Numbers and readouts in words.
import { say } from "../solve/say.js";
import { measure } from "../solve/readouts.js";

const TIMES = new Set(["time of peak", "first above", "first below", "first low", "fall to"]);
const SUPERSCRIPT = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/** 11 -> 10¹¹ */
export const tenTo = (power) => "10" + String(power).replace("-", "⁻").replace(/\d/g, (digit) => SUPERSCRIPT[digit]);

/** ¹¹ -> 11 */
export const lowered = (text) => text.replace(/[⁰¹²³⁴⁵⁶⁷⁸⁹]/g, (digit) => SUPERSCRIPT.indexOf(digit)).replace(/[⁻−]/, "-");

/** A number as it was chosen: 0.0575, 5.5, 17,836, 10¹¹, 5.24 × 10¹⁰. */
export function spell(number) {
  if (number === 0) return "0";
  const size = Math.abs(number);
  if (size >= 1e-4 && size < 1e6) {
    const [whole, rest] = String(Number.isInteger(number) ? number : Number(number.toPrecision(4))).split(".");
    const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",").replace("-", "−");
    return rest ? `${grouped}.${rest}` : grouped;
  }
  const [head, power] = number.toExponential(5).split("e");
  const front = head.replace(/\.?0+$/, ""), ten = tenTo(Number(power));
  return front === "1" ? ten : `${front} × ${ten}`.replace("-", "−");
}

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
  if (TIMES.has(readout.kind)) return [readout.unit, say(number), ""];
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
