// Virtual people whom several panels look at: drawn once, followed together. Twin of cohort.py.
import { person } from "../../language/population.js";
import { makeMany } from "../many/many.js";

const known = new WeakMap(); // {model: Map of cohorts}

/** The cohort that `people` {population, size, seed} and `against` {parameter: value} describe, one for all panels of a model. */
function cohortOf(model, rtol, people, against) {
  if (!known.has(model)) known.set(model, new Map());
  const cohorts = known.get(model),
    key = JSON.stringify([people, against]);
  if (!cohorts.has(key))
    cohorts.set(
      key,
      makeCohort(model, rtol, people, against, () => cohorts.delete(key)),
    );
  return cohorts.get(key);
}

function makeCohort(model, rtol, { population, size, seed }, against, forget) {
  const everybody = Array.from({ length: size }, (_, k) => k),
    drawn = everybody.map((k) => person(population, k, seed)),
    varied = population.people.map(({ name }) => name);
  const asked = [],
    members = new Set();
  let many = null;

  /** All panels are made before the first is drawn: then it is known what all of them ask. */
  const start = () =>
    makeMany({
      model,
      rtol,
      places: varied.map((name) => model.index.get(name)),
      rows: Float64Array.from(drawn.flatMap((one) => varied.map((name) => one[name]))),
      order: everybody,
      coarse: size,
      ask: asked,
      seen(found, whole) {
        const byText = Object.fromEntries(asked.map(({ text }, a) => [text, found[a]]));
        for (const member of members) member(byText, whole);
      },
    });

  return {
    join(ask, seen) {
      for (const one of ask) if (!asked.some(({ text }) => text === one.text)) asked.push(one);
      members.add(seen);
      return {
        draw(p, settled) {
          many ??= start();
          const q = Float64Array.from(p);
          for (const [name, value] of Object.entries(against)) q[model.index.get(name)] = value;
          many.draw(q, settled);
        },
        computing: () => many?.computing() ?? true,
        finish: () => many?.finish(),
        leave() {
          members.delete(seen);
          if (members.size) return;
          many?.stop();
          forget();
        },
      };
    },
  };
}

/**
 * Look at people with the readouts `ask`; seen(found, whole): found[text][k] is what a readout finds in person k, null where it
 * finds nothing. against: {parameter: value} of an arm of its own. Returns draw(p, settled), computing(), finish() and leave().
 */
export const joinCohort = ({ model, rtol, people, against = {}, ask, seen }) => cohortOf(model, rtol, people, against).join(ask, seen);

/** Returns a function that has `told` say whether it is of before, because people are followed anew. */
export const paling = (told, computing) => () => told.classList.toggle("v2v-waiting", computing());

/** For each of the people whether all conditions hold. */
export const holds = (conditions, found, size) =>
  Array.from({ length: size }, (_, k) =>
    conditions.every(({ readout, than, line }) => {
      const value = found[readout.text][k];
      return value !== null && (than === "<" ? value < line : value >= line);
    }),
  );
