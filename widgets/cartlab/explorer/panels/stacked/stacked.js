// A panel of parts of a whole against time, one area above the other.
import { measure } from "../../../solve/readouts.js";
import { say } from "../../../solve/say.js";
import { pushApart, roof } from "../../axes.js";
import { node } from "../../nodes.js";
import { register } from "../../panel.js";
import { flagsOf, paintFlags, roomFor } from "../../pieces/flags.js";
import { columnsOf, momentsTable } from "../../pieces/moments.js";
import { makePlot } from "../../plot.js";
import { shapeOf } from "../../shape.js";
import { inHead, withUnit } from "../../wording.js";

const NAME_ROOM = 17,
  LEAST = 15; // px between two names; the least height of an area with a name inside
const SAMPLES = 64, // places of an edge that are looked at
  PLACES = 13; // where a name may stand

/** The upper edges of the areas: each output added to the ones below it; of 100 % where it is a share. */
export function edges(parts, share) {
  const whole = share ? parts[0].map((_, i) => parts.reduce((sum, part) => sum + part[i], 0)) : null;
  const tops = [];
  for (const part of parts) {
    const below = tops[tops.length - 1];
    tops.push(part.map((value, i) => (share ? (100 * value) / whole[i] : value) + (below ? below[i] : 0)));
  }
  return tops;
}

