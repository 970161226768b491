// What one reads off a curve. Twin of readouts.py, where it is explained.

const WIGGLE = 1e-6; // of the largest value: a fall or a rise that is only the solver's
const JUMP = 1e-4; // times nearer than this share of their other distance stand around a jump

function summit(t, x, whole) {
  let i = 0;
  for (let j = 1; j < x.length; j++) if (x[j] > x[i]) i = j;
  return whole ? [t[i], x[i]] : top(t, x, i);
}

function top(t, x, i) {
  if (i === 0 || i === x.length - 1 || !(x[i - 1] < x[i] && x[i] > x[i + 1])) return [t[i], x[i]];
  const fallLeft = x[i] - x[i - 1],
    fallRight = x[i] - x[i + 1];
  const left = t[i] - t[i - 1],
    right = t[i + 1] - t[i];
  if (Math.min(left, right) < JUMP * Math.max(left, right)) return [t[i], x[i]];
  const a = (fallLeft / left + fallRight / right) / (left + right);
  const b = fallLeft / left - a * left;
  return [t[i] + b / (2 * a), x[i] + (b * b) / (4 * a)];
}

function valueAt(t, x, at) {
  let i = t.findIndex((time) => time >= at);
  if (i === -1) i = t.length - 1;
  i = Math.max(i, 1);
  const share = (at - t[i - 1]) / (t[i] - t[i - 1]);
  return x[i - 1] + share * (x[i] - x[i - 1]);
}

function area(t, x) {
  let sum = 0;
  for (let i = 1; i < t.length; i++) sum += 0.5 * (x[i] + x[i - 1]) * (t[i] - t[i - 1]);
  return sum;
}

function firstPast(t, x, level, above) {
  const i = x.findIndex((value) => (above ? value > level : value < level));
  if (i === -1) return null;
  if (i === 0) return t[0];
  const share = (level - x[i - 1]) / (x[i] - x[i - 1]);
  return t[i - 1] + share * (t[i] - t[i - 1]);
}

function firstLow(t, x) {
  const least = WIGGLE * x.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  let high = 0,
    low = 0;
  for (let i = 1; i < x.length; i++) {
    if (x[i] < x[low]) low = i;
    else if (x[i] > x[low] + least) {
      if (x[low] < x[high] - least)
        return top(
          t,
          x.map((value) => -value),
          low,
        )[0];
      high = low = i;
    }
  }
  return null;
}

function fallTo(t, x, percent) {
  const i = x.indexOf(x.reduce((a, b) => (b > a ? b : a)));
  return firstPast(t.slice(i), x.slice(i), (x[i] * percent) / 100, false);
}

/** A readout {kind, output, at} of a run; null where it never happens. */
export function measure(readout, run) {
  if (readout.kind === "handed") return run.handed.get(readout.output);
  const { t, x } = run.seen(readout.output);
  const whole = run.whole.has(readout.output);
  switch (readout.kind) {
    case "peak":
      return summit(t, x, whole)[1];
    case "time of peak":
      return summit(t, x, whole)[0];
    case "lowest":
      return x.reduce((a, b) => Math.min(a, b));
    case "value":
      return valueAt(t, x, readout.at);
    case "area":
      return area(t, x);
    case "first low":
      return firstLow(t, x);
    case "fall to":
      return fallTo(t, x, readout.at);
    default:
      return firstPast(t, x, readout.at, readout.kind === "first above");
  }
}
