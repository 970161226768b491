// Stretches of a time axis, such as expansion. Twin of phases.py.
import { measure } from "../../solve/readouts.js";
import { fillBox } from "./boxes.js";

const ROW = 17, // px between two rows of names
  EDGE = 6; // px from a name to the borders of its phase

/** [{label, from, to}] of the phases that a run has, in order. */
export function phasesOf(phases, run, end) {
  const found = [];
  for (const { label, start } of phases) {
    const from = start ? measure(start, run) : 0;
    if (from !== null && from < end && (!found.length || from >= found.at(-1).from)) found.push({ label, from });
  }
  return found.map((one, i) => ({ ...one, to: found[i + 1]?.from ?? end }));
}

/** Paint phases in two tints of a look by turns. */
export function paintPhases(canvas, phases, look) {
  const { pen, frame, x, palette } = canvas;
  const tall = frame.bottom - frame.top,
    shades = palette.numbers("shade-phases");
  return phases.map(({ label, from, to }, i) => {
    pen.globalAlpha = shades[i % 2];
    pen.fillStyle = palette.tint(look);
    const { x: span, shade } = fillBox(canvas, x(from), frame.top, x(to) - x(from), tall);
    pen.globalAlpha = 1;
    pen.fillStyle = palette.color("edge");
    if (i) pen.fillRect(x(from), frame.top, 1, tall);
    return { paint: "phase", label, numbers: [...span, shade] };
  });
}

/** The borders between phases, as lines. */
export const bordersOf = ({ frame, x }, phases) => phases.slice(1).map(({ from }) => [frame.top, frame.bottom].map((y) => [x(from), y]));

/**
 * The names of phases as names.js writes them, in the lowest row that is free: each inside its phase, or, where this has no room
 * for it, beside a border in a wider one, with a line that leads to its own.
 */
export function namesOfPhases({ frame, x, palette }, phases, look) {
  const tall = ROW * palette.em,
    count = Math.max(Math.floor((frame.bottom - frame.top - 4) / tall), 0),
    heights = Array.from({ length: count }, (_, row) => frame.bottom - 10 * palette.em - row * tall);
  const spans = phases.map(({ from, to }) => [x(from) + EDGE, x(to) - EDGE]);
  const insideOf = ([from, to], wide) => (to - from < wide ? [] : [from, (from + to - wide) / 2, to - wide].map((left) => ({ left })));
  const names = phases.map(({ label, from, to }, i) => ({
    label,
    color: palette.ink(look),
    places(wide) {
      const own = insideOf(spans[i], wide),
        leads = (x(from) + x(to)) / 2;
      const beside = spans.flatMap(([left, right]) => (right - left < wide ? [] : [{ left: left < leads ? right - wide : left, leads }]));
      const nearest = beside.sort((a, b) => Math.abs(a.left - leads) - Math.abs(b.left - leads));
      return heights.flatMap((y) => (own.length ? own : nearest).map((place) => ({ ...place, y })));
    },
  }));
  return names.reverse(); // the first phase on top
}
