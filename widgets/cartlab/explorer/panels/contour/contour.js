// A panel of one readout over two parameters: areas between levels; the values of now are marked.
import { say } from "../../../solve/say.js";
import { evenly, tickText } from "../../axes.js";
import { makeMany } from "../../many/many.js";
import { node, write } from "../../nodes.js";
import { register } from "../../panel.js";
import { overlap } from "../../pieces/names.js";
import { paintRing, writeNow } from "../../pieces/rings.js";
import { makePlot } from "../../plot.js";
import { spread } from "../../values.js";
import { digits, inHead, told, withUnit } from "../../wording.js";

const HEADROOM = 18; // px above the frame, for the name of the vertical axis
const STRIDE = 4; // every 4th point of both axes first
const MARGIN = 14, // px from the frame to the number of a line
  APART = 20; // px between two numbers
const TABLE = { across: 6, up: 8 }; // most places of each axis in the table

/** Where the values a and b of two corners pass a level, as a share of the way from a to b. */
const wayTo = (a, b, level) => (level - a) / (b - a);

/**
 * The part of a triangle that lies at or above a level: {area, line}, lists of [x, y].
 * corners: three {x, y, value}. area is empty where all are below, line where none passes.
 */
export function above(corners, level) {
  const area = [],
    line = [];
  corners.forEach((a, i) => {
    const b = corners[(i + 1) % 3];
    if (a.value >= level) area.push([a.x, a.y]);
    if (a.value >= level !== b.value >= level) {
      const s = wayTo(a.value, b.value, level),
        crossing = [a.x + s * (b.x - a.x), a.y + s * (b.y - a.y)];
      area.push(crossing);
      line.push(crossing);
    }
  });
  return { area, line };
}

/** The size of an area with these corners. */
export function sizeOf(corners) {
  let twice = 0;
  corners.forEach(([x, y], i) => {
    const [nextX, nextY] = corners[(i + 1) % corners.length];
    twice += x * nextY - nextX * y;
  });
  return Math.abs(twice) / 2;
}

/** Every `stride`th index of n. */
const strided = (n, stride) => Array.from({ length: Math.floor((n - 1) / stride) + 1 }, (_, i) => i * stride);

