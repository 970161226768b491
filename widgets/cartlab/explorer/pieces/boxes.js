// Boxes that are filled, and what that comes to in the numbers of the axes.

/** Fill a box given in px. Returns what it covers: {x: [from, to], y: [low, high], shade}. */
export function fillBox({ pen, back }, left, top, wide, tall) {
  pen.fillRect(left, top, wide, tall);
  return { x: [back.x(left), back.x(left + wide)], y: [back.y(top + tall), back.y(top)], shade: pen.globalAlpha };
}
