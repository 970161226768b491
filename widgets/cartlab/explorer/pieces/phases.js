// Stretches of a time axis, such as expansion. Twin of phases.py.
import { measure } from "../../solve/readouts.js";
import { fillBox } from "./boxes.js";

const ROW = 16; // px between two rows of names

/** [{label, from, to}] of the phases that a run has, in order. */
export function phasesOf(phases, run, end) {
  const found = [];
  for (const { label, start } of phases) {
    const from = start ? measure(start, run) : 0;
    if (from !== null && from < end && (!found.length || from >= found.at(-1).from)) found.push({ label, from });
  }
  return found.map((one, i) => ({ ...one, to: found[i + 1]?.from ?? end }));
}

/** Paint phases in two tints of a look by turns, their names below the curve, each in the lowest row that is free. */
export function paintPhases(canvas, phases, look) {
  const { pen, frame, x, palette } = canvas;
  const tall = frame.bottom - frame.top,
    ends = [],
    shades = palette.numbers("shade-phases");
  const rows = phases.map(({ label, from, to }, i) => {
    pen.globalAlpha = shades[i % 2];
    pen.fillStyle = palette.tint(look);
    const { x: span, shade } = fillBox(canvas, x(from), frame.top, x(to) - x(from), tall);
    pen.globalAlpha = 1;
    pen.fillStyle = palette.color("edge");
    if (i) pen.fillRect(x(from), frame.top, 1, tall);
    return { paint: "phase", label, numbers: [...span, shade] };
  });
  pen.font = palette.font(13, 500);
  pen.textBaseline = "middle";
  pen.textAlign = "left";
  pen.fillStyle = palette.ink(look);
  for (const { label, from } of phases) {
    const wide = pen.measureText(label).width + 12,
      left = Math.min(x(from), frame.right - wide);
    let row = ends.findIndex((taken) => left >= taken);
    if (row === -1) row = ends.length;
    ends[row] = left + wide;
    pen.fillText(label, left + 6, frame.bottom - 10 - row * ROW);
  }
  return rows;
}
