// Cuts the time axis of a patient where something jumps. Twin of segments.py.

const CLOSE = 1e-9; // cuts nearer than this share of the time span are one cut

/** The times at which a dose {amount, time, number, every} starts, from 0 to just before the end. */
export function occasions(dose, tEnd) {
  if (!dose.amount) return [];
  const times = Array.from({ length: Math.floor(dose.number + 0.5) }, (_, i) => dose.time + i * dose.every);
  return times.filter((time) => time >= 0 && tEnd - time > 2 * CLOSE * tEnd);
}

/** The segments of one patient, as dopri5.js wants them. */
export function cutTime({ cuts, doses }, tEnd) {
  const gap = CLOSE * tEnd;
  const starts = doses.flatMap((dose) => occasions(dose, tEnd).map((time) => ({ dose, time })));
  const marks = [...cuts, ...starts.map(({ time }) => time)];
  for (const { dose, time } of starts) if (dose.over > gap) marks.push(time + dose.over);
  const edges = [0];
  for (const mark of marks.sort((a, b) => a - b)) if (mark - edges[edges.length - 1] > gap && tEnd - mark > gap) edges.push(mark);
  edges.push(tEnd);
  const place = (time) => edges.findLastIndex((edge) => edge <= time + gap);
  const segments = edges.slice(1).map((end, i) => ({ start: edges[i], end, jump: [], inflow: [] }));
  for (const { dose, time } of starts) {
    const first = place(time),
      last = place(time + dose.over);
    if (!(last > first && dose.over > gap)) segments[first].jump.push([dose.state, dose.amount]);
    else for (const segment of segments.slice(first, last)) segment.inflow.push([dose.state, dose.amount / dose.over]);
  }
  return segments;
}

/** `times` with two more for each jump between segments: just before it, and at it. */
export function bothSides(times, segments, tEnd) {
  const first = times[0],
    last = times[times.length - 1];
  const jumps = segments
    .slice(1)
    .map(({ start }) => start)
    .filter((jump) => first < jump && jump < last);
  if (!jumps.length) return times;
  const sides = jumps.flatMap((jump) => [Math.max(jump - CLOSE * tEnd, first), jump]);
  const both = new Float64Array(times.length + sides.length);
  both.set(times);
  both.set(sides, times.length);
  both.sort();
  return both.filter((time, i) => time !== both[i - 1]);
}

/** `times` with one more moment among them, unless it is there already. */
export function withMoment(times, moment) {
  const at = times.findIndex((time) => time >= moment);
  if (times[at] === moment) return times;
  const more = new Float64Array(times.length + 1),
    place = at === -1 ? times.length : at;
  more.set(times.subarray(0, place));
  more[place] = moment;
  more.set(times.subarray(place), place + 1);
  return more;
}
