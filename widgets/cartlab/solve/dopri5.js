// Dormand and Prince's Runge-Kutta method of order 5(4): the twin of dopri5.py, where it
// is explained. The same formulas in the same order and the same choice of steps.

const SAFETY = 0.9,
  GROWTH = 10,
  SHRINK = 0.2,
  NOW = 0.17,
  BEFORE = 0.04;
const FIRST = 1e-4,
  HAIR = 1e-12,
  MOST_STEPS = 100000;

/** Work space for a model of n states, so that a run allocates nothing. */
export function workspace(n) {
  const arrays = (count) => Array.from({ length: count }, () => new Float64Array(n));
  return { k: arrays(7), y: new Float64Array(n), next: new Float64Array(n), dense: arrays(4) };
}

/**
 * Follow one patient through its segments.
 * rates(t, y, d) fills d; segments: [{start, end, jump: [[state, amount]], inflow: [[state, rate]]}];
 * report(i, y) is told the state at times[i]; no step is longer than `longest`. Returns the number of steps.
 */
export function solve(rates, initial, segments, times, rtol, atol, longest, work, report) {
  const { k, y, next, dense } = work;
  const [k1, k2, k3, k4, k5, k6, k7] = k;
  const [rise, bend, twist, last] = dense;
  const n = y.length,
    count = times.length;
  y.set(initial);
  let told = 0,
    steps = 0,
    lastError = 1e-4,
    rejected = false;
  let free = FIRST * (segments[segments.length - 1].end - segments[0].start);
  let low = 0,
    high = 0,
    inflow = [];
  const slopes = (at, state, d) => {
    rates(Math.min(Math.max(at, low), high), state, d);
    for (const [i, rate] of inflow) d[i] += rate;
  };
  for (const segment of segments) {
    const end = segment.end;
    let t = segment.start;
    for (const [i, amount] of segment.jump) y[i] += amount;
    if (!(end > t)) continue;
    inflow = segment.inflow;
    const hair = HAIR * (end - t);
    low = t + hair;
    high = end - hair;
    let h = Math.min(free, longest, end - t);
    slopes(t, y, k1);
    for (; told < count && times[told] <= t; told++) report(told, y);
    while (t < end) {
      const final = t + 1.0000000001 * h >= end;
      if (final) h = end - t;
      for (let i = 0; i < n; i++) next[i] = y[i] + h * ((1 / 5) * k1[i]);
      slopes(t + (1 / 5) * h, next, k2);
      for (let i = 0; i < n; i++) next[i] = y[i] + h * ((3 / 40) * k1[i] + (9 / 40) * k2[i]);
      slopes(t + (3 / 10) * h, next, k3);
      for (let i = 0; i < n; i++) next[i] = y[i] + h * ((44 / 45) * k1[i] + (-56 / 15) * k2[i] + (32 / 9) * k3[i]);
      slopes(t + (4 / 5) * h, next, k4);
      for (let i = 0; i < n; i++)
        next[i] = y[i] + h * ((19372 / 6561) * k1[i] + (-25360 / 2187) * k2[i] + (64448 / 6561) * k3[i] + (-212 / 729) * k4[i]);
      slopes(t + (8 / 9) * h, next, k5);
      for (let i = 0; i < n; i++)
        next[i] =
          y[i] + h * ((9017 / 3168) * k1[i] + (-355 / 33) * k2[i] + (46732 / 5247) * k3[i] + (49 / 176) * k4[i] + (-5103 / 18656) * k5[i]);
      slopes(t + h, next, k6);
      for (let i = 0; i < n; i++)
        next[i] = y[i] + h * ((35 / 384) * k1[i] + (500 / 1113) * k3[i] + (125 / 192) * k4[i] + (-2187 / 6784) * k5[i] + (11 / 84) * k6[i]);
      slopes(t + h, next, k7);
      let error = 0;
      for (let i = 0; i < n; i++) {
        const size = atol[i] + rtol * Math.max(Math.abs(y[i]), Math.abs(next[i]));
        const e =
          (h *
            ((71 / 57600) * k1[i] +
              (-71 / 16695) * k3[i] +
              (71 / 1920) * k4[i] +
              (-17253 / 339200) * k5[i] +
              (22 / 525) * k6[i] +
              (-1 / 40) * k7[i])) /
          size;
        error += e * e;
      }
      error = Math.sqrt(error / n);
      const good = error <= 1;
      const bounded = Math.max(error, 1e-10);
      let wished;
      if (good) {
        const after = final ? end : t + h;
        if (told < count && times[told] < after) {
          for (let i = 0; i < n; i++) {
            rise[i] = next[i] - y[i];
            bend[i] = h * k1[i] - rise[i];
            twist[i] = rise[i] - h * k7[i] - bend[i];
            last[i] =
              h *
              ((-12715105075 / 11282082432) * k1[i] +
                (87487479700 / 32700410799) * k3[i] +
                (-10690763975 / 1880347072) * k4[i] +
                (701980252875 / 199316789632) * k5[i] +
                (-1453857185 / 822651844) * k6[i] +
                (69997945 / 29380423) * k7[i]);
          }
          for (; told < count && times[told] < after; told++) {
            const s = (times[told] - t) / h,
              q = 1 - s;
            for (let i = 0; i < n; i++) k2[i] = y[i] + s * (rise[i] + q * (bend[i] + s * (twist[i] + q * last[i])));
            report(told, k2);
          }
        }
        const grow = SAFETY * Math.pow(bounded, -NOW) * Math.pow(lastError, BEFORE);
        wished = h * Math.min(rejected ? 1 : GROWTH, Math.max(SHRINK, grow));
        lastError = Math.max(error, 1e-4);
        rejected = false;
        t = after;
        y.set(next);
        k1.set(k7);
        if (++steps > MOST_STEPS) throw stuck(t);
      } else {
        wished = h * (Number.isFinite(error) ? Math.max(SHRINK, SAFETY * Math.pow(bounded, -NOW)) : SHRINK);
        rejected = true;
      }
      // A step that the end of its segment cut short says little about the next one.
      free = good && final ? Math.max(free, wished) : wished;
      h = Math.min(free, longest);
      if (!(h > 1e-14 * Math.max(Math.abs(t), 1e-10))) throw stuck(t);
    }
  }
  for (; told < count; told++) report(told, y);
  return steps;
}

function stuck(t) {
  return new Error(`the solver could not go past time ${t.toPrecision(6)}: the rates change too fast there or are not numbers.`);
}
