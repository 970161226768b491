// A panel of many wells of a jumps model against time, with their average and their mean field.
import { build } from "../../../language/chain.js";
import { say } from "../../../solve/say.js";
import { evenly, roof } from "../../axes.js";
import { node, write } from "../../nodes.js";
import { register } from "../../panel.js";
import { makePlot } from "../../plot.js";
import { shapeOf } from "../../shape.js";
import { inHead, withUnit } from "../../wording.js";

const FAINT = 0.35;
const MOST_ROWS = 13; // of the table
const FIELD = "expected"; // the look of the mean field

function make({ host, panel, model, rtol, palette, sync, names, height }) {
  const [output] = panel.outputs,
    { time, t_end: end } = model.spec,
    { look } = model.spec.outputs.find(({ name }) => name === output);
  const mean = build(panel.mean),
    place = model.index.get("well"),
    shared = [...mean.index].map(([name, i]) => [i, model.index.get(name)]);
  const y = { low: 0, high: 1, log: false },
    step = end / (panel.points - 1),
    t = Float64Array.from({ length: panel.points }, (_, i) => (i === panel.points - 1 ? end : i * step));
  let wells = [],
    average = [],
    field = [],
    own = -1;

  const plot = makePlot({
    host,
    x: { low: 0, high: end, log: false, time, label: panel.clock },
    y,
    series: [
      { name: "average", label: `average of the ${panel.who}`, look, atEnd: "average" },
      { name: "mean field", label: "mean field", look: FIELD, atEnd: "mean field" },
    ],
    title: panel.title,
    unit: panel.unit,
    height,
    palette,
    sync,
    names,
    marks: paintWells,
    room: () => 0,
    probe: (i) => `${time} ${Number(t[i].toFixed(2))}: average ${say(average[i])}, mean field ${say(field[i])}`,
  });
  const told = host.appendChild(node("p", { class: "v2v-count" }));

  /** Each well as stairs: it stays where it is until something happens. */
  function paintWells({ pen, frame, x, y: level, palette: colors, back }) {
    pen.beginPath();
    pen.rect(frame.left, frame.top, frame.right - frame.left, frame.bottom - frame.top);
    pen.clip();
    pen.strokeStyle = colors.color(look);
    pen.setLineDash([]);
    return wells.map((values, k) => {
      const last = values.length - 1,
        ends = [level(values[0]), level(values[last])];
      pen.globalAlpha = k === own ? 1 : FAINT;
      pen.lineWidth = k === own ? 1.5 : 1;
      pen.beginPath();
      pen.moveTo(x(t[0]), ends[0]);
      for (let i = 1; i < last; i++) {
        if (values[i] === values[i - 1]) continue;
        pen.lineTo(x(t[i]), level(values[i - 1]));
        pen.lineTo(x(t[i]), level(values[i]));
      }
      pen.lineTo(x(t[last]), ends[1]);
      pen.stroke();
      return { paint: "well", label: String(k), numbers: ends.map((px) => back.y(px)) };
    });
  }

  function follow(p) {
    const q = Float64Array.from(p),
      alone = mean.defaults();
    for (const [to, from] of shared) alone[to] = p[from];
    field = mean.simulate(alone, { rtol, times: t }).of(output).x;
    wells = [];
    for (let k = 0; k < panel.size; k++) {
      q[place] = k;
      wells.push(model.simulate(q, { rtol, times: t }).of(output).x);
    }
    average = field.map((_, i) => {
      let sum = 0;
      for (const values of wells) sum += values[i];
      return sum / panel.size;
    });
  }

  function fit() {
    if (panel.top) {
      y.high = panel.top;
      return;
    }
    let top = 1;
    for (const values of [...wells, field]) for (const value of values) if (value > top) top = value;
    y.high = roof(top, 0, 5);
  }

  function words() {
    const last = t.length - 1,
      empty = wells.filter((values) => values[last] === 0).length;
    return `At ${time} ${say(t[last])}, ${empty} of ${panel.size} ${panel.who} are at 0; their average is ${withUnit(say(average[last]), panel.unit)}, the mean field ${withUnit(say(field[last]), panel.unit)}.`;
  }

  function inWords() {
    const at = (i) => `${time} ${Number(t[i].toFixed(2))}`;
    const one = (name, values) => `${name} ${shapeOf(values, { at, said: (i) => withUnit(say(values[i]), panel.unit), log: false })}.`;
    return `${words()} ${one("The average", average)} ${one("The mean field", field)}`;
  }

  /** Average and mean field, and between which wells all others are. */
  function table() {
    const columns = { average, "mean field": field, lowest: outermost(Math.min), highest: outermost(Math.max) };
    return {
      caption: panel.title,
      head: [time, ...Object.keys(columns).map((name) => inHead(name, panel.unit))],
      rows: evenly(panel.points, MOST_ROWS).map((i) => [
        String(Number(t[i].toFixed(2))),
        ...Object.values(columns).map((values) => say(values[i])),
      ]),
    };
  }

  const outermost = (choose) => Array.from(t, (_, i) => choose(...wells.map((values) => values[i])));

  return {
    plot,
    inWords,
    table,
    arrays: () => [
      ...wells.map((values, k) => ({ series: `well ${k}`, x: t, values })),
      { series: "average", x: t, values: average },
      { series: "mean field", x: t, values: field },
    ],
    draw(_run, p, settled) {
      const first = wells.length === 0;
      own = p[place];
      follow(p);
      if (settled || first) fit();
      plot.set([t, average, field]);
      if (settled || first) write(told, words());
    },
    keep() {},
  };
}

register("wells", { make, leads: true });
