// Ticks and limits of an axis. Plain numbers in, plain numbers out.
import { say, tenTo } from "../solve/say.js";

// What people count in: weeks and halves of weeks, halves of days, quarters of an hour.
const FEW = [0.1, 0.2, 0.5, 1, 2];
const TIME_STEPS = {
  day: [...FEW, 4, 7, 14, 28, 30, 60, 90, 180, 365],
  hour: [...FEW, 4, 6, 12, 24, 48, 72, 96, 168],
  min: [...FEW, 5, 10, 15, 30, 60, 120],
};
const MANTISSAS = [1, 2, 2.5, 5, 10];

/** The smallest pretty step that gives at most `most` steps from low to high. */
export function niceStep(low, high, most) {
  const power = 10 ** Math.floor(Math.log10((high - low) / most));
  return MANTISSAS.map((m) => m * power).find((step) => (high - low) / step <= most * (1 + 1e-9));
}

function multiples(step, low, high) {
  const first = Math.ceil(low / step - 1e-9),
    count = Math.floor(high / step + 1e-9) - first + 1;
  return Array.from({ length: Math.max(count, 0) }, (_, i) => Number(((first + i) * step).toPrecision(12)));
}

export const linearTicks = (low, high, most) => multiples(niceStep(low, high, most), low, high);

/** Ticks of a time axis in a model's unit of time, in steps that people count in. */
export function timeTicks(high, most, unit) {
  const step = (TIME_STEPS[unit] ?? []).find((one) => high / one <= most) ?? niceStep(0, high, most);
  return multiples(step, 0, high);
}

// Where there are few powers of ten: what stands between them, the most first.
const FACTORS = [[1, 2, 5], [1, 3], [1]];

function within(low, high, first, last, factors) {
  const ticks = [];
  for (let e = first; e <= last; e++) for (const factor of factors) ticks.push(Number((factor * 10 ** e).toPrecision(12)));
  return ticks.filter((tick) => tick >= low * (1 - 1e-9) && tick <= high * (1 + 1e-9));
}

const isWide = (tick) => tickText(tick).includes("×");

/** Powers of ten; what fits between them where there are few; every second one where there are many. */
export function logTicks(low, high, most) {
  const first = Math.ceil(Math.log10(low) - 1e-9),
    last = Math.floor(Math.log10(high) + 1e-9);
  if (last - first < 2) {
    const sets = FACTORS.map((factors) => within(low, high, first - 1, last, factors)),
      telling = sets.filter(({ length }) => length > 1);
    return telling.find((set) => set.length <= most && !set.some(isWide)) ?? telling.at(-1) ?? sets[0];
  }
  const stride = Math.ceil((last - first) / most);
  const ticks = [];
  for (let e = first; e <= last; e += stride) ticks.push(Number(`1e${e}`));
  return ticks;
}

/** A tick's text: 0.001, 0.1, 1,000, 10⁴, 2.5 × 10¹¹. */
export function tickText(value) {
  if (value === 0) return "0";
  const power = Math.log10(Math.abs(value));
  if (Math.abs(power - Math.round(power)) < 1e-9 && Math.abs(power) > 3.5) return tenTo(Math.round(power));
  const text = say(value);
  return text.includes("×") || !text.includes(".") ? text : text.replace(/\.?0+$/, "");
}

/** A pretty upper limit just above `value`, for an axis from low. */
export function roof(value, low, most) {
  if (!(value > low)) return low + 1;
  const step = niceStep(low, value, most);
  return Number((low + Math.ceil((value - low) / step - 1e-9) * step).toPrecision(12));
}

/** At most `most` of n places, the first and the last among them, each as far from the next where n allows it. */
export function evenly(n, most) {
  if (n <= most) return Array.from({ length: n }, (_, i) => i);
  let parts = most - 1;
  for (let fewer = parts; fewer >= most / 2; fewer--)
    if ((n - 1) % fewer === 0) {
      parts = fewer;
      break;
    }
  return Array.from({ length: parts + 1 }, (_, i) => Math.round((i * (n - 1)) / parts));
}

/** Move the marks {y} apart to at least `gap`, inside top and bottom. Changes them. */
export function pushApart(marks, gap, top, bottom) {
  marks.sort((a, b) => a.y - b.y);
  for (let round = 0; round < 20; round++) {
    let moved = false;
    for (let i = 1; i < marks.length; i++) {
      const lack = gap - (marks[i].y - marks[i - 1].y);
      if (lack <= 0.01) continue;
      marks[i].y += lack / 2;
      marks[i - 1].y -= lack / 2;
      moved = true;
    }
    for (const mark of marks) mark.y = Math.min(Math.max(mark.y, top), bottom);
    if (!moved) break;
  }
  return marks;
}
