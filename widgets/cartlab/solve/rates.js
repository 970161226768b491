// Follows a model by its rates. Twin of rates.py; keeps contract.py.
import { solve, workspace } from "./dopri5.js";

/** Return follow(…) of a model with these states: [{negligible}], and its longest step or none. */
export function makeRates({ states, longest }) {
  const work = workspace(states.length),
    negligible = Float64Array.from(states, (state) => state.negligible);
  return ({ moving, start, segments, times, rtol, report }) => {
    const atol = negligible.map((amount) => rtol * amount);
    return { steps: solve(moving, start, segments, times, rtol, atol, longest ?? Infinity, work, report) };
  };
}
