// What a curve does, in words, for whoever cannot see it.

const NEVER_MIND = 0.01; // of the curve's height: a smaller turn is none

/** {turns: places of the highest and lowest value where they lie inside, first, last}; null where nothing is drawn. */
export function turnsOf(ys, log) {
  const drawn = [...ys.keys()].filter((i) => Number.isFinite(ys[i]));
  if (!drawn.length) return null;
  const value = (i) => (log ? Math.log10(Math.max(ys[i], Number.MIN_VALUE)) : ys[i]);
  const [first, last] = [drawn[0], drawn.at(-1)];
  const best = (better) => drawn.reduce((found, i) => (better(value(i), value(found)) ? i : found));
  const [most, least] = [best((a, b) => a > b), best((a, b) => a < b)];
  const beyond = (i) => Math.min(Math.abs(value(i) - value(first)), Math.abs(value(i) - value(last)));
  const turns = [most, least].filter((i) => beyond(i) > NEVER_MIND * (value(most) - value(least)));
  return { first, last, most, turns: turns.sort((a, b) => a - b) };
}

/**
 * The shape of a curve: "rises from 10 cells (day 0) to 10⁷ cells (day 10)", "goes from …, peaks at …, to …".
 * at(i) and said(i) are the texts of its ith place and value; log: heights count in powers of ten.
 */
export function shapeOf(ys, { at, said, log }) {
  const found = turnsOf(ys, log);
  if (!found) return "nothing can be drawn";
  const { first, last, most, turns } = found,
    point = (i) => `${said(i)} (${at(i)})`;
  if (said(first) === said(last) && !turns.length) return `stays at ${said(first)}`;
  const verb = turns.length ? "goes" : ys[last] > ys[first] ? "rises" : "falls";
  const between = turns.map((i) => `, ${i === most ? "peaks at" : "is lowest at"} ${point(i)}`).join("");
  return `${verb} from ${point(first)}${between}${between && ","} to ${point(last)}`;
}
