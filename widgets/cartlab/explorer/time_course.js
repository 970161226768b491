// A panel of outputs against time, with what was given, and the harvest, marked on it.
import { measure } from "../solve/readouts.js";
import { say } from "../solve/say.js";
import { roof } from "./axes.js";
import { courses, paintFlags, roomFor } from "./flags.js";
import { makePlot } from "./plot.js";

const RING = 4.5; // px, radius of a published point
const PHASE_ROW = 16; // px between two rows of names of phases

/** [{label, from, to}] of the phases that a run has, in order. Twin of panels.py, phases_of. */
function phasesOf(phases, run, end) {
  const found = [];
  for (const { label, start } of phases) {
    const from = start ? measure(start, run) : 0;
    if (from !== null && from < end && (!found.length || from >= found.at(-1).from)) found.push({ label, from });
  }
  return found.map((one, i) => ({ ...one, to: found[i + 1]?.from ?? end }));
}

export function makeCourse({ host, panel, model, palette, sync, names, main, reference, height }) {
  const { time, t_end: end } = model.home(panel.outputs[0]);
  const shown = panel.outputs.map((name) => model.spec.outputs.find((output) => output.name === name));
  const declared = {
    log: shown[0].scale === "log",
    low: Math.min(...shown.map(({ low }) => low)),
    high: Math.max(...shown.map(({ high }) => high)),
  };
  const y = { ...declared };
  let flags = [], run = null, kept = null, start = null, space = 0;

  const series = shown.map(({ name, label, look }) => ({ name, label, look, atEnd: label }));
  const ghosts = shown.map(({ name, label, look }, i) => ({ name: `kept ${name}`, label: `kept: ${label}`, look, ghost: true, atEnd: i === 0 ? `kept: ${label}` : "" }));
  const starts = panel.reference ? shown.map(({ name, label, look }, i) => ({ name: `reference ${name}`, label: `reference: ${label}`, look, ghost: true, steady: true, atEnd: i === 0 ? "reference" : "" })) : [];
  const plot = makePlot({
    host, x: { low: 0, high: end, log: false, time: true, label: panel.clock }, y,
    series: [...series, ...ghosts, ...starts], published: panel.points, phases: panel.phases, title: panel.title, unit: panel.unit, height, palette, sync, names,
    marks: paintBelow, over: paintOver, probe,
    room: () => space,
  });

  function probe(i) {
    const values = shown
      .filter(({ name }) => plot.shows(name))
      .map(({ name, label }) => (shown.length > 1 ? `${label} ${say(run.of(name).x[i])}` : say(run.of(name).x[i])));
    return `${time} ${Number(run.of(shown[0].name).t[i].toFixed(2))}: ${values.join(", ")}`;
  }

  function paintBelow(canvas) {
    paintBands(canvas);
    if (panel.phases.length) paintPhases(canvas);
  }

  /** Stretches of time in two tints by turns, their names below the curve, each in the lowest row that is free. */
  function paintPhases({ pen, frame, x, palette: colors }) {
    const phases = phasesOf(panel.phases, run, end), tall = frame.bottom - frame.top, ends = [];
    phases.forEach(({ from, to }, i) => {
      pen.globalAlpha = i % 2 ? 0.75 : 0.3;
      pen.fillStyle = colors.tint(shown[0].look);
      pen.fillRect(x(from), frame.top, x(to) - x(from), tall);
      pen.globalAlpha = 1;
      pen.fillStyle = colors.color("edge");
      if (i) pen.fillRect(x(from), frame.top, 1, tall);
    });
    pen.font = colors.font(13, 500);
    pen.textBaseline = "middle";
    pen.textAlign = "left";
    pen.fillStyle = colors.ink(shown[0].look);
    for (const { label, from } of phases) {
      const wide = pen.measureText(label).width + 12, left = Math.min(x(from), frame.right - wide);
      let row = ends.findIndex((taken) => left >= taken);
      if (row === -1) row = ends.length;
      ends[row] = left + wide;
      pen.fillText(label, left + 6, frame.bottom - 10 - row * PHASE_ROW);
    }
  }

  function paintBands({ pen, frame, y: place, palette: colors, narrow }) {
    const { look } = shown[0];
    panel.bands.forEach((band, i) => {
      const top = Math.max(place(Math.min(band.high, y.high)), frame.top), bottom = Math.min(place(Math.max(band.low, y.low)), frame.bottom);
      if (bottom - top < 1) return;
      pen.globalAlpha = 0.18 + (0.62 * i) / Math.max(panel.bands.length - 1, 1);
      pen.fillStyle = colors.tint(look);
      pen.fillRect(frame.left, top, frame.right - frame.left, bottom - top);
      pen.globalAlpha = 1;
      if (bottom - top < 14) return;
      pen.font = colors.font(12);
      pen.fillStyle = colors.color("muted");
      pen.textAlign = "left";
      pen.textBaseline = "middle";
      pen.fillText(narrow ? band.label.replace("grade ", "") : band.label, frame.left + 7, (top + bottom) / 2);
    });
  }

  function paintOver(canvas) {
    paintFlags(canvas, flags, { end, main });
    paintPoints(canvas);
  }

  /** Published points: open rings, each group with its name beside its last point. */
  function paintPoints({ pen, frame, x, y: level, palette: colors }) {
    pen.lineWidth = 2;
    pen.setLineDash([]);
    for (const group of panel.points) {
      const inside = group.x.map((at, i) => ({ left: x(at), top: level(group.y[i]) })).filter(({ left, top }) => left >= frame.left && left <= frame.right + 1 && top >= frame.top - 1 && top <= frame.bottom + 1);
      pen.strokeStyle = colors.color("ink");
      pen.fillStyle = colors.page;
      for (const { left, top } of inside) {
        pen.beginPath();
        pen.arc(left, top, RING, 0, 2 * Math.PI);
        pen.fill();
        pen.stroke();
      }
      const last = inside.at(-1);
      if (!last) continue;
      pen.font = colors.font(12, 500);
      pen.fillStyle = colors.color("ink");
      const fits = last.left + 10 + pen.measureText(group.label).width < frame.right;
      pen.textAlign = fits ? "left" : "right";
      pen.textBaseline = "middle";
      pen.fillText(group.label, last.left + (fits ? 10 : -10), last.top + (fits ? 0 : -10));
    }
  }

  /** Room for the names of what is given: more at once, less only when the hand rests. */
  function makeRoom(settled) {
    const wanted = roomFor(flags, main);
    if (wanted === space || (wanted < space && !settled)) return;
    space = wanted;
    plot.redraw();
  }

  /** On a linear axis: a new upper end, once the hand rests. A log axis never moves. */
  function fit() {
    if (y.log) return;
    const runs = [run, kept, start].filter(Boolean);
    let top = -Infinity, bottom = Infinity;
    for (const one of runs)
      for (const { name } of shown)
        for (const value of one.of(name).x) {
          if (value > top) top = value;
          if (value < bottom) bottom = value;
        }
    for (const group of panel.points) top = Math.max(top, ...group.y);
    y.low = Math.min(declared.log ? 0 : declared.low, bottom);
    y.high = !declared.log && top <= declared.high ? declared.high : roof(top, y.low, 5);
  }

  function data() {
    const { t } = run.of(shown[0].name), nothing = new Array(t.length).fill(null);
    return [t, ...shown.map(({ name }) => run.of(name).x), ...shown.map(({ name }) => kept?.of(name).x ?? nothing), ...starts.map((_, i) => start.of(shown[i].name).x)];
  }

  return {
    kind: "course",
    main,
    plot,
    outputs: shown,
    canLog: declared.log,
    draw(found, _p, settled) {
      const first = run === null;
      run = found;
      if (panel.reference) start ??= reference();
      flags = courses(run.given(shown[0].name)).filter(({ from }) => from <= end);
      if (settled || first) fit();
      makeRoom(settled);
      plot.set(data());
    },
    keep(found) {
      kept = found;
      fit();
      plot.set(data());
      for (const { name } of ghosts) plot.show(name, kept !== null && plot.shows(name.slice("kept ".length)));
    },
    hide(name, hidden) {
      if (!shown.some((output) => output.name === name)) return;
      plot.show(name, !hidden);
      if (kept) plot.show(`kept ${name}`, !hidden);
      if (start) plot.show(`reference ${name}`, !hidden);
    },
    setLog(log) {
      if (!declared.log || y.log === log) return;
      Object.assign(y, declared, { log });
      fit();
      plot.rebuild();
    },
  };
}
