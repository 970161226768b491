// One uPlot figure in the look of the course: a title above, horizontal grid, names at the line ends.
/* global uPlot */
import { aloud, say, tenTo } from "../solve/say.js";
import { lyingOn } from "./alike.js";
import { linearTicks, logTicks, pushApart, tickText, timeTicks } from "./axes.js";
import { letFingersPoint } from "./finger.js";
import { newId, node, write } from "./nodes.js";
import { crosses, overlap } from "./pieces/names.js";
import { record } from "./svg.js";

const LARGE = 1e5,
  SMALL_TICKS = 1e-2; // beyond these the power of ten of a linear axis stands with its unit
const GUTTER = 52,
  EDGE = 18,
  MOST_NAME = 0.4, // of the width: longer names stand in the frame
  TICK = 13,
  NAME_GAP = 17,
  NARROW = 420,
  TINY = { wide: 240, tall: 130, font: 11, gutter: 38, bottom: 21, tick: 34 }, // px: below this, ticks only; the legend has the names
  LOW = 150, // px: few ticks upward
  MIDDLE = 190; // px: some more
const CASING = { wider: 4.5, alpha: 0.35 }; // a line on which another lies is seen at both sides of it
const LOG = 3; // how uPlot calls a logarithmic scale
const BOTTOM = 25,
  LABEL = 19,
  ABOVE = 8; // room of the ticks and of the name below them
const PLACES = [0.97, 0.85, 0.7, 0.55, 0.4, 0.25, 0.12]; // of the frame: where a name may end

const SAMPLES = 32; // places of a line that are looked at for the room beside it

/** A line in px: between(left, right) is what it covers there, distance(box) how far a text {left, right, y} is from it. */
function pathOf(values, xs, { across, up, frame }) {
  const points = [];
  for (let i = 0; i <= SAMPLES; i++) {
    const at = Math.round((i / SAMPLES) * (xs.length - 1));
    if (values[at] == null) continue;
    points.push([across(xs[at]), Math.min(Math.max(up(values[at]), frame.top), frame.bottom)]);
  }
  const inside = (left, right) => points.filter(([x]) => x >= left - 6 && x <= right + 6).map(([, y]) => y);
  return {
    between(left, right) {
      const ys = inside(left, right);
      return ys.length ? { top: Math.min(...ys), bottom: Math.max(...ys) } : null;
    },
    distance: ({ left, right, y }) => Math.min(100, ...inside(left, right).map((one) => Math.abs(one - y))),
  };
}

/**
 * Draw curves in `host`. Their x rises; what does not is painted in `over`, and the panel has `arrays` of its own.
 * x: {low, high, log, label, time}; y: {low, high, log, label where it is not the title, beyond: whether what lies outside stands
 * at the ends} (may change from one drawing to the next);
 * series: [{name, label, look, ghost, steady}], a steady ghost is always there; title, unit; height() in px; palette() the colors;
 * marks(canvas) draws below the curves and over(canvas) above them; both return what they painted, as rows
 * {paint, label, numbers} with numbers of the axes, worked out from what the pen was given;
 * a canvas tells where names may not stand: taken (boxes of texts) and lines (such as borders), to which painters add, and curves();
 * areas(canvas) writes the names of areas, where curves and their names leave room;
 * room() is the space above the frame; probe(i, level) the text under the pointer; names collects what
 * stands at line ends in all plots of an explorer, so that their frames end at the same place; named: whether any stands here.
 */
