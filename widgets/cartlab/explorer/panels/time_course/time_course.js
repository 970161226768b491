// A panel of outputs against time, with what was given, and the harvest, marked on it.
import { say } from "../../../solve/say.js";
import { roof } from "../../axes.js";
import { register } from "../../panel.js";
import { shapeOf } from "../../shape.js";
import { sayFrom, withUnit } from "../../wording.js";
import { namesOfBands, paintBands } from "../../pieces/bands.js";
import { flagsOf, paintFlags, roomFor } from "../../pieces/flags.js";
import { columnsOf, momentsTable } from "../../pieces/moments.js";
import { makeNames } from "../../pieces/names.js";
import { bordersOf, namesOfPhases, paintPhases, phasesOf } from "../../pieces/phases.js";
import { paintRing } from "../../pieces/rings.js";
import { makePlot } from "../../plot.js";

const RING = 7, // px that a ring takes from its middle
  BESIDE = 11, // px from a point to its name: beside it, and above or below
  ABOVE = 17;

function make({ host, panel, model, palette, sync, names, main, reference, height }) {
  const { time, t_end: end } = model.home(panel.outputs[0]);
  const shown = panel.outputs.map((name) => model.spec.outputs.find((output) => output.name === name));
  const declared = {
    log: shown[0].scale === "log",
    low: Math.min(...shown.map(({ low }) => low)),
    high: Math.max(...shown.map(({ high }) => high)),
  };
  const y = { ...declared };
  let flags = [],
    run = null,
    kept = [],
    start = null,
    space = 0,
    resting = true;
  const [writeBands, writePhases, writePoints] = [makeNames(), makeNames(), makeNames()];

  const series = shown.map(({ name, label, look }) => ({ name, label, look, atEnd: label }));
  const ghostsOf = (place) =>
    shown.map(({ name, label, look }, i) => ({
      name: `kept ${place} ${name}`,
      label: `kept: ${label}`,
      look,
      ghost: true,
      atEnd: i === 0 ? `kept: ${label}` : "",
    }));
  const ghosts = [ghostsOf(0)]; // more when more are kept: each costs a little with every drawing
  const starts = panel.reference
    ? shown.map(({ name, label, look }, i) => ({
        name: `reference ${name}`,
        label: `reference: ${label}`,
        look,
        ghost: true,
        steady: true,
        atEnd: i === 0 ? "reference" : "",
      }))
    : [];
  const plot = makePlot({
    host,
    x: { low: 0, high: end, log: false, time, label: panel.clock },
    y,
    series: [...series, ...ghosts[0], ...starts],
    published: panel.points,
    phases: panel.phases,
    title: panel.title,
    unit: panel.unit,
    height,
    palette,
    sync,
    names,
    marks: paintBelow,
    over: paintOver,
    areas: nameAreas,
    probe,
    room: () => space,
  });

  function probe(i) {
    const values = shown
      .filter(({ name }) => plot.shows(name))
      .map(({ name, label, least }) => {
        const text = sayFrom(least, run.of(name).x[i]);
        return shown.length > 1 ? `${label} ${text}` : text;
      });
    return `${time} ${Number(run.of(shown[0].name).t[i].toFixed(2))}: ${values.join(", ")}`;
  }

  function paintBelow(canvas) {
    const { look } = shown[0];
    return [...paintBands(canvas, panel.bands, look, y), ...paintPhases(canvas, phasesOf(panel.phases, run, end), look)];
  }

  function paintOver(canvas) {
    const { frame, lines, x } = canvas,
      phases = phasesOf(panel.phases, run, end);
    const given = flags.map(({ from }) => [frame.top, frame.bottom].map((level) => [x(from), level]));
    lines.push(...bordersOf(canvas, phases), ...given);
    return [...paintFlags(canvas, flags, { end, main: main() }), ...paintPoints(canvas)];
  }

  function nameAreas(canvas) {
    const { palette: colors } = canvas,
      phases = phasesOf(panel.phases, run, end);
    writePhases(canvas, namesOfPhases(canvas, phases, shown[0].look), { font: colors.font(13, 500), anew: resting });
    writeBands(canvas, namesOfBands(canvas, panel.bands, y), { font: colors.font(12), anew: resting });
  }

  /** Published points: open rings, each group with its name beside one of its points. */
  function paintPoints(canvas) {
    const { frame, x, y: level, palette: colors, taken } = canvas,
      rows = [],
      groups = [];
    for (const group of panel.points) {
      const inside = group.x
        .map((at, i) => ({ left: x(at), top: level(group.y[i]) }))
        .filter(({ left, top }) => left >= frame.left && left <= frame.right + 1 && top >= frame.top - 1 && top <= frame.bottom + 1);
      for (const { left, top } of inside)
        rows.push({ paint: "ring", label: group.label, numbers: paintRing(canvas, "published", left, top) });
      taken.push(...inside.map(({ left, top }) => ({ left: left - RING, right: left + RING, top: top - RING, bottom: top + RING })));
      groups.push({ label: group.label, color: colors.color("ink"), places: (wide) => besideOne(inside, wide, frame) });
    }
    writePoints(canvas, groups, { font: colors.font(12, 500), anew: resting });
    return rows;
  }

  /** Places right of a point, left of it, above and below; of the last point first. In a miniature there is none. */
  function besideOne(points, wide, { left, right, top, bottom }) {
    const above = ABOVE * palette().em;
    const around = ({ left: at, top: tall }) => [
      { left: at + BESIDE, y: tall },
      { left: at - BESIDE - wide, y: tall },
      ...[-above, above].flatMap((shift) => [0, 1, 0.5].map((share) => ({ left: at - share * wide, y: tall + shift }))),
    ];
    const fits = (place) => place.left > left + 2 && place.left + wide < right - 2 && place.y > top + RING && place.y < bottom - RING;
    return [...points].reverse().flatMap(around).filter(fits);
  }

  /** Room for the names of what is given: more at once, less only when the hand rests. */
  function makeRoom(settled) {
    const wanted = roomFor(flags, main(), palette().em);
    if (wanted === space || (wanted < space && !settled)) return;
    space = wanted;
    plot.redraw();
  }

  /** On a linear axis: a new upper end, once the hand rests. A log axis never moves. */
  function fit() {
    if (y.log) return;
    const runs = [run, ...kept.map((one) => one.run), start].filter(Boolean);
    let top = -Infinity,
      bottom = Infinity;
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
    const { t } = run.of(shown[0].name),
      nothing = new Array(t.length).fill(null),
      valuesOf = (one) => shown.map(({ name }) => one?.run.of(name).x ?? nothing);
    return [
      t,
      ...shown.map(({ name }) => run.of(name).x),
      ...valuesOf(kept[0]),
      ...starts.map((_, i) => start.of(shown[i].name).x),
      ...ghosts.slice(1).flatMap((_, i) => valuesOf(kept[i + 1])),
    ];
  }

  function showKept(name, visible) {
    for (const place of ghosts.keys()) plot.show(`kept ${place} ${name}`, visible && place < kept.length);
  }

  function inWords() {
    const at = (i) => `${time} ${Number(run.of(shown[0].name).t[i].toFixed(2))}`;
    const one = ({ name, label, least }) => {
      const { x } = run.of(name);
      return `${label} ${shapeOf(x, { at, said: (i) => withUnit(sayFrom(least, x[i]), panel.unit), log: y.log })}.`;
    };
    const same = plot.alike().map(([upper, lower]) => `The line of ${upper} lies on the line of ${lower}.`);
    return [...shown.filter(({ name }) => plot.shows(name)).map(one), ...same].join(" ");
  }

  /** Where phases and bands lie: in the picture a name may have found no place. */
  function areas() {
    const phases = phasesOf(panel.phases, run, end).map(({ label, from, to }) => `${label} from ${time} ${say(from)} to ${say(to)}`),
      bands = panel.bands.map(({ label, low, high }) => `${label} from ${say(low)} to ${withUnit(say(high), panel.unit)}`);
    return [...phases, ...bands].map((one) => `; ${one}`).join("");
  }

  function table() {
    const seen = shown.filter(({ name }) => plot.shows(name));
    return momentsTable(panel.title + areas(), columnsOf(seen, { run, kept, unit: panel.unit, end }), { time, end });
  }

  return {
    plot,
    inWords,
    table,
    outputs: shown,
    canLog: declared.log,
    draw(found, _p, settled) {
      const first = run === null;
      run = found;
      resting = settled;
      if (panel.reference) start ??= reference();
      flags = flagsOf(run.given(shown[0].name)).filter(({ from }) => from <= end);
      if (settled || first) fit();
      makeRoom(settled);
      plot.set(data());
    },
    keep(_newest, all) {
      kept = all;
      while (ghosts.length < kept.length) plot.add(ghosts[ghosts.push(ghostsOf(ghosts.length)) - 1]);
      ghosts.forEach(([first], place) => (first.atEnd = kept[place]?.letter || `kept: ${shown[0].label}`));
      fit();
      plot.set(data());
      for (const { name } of shown) showKept(name, plot.shows(name));
    },
    hide(name, hidden) {
      if (!shown.some((output) => output.name === name)) return;
      plot.show(name, !hidden);
      showKept(name, !hidden);
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

register("time_course", { make, leads: true });