function make({ host, panel, model, palette, sync, names, main, height }) {
  const { time, t_end: end } = model.home(panel.outputs[0]);
  const shown = panel.outputs.map((name) => model.spec.outputs.find((output) => output.name === name));
  const y = { low: 0, high: panel.share ? 100 : 1, log: false };
  let flags = [],
    run = null,
    kept = null,
    space = 0,
    tops = [];

  const ghosts = shown.map(({ name, label, look }) => ({ name: `kept ${name}`, label: `kept: ${label}`, look, ghost: true, atEnd: "" }));
  names.push(...shown.map(({ label }) => label));
  const plot = makePlot({
    host,
    x: { low: 0, high: end, log: false, time, label: panel.clock },
    y,
    series: [...shown.map(({ name, label, look }) => ({ name, label, look, atEnd: "" })), ...ghosts],
    title: panel.title,
    unit: panel.unit,
    height,
    palette,
    sync,
    names,
    named: true,
    marks: paintAreas,
    over: paintOver,
    probe,
    room: () => space,
  });

  const shades = () => {
    const [palest, darkest] = palette().numbers("shade-areas"); // the lowest one is the darkest
    return shown.map((_, k) => palest + ((darkest - palest) * (shown.length - 1 - k)) / Math.max(shown.length - 1, 1));
  };

  /** The areas with their names, the upper one first, for a picture that has no room for these. */
  function list() {
    const line = ({ label, look }, k) => {
      const box = node("i");
      box.style.background = `color-mix(in srgb, var(--v2v-${look}) ${100 * shades()[k]}%, transparent)`;
      return node("li", {}, box, label);
    };
    return node("ul", { class: "v2v-areas", "aria-hidden": "true" }, ...shown.map(line).reverse());
  }
  const part = (k, i) => tops[k][i] - (k ? tops[k - 1][i] : 0);
  const unit = panel.share ? " %" : "";

  function probe(i) {
    const found = shown.map(({ label }, k) => `${label} ${say(part(k, i))}${unit}`);
    return `${time} ${Number(run.of(shown[0].name).t[i].toFixed(2))}: ${found.join(", ")}`;
  }

  function paintAreas({ pen, x, y: place, palette: colors, back }) {
    const { t } = run.of(shown[0].name),
      shade = shades();
    return shown.map(({ label, look }, k) => {
      pen.beginPath();
      for (let i = 0; i < t.length; i++) pen.lineTo(x(t[i]), place(tops[k][i]));
      for (let i = t.length - 1; i >= 0; i--) pen.lineTo(x(t[i]), place(k ? tops[k - 1][i] : 0));
      pen.closePath();
      pen.globalAlpha = shade[k];
      pen.fillStyle = colors.color(look);
      pen.fill();
      const ends = [0, t.length - 1].flatMap((i) => [k ? tops[k - 1][i] : 0, tops[k][i]]).map((value) => back.y(place(value)));
      const row = { paint: "area", label, numbers: [...ends, pen.globalAlpha] };
      pen.globalAlpha = 1;
      return row;
    });
  }

  function paintOver(canvas) {
    const rows = paintFlags(canvas, flags, { end, main: main() });
    (canvas.namesInside ? nameInside : nameAtEnd)(canvas);
    return rows;
  }

  const middle = (place, k, i) => place((tops[k][i] + (k ? tops[k - 1][i] : 0)) / 2);

  function nameAtEnd({ pen, frame, y: place, palette: colors }) {
    const last = tops[0].length - 1;
    const tags = shown.map((output, k) => ({ output, y: middle(place, k, last) }));
    pen.textAlign = "left";
    pen.textBaseline = "middle";
    pen.font = colors.font(13, 600);
    for (const { output, y: at } of pushApart(tags, NAME_ROOM * colors.em, frame.top + 4, frame.bottom - 2)) {
      pen.fillStyle = colors.ink(output.look);
      pen.fillText(output.label, frame.right + 8, at);
    }
  }

  /** On a phone the names stand in the areas, where these have most room for them. */
  function nameInside({ pen, frame, x, y: place, palette: colors }) {
    const { t } = run.of(shown[0].name),
      stride = Math.ceil(t.length / SAMPLES);
    const samples = Array.from(t.keys()).filter((i) => i % stride === 0);
    pen.textAlign = "center";
    pen.textBaseline = "middle";
    pen.font = colors.font(12, 600);
    pen.fillStyle = colors.color("ink");
    shown.forEach(({ label }, k) => {
      const half = pen.measureText(label).width / 2 + 4,
        room = frame.right - frame.left - 2 * half;
      const edge = samples.map((i) => ({ at: x(t[i]), top: place(tops[k][i]), bottom: place(k ? tops[k - 1][i] : 0) }));
      const free = (middle) => {
        const under = edge.filter(({ at }) => Math.abs(at - middle) <= half + (frame.right - frame.left) / edge.length);
        return { middle, top: Math.max(...under.map(({ top }) => top)), bottom: Math.min(...under.map(({ bottom }) => bottom)) };
      };
      const places = Array.from({ length: PLACES }, (_, i) => free(frame.left + half + (room * i) / (PLACES - 1)));
      const best = places.reduce((found, one) => (one.bottom - one.top > found.bottom - found.top ? one : found));
      if (room > 0 && best.bottom - best.top >= LEAST * colors.em) pen.fillText(label, best.middle, (best.top + best.bottom) / 2);
    });
  }

  const stack = (found) =>
    edges(
      shown.map(({ name }) => found.of(name).x),
      panel.share,
    );

  function fit() {
    if (panel.share) return;
    const highest = Math.max(...tops[tops.length - 1], ...(kept ? stack(kept).at(-1) : []));
    y.high = roof(highest, 0, 5);
  }

  function data() {
    const { t } = run.of(shown[0].name),
      nothing = new Array(t.length).fill(null);
    return [t, ...tops, ...(kept ? stack(kept) : shown.map(() => nothing))];
  }

  function inWords() {
    const { t } = run.of(shown[0].name),
      at = (i) => `${time} ${Number(t[i].toFixed(2))}`;
    const one = ({ label }, k) => {
      const sizes = Array.from(t, (_, i) => part(k, i));
      return `${label} ${shapeOf(sizes, { at, said: (i) => withUnit(say(sizes[i]), panel.unit), log: false })}.`;
    };
    return shown.map(one).join(" ");
  }

  /** Columns of parts of a whole, each in percent of their sum. */
  function sharesOf(found, kept) {
    const at = ({ name }, t) => measure({ kind: "value", output: name, at: t }, found);
    const whole = (t) => shown.reduce((sum, one) => sum + at(one, t), 0);
    return shown.map((one) => ({
      head: inHead(kept + one.label, panel.unit),
      peak: null,
      text: (t) => say((100 * at(one, t)) / whole(t)),
    }));
  }

  function table() {
    const columns = panel.share
      ? [...sharesOf(run, ""), ...(kept ? sharesOf(kept, "kept: ") : [])]
      : columnsOf(shown, { run, kept: kept ? [{ run: kept }] : [], unit: panel.unit, end });
    return momentsTable(panel.title, columns, { time, end });
  }

  return {
    plot,
    inWords,
    table,
    draw(found, _p, settled) {
      const first = run === null;
      if (first) host.append(list());
      run = found;
      tops = stack(run);
      flags = flagsOf(run.given(shown[0].name)).filter(({ from }) => from <= end);
      if (settled || first) fit();
      const wanted = roomFor(flags, main(), palette().em);
      if (wanted > space || (wanted < space && settled)) {
        space = wanted;
        plot.redraw();
      }
      plot.set(data());
    },
    keep(found) {
      kept = found;
      fit();
      plot.set(data());
      for (const { name } of ghosts) plot.show(name, kept !== null);
    },
  };
}

register("stacked", { make });
