// A panel that counts many virtual donors or patients by what a readout finds in each.
import { person } from "../../../language/population.js";
import { say } from "../../../solve/say.js";
import { roof } from "../../axes.js";
import { makeMany } from "../../many/many.js";
import { node, write } from "../../nodes.js";
import { register } from "../../panel.js";
import { fillBox } from "../../pieces/boxes.js";
import { paintRing } from "../../pieces/rings.js";
import { makePlot } from "../../plot.js";
import { inHead, withUnit } from "../../wording.js";

const GAP = 1; // px at either side of a bar
const HATCH = 6; // px between two lines of a hatched bar
const PUBLISHED_ROW = { named: 34, bare: 12 }; // px: a published number with its name, and without
const LOW = 240; // px: no room for names

/** In which bin a value falls; what lies outside counts in the end bins. */
export function binOf(value, edges) {
  let bin = 0;
  while (bin < edges.length - 2 && value >= edges[bin + 1]) bin++;
  return bin;
}

/** The outline of counts over bins: two points a bin. */
const outline = (counts) => counts.flatMap((count) => [count, count]);

function make({ host, panel, model, rtol, palette, names, height, onDone }) {
  const { readout, split, edges, population, seed, size, published, who } = panel,
    bins = edges.length - 1;
  const output = model.spec.outputs.find(({ name }) => name === readout.output);
  const everybody = Array.from({ length: size }, (_, k) => k),
    drawn = everybody.map((k) => person(population, k, seed));
  const varied = population.people.map(({ name }) => name),
    places = varied.map((name) => model.index.get(name));
  const x = edges.slice(1).flatMap((edge, i) => [edges[i], edge]);
  const y = { low: 0, high: 10, log: false },
    isLow = () => height() < LOW * palette().em + published.length * PUBLISHED_ROW.bare,
    rowTall = () => palette().em * (isLow() ? PUBLISHED_ROW.bare : PUBLISHED_ROW.named),
    room = () => published.length * rowTall();
  const series = [{ name: "all", label: "all", look: output.look, atEnd: "" }];
  if (split) series.push({ name: "fails", label: "fail", look: "fail", atEnd: "" });
  let values = [],
    kept = [],
    counts = [],
    failed = [];

  const plot = makePlot({
    host,
    x: { low: edges[0], high: edges[bins], log: panel.log, label: inHead(panel.title, panel.unit) },
    y,
    series,
    title: panel.title,
    unit: `${who} of ${size}`,
    height,
    palette,
    names,
    marks: paintBars,
    over: paintPublished,
    room,
    published: published.map(({ label, middle, low, high }) => ({
      label,
      said: low === null ? say(middle) : `${say(middle)}, from ${say(low)} to ${say(high)}`,
    })),
    probe: (i) => `${say(edges[i >> 1])} to ${withUnit(say(edges[(i >> 1) + 1]), panel.unit)}: ${counts[i >> 1]}`,
  });
  const told = host.appendChild(node("p", { class: "v2v-count" }));

  function paintBars(canvas) {
    const { pen, x: at, y: level, palette: colors, back } = canvas,
      rows = [];
    const [shade] = colors.numbers("shade-bar");
    counts.forEach((count, i) => {
      if (!count) return;
      const left = at(edges[i]) + GAP,
        wide = at(edges[i + 1]) - left - GAP,
        base = level(0),
        bad = split ? failed[i] : 0;
      pen.globalAlpha = shade;
      pen.fillStyle = colors.color(output.look);
      const box = fillBox(canvas, left, level(count), wide, level(bad) - level(count));
      rows.push({ paint: "bar", label: String(i), numbers: [back.x(left - GAP), back.x(left + wide + GAP), ...box.y, box.shade] });
      pen.globalAlpha = 1;
      if (bad)
        rows.push({
          paint: "hatch",
          label: String(i),
          numbers: hatch(canvas, left, level(bad), wide, base - level(bad), colors.color("fail")),
        });
    });
    return rows;
  }

  /** What sources found, above the bars: a ring for the middle, a line for the spread, the name over both. */
  function paintPublished(canvas) {
    const { pen, frame, x: at, palette: colors } = canvas,
      rows = [];
    pen.font = colors.font(13, 500);
    pen.textBaseline = "middle";
    pen.textAlign = "left";
    pen.setLineDash([]);
    published.forEach(({ label, middle, low, high }, i) => {
      const top = frame.top - room() + i * rowTall() + 8,
        level = isLow() ? top - 2 : top + 16 * colors.em,
        wide = pen.measureText(label).width;
      if (low !== null) {
        pen.fillStyle = colors.color("muted");
        rows.push({ paint: "spread", label, numbers: fillBox(canvas, at(low), level - 1, at(high) - at(low), 2).x });
      }
      const [place] = paintRing(canvas, "published", at(middle), level);
      rows.push({ paint: "ring", label, numbers: [place] });
      pen.fillStyle = colors.color("ink");
      if (!isLow()) pen.fillText(label, Math.min(Math.max(at(middle) - wide / 2, frame.left), frame.right - wide), top);
    });
    return rows;
  }

  function hatch({ pen, back }, left, top, wide, tall, color) {
    pen.save();
    pen.beginPath();
    pen.rect(left, top, wide, tall);
    pen.clip();
    pen.strokeStyle = color;
    pen.lineWidth = 1.5;
    pen.setLineDash([]);
    pen.beginPath();
    for (let at = left - tall; at < left + wide; at += HATCH) {
      pen.moveTo(at, top + tall);
      pen.lineTo(at + tall, top);
    }
    pen.stroke();
    pen.restore();
    return [back.y(top + tall), back.y(top)];
  }

  function count() {
    counts = new Array(bins).fill(0);
    failed = new Array(bins).fill(0);
    values.forEach((value, i) => {
      if (value === null) return;
      const bin = binOf(value, edges);
      counts[bin]++;
      if (split && !kept[i]) failed[bin]++;
    });
    y.high = roof(Math.max(...counts, 1), 0, 5);
    plot.set([x, outline(counts), ...(split ? [outline(failed)] : [])]);
    write(told, words());
  }

  function words() {
    const good = kept.filter(Boolean).length,
      sorted = values.filter((value) => value !== null).sort((a, b) => a - b);
    const [pass, fail] = panel.verdicts,
      middle = `half of them have more than ${withUnit(say(sorted[Math.floor(sorted.length / 2)] ?? null), panel.unit)}`;
    const lost = sorted.length < size ? `; ${size - sorted.length} could not be followed` : "";
    return split ? `${good} of ${size} ${pass}, ${size - good} ${fail} (hatched); ${middle}${lost}.` : `${size} ${who}; ${middle}${lost}.`;
  }

  const many = makeMany({
    model,
    rtol,
    places,
    rows: Float64Array.from(drawn.flatMap((one) => varied.map((name) => one[name]))),
    order: everybody,
    coarse: size,
    ask: split ? [readout, split] : [readout],
    seen,
  });

  function seen([found, passed], whole) {
    values = found;
    kept = found.map((value, k) => value !== null && (!passed || passed[k] >= 0.5));
    count();
    if (whole) onDone();
  }

  function inWords() {
    const most = Math.max(...counts),
      fullest = counts.indexOf(most);
    const range = (from, to) => `${say(edges[from])} to ${withUnit(say(edges[to]), panel.unit)}`;
    const filled = counts.flatMap((count, i) => (count ? [i] : []));
    return `${words()} They lie in the bars from ${range(filled[0], filled.at(-1) + 1)}; the tallest bar counts ${most}, from ${range(fullest, fullest + 1)}.`;
  }

  function table() {
    const filled = counts.flatMap((count, i) => (count ? [i] : [])),
      bars = counts.flatMap((_, i) => (i >= filled[0] && i <= filled.at(-1) ? [i] : []));
    return {
      caption: panel.title,
      head: [inHead(readout.label, panel.unit), `${who} of ${size}`, ...(split ? [`of them ${panel.verdicts[1]}`] : [])],
      rows: bars.map((i) => [`${say(edges[i])} to ${say(edges[i + 1])}`, String(counts[i]), ...(split ? [String(failed[i])] : [])]),
    };
  }

  return {
    plot,
    table,
    inWords: () => (counts.some(Boolean) ? inWords() : words()),
    computing: many.computing,
    finish: many.finish,
    draw(_run, p, settled) {
      if (!plot.shown()) count();
      many.draw(p, settled);
    },
    keep() {},
    remove: many.stop,
  };
}

register("histogram", { make });
