// A panel of one readout against one parameter; the value of now is marked.
import { measure } from "../../../solve/readouts.js";
import { say } from "../../../solve/say.js";
import { evenly, roof } from "../../axes.js";
import { makeMany } from "../../many/many.js";
import { register } from "../../panel.js";
import { paintRing, writeNow } from "../../pieces/rings.js";
import { makePlot } from "../../plot.js";
import { shapeOf, turnsOf } from "../../shape.js";
import { spread } from "../../values.js";
import { digits, inHead, told, withUnit } from "../../wording.js";

const ROOM = 16; // px above the frame, for the words of the mark
const MOST_ROWS = 13; // of the table
const STRIDES = [8, 4, 2, 1]; // coarse points first, so that the shape is there at once

/** The order in which n points are computed: every 8th, then the ones between. */
export function coarseFirst(n) {
  const order = [n - 1];
  for (const stride of STRIDES) for (let i = 0; i < n - 1; i += stride) if (stride === STRIDES[0] || i % (2 * stride)) order.push(i);
  return order;
}

function make({ host, panel, model, units, rtol, palette, names, height, onDone }) {
  const { spec } = model,
    { readout, over } = panel;
  const parameter = spec.parameters.find(({ name }) => name === over),
    place = model.index.get(over);
  const output = spec.outputs.find(({ name }) => name === readout.output);
  const { on_axis: axisOfOutput, is_time: isTime } = readout;
  const y = axisOfOutput
    ? { low: output.low, high: output.high, log: output.scale === "log" }
    : { low: 0, high: isTime ? model.home(readout.output).t_end : 1, log: false, time: isTime };
  const floor = y.low,
    ceiling = axisOfOutput || isTime ? y.high : 0;
  const grid = spread(parameter, panel.points),
    order = coarseFirst(panel.points);
  const coarse = order.filter((i) => i % STRIDES[0] === 0).length;
  const nothing = new Array(panel.points).fill(null);
  let drawn = nothing,
    kept = null,
    run = null,
    p = null;

  const label = parameter.label,
    unit = units[over];
  const plot = makePlot({
    host,
    x: { ...parameter, log: parameter.scale === "log", label: inHead(label, unit) },
    y,
    series: [
      { name: readout.text, label: readout.label, look: output.look },
      { name: "kept", label: "kept", look: output.look, ghost: true, atEnd: "kept" },
    ],
    title: panel.title,
    unit: panel.unit,
    height,
    palette,
    names,
    over: paintMark,
    room: () => ROOM * palette().em,
    probe: (i) => `${withUnit(say(grid[i]), unit)}: ${say(drawn[i] ?? null)}`,
  });

  function paintMark(canvas) {
    const { pen, frame, x, y: level, palette: colors, back } = canvas;
    const left = x(p[place]),
      value = measure(readout, run),
      text = `now: ${told(readout, run)}`;
    pen.strokeStyle = colors.color("hand");
    pen.lineWidth = 1.5;
    pen.setLineDash([]);
    pen.beginPath();
    pen.moveTo(left, frame.top - ROOM * colors.em);
    pen.lineTo(left, frame.bottom);
    pen.stroke();
    const right = left > (frame.left + frame.right) / 2;
    pen.font = colors.font(13, 600);
    pen.fillStyle = colors.color("hand");
    pen.textAlign = right ? "right" : "left";
    pen.textBaseline = "middle";
    writeNow(pen, told(readout, run), right ? left - 8 : frame.right - left - 8, (words) =>
      pen.fillText(words, left + (right ? -8 : 8), frame.top - (ROOM / 2) * colors.em),
    );
    const line = { paint: "line", label: text, numbers: [back.x(left)] };
    if (value === null) return [line];
    const tall = Math.min(Math.max(level(y.log ? Math.max(value, y.low) : value), frame.top), frame.bottom);
    return [line, { paint: "now", label: "", numbers: paintRing(canvas, "now", left, tall) }];
  }

  const many = makeMany({ model, rtol, places: [place], rows: grid, order, coarse, ask: [readout], seen });

  function seen([found], whole) {
    drawn = found;
    if (whole) fit();
    plot.set([grid, drawn, kept ?? nothing]);
    if (whole) onDone();
  }

  function fit() {
    if (y.log) return;
    const highest = Math.max(0, ...[...drawn, ...(kept ?? [])].filter((value) => value != null));
    y.high = ceiling && highest <= ceiling ? ceiling : roof(highest, floor, 5);
  }

  function inWords() {
    const at = (i) => `${label} ${withUnit(say(grid[i]), unit)}`,
      said = (i) => withUnit(say(drawn[i]), panel.unit);
    return `${readout.label} ${shapeOf(drawn, { at, said, log: y.log })}. Now, at ${label} ${withUnit(say(p[place]), unit)}: ${told(readout, run)}.`;
  }

  function table() {
    const found = (values, i) => digits(values[i] ?? null, readout, run),
      now = p[place];
    const places = new Set([...evenly(panel.points, MOST_ROWS), ...(turnsOf(drawn, y.log)?.turns ?? [])]);
    const rows = [...places]
      .filter((i) => say(grid[i]) !== say(now))
      .map((i) => ({ at: grid[i], cells: [say(grid[i]), found(drawn, i), ...(kept ? [found(kept, i)] : [])] }));
    rows.push({ at: now, cells: [`${say(now)}, now`, digits(measure(readout, run), readout, run), ...(kept ? ["–"] : [])] });
    return {
      caption: panel.title,
      head: [inHead(label, unit), inHead(readout.label, panel.unit), ...(kept ? [inHead("kept", panel.unit)] : [])],
      rows: rows.sort((a, b) => a.at - b.at).map(({ cells }) => cells),
    };
  }

  return {
    plot,
    inWords,
    table,
    computing: many.computing,
    finish: many.finish,
    draw(now, values, settled) {
      run = now;
      p = Float64Array.from(values);
      if (plot.shown()) plot.repaint();
      else plot.set([grid, drawn, kept ?? nothing]);
      many.draw(p, settled);
    },
    keep(now) {
      kept = now ? [...drawn] : null;
      fit();
      plot.set([grid, drawn, kept ?? nothing]);
      plot.show("kept", kept !== null);
    },
    remove: many.stop,
  };
}

register("sweep", { make });
