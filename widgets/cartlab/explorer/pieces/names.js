// Names inside a frame, such as those of bands and phases: each where no curve and no border runs.

const HALF = 8, // px: half the height of a name
  BESIDE = 3; // px that stay free at either side of it
const DOT = 2, // px, at the end of a line that leads to what a name means
  LEAD_GAP = 3; // px between this line and the name

/** Whether a line through `points` ([x, y] in px, null for a gap) runs through a box. */
export function crosses(points, { left, right, top, bottom }) {
  for (let i = 1; i < points.length; i++) {
    const [a, b] = [points[i - 1], points[i]];
    if (!a || !b || Math.max(a[0], b[0]) < left || Math.min(a[0], b[0]) > right) continue;
    const at = (x) => (a[0] === b[0] ? null : a[1] + ((x - a[0]) / (b[0] - a[0])) * (b[1] - a[1]));
    const [from, to] = a[0] < b[0] ? [a, b] : [b, a];
    const ys = [from[0] < left ? at(left) : from[1], to[0] > right ? at(right) : to[1]];
    if (Math.min(...ys) <= bottom && Math.max(...ys) >= top) return true;
  }
  return false;
}

export const overlap = (one, other) => one.left < other.right && one.right > other.left && one.top < other.bottom && one.bottom > other.top;

/** Whether a line runs through a box, or a text stands in it. */
const inTheWay = (box, lines, taken) => lines.some((line) => crosses(line, box)) || taken.some((other) => overlap(whole(box), other));

const boxAt = ({ left, y, leads = null }, wide, half) => ({
  left: left - BESIDE,
  right: left + wide + BESIDE,
  top: y - half,
  bottom: y + half,
  leads,
});

/** A line from a name to the place it means. */
function lead(pen, { left, right, top, bottom, leads }) {
  const y = (top + bottom) / 2;
  pen.lineWidth = 1;
  pen.setLineDash([]);
  pen.strokeStyle = pen.fillStyle;
  pen.beginPath();
  pen.moveTo(leads, y);
  pen.lineTo(leads < left ? left + BESIDE - LEAD_GAP : right - BESIDE + LEAD_GAP, y);
  pen.stroke();
  pen.beginPath();
  pen.arc(leads, y, DOT, 0, 2 * Math.PI);
  pen.fill();
}

/** What a name takes, its line included. */
const whole = (box) =>
  box.leads === null ? box : { ...box, left: Math.min(box.left, box.leads - DOT), right: Math.max(box.right, box.leads + DOT) };

/**
 * Writes names and remembers where: a name moves to a better place when the hand rests, not while it moves. It is left out
 * where no place is free: the panel's table tells it all the same.
 * Returns write(canvas, names, {font, anew}). names: [{label, color, places(wide)}] with places [{left, y}] in px, the
 * best one first, and with `leads` where a line is to lead from the name to this x; anew: choose the places again.
 */
export function makeNames() {
  const chosen = new Map(); // label -> which place; -1: none is free

  /** One place for all of them, where there is one: names in a row are read together. */
  function choose(names, lines, taken) {
    const count = Math.min(...names.map(({ boxes }) => boxes.length));
    for (let place = 0; place < count; place++) {
      const boxes = names.map((one) => one.boxes[place]);
      const free = boxes.every((box, i) => !inTheWay(box, lines, [...taken, ...boxes.slice(0, i).map(whole)]));
      if (!free) continue;
      for (const { label } of names) chosen.set(label, place);
      return;
    }
    const others = [...taken];
    for (const { label, boxes } of names) {
      const place = boxes.findIndex((box) => !inTheWay(box, lines, others));
      chosen.set(label, place);
      if (place !== -1) others.push(whole(boxes[place]));
    }
  }

  return function write({ pen, palette, taken, lines, curves }, names, { font, anew }) {
    pen.font = font;
    pen.textAlign = "left";
    pen.textBaseline = "middle";
    const known = names
      .map((one) => ({ ...one, wide: pen.measureText(one.label).width }))
      .map((one) => ({ ...one, boxes: one.places(one.wide).map((place) => boxAt(place, one.wide, HALF * palette.em)) }))
      .filter(({ boxes }) => boxes.length);
    if (!known.length) return;
    const isNew = ({ label, boxes }) => !(chosen.get(label) < boxes.length);
    if (anew || known.some(isNew)) choose(known, [...curves(), ...lines], taken);
    for (const { label, color, boxes } of known) {
      const box = boxes[chosen.get(label)];
      if (!box) continue;
      pen.fillStyle = color;
      pen.fillText(label, box.left + BESIDE, (box.top + box.bottom) / 2);
      if (box.leads !== null) lead(pen, box);
      taken.push(whole(box));
    }
  };
}
