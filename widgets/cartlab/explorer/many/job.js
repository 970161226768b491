// The runs of one job, one after the other: the same model, with some parameters of its own in each row.
import { measure } from "../../solve/readouts.js";

/**
 * A job is { p, places, rows, order, coarse, ask, rtol }.
 * p: the value of every parameter; places: which of them the rows put in; rows: their values, row after
 * row; order: the rows in the order in which they are wanted, of which the first `coarse` already show
 * the shape; ask: the readouts. `take(most, until)` works out up to `most` more rows, at least one, until
 * a moment of the clock, and returns their answers, row after row: NaN where something never happens, or
 * where the model cannot be followed.
 */
export function startJob(model, { p, places, rows, order, ask, rtol }) {
  const probed = Float64Array.from(p);
  let next = 0;

  function answer(row) {
    places.forEach((place, k) => (probed[place] = rows[row * places.length + k]));
    try {
      const run = model.simulate(probed, { rtol });
      return ask.map((readout) => measure(readout, run) ?? NaN);
    } catch (problem) {
      if (problem.constructor !== Error) throw problem; // a fault of ours is no hole in the curve
      return ask.map(() => NaN);
    }
  }

  function take(most, until) {
    const answers = [],
      end = Math.min(order.length, next + most);
    do answers.push(...answer(order[next++]));
    while (next < end && performance.now() < until);
    return Float64Array.from(answers);
  }

  return { take, left: () => order.length - next, done: () => next };
}