export function makePlot({
  host,
  x,
  y,
  series,
  title,
  unit,
  height: heightHere,
  palette,
  marks,
  over,
  areas,
  room,
  probe,
  sync,
  names,
  published = [],
  phases = [],
  named: hasNames = series.some(({ atEnd, ghost }) => atEnd && !ghost),
}) {
  const unitText = node("span", { text: unit });
  const heading = node("p", { class: "v2v-plot-title" }, node("b", { text: title }), unitText);
  const pointed = node("span", { class: "v2v-probe", "aria-hidden": "true" });
  heading.append(pointed);
  const words = node("p", { id: newId(), hidden: "" });
  const holder = node("div", {
    class: "v2v-canvas",
    role: "img",
    "aria-describedby": words.id,
    "aria-label": aloud(
      `${title}${unit ? `, ${unit}` : ""}, against ${x.label}${y.label ? ` and ${y.label}` : ""}${phases.length ? `; phases: ${phases.map(({ label: phase }) => phase).join(", ")}` : ""}${published.map(inWords).join("")}`,
    ),
  });
  host.append(heading, holder, words);

  /** Published points as a screen reader says them. */
  function inWords({ label, said, x: at, y: found }) {
    return `; published, ${label}: ${said ?? at.map((place, i) => `${say(found[i])} at ${say(place)}`).join(", ")}`;
  }

  const painted = { below: [], above: [] };
  let together = {}, // {index of a curve: index of the one on which it lies}
    taken = [], // boxes of the texts that stand in the frame: {left, right, top, bottom}
    lines = []; // lines beside the curves on which no name should stand, such as borders: points [x, y]
  let shown = null,
    latest = null,
    stale = false,
    inSight = true;
  let right = EDGE,
    width = 0; // asking the page for the width would cost a layout every time
  let onPaper = null, // the size of the plot in a vector file while it is drawn for one
    nameLast = null;
  const height = () => onPaper?.tall ?? heightHere();
  let em = 1; // see theme.js
  const narrow = () => width < NARROW * em;
  const isTiny = () => width < TINY.wide * em || height() < TINY.tall * em;
  let tiny = false;
  const named = () => series.filter((one) => one.atEnd && shown.series[one.index].show);

  /** The power of ten that the numbers of a linear axis leave to its unit. */
  const lifted = () => (y.log || (y.high < LARGE && y.high >= SMALL_TICKS) ? 0 : Math.floor(Math.log10(y.high)));
  const unitNow = () => (lifted() ? `${tenTo(lifted())} ${unit}`.trim() : unit);

  /** Where an axis ends there may be more than its tick says. */
  const beyond = (tick) => (!y.beyond ? "" : tick === y.low ? "\nor less" : tick === y.high ? "\nor more" : "");

  function axisColor(name) {
    return () => palette().color(name);
  }

  function ticks(axis, most) {
    if (axis.time) return timeTicks(axis.high, most, axis.time);
    return axis.log ? logTicks(axis.low, axis.high, most) : linearTicks(axis.low, axis.high, most);
  }

  function mostAcross() {
    if (width >= TINY.wide * em) return narrow() ? 5 : 8;
    return Math.max(2, Math.min(3, Math.floor((width - TINY.gutter * em) / (TINY.tick * em))));
  }

  function build(data) {
    em = palette().em;
    takeWidth();
    tiny = isTiny();
    const font = palette().font(tiny ? TINY.font : TICK);
    const options = {
      width,
      height: height(),
      padding: [() => room() + ABOVE, () => right, 0, 0],
      legend: { show: false },
      cursor: { y: false, drag: { x: false, y: false }, points: { size: 7 }, ...(sync && { sync: { key: sync } }) },
      scales: {
        x: { time: false, distr: x.log ? LOG : 1, range: () => [x.low, x.high] },
        y: { distr: y.log ? LOG : 1, range: () => [y.low, y.high] },
      },
      axes: [
        {
          stroke: axisColor("muted"),
          font,
          size: em * (tiny ? TINY.bottom : BOTTOM),
          gap: 4,
          ...(!tiny && { label: x.label, labelSize: LABEL * em }),
          labelGap: 0,
          labelFont: font,
          splits: () => ticks(x, mostAcross()),
          filter: (_, splits) => splits,
          values: (_, splits) => splits.map(tickText),
          grid: { show: false },
          ticks: { stroke: axisColor("edge"), size: 5, width: 1 },
          border: { show: true, stroke: axisColor("edge"), width: 1 },
        },
        {
          stroke: axisColor("muted"),
          font,
          size: em * (tiny ? TINY.gutter : GUTTER),
          gap: tiny ? 4 : 8,
          splits: () => ticks(y, height() < LOW * em ? 3 : height() < MIDDLE * em ? 4 : 6),
          filter: (_, splits) => splits,
          values: (_, splits) => splits.map((split) => tickText(split / 10 ** lifted()) + beyond(split)),
          grid: { stroke: axisColor("grid"), width: 1 },
          ticks: { show: false },
        },
      ],
      series: [{}, ...series.map(curve)],
      hooks: { drawClear: [begin], drawSeries: [(_, i) => nameLast?.(series[i - 1].label)], draw: [finish], setCursor: [point] },
    };
    shown = new uPlot(options, data, holder);
    shown.root.querySelector(".u-over").style.touchAction = "pan-y";
  }

  function rebuild() {
    if (!shown) return;
    write(unitText, unitNow());
    const visible = shown.series.map((one) => one.show);
    shown.destroy();
    build(latest);
    visible.forEach((show, i) => i && shown.setSeries(i, { show }));
  }

  function catchUp() {
    if (stale) shown.setData(latest);
    stale = false;
  }

  function takeWidth() {
    width = onPaper?.wide ?? (holder.clientWidth || width); // none while another view is shown
    const wanted = endRoom();
    right = narrow() || !hasNames || wanted > MOST_NAME * width ? EDGE : wanted;
  }

  function curve(one) {
    const { look, ghost, steady, label } = one,
      { width, dash } = palette().line(ghost ? "ghost" : look);
    one.width = width;
    return {
      label,
      width,
      dash,
      cap: "round",
      pxAlign: 0,
      points: { show: false },
      alpha: ghost ? palette().ghostAlpha : 1,
      show: !ghost || Boolean(steady),
      stroke: () => (ghost ? palette().ink(look) : palette().color(look)),
    };
  }

  function begin(plot) {
    taken = [];
    lines = [];
    together = findTogether(plot);
    for (const one of series) {
      const curve = plot.series[one.index];
      const hidden = !one.ghost && series.some((other) => !other.ghost && together[other.index] === one.index);
      curve.width = one.width + (hidden ? CASING.wider : 0);
      curve.alpha = hidden ? CASING.alpha : one.ghost ? palette().ghostAlpha : 1;
    }
    if (marks) painted.below = withPen(plot, marks);
  }

  /** Curves that lie on others, {index: index of the one below}, as tall as they are seen. */
  function findTogether(plot) {
    const tall = plot.bbox.height / uPlot.pxRatio,
      scaled = y.log ? Math.log : (value) => value,
      [low, high] = [scaled(y.low), scaled(y.high)];
    const up = (value) => (tall * (scaled(Math.min(Math.max(value, y.low), y.high)) - low)) / (high - low);
    const seen = series.filter(({ index }) => plot.series[index].show);
    return lyingOn(
      seen.map(({ index, width }) => ({ index, values: latest[index], width })),
      up,
    );
  }

  /** Run `paint` with the canvas in CSS pixels, and leave the pen as it was. Returns what it returns. */
  function withPen(plot, paint) {
    const pen = plot.ctx,
      scale = uPlot.pxRatio;
    pen.save();
    pen.scale(scale, scale);
    const { left, top, width: wide, height: tall } = plot.bbox;
    const frame = { left: left / scale, top: top / scale, right: (left + wide) / scale, bottom: (top + tall) / scale };
    const at = (value, key) => plot.valToPos(value, key, true) / scale;
    const valueAt = ({ min, max, distr }, share) => (distr === LOG ? min * (max / min) ** share : min + share * (max - min));
    const back = {
      x: (px) => valueAt(plot.scales.x, (px - frame.left) / (frame.right - frame.left)),
      y: (px) => valueAt(plot.scales.y, (frame.bottom - px) / (frame.bottom - frame.top)),
    };
    const rows = paint({
      pen,
      frame,
      x: (value) => at(value, "x"),
      y: (value) => at(value, "y"),
      back,
      palette: palette(),
      namesInside: right === EDGE,
      edge: width,
      taken,
      lines,
      curves: () => curvesOf(plot, at),
    });
    pen.restore();
    return rows;
  }

  /** Every curve that is seen as points [x, y] in px, null for a gap. */
  function curvesOf(plot, at) {
    const [xs] = plot.data;
    const points = (values) =>
      values.map((value, i) => (value == null ? null : [at(xs[i], "x"), at(y.log ? Math.max(value, y.low) : value, "y")]));
    return series.filter(({ index }) => plot.series[index].show).map(({ index }) => points(Array.from(plot.data[index])));
  }

  function finish(plot) {
    painted.above = withPen(plot, (canvas) => {
      const rows = over?.(canvas) ?? [];
      if (right > EDGE) nameEnds(plot, canvas);
      else if (!tiny) nameInside(plot, canvas);
      areas?.(canvas);
      return rows;
    });
  }

  /** Where there is no room beside the frame: each name over or under its line, where nothing else runs. */
  function nameInside(plot, { pen, frame, x: across, y: up }) {
    const curves = named();
    if (!curves.length || (curves.length === 1 && curves[0].atEnd === title)) return;
    const xs = plot.data[0],
      wide = frame.right - frame.left;
    const heights = curves.map(({ index }) => pathOf(plot.data[index], xs, { across, up, frame }));
    const told = new Set();

    /** Where a name of the kth line has most room; off borders, where that can be. */
    function placeOf(name, k) {
      const long = pen.measureText(name).width;
      let best = null,
        most = -Infinity;
      for (const share of PLACES) {
        const right = frame.left + share * wide;
        if (right - long < frame.left + 2) continue;
        const own = heights[k].between(right - long, right);
        if (!own) continue;
        for (const y of [own.top - 9 * em, own.bottom + 9 * em]) {
          if (y < frame.top + 7 * em || y > frame.bottom - 7 * em) continue;
          const box = { left: right - long, right, y, top: y - 8 * em, bottom: y + 8 * em };
          if (taken.some((other) => overlap(box, other))) continue;
          const crossed = lines.some((line) => crosses(line, box)) ? NAME_GAP * em : 0;
          const free = Math.min(NAME_GAP * em, ...heights.map((line) => line.distance(box))) - crossed;
          if (free > most + 2) [best, most] = [box, free];
        }
      }
      return best;
    }

    function tell(one, k, name) {
      pen.font = palette().font(12, one.ghost ? 400 : 600);
      const box = placeOf(name, k);
      if (!box) return false;
      taken.push(box);
      pen.textBaseline = "middle";
      pen.textAlign = "right";
      pen.lineJoin = "round";
      pen.lineWidth = 3;
      pen.setLineDash([]);
      pen.strokeStyle = palette().page;
      pen.strokeText(name, box.right, box.y);
      pen.fillStyle = one.ghost ? palette().color("muted") : palette().ink(one.look);
      pen.fillText(name, box.right, box.y);
      return true;
    }

    curves.forEach((one, k) => {
      if (told.has(one)) return;
      const same = [one, ...curves.filter(({ index }) => together[index] === one.index)];
      if (same.length > 1 && tell(one, k, same.map(({ atEnd }) => atEnd).join(" = "))) for (const each of same) told.add(each);
      else tell(one, k, curves.some(({ index }) => index === together[one.index]) ? `= ${one.atEnd}` : one.atEnd);
    });
  }

  function nameEnds(plot, { pen, frame, y: place }) {
    const tags = [];
    for (const one of named()) {
      const values = plot.data[one.index];
      const last = values[values.length - 1];
      if (last === null) continue;
      const inside = y.log ? Math.max(last, y.low) : last;
      const lower = tags.find((tag) => tag.one.index === together[one.index]);
      if (lower) tags.push({ one, text: `= ${one.atEnd}`, y: lower.y });
      else tags.push({ one, text: one.atEnd, y: Math.min(Math.max(place(inside), frame.top + 4), frame.bottom - 4) });
    }
    pushApart(tags, NAME_GAP * em, frame.top + 4, frame.bottom - 2);
    pen.textAlign = "left";
    pen.textBaseline = "middle";
    for (const { one, text, y: tall } of tags) {
      pen.font = palette().font(TICK, one.ghost ? 400 : 600);
      pen.fillStyle = one.ghost ? palette().color("muted") : palette().ink(one.look);
      pen.fillText(text, frame.right + 8, tall);
    }
  }

  function endRoom() {
    const pen = document.createElement("canvas").getContext("2d");
    pen.font = palette().font(TICK, 600);
    const widths = names.map((name) => pen.measureText(name).width);
    return Math.max(EDGE, ...widths.map((w) => w + 14));
  }

  function point(plot) {
    const { idx, left } = plot.cursor;
    write(pointed, idx === null || idx === undefined || left < 0 ? "" : probe(idx, plot.posToVal(plot.cursor.top, "y")));
  }

  // A plot out of sight costs nothing while a slider moves; it catches up before it is seen.
  const sight = new IntersectionObserver(
    (entries) => {
      inSight = entries.at(-1).isIntersecting;
      if (inSight) catchUp();
    },
    { rootMargin: "200px" },
  );
  sight.observe(holder);
  const stop = new AbortController();
  letFingersPoint(holder, () => shown, stop.signal);
  series.forEach((one, i) => (one.index = i + 1));
  names.push(...series.filter(({ atEnd }) => atEnd).map(({ atEnd }, i) => (i ? `= ${atEnd}` : atEnd)));
  return {
    canvas: () => shown?.ctx.canvas,
    holder,
    shown: () => shown !== null,
    inSight: () => inSight,
    /** What the picture shows, for a voice. */
    describe: (text) => write(words, aloud(text)),
    /** How much of its height is not frame, in px; less where it is small. */
    beside: (small) => room() + ABOVE + em * (small ? TINY.bottom : BOTTOM + LABEL),
    heading: () => [title, unitNow()],
    /** The plot as SVG, {svg, heading, wide, tall}, in a size {wide, tall} of its own and the palette of now; rebuild() follows. */
    vector(size) {
      onPaper = size;
      rebuild();
      const svg = record(shown.ctx, (name) => {
        nameLast = name;
        shown.batch(() => shown.redraw());
      });
      onPaper = nameLast = null;
      return { svg, heading: [title, unitNow()], ...size };
    },
    /** Labels of curves that lie on others: [[upper, lower]]. */
    alike() {
      const found = Object.entries(findTogether(shown)).map((pair) => pair.map((index) => series[index - 1]));
      return found.filter((pair) => pair.every(({ ghost }) => !ghost)).map((pair) => pair.map(({ label }) => label));
    },
    arrays: () =>
      series
        .filter((one) => !one.ghost)
        .map((one) => ({
          series: one.name,
          x: Float64Array.from(latest[0]),
          values: Float64Array.from(latest[one.index], (v) => v ?? NaN),
        })),
    /** The frame as it is seen, and what was painted in it. */
    painted() {
      const { x: across, y: up } = shown.scales,
        kind = ({ distr }) => (distr === LOG ? "log" : "linear");
      const frame = {
        paint: "frame",
        label: `${kind(across)} across, ${kind(up)} upward`,
        numbers: [across.min, across.max, up.min, up.max],
      };
      return [frame, ...painted.below, ...painted.above];
    },
    set(data) {
      latest = data;
      write(unitText, unitNow());
      if (!shown) build(data);
      else if (inSight) shown.setData(data);
      else stale = true;
    },
    /** More curves, behind those that there are; the next data have theirs. */
    add(more) {
      for (const one of more) {
        one.index = series.push(one);
        shown?.addSeries(curve(one), one.index);
      }
    },
    /** Draw what was left out while the plot was out of sight. */
    catchUp,
    show(name, visible) {
      for (const one of series) if (one.name === name && shown) shown.setSeries(one.index, { show: visible });
    },
    shows: (name) => Boolean(shown?.series[series.find((one) => one.name === name).index].show),
    /** Paint the same curves again: marks have moved. */
    repaint: () => (inSight ? shown?.redraw(false, false) : (stale = true)),
    redraw: () => shown?.redraw(false, true),
    resize() {
      if (!shown) return;
      takeWidth();
      if (isTiny() === tiny && em === palette().em) shown.setSize({ width, height: height() });
      else rebuild();
    },
    rebuild,
    /** Draw in a size {wide, tall} of its own where that is larger; null: as the page has room. */
    pose(size) {
      onPaper = size && { wide: Math.max(size.wide, width), tall: Math.max(size.tall, height()) };
      rebuild();
    },
    remove() {
      sight.disconnect();
      stop.abort();
      shown?.destroy();
    },
  };
}
