// Finds the number of a quantity by running the model. Twin of evaluator.py.
import { grid } from "../explorer/values.js";
import { measure } from "../solve/readouts.js";

const OPS = {
  "+": (a, b) => a + b,
  "-": (a, b) => a - b,
  "*": (a, b) => a * b,
  "/": (a, b) => a / b,
  ">=": (a, b) => Number(a >= b),
  "<": (a, b) => Number(a < b),
  and: (a, b) => Math.min(a, b),
  log2: Math.log2,
  log10: Math.log10,
  not: (a) => 1 - a,
};
const KEPT = 200; // runs that are remembered

/** Asks the model of an explorer with this spec; base: {parameter: value}, where a task's sliders stand. */
export function makeEvaluator({ model, spec }, base) {
  const always = { ...spec.start, ...base },
    runs = new Map();
  const parameters = new Map(model.spec.parameters.map((one) => [one.name, one]));

  function run(at, settings = {}) {
    const p = model.defaults();
    for (const [name, value] of Object.entries({ ...always, ...settings, ...at })) p[model.index.get(name)] = value;
    const key = p.join();
    if (runs.size > KEPT) runs.clear();
    if (!runs.has(key)) runs.set(key, model.simulate(p, { rtol: spec.tolerances.resting }));
    return runs.get(key);
  }

  /** The number of a bound quantity, NaN where the model has none; a condition gives 1 where it holds, else 0. */
  function number(node, settings = {}) {
    if (typeof node === "number") return node;
    if (node.read) return measure(node.read, run(node.at, settings)) ?? NaN;
    if (node.setting) return { ...always, ...settings }[node.setting] ?? parameters.get(node.setting).value;
    if (node.extreme) return extreme(node, settings);
    return OPS[node.op](...node.of.map((one) => number(one, settings)));
  }

  function extreme({ extreme: side, slider, where, at }, settings) {
    const values = places(slider);
    if (side === "highest") values.reverse();
    return values.find((value) => number(where, { ...settings, ...at, [slider]: value }) === 1) ?? NaN;
  }

  const places = (name) => grid(parameters.get(name), spec.steps[name]);
  return { number, holds: (node, settings) => number(node, settings) === 1, run, places, always, parameters, model };
}

/** The different readings of a quantity's JSON. */
export function readings(nodes) {
  const found = new Map();
  const visit = (node) => {
    if (node.read) found.set(JSON.stringify(node), node);
    for (const one of node.of ?? (node.where ? [node.where] : [])) visit(one);
  };
  for (const node of nodes) visit(node);
  return [...found.values()];
}
