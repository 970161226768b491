// What is marked on a time axis: what was given, and the moment of a hand-over.

const HALF = 5,
  ROW = 18,
  QUIET_ROOM = 10; // px: half a flag, a row of names, room without names
const MOST_ROWS = 3;

/** What is marked, one entry per name: [{label, from, to, kind}]. Repeats under one name are one bar. */
export function flagsOf(given) {
  const found = new Map();
  for (const { label, time, over, kind } of given) {
    const known = found.get(label);
    if (!known) found.set(label, { label, from: time, to: time + over, kind });
    else known.to = Math.max(known.to, time + over);
  }
  return [...found.values()].sort((a, b) => a.from - b.from);
}

/** Give each flag a row of its own, the first one on top: so no line runs through a name. */
export const rows = (flags) => flags.map((flag, i) => ({ ...flag, row: Math.max(Math.min(flags.length, MOST_ROWS) - 1 - i, 0) }));

/** Room above the frame, in px; only the main plot names its flags. */
export function roomFor(flags, main, em) {
  if (!flags.length) return 0;
  return main ? Math.min(flags.length, MOST_ROWS) * ROW * em + HALF : QUIET_ROOM;
}

/** Paint the flags of a plot whose time axis ends at `end`: only the main plot has names, and bars as long as something was given. */
export function paintFlags({ pen, frame, edge, x, palette, back }, flags, { end, main }) {
  const painted = [],
    tall = ROW * palette.em;
  pen.font = palette.font(13, 500);
  for (const { label, from, to, kind, row } of rows(flags)) {
    const left = x(from),
      wide = x(Math.min(to, end)) - left,
      isMark = kind === "mark";
    const base = main ? frame.top - 2 - row * tall : frame.top - 1;
    pen.fillStyle = palette.tint("given");
    if (main && !isMark) {
      pen.fillRect(left, base - tall + 3, Math.max(wide, 2), tall - 4);
      painted.push({ paint: "bar", label, numbers: [back.x(left), back.x(left + wide)] });
    }
    pen.strokeStyle = pen.fillStyle = isMark ? palette.color("muted") : palette.color("given");
    pen.lineWidth = 1.5;
    pen.setLineDash([]);
    pen.beginPath();
    pen.moveTo(left, base - 4);
    pen.lineTo(left, frame.bottom);
    pen.stroke();
    painted.push({ paint: kind, label, numbers: [back.x(left)] });
    pen.beginPath();
    pen.moveTo(left - HALF, base - 9);
    pen.lineTo(left + HALF, base - 9);
    pen.lineTo(left, base - 1);
    pen.fill();
    if (!main) continue;
    pen.fillStyle = isMark ? palette.color("ink") : palette.ink("given");
    pen.textBaseline = "middle";
    const name = pen.measureText(label).width,
      after = left + HALF + 5,
      before = left - HALF - 5;
    const side = after + name < edge ? after : before - name > frame.left ? before - name : edge - name; // in a miniature it may lie on its flag
    pen.textAlign = "left";
    pen.fillText(label, side, base - tall / 2 + 2);
  }
  return painted;
}
