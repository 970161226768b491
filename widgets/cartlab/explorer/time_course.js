// A panel of outputs against time, with what was given, and the harvest, marked on it.
import { say } from "../solve/say.js";
import { roof } from "./axes.js";
import { makePlot } from "./plot.js";

const FLAG = 5, ROW = 18, QUIET_ROOM = 10; // px: half a flag, a row of names, room without names
const MOST_ROWS = 3;

/** What is marked, one entry per name: [{label, from, to, kind}]. Repeats of one drug are one bar. */
export function courses(given) {
  const found = new Map();
  for (const { label, time, over, kind } of given) {
    const known = found.get(label);
    if (!known) found.set(label, { label, from: time, to: time + over, kind });
    else known.to = Math.max(known.to, time + over);
  }
  return [...found.values()].sort((a, b) => a.from - b.from);
}

/** Give each drug a row of its own, the first one on top: so no line runs through a name. */
export const rows = (flags) => flags.map((flag, i) => ({ ...flag, row: Math.max(Math.min(flags.length, MOST_ROWS) - 1 - i, 0) }));

export function makeCourse({ host, panel, model, palette, sync, names, main, height }) {
  const { time, t_end: end } = model.home(panel.outputs[0]);
  const shown = panel.outputs.map((name) => model.spec.outputs.find((output) => output.name === name));
  const declared = {
    log: shown[0].scale === "log",
    low: Math.min(...shown.map(({ low }) => low)),
    high: Math.max(...shown.map(({ high }) => high)),
  };
  const y = { ...declared };
  let flags = [], run = null, kept = null, space = 0;

  const series = shown.map(({ name, label, look }) => ({ name, label, look, atEnd: label }));
  const ghosts = shown.map(({ name, label, look }, i) => ({ name: `kept ${name}`, label: `kept: ${label}`, look, ghost: true, atEnd: i === 0 ? `kept: ${label}` : "" }));
  const plot = makePlot({
    host, x: { low: 0, high: end, log: false, time: true, label: panel.clock }, y,
    series: [...series, ...ghosts], title: panel.title, unit: panel.unit, height, palette, sync, names,
    marks: paintBands, over: paintFlags, probe,
    room: () => space,
  });

  function probe(i) {
    const values = shown
      .filter(({ name }) => plot.shows(name))
      .map(({ name, label }) => (shown.length > 1 ? `${label} ${say(run.of(name).x[i])}` : say(run.of(name).x[i])));
    return `${time} ${Number(run.of(shown[0].name).t[i].toFixed(2))}: ${values.join(", ")}`;
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

  function paintFlags({ pen, frame, x, palette: colors }) {
    pen.font = colors.font(13, 500);
    for (const { label, from, to, kind, row } of rows(flags)) {
      const left = x(from), right = x(Math.min(to, end)), isMark = kind === "mark";
      const base = main ? frame.top - 2 - row * ROW : frame.top - 1;
      pen.fillStyle = colors.tint("drug");
      if (main && !isMark) pen.fillRect(left, base - ROW + 3, Math.max(right - left, 2), ROW - 4);
      pen.strokeStyle = pen.fillStyle = isMark ? colors.color("muted") : colors.color("drug");
      pen.lineWidth = 1.5;
      pen.setLineDash([]);
      pen.beginPath();
      pen.moveTo(left, base - 4);
      pen.lineTo(left, frame.bottom);
      pen.stroke();
      pen.beginPath();
      pen.moveTo(left - FLAG, base - 9);
      pen.lineTo(left + FLAG, base - 9);
      pen.lineTo(left, base - 1);
      pen.fill();
      if (!main) continue;
      pen.fillStyle = isMark ? colors.color("ink") : colors.ink("drug");
      pen.textBaseline = "middle";
      const wide = pen.measureText(label).width;
      const fits = left + FLAG + 5 + wide < frame.right;
      pen.textAlign = fits ? "left" : "right";
      pen.fillText(label, fits ? left + FLAG + 5 : left - FLAG - 5, base - ROW / 2 + 2);
    }
  }

  /** Room for the names of what is given: more at once, less only when the hand rests. */
  function makeRoom(settled) {
    const wanted = flags.length && (main ? Math.min(flags.length, MOST_ROWS) * ROW + FLAG : QUIET_ROOM);
    if (wanted === space || (wanted < space && !settled)) return;
    space = wanted;
    plot.redraw();
  }

  /** On a linear axis: a new upper end, once the hand rests. A log axis never moves. */
  function fit() {
    if (y.log) return;
    const runs = kept ? [run, kept] : [run];
    let top = -Infinity, bottom = Infinity;
    for (const one of runs)
      for (const { name } of shown)
        for (const value of one.of(name).x) {
          if (value > top) top = value;
          if (value < bottom) bottom = value;
        }
    y.low = Math.min(declared.log ? 0 : declared.low, bottom);
    y.high = !declared.log && top <= declared.high ? declared.high : roof(top, y.low, 5);
  }

  function data() {
    const { t } = run.of(shown[0].name), nothing = new Array(t.length).fill(null);
    return [t, ...shown.map(({ name }) => run.of(name).x), ...shown.map(({ name }) => kept?.of(name).x ?? nothing)];
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
    },
    setLog(log) {
      if (!declared.log || y.log === log) return;
      Object.assign(y, declared, { log });
      fit();
      plot.rebuild();
    },
  };
}
