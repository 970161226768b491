// Open rings: published points, and where the sliders stand.

const KINDS = { published: { radius: 4.5, width: 2, color: "ink" }, now: { radius: 5, width: 1.5, color: "hand" } }; // px

/** Paint a ring of a kind around a place in px; leaves pen and dashes as the ring's. Returns its place [x, y] in the numbers of the axes. */
export function paintRing({ pen, palette, back }, kind, left, top) {
  const { radius, width, color } = KINDS[kind];
  pen.strokeStyle = palette.color(color);
  pen.fillStyle = palette.page;
  pen.lineWidth = width;
  pen.setLineDash([]);
  pen.beginPath();
  pen.arc(left, top, radius, 0, 2 * Math.PI);
  pen.fill();
  pen.stroke();
  return [back.x(left), back.y(top)];
}

/** Write what a readout says now, without its lead where `room` (px) is short, and not at all where it is shorter still. */
export function writeNow(pen, told, room, use) {
  const words = [`now: ${told}`, told].find((text) => pen.measureText(text).width <= room);
  if (words) use(words);
}
