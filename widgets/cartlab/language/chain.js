// Several models in a row: what one hands over, the next one starts from. Twin of chain.py.
import { say } from "../solve/say.js";
import { buildModel } from "./model.js";

/** Build what a spec describes: a model, or a chain of models. Throws an Error with a sentence when it cannot. */
export const build = (spec) => (spec.chain ? buildChain(spec) : buildModel(spec));

/** Why a model cannot take what an earlier one hands over. */
function refusal(giver, taker, { label, unit, low, high }, value) {
  const shown = unit === "1" ? "" : ` ${unit}`;
  return `${label}: ${giver.title} hands over ${say(value)}${shown}, but ${taker.title} can take ${say(low)} to ${say(high)}${shown}.`;
}

function buildChain(spec) {
  const index = new Map(spec.parameters.map(({ name }, i) => [name, i]));
  const defaults = () => Float64Array.from(spec.parameters, ({ value }) => value);
  const owner = new Map();
  const stages = spec.chain.map((one) => {
    const model = buildModel(one),
      p = model.defaults();
    // Where each parameter comes from: a place in the chain's own, or an earlier stage's output.
    const free = [],
      taken = [];
    one.parameters.forEach((parameter, i) => {
      if (owner.has(parameter.name)) taken.push({ i, parameter, giver: owner.get(parameter.name).spec });
      else free.push([i, index.get(parameter.name)]);
    });
    for (const { name } of one.outputs) owner.set(name, model);
    return { model, p, free, taken };
  });

  function fill({ model, p, free, taken }, all, handed) {
    for (const [i, from] of free) p[i] = all[from];
    for (const { i, parameter, giver } of taken) {
      const value = handed.get(parameter.name);
      if (!(value >= parameter.low && value <= parameter.high)) throw new Error(refusal(giver, model.spec, parameter, value));
      p[i] = value;
    }
    return p;
  }

  /** Follow all models with the chain's parameters p. */
  function simulate(p, { rtol }) {
    const handed = new Map(),
      runs = new Map(),
      whole = new Set();
    let steps = 0;
    for (const stage of stages) {
      const run = stage.model.simulate(fill(stage, p, handed), { rtol });
      for (const [name, value] of run.handed) {
        handed.set(name, value);
        runs.set(name, run);
      }
      for (const name of run.whole) whole.add(name);
      steps += run.steps;
    }
    return {
      of: (name) => runs.get(name).of(name),
      seen: (name) => runs.get(name).seen(name),
      given: (name) => runs.get(name).given(),
      handed,
      whole,
      steps,
    };
  }

  return { spec, index, defaults, simulate, home: (output) => owner.get(output).spec };
}
