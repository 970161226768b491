// Follows a model by its jumps: the twin of jumps.py, where it is explained. Keeps contract.py.
// biome-ignore-all lint/correctness/noPrecisionLoss: fdlibm's constants, with the digits of its authors
// biome-ignore-all lint/suspicious/noApproximativeNumericConstant: Math.SQRT1_2 need not be fdlibm's to the last bit
import { spell } from "./say.js";
import { EVENTS, drawWords, shareOf } from "./chance.js";

const MOST_EVENTS = 100000;
const SQRT_HALF = 0.7071067811865476,
  LN2_HIGH = 6.9314718036912381649e-1,
  LN2_LOW = 1.90821492927058770002e-10;
const L1 = 6.66666666666673513e-1,
  L2 = 3.999999999940941908e-1,
  L3 = 2.857142874366239149e-1,
  L4 = 2.222219843214978396e-1;
const L5 = 1.818357216161805012e-1,
  L6 = 1.531383769920937332e-1,
  L7 = 1.479819860511658591e-1;

/** The natural logarithm of a number between 0 and 1, by + - * / alone. */
function logOf(x) {
  let power = 0;
  for (; x < SQRT_HALF; power--) x *= 2;
  const f = x - 1,
    s = f / (2 + f),
    z = s * s,
    w = z * z;
  const even = w * (L2 + w * (L4 + w * L6)),
    odd = z * (L1 + w * (L3 + w * (L5 + w * L7)));
  const half = 0.5 * f * f;
  return power * LN2_HIGH - (half - (s * (half + (even + odd)) + power * LN2_LOW) - f);
}

/** Whole numbers, halves rounded up. */
const rounded = (amount) => Math.floor(amount + 0.5);

/** A number in a message, as Python's six digits have it. */
const shown = (number) => String(Number(number.toPrecision(6)));

/** Return follow(…) of a model with these events: [{name, changes: [a number a state]}]. */
export function makeJumps({ states, events, parameters }) {
  const m = states.length,
    e = events.length,
    y = new Float64Array(m),
    added = new Float64Array(m),
    each = new Float64Array(e),
    drawn = new Uint32Array(4);
  const changes = Float64Array.from(events.flatMap((event) => event.changes));
  const [well, key] = ["well", "seed"].map((name) => parameters.findIndex((one) => one.name === name));
  let which = new Uint16Array(1024),
    when = new Float64Array(1024); // what happened, in order

  function grow() {
    const more = [new Uint16Array(2 * which.length), new Float64Array(2 * when.length)];
    more[0].set(which);
    more[1].set(when);
    [which, when] = more;
  }

  return ({ moving, start, segments, times, p, report }) => {
    const who = p[well],
      seed = p[key],
      count = times.length;
    let told = 0,
      draws = 0,
      steps = 0;
    for (let i = 0; i < m; i++) y[i] = rounded(start[i]);
    for (const segment of segments) {
      const { end } = segment,
        middle = 0.5 * (segment.start + end);
      added.fill(0);
      for (const [i, amount] of segment.jump) added[i] += amount;
      for (let i = 0; i < m; i++) {
        y[i] += rounded(added[i]);
        if (y[i] < 0)
          throw new Error(`a start or a dose takes a number below 0 at time ${shown(segment.start)}: give no more away than there is.`);
      }
      for (let t = segment.start; t < end; ) {
        moving(middle, y, each);
        let total = 0;
        for (let j = 0; j < e; j++) {
          if (!(each[j] >= 0 && each[j] < Infinity))
            throw new Error(
              `the propensity of ${events[j].name} is ${shown(each[j])} at time ${shown(t)}: it must be a finite number that is not negative.`,
            );
          total += each[j];
        }
        let then = Infinity;
        if (total > 0) {
          drawWords(drawn, who, draws++, seed, EVENTS);
          then = t + -logOf(shareOf(drawn[0])) / total;
        }
        const happens = then < end,
          after = happens ? then : end;
        for (; told < count && times[told] < after; told++) report(told, y);
        t = after;
        if (!happens) continue;
        const aim = shareOf(drawn[1]) * total;
        let event = 0;
        for (let sum = each[0]; !(sum > aim) && event < e - 1; sum += each[event]) event++;
        for (let i = 0; i < m; i++) {
          y[i] += changes[event * m + i];
          if (y[i] < 0)
            throw new Error(
              `${events[event].name} took a number below 0 at time ${shown(t)}: an event that cannot happen needs the propensity 0.`,
            );
        }
        if (steps === which.length) grow();
        which[steps] = event;
        when[steps] = t;
        if (++steps > MOST_EVENTS)
          throw new Error(
            `more than ${spell(MOST_EVENTS)} events by time ${shown(t)}: begin with fewer, slow the events down or end earlier.`,
          );
      }
    }
    for (; told < count; told++) report(told, y);
    return { steps, events: { which: which.slice(0, steps), times: when.slice(0, steps) } };
  };
}
