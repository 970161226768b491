// A panel of many virtual people against time: a thin line each, the median and two bands.
import { say } from "../../../solve/say.js";
import { evenly, roof } from "../../axes.js";
import { node, write } from "../../nodes.js";
import { register } from "../../panel.js";
import { holds, joinCohort, paling } from "../../pieces/cohort.js";
import { paintRing } from "../../pieces/rings.js";
import { makePlot } from "../../plot.js";
import { shapeOf } from "../../shape.js";
import { inHead, withUnit } from "../../wording.js";

const LEVELS = [0.05, 0.25, 0.5, 0.75, 0.95],
  NAMES = ["5 %", "25 %", "median", "75 %", "95 %"],
  MIDDLE = 2;
const BANDS = [
  ["5 to 95 %", 0, 4],
  ["25 to 75 %", 1, 3],
];
const FAINT = 0.3,
  SHADE = 0.15,
  BROKEN = [3, 3];
const MOST_ROWS = 13; // of the table

function make({ host, panel, model, rtol, palette, sync, names, height, onDone }) {
  const { people, values, times, points } = panel,
    [name] = panel.outputs,
    output = model.spec.outputs.find((one) => one.name === name),
    log = output.scale === "log",
    end = times.at(-1),
    { time } = model.home(name);
  const [low, high] = panel.span,
    y = { low, high, log };
  let lines = [], // lines[k][i]: person k at time i
    who = [],
    good = [],
    levels = LEVELS.map(() => times.map(() => null)),
    known = false,
    kept = null;

  const plot = makePlot({
    host,
    x: { low: 0, high: end, log: false, time: true, label: panel.clock },
    y,
    series: [
      { name: "median", label: "median", look: output.look, atEnd: "median" },
      { name: "kept", label: "median, kept", look: output.look, ghost: true, atEnd: "kept" },
    ],
    title: panel.title,
    unit: panel.unit,
    height,
    palette,
    sync,
    names,
    marks: paintPeople,
    over: paintPoints,
    room: () => 0,
    published: points.map(({ label, x, y: found }) => ({ label, x, y: found })),
    probe: (i) => `${time} ${say(times[i])}: ${say(levels[MIDDLE][i])} (${say(levels[0][i])} to ${say(levels[4][i])})`,
  });
  const told = host.appendChild(node("p", { class: "v2v-count v2v-of-lines" }));

  const inside = (value) => Math.min(Math.max(value, y.low), y.high);

  function paintPeople({ pen, frame, x, y: level, palette: colors, back }) {
    const rows = [];
    if (!who.length) return rows;
    const at = times.map(x),
      up = (value) => level(inside(value)),
      last = times.length - 1;
    pen.beginPath();
    pen.rect(frame.left, frame.top, frame.right - frame.left, frame.bottom - frame.top);
    pen.clip();
    pen.setLineDash([]);
    pen.fillStyle = colors.color(output.look);
    pen.globalAlpha = SHADE;
    for (const [label, a, b] of BANDS) {
      pen.beginPath();
      times.forEach((_, i) => pen.lineTo(at[i], up(levels[b][i])));
      for (let i = last; i >= 0; i--) pen.lineTo(at[i], up(levels[a][i]));
      pen.closePath();
      pen.fill();
      rows.push({ paint: "area", label, numbers: [a, b].map((one) => back.y(up(levels[one][last]))) });
    }
    const strong = panel.one !== null && who.includes(panel.one),
      first = who.slice(0, panel.shown);
    if (strong && !first.includes(panel.one)) first.push(panel.one);
    for (const k of first) {
      const isStrong = k === panel.one;
      pen.globalAlpha = isStrong ? 1 : FAINT;
      pen.lineWidth = isStrong ? 2 : 1;
      pen.strokeStyle = colors.color(isStrong ? "hand" : output.look);
      pen.setLineDash(good[k] ? [] : BROKEN);
      pen.beginPath();
      times.forEach((_, i) => pen.lineTo(at[i], up(lines[k][i])));
      pen.stroke();
      rows.push({ paint: "person", label: `${k}${good[k] ? "" : ", broken"}`, numbers: [back.y(up(lines[k][last]))] });
    }
    pen.globalAlpha = 1;
    pen.setLineDash([]);
    return rows;
  }

  function paintPoints(canvas) {
    const { frame, x, y: level } = canvas;
    return points.flatMap(({ label, x: at, y: found }) =>
      at.flatMap((one, i) => {
        const [left, top] = [x(one), level(found[i])];
        if (top < frame.top || top > frame.bottom) return [];
        return [{ paint: "ring", label, numbers: paintRing(canvas, "published", left, top) }];
      }),
    );
  }

  const joined = joinCohort({
    model,
    rtol,
    people,
    ask: [...values, ...[...panel.among, ...panel.split].map(({ readout }) => readout)],
    seen(found, whole) {
      known = true;
      const rows = values.map(({ text }) => found[text]),
        among = holds(panel.among, found, people.size);
      good = holds(panel.split, found, people.size);
      lines = among.map((_, k) => rows.map((row) => row[k]));
      who = lines.flatMap((line, k) => (among[k] && line.every((value) => value !== null) ? [k] : []));
      const n = who.length;
      levels = LEVELS.map(() => new Array(times.length).fill(null));
      if (n)
        rows.forEach((row, i) => {
          const sorted = Float64Array.from(who, (k) => row[k]).sort();
          LEVELS.forEach((level, a) => (levels[a][i] = sorted[Math.min(n - 1, Math.floor(level * n))]));
        });
      show();
      if (whole) onDone();
    },
  });

  function show() {
    if (!log) y.high = roof(Math.max(high, ...levels[4].map((value) => value ?? 0)), 0, 5);
    plot.set([times, levels[MIDDLE], kept ?? times.map(() => null)]);
    write(told, words());
    pale();
  }

  const pale = paling(told, () => joined.computing());

  function words() {
    if (!known) return `${people.size} people are being followed.`;
    if (!who.length) return `Of ${people.size} people there is nobody to draw.`;
    const broken = who.filter((k) => !good[k]).length;
    const split = panel.split.length ? `, ${broken} with broken lines` : "",
      thin = who.length > panel.shown ? `the first ${panel.shown}` : "all of them";
    const one =
      panel.one === null ? "" : who.includes(panel.one) ? ` Strong: number ${panel.one}.` : ` Number ${panel.one} is not among them.`;
    return `Median and bands: ${who.length} of ${people.size} people${split}. Thin: ${thin}.${one}`;
  }

  function inWords() {
    if (!who.length) return words();
    const at = (i) => `${time} ${say(times[i])}`;
    return `${words()} The median ${shapeOf(levels[MIDDLE], { at, said: (i) => withUnit(say(levels[MIDDLE][i]), panel.unit), log })}.`;
  }

  function table() {
    return {
      caption: panel.title,
      head: [time, ...NAMES.map((one) => inHead(one, panel.unit))],
      rows: evenly(times.length, MOST_ROWS).map((i) => [say(times[i]), ...levels.map((level) => say(level[i]))]),
    };
  }

  return {
    plot,
    inWords,
    table,
    arrays: () =>
      NAMES.map((series, a) => ({ series, x: Float64Array.from(times), values: Float64Array.from(levels[a], (v) => v ?? NaN) })),
    computing: joined.computing,
    finish: joined.finish,
    draw(_run, p, settled) {
      if (!plot.shown()) show();
      joined.draw(p, settled);
      pale();
    },
    keep(now) {
      kept = now ? [...levels[MIDDLE]] : null;
      show();
      plot.show("kept", kept !== null);
    },
    remove: joined.leave,
  };
}

register("cohort", { make, leads: true });
