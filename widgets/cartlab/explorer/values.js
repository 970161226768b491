// What a control may say. Twin of values.py, where it is explained.

const DIGITS = 6,
  SAME = 1e-9;
const PAGE = 10; // steps of PageUp and PageDown

const clamp = (number, { low, high }) => Math.min(Math.max(number, low), high);
const threeDigits = (number) => Number(number.toPrecision(3));
const onGrid = (place, step, scale) => (scale === "log" ? threeDigits(10 ** (place * step)) : Number((place * step).toPrecision(12)));

/** The number that the model takes for a control that says `raw`. */
export function tidy(raw, parameter, step) {
  if (!Number.isFinite(raw)) return parameter.value;
  const inside = clamp(raw, parameter);
  for (const special of [parameter.value, parameter.low, parameter.high, Number(inside.toPrecision(DIGITS))])
    if (Math.abs(inside - special) <= SAME * Math.abs(inside)) return special;
  const place = parameter.scale === "log" ? Math.log10(inside) / step : inside / step;
  return clamp(onGrid(Math.floor(place + 0.5), step, parameter.scale), parameter);
}

/** What becomes of a number that somebody wrote: at most six digits. */
export function written(number, parameter, step) {
  const kept = tidy(number, parameter, step);
  return Math.abs(kept - number) <= SAME * Math.abs(number) ? kept : clamp(Number(number.toPrecision(DIGITS)), parameter);
}

/** The number that a key of the slider leads to; null for a key that is none of its. */
export function keyed(key, value, parameter, step) {
  const count = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: PAGE, PageDown: -PAGE }[key];
  if (key === "Home") return parameter.low;
  if (key === "End") return parameter.high;
  if (count === undefined) return null;
  const { scale } = parameter,
    place = (scale === "log" ? Math.log10(value) : value) / step;
  // A rounded number of the log grid lies beside its place: from there it is a whole step on.
  const near = Math.abs(place - Math.round(place)) < 0.25;
  const from = near ? Math.round(place) : count > 0 ? Math.floor(place) : Math.ceil(place);
  return clamp(onGrid(from + count, step, scale), parameter);
}

/** How far along its slider a value stands, from 0 to 1. */
export function share(value, { low, high, scale }) {
  return scale === "log" ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);
}

/** All numbers that a slider can stop at, in rising order. */
export function grid({ low, high, scale, kind }, step) {
  if (kind === "whole") return Array.from({ length: high - low + 1 }, (_, i) => low + i);
  const [first, last] = [low, high].map((end) => (scale === "log" ? Math.log10(end) : end) / step);
  const inside = [];
  for (let place = Math.floor(first) + 1; place < Math.ceil(last); place++) inside.push(onGrid(place, step, scale));
  return [low, ...inside.filter((one) => one > low && one < high), high];
}

/** n numbers from low to high, evenly on the parameter's own scale; the ends are exact. */
export function spread({ low, high, scale }, n) {
  return Float64Array.from({ length: n }, (_, i) => {
    if (i === 0) return low;
    if (i === n - 1) return high;
    const part = i / (n - 1);
    return scale === "log" ? low * (high / low) ** part : low + (high - low) * part;
  });
}