function make({ host, panel, model, units, rtol, palette, names, height, onDone }) {
  const { spec } = model,
    { readout, levels, columns, rows } = panel;
  const [across, up] = [panel.x, panel.y].map((name) => spec.parameters.find((one) => one.name === name));
  const places = [panel.x, panel.y].map((name) => model.index.get(name));
  const output = spec.outputs.find(({ name }) => name === readout.output);
  const log = panel.log,
    [xs, ys] = [[...spread(across, columns)], [...spread(up, rows)]];
  const axis = (parameter) => ({
    low: parameter.low,
    high: parameter.high,
    log: parameter.scale === "log",
    label: inHead(parameter.label, units[parameter.name]),
  });
  const [x, y] = [axis(across), axis(up)];
  const all = ys.flatMap((_, j) => xs.map((_, i) => j * columns + i));
  const isCoarse = (at) => (at % columns) % STRIDE === 0 && Math.floor(at / columns) % STRIDE === 0;
  const coarse = all.filter(isCoarse),
    order = [...coarse, ...all.filter((at) => !isCoarse(at))];
  let drawn = null,
    stride = 0,
    shapes = null,
    kept = null,
    run = null,
    p = null;

  const plot = makePlot({
    host,
    x,
    y,
    series: [{ name: readout.text, label: readout.label, look: output.look }],
    title: panel.title,
    unit: panel.unit,
    height,
    palette,
    names,
    marks: paintAreas,
    over: paintOver,
    room: () => HEADROOM * palette().em,
    probe: (i, level) => {
      const j = ys.reduce((best, value, at) => (Math.abs(value - level) < Math.abs(ys[best] - level) ? at : best), 0);
      return `${withUnit(say(xs[i]), units[panel.x])}, ${withUnit(say(ys[j]), units[panel.y])}: ${withUnit(say(drawn?.[j * columns + i] ?? null), panel.unit)}`;
    },
  });
  const words = host.appendChild(node("p", { class: "v2v-count" }));
  const grid = Float64Array.from(all.flatMap((at) => [xs[at % columns], ys[Math.floor(at / columns)]]));
  const many = makeMany({ model, rtol, places, rows: grid, order, coarse: coarse.length, ask: [readout], seen });

  function seen([found], whole) {
    if (!whole && drawn === found) return; // between the first sketch and the whole nothing new is drawn
    drawn = found;
    stride = whole ? 1 : STRIDE;
    plot.set([xs, new Array(columns).fill(null)]);
    if (!whole) return;
    write(words, inWords());
    onDone();
  }

  function inWords() {
    const known = all.filter((at) => drawn[at] !== null);
    if (!known.length) return "The model could not be followed anywhere here.";
    const least = known.reduce((best, at) => (drawn[at] < drawn[best] ? at : best)),
      most = known.reduce((best, at) => (drawn[at] > drawn[best] ? at : best));
    const place = (at) =>
      `${across.label} ${withUnit(say(xs[at % columns]), units[panel.x])} and ${up.label} ${withUnit(say(ys[Math.floor(at / columns)]), units[panel.y])}`;
    const end = (name, at) => `${name}: ${withUnit(say(drawn[at]), panel.unit)}, at ${place(at)}.`;
    return `${end("Least", least)} ${end("Most", most)}`;
  }

  function table() {
    const [some, levels] = [evenly(columns, TABLE.across), evenly(rows, TABLE.up).reverse()];
    const found = (values, i, j) => digits(values[j * columns + i] ?? null, readout, run);
    const cell = (i, j) => found(drawn, i, j) + (kept ? `; kept: ${found(kept, i, j)}` : "");
    return {
      caption: `${inHead(panel.title, panel.unit)}; across: ${x.label}`,
      head: [y.label, ...some.map((i) => say(xs[i]))],
      rows: levels.map((j) => [say(ys[j]), ...some.map((i) => cell(i, j))]),
    };
  }

  /** Call `use(area, line)` for every triangle of the grid that a level passes, and for every row of boxes that lies above it. */
  function triangles(values, level, step, place, use) {
    const scaled = (value) => (log ? Math.log10(Math.max(value, Number.MIN_VALUE)) : value),
      bound = scaled(level);
    const grid = { across: strided(columns, step), up: strided(rows, step) };
    const corner = (i, j) => ({ x: place.x(xs[i]), y: place.y(ys[j]), value: values[j * columns + i] });
    for (let r = 1; r < grid.up.length; r++) {
      const [low, high] = [grid.up[r - 1], grid.up[r]];
      let row = null; // the first and the last column of boxes that lie above
      const endRow = () => {
        if (!row) return;
        const [left, right] = row;
        const corners = [corner(left, low), corner(right, low), corner(right, high), corner(left, high)];
        use(
          corners.map((one) => [one.x, one.y]),
          [],
        );
        row = null;
      };
      for (let c = 1; c < grid.across.length; c++) {
        const [left, right] = [grid.across[c - 1], grid.across[c]];
        const box = [corner(left, low), corner(right, low), corner(right, high), corner(left, high)];
        const known = box.every(({ value }) => value != null);
        if (known) for (const one of box) one.value = scaled(one.value);
        if (known && box.every(({ value }) => value >= bound)) {
          row = [row?.[0] ?? left, right];
          continue;
        }
        endRow();
        if (!known) continue;
        for (const three of [
          [box[0], box[1], box[2]],
          [box[0], box[2], box[3]],
        ]) {
          const { area, line } = above(three, bound);
          if (area.length) use(area, line);
        }
      }
      endRow();
    }
  }

  /** The areas and lines of all levels, and the middles of their lines: worked out anew only where something but the mark has changed. */
  function shapesIn({ pen, frame, x: at, y: place }) {
    const from = [pen, drawn, stride, ...Object.values(frame)];
    if (shapes && from.every((one, i) => one === shapes.from[i])) return shapes.levels;
    const wide = frame.right - frame.left,
      tall = frame.bottom - frame.top;
    const shapeOf = (level) => {
      const found = { areas: new Path2D(), lines: new Path2D(), middles: [], covered: 0, length: 0 }; // the last two in frames
      triangles(drawn, level, stride, { x: at, y: place }, (area, line) => {
        area.forEach(([a, b], i) => (i ? found.areas.lineTo(a, b) : found.areas.moveTo(a, b)));
        found.areas.closePath();
        found.covered += sizeOf(area) / (wide * tall);
        if (line.length !== 2) return;
        trace(found.lines, line);
        const [[a, b], [c, d]] = line;
        found.middles.push({ x: (a + c) / 2, y: (b + d) / 2 });
        found.length += Math.hypot((c - a) / wide, (d - b) / tall);
      });
      return found;
    };
    shapes = { from, levels: levels.map(shapeOf) };
    return shapes.levels;
  }

  function paintAreas(canvas) {
    if (!drawn) return [];
    const { pen, x: at, y: place, palette: colors } = canvas,
      [shade] = colors.numbers("shade-level"),
      rows = [];
    pen.fillStyle = pen.strokeStyle = colors.color(output.look);
    pen.setLineDash([]);
    shapesIn(canvas).forEach(({ areas, lines, covered, length }, i) => {
      pen.globalAlpha = shade;
      pen.fill(areas);
      if (covered) rows.push({ paint: "level", label: String(i), numbers: [covered, length, pen.globalAlpha] });
      pen.globalAlpha = 1;
      pen.lineWidth = 1;
      pen.stroke(lines);
    });
    if (kept) paintKept(pen, { x: at, y: place }, colors);
    return rows;
  }

  const trace = (path, [from, to]) => {
    path.moveTo(...from);
    path.lineTo(...to);
  };

  function paintKept(pen, place, colors) {
    pen.strokeStyle = colors.color("muted");
    pen.setLineDash([2, 3]);
    for (const level of levels) {
      const lines = new Path2D();
      triangles(kept, level, 1, place, (_, line) => line.length === 2 && trace(lines, line));
      pen.stroke(lines);
    }
    pen.setLineDash([]);
  }

  function paintOver(canvas) {
    const { pen, x: at, y: place, palette: colors } = canvas,
      now = { x: at(p[places[0]]), y: place(p[places[1]]) };
    pen.font = colors.font(13);
    pen.fillStyle = colors.color("muted");
    pen.textAlign = "left";
    pen.textBaseline = "middle";
    nameUpward(canvas);
    const said = saidOf(canvas, now);
    numberLines(canvas, now, said);
    return [mark(canvas, now, said)];
  }

  /** The name of the vertical axis, with as much of it as has room. */
  function nameUpward({ pen, frame, palette: colors }) {
    for (const [text, size] of [
      [y.label, 13],
      [y.label, 11],
      [up.label, 11],
    ]) {
      pen.font = colors.font(size);
      const wide = pen.measureText(`↑ ${text}`).width;
      if (wide > frame.right) continue;
      pen.fillText(`↑ ${text}`, Math.min(frame.left, frame.right - wide), frame.top - (HEADROOM / 2) * colors.em);
      return;
    }
  }

  /** What is written at the mark, {text, align, x, y}, and the box that it fills; null where there is no room. */
  function saidOf({ pen, frame, palette: colors }, now) {
    const right = now.x > (frame.left + frame.right) / 2,
      x = now.x + (right ? -10 : 10),
      y = Math.max(now.y - 12 * colors.em, frame.top + 8 * colors.em);
    pen.font = colors.font(13, 600);
    let said = null;
    writeNow(pen, told(readout, run), right ? x : frame.right - x, (text) => {
      const left = right ? x - pen.measureText(text).width : x;
      said = { text, align: right ? "right" : "left", x, y, left, right: right ? x : left + pen.measureText(text).width };
    });
    return said && { ...said, top: y - 8 * colors.em, bottom: y + 8 * colors.em };
  }

  /** Write each level at its line, away from the frame, from the mark, from what is said there and from the others. */
  function numberLines(canvas, now, said) {
    if (!drawn) return;
    const { pen, frame, palette: colors } = canvas,
      taken = [now];
    pen.font = colors.font(12, 600);
    pen.textAlign = "center";
    shapesIn(canvas).forEach(({ middles }, i) => {
      const half = pen.measureText(tickText(levels[i])).width / 2,
        tall = 8 * colors.em;
      let best = null,
        room = 0;
      for (const one of middles) {
        const edge = Math.min((one.x - frame.left) / 2, (frame.right - one.x) / 2, one.y - frame.top, frame.bottom - one.y);
        const free = Math.min(...taken.map((other) => Math.hypot(one.x - other.x, 2 * (one.y - other.y))));
        if (edge < MARGIN * colors.em || free <= room) continue;
        if (said && overlap(said, { left: one.x - half, right: one.x + half, top: one.y - tall, bottom: one.y + tall })) continue;
        best = one;
        room = free;
      }
      if (!best || room < APART * colors.em) return;
      taken.push(best);
      tag(pen, tickText(levels[i]), best, colors);
    });
  }

  function tag(pen, text, { x: at, y: place }, colors) {
    pen.lineWidth = 4;
    pen.lineJoin = "round";
    pen.strokeStyle = colors.page;
    pen.strokeText(text, at, place);
    pen.fillStyle = colors.ink(output.look);
    pen.fillText(text, at, place);
  }

  function mark(canvas, now, said) {
    const { pen, frame, palette: colors } = canvas;
    pen.strokeStyle = colors.color("hand");
    pen.lineWidth = 1.5;
    pen.setLineDash([3, 3]);
    pen.beginPath();
    pen.moveTo(now.x, frame.bottom);
    pen.lineTo(now.x, now.y);
    pen.lineTo(frame.left, now.y);
    pen.stroke();
    pen.setLineDash([]);
    const numbers = paintRing(canvas, "now", now.x, now.y);
    if (said) {
      pen.font = colors.font(13, 600);
      pen.textAlign = said.align;
      pen.lineWidth = 4;
      pen.strokeStyle = colors.page;
      pen.strokeText(said.text, said.x, said.y);
      pen.fillStyle = colors.color("hand");
      pen.fillText(said.text, said.x, said.y);
    }
    return { paint: "now", label: `now: ${told(readout, run)}`, numbers };
  }

  return {
    plot,
    inWords,
    table,
    arrays: () =>
      ys.map((_, j) => ({
        series: String(j),
        x: Float64Array.from(xs),
        values: Float64Array.from(drawn.slice(j * columns, (j + 1) * columns), (v) => v ?? NaN),
      })),
    computing: many.computing,
    finish: many.finish,
    draw(now, values, settled) {
      run = now;
      p = Float64Array.from(values);
      if (plot.shown()) plot.repaint();
      else plot.set([xs, new Array(columns).fill(null)]);
      many.draw(p, settled);
    },
    keep(now) {
      kept = now ? drawn : null;
      plot.repaint();
    },
    remove: many.stop,
  };
}

register("contour", { make });
