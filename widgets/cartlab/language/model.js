// Runs a model that Python has said in JavaScript (see language/spec.py).
import { makeFormula } from "../solve/formula.js";
import { makeJumps } from "../solve/jumps.js";
import { makeRates } from "../solve/rates.js";
import { bothSides, cutTime, occasions, withMoment } from "../solve/segments.js";

const WAYS = { rates: makeRates, formula: makeFormula, jumps: makeJumps }; // of following a model, by its kind

/**
 * The functions of a model. A page of the book has them in a file, which gives {key: () => functions}, since a site
 * may forbid to make functions of texts; elsewhere, as in JupyterLab, the spec holds their texts.
 */
function functionsOf({ title, javascript }) {
  if (!javascript.key) return ofTexts(javascript);
  const functions = globalThis.cartlab?.functions?.[javascript.key];
  if (!functions) throw new Error(`The equations of “${title}”, a file of this site, did not arrive: load the page again.`);
  return functions();
}

const ofText = (text) => new Function(`"use strict"; return ${text};`)();
const ofTexts = (texts) =>
  Object.fromEntries(Object.entries(texts).map(([name, one]) => [name, typeof one === "string" ? ofText(one) : ofTexts(one)]));

/** A program as a function of p that gives a function of (t, y, target): what rests on p alone is worked out once. */
function joined({ once, each }) {
  return (p) => {
    const h = once(p);
    return (t, y, d) => each(t, y, p, h, d);
  };
}

/** n report times from 0 to the end, in numpy's order of arithmetic. */
function reportTimes({ points, t_end }) {
  const step = t_end / (points - 1);
  return Float64Array.from({ length: points }, (_, i) => (i === points - 1 ? t_end : i * step));
}

/** Build a model that can be run from its spec. Throws an Error with a sentence when it cannot. */
export function buildModel(spec) {
  const { start: begin, schedule: plan, moving, outputs } = functionsOf(spec);
  const movingWith = moving ? joined(moving) : () => null,
    observing = joined(outputs);
  const follow = WAYS[spec.kind](spec),
    y0 = new Float64Array(spec.states.length);
  const o = new Float64Array(spec.outputs.length);
  const index = new Map(spec.parameters.map(({ name }, i) => [name, i]));
  const place = new Map(spec.outputs.map(({ name }, j) => [name, j]));
  const whole = new Set(spec.outputs.filter((output) => output.whole).map(({ name }) => name));
  const defaults = () => Float64Array.from(spec.parameters, ({ value }) => value);
  const ownTimes = reportTimes(spec);

  /**
   * Follow the model with the parameters p; report every output at the times. What is `seen` has
   * both sides of every jump as well: readouts are taken from it, so that none reaches across a
   * dose. `handed` has each output at the moment at which the next stage takes it.
   */
  function simulate(p, { rtol, times = ownTimes }) {
    const planned = plan(p),
      moment = planned.handingOver;
    if (!(moment >= 0 && moment <= spec.t_end))
      throw new Error(
        `${spec.handed_over.label} at ${spec.time} ${moment} is not possible: choose a time from 0 to ${spec.t_end} ${spec.time}.`,
      );
    const segments = cutTime(planned, spec.t_end);
    const t = withMoment(bothSides(times, segments, spec.t_end), moment);
    // One store for all outputs: many wells are many runs, and to make an array costs more than to fill it.
    const store = new Float64Array(spec.outputs.length * t.length),
      found = spec.outputs.map((_, j) => store.subarray(j * t.length, (j + 1) * t.length));
    const observe = observing(p);
    const report = (i, y) => {
      observe(t[i], y, o);
      for (let j = 0; j < o.length; j++) {
        if (!Number.isFinite(o[j])) throw new Error(`${spec.outputs[j].label} is not a number at ${spec.time} ${t[i]}.`);
        found[j][i] = o[j];
      }
    };
    begin(p, y0);
    const { steps, events } = followed({ moving: movingWith(p), start: y0, segments, times: t, rtol, p, report });
    const last = t.indexOf(moment);
    const handed = new Map(spec.outputs.map(({ name }, j) => [name, found[j][last]]));
    const picked = t === times ? found : [];
    return {
      of(name) {
        const j = place.get(name);
        picked[j] ??= pick(found[j], t, times);
        return { t: times, x: picked[j] };
      },
      seen: (name) => ({ t, x: found[place.get(name)] }),
      given: () => marks(planned),
      handed,
      whole,
      steps,
      events,
    };
  }

  /** In a chain the reader is told which model it was that could not be followed. */
  function followed(asked) {
    try {
      return follow(asked);
    } catch (problem) {
      throw new Error(`${spec.title}: ${problem.message}`);
    }
  }

  /** What is marked on the time axis: doses, and the moment at which the next stage takes over. */
  function marks({ doses, handingOver }) {
    const given = doses.flatMap((dose, i) =>
      occasions(dose, spec.t_end).map((time) => ({ label: spec.doses[i].label, time, over: dose.over, kind: "dose" })),
    );
    if (spec.handed_over) given.push({ label: spec.handed_over.label, time: handingOver, over: 0, kind: "mark" });
    return given;
  }

  return { spec, index, defaults, simulate, home: () => spec };
}

/** The values at some of the times t. Plain loops: this runs in every movement of a slider. */
function pick(all, t, times) {
  const some = new Float64Array(times.length);
  for (let i = 0, at = 0; i < times.length; i++, at++) {
    while (t[at] !== times[i]) at++;
    some[i] = all[at];
  }
  return some;
}
