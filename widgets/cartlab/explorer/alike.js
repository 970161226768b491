// Curves that lie on each other: an eye sees one line, so names and voice must say that there are two.

const SAMPLES = 64, // places of a curve that are looked at
  STRAY = 0.03; // the share of them that may lie apart

/**
 * Which earlier curve each one lies on: {index: index of the earlier one}, for those that lie on one.
 * curves: [{index, values, width}], widths in px; up(value): how high a value stands, in px.
 */
export function lyingOn(curves, up) {
  const found = {};
  curves.forEach((upper, k) => {
    const lower = curves.slice(0, k).find((one) => !(one.index in found) && areAlike(one, upper, up));
    if (lower) found[upper.index] = lower.index;
  });
  return found;
}

function areAlike(one, other, up) {
  const near = Math.min(one.width, other.width);
  let apart = 0;
  for (let i = 0; i <= SAMPLES; i++) {
    const at = Math.round((i / SAMPLES) * (one.values.length - 1)),
      [a, b] = [one.values[at], other.values[at]];
    if (a == null || b == null) apart += (a == null) !== (b == null);
    else apart += !(Math.abs(up(a) - up(b)) <= near);
    if (apart > STRAY * SAMPLES) return false;
  }
  return true;
}
