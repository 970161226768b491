// Runs a model that Python has said in JavaScript (see language/model.py, `spec`).
import { bothSides, cutTime, occasions } from "../solve/segments.js";
import { solve, workspace } from "../solve/dopri5.js";

const HELPERS = `"use strict";
const square = (x) => x * x, cube = (x) => x * x * x;
const total = (stop, term) => { let sum = 0; for (let k = 0; k < stop; k++) sum += term(k); return sum; };
`;

const compile = (parameters, body) => new Function(`${HELPERS}return (${parameters}) => {\n${body}\n};`)();

/** Build a model that can be run from its spec. Throws an Error with a sentence when it cannot. */
export function buildModel(spec) {
  const { start, rates, outputs, schedule } = spec.javascript;
  const begin = compile("p, y", start), slope = compile("t, y, p, d", rates);
  const observe = compile("t, y, p, o", outputs), plan = compile("p", schedule);
  const n = spec.states.length, work = workspace(n), y0 = new Float64Array(n);
  const o = new Float64Array(spec.outputs.length);
  const index = new Map(spec.parameters.map(({ name }, i) => [name, i]));
  const whole = new Set(spec.outputs.filter((output) => output.whole).map(({ name }) => name));
  const defaults = () => Float64Array.from(spec.parameters, ({ value }) => value);

  /**
   * Follow the model with the parameters p; report every output at the times. `seen` has both
   * sides of every jump as well: readouts are taken from it, so that none reaches across a dose.
   */
  function simulate(p, { times, rtol }) {
    const segments = n ? cutTime(plan(p), spec.t_end) : [];
    const t = bothSides(times, segments, spec.t_end);
    const found = spec.outputs.map(() => new Float64Array(t.length));
    const tell = (i, y) => {
      observe(t[i], y, p, o);
      for (let j = 0; j < o.length; j++) {
        if (!Number.isFinite(o[j])) throw new Error(`${spec.outputs[j].label} is not a number at ${spec.time} ${t[i]}.`);
        found[j][i] = o[j];
      }
    };
    let steps = 0;
    if (n === 0) for (let i = 0; i < t.length; i++) tell(i, y0);
    else {
      begin(p, y0);
      const atol = Float64Array.from(spec.states, ({ negligible }) => rtol * negligible);
      steps = solve((at, y, d) => slope(at, y, p, d), y0, segments, t, rtol, atol, work, tell);
    }
    const named = (arrays) => new Map(spec.outputs.map(({ name }, j) => [name, arrays[j]]));
    const seen = { t, outputs: named(found) };
    if (t === times) return { t, outputs: seen.outputs, seen, whole, steps };
    // Plain loops: this runs in every movement of a slider.
    const places = new Int32Array(times.length);
    for (let i = 0, at = 0; i < times.length; i++, at++) {
      while (t[at] !== times[i]) at++;
      places[i] = at;
    }
    const picked = found.map((all) => {
      const some = new Float64Array(times.length);
      for (let i = 0; i < some.length; i++) some[i] = all[places[i]];
      return some;
    });
    return { t: times, outputs: named(picked), seen, whole, steps };
  }

  /** The doses as given with the parameters p: [{label, time, over}]. */
  const given = (p) =>
    plan(p).doses.flatMap((dose, i) => occasions(dose, spec.t_end).map((time) => ({ label: spec.doses[i].label, time, over: dose.over })));

  return { spec, index, defaults, simulate, given };
}
