// A panel of what is left in each of many virtual people: a bar for each, from the least change to the most.
import { say } from "../../../solve/say.js";
import { evenly } from "../../axes.js";
import { node, write } from "../../nodes.js";
import { register } from "../../panel.js";
import { holds, joinCohort, paling } from "../../pieces/cohort.js";
import { makePlot } from "../../plot.js";

const SAME = 1; // the ratio of who has not changed: from there the bars hang
const ALIKE = 1e-9; // of the logarithm: what rounding may do to a ratio, and a good deal more
const MOST_ROWS = 13; // of the table

function make({ host, panel, model, rtol, palette, names, height, onDone }) {
  const { people, of, since, verdicts, one: strong, who } = panel,
    { size } = people,
    [low, high] = panel.span;
  const { look: tone } = model.spec.outputs.find(({ name }) => name === of.output);
  const x = Array.from({ length: size }, (_, i) => [i, i + 1]).flat();
  let order = [], // who has a bar, sorted
    ratios = [],
    good = [],
    ends = new Array(size).fill(null), // of the bar in each place
    known = false,
    kept = null;
  const empty = () => size - order.length;

  const plot = makePlot({
    host,
    x: { low: 0, high: size, log: false, label: `${size} ${who}, sorted` },
    y: { low, high, log: true, beyond: true },
    series: [
      { name: "change", label: "change", look: tone, atEnd: "" },
      { name: "kept", label: "kept", look: tone, ghost: true, atEnd: "" },
    ],
    title: panel.title,
    unit: panel.unit,
    height,
    palette,
    names,
    marks: paintBars,
    room: () => 0,
    probe: (i) => said(order[(i >> 1) - empty()]),
  });
  const told = host.appendChild(node("p", { class: "v2v-count" }));

  const left = (ratio) => (ratio < low ? `less than ${say(low)}` : say(ratio));
  const verdictOf = (k) => (panel.split.length ? verdicts[good[k] ? 0 : 1] : "");

  /** One person's bar in words. */
  function said(k) {
    if (k === undefined) return "nobody has a bar here";
    return `number ${k}: ${[`${left(ratios[k])} left`, verdictOf(k)].filter(Boolean).join(", ")}`;
  }

  /** Bars that look alike are one area: between two that are filled apart a seam would show. */
  function paintBars({ pen, x: at, y: level, palette: colors, back }) {
    const [shade] = colors.numbers("shade-bar"),
      base = level(SAME),
      areas = new Map(),
      rows = order.map((k, i) => {
        const place = empty() + i,
          [left, right, end] = [at(place), at(place + 1), level(ends[place])],
          look = k === strong ? "strong" : good[k] ? "pale" : "dark";
        areas.set(look, [...(areas.get(look) ?? []), [left, Math.min(base, end), right - left, Math.abs(end - base)]]);
        const [low, high] = [back.y(Math.max(base, end)), back.y(Math.min(base, end))];
        return { paint: "bar", label: String(k), numbers: [back.x(left), back.x(right), low, high, look === "pale" ? shade : 1] };
      });
    for (const [look, boxes] of areas) {
      pen.fillStyle = colors.color(look === "strong" ? "hand" : tone);
      pen.globalAlpha = look === "pale" ? shade : 1;
      pen.beginPath();
      for (const box of boxes) pen.rect(...box);
      pen.fill();
    }
    return rows;
  }

  const joined = joinCohort({
    model,
    rtol,
    people,
    ask: [of, since, ...[...panel.among, ...panel.split].map(({ readout }) => readout)],
    seen(found, whole) {
      known = true;
      const [now, before] = [of, since].map(({ text }) => found[text]);
      const among = holds(panel.among, found, size);
      ratios = now.map((value, k) => (value === null || before[k] === null ? null : value / before[k]));
      good = holds(panel.split, found, size);
      // Who ends where the axis does, or alike but for rounding, stands by number.
      const endOf = ratios.map((ratio) => Math.min(Math.max(ratio, low), high));
      const rank = endOf.map((end) => Math.round(Math.log10(end) / ALIKE));
      order = ratios.flatMap((ratio, k) => (among[k] && ratio !== null ? [k] : [])).sort((a, b) => rank[b] - rank[a] || a - b);
      ends = [...new Array(empty()).fill(null), ...order.map((k) => endOf[k])];
      show();
      if (whole) onDone();
    },
  });

  const outline = (some) => some.flatMap((end) => [end, end]);

  function show() {
    plot.set([x, outline(ends), outline(kept ?? new Array(size).fill(null))]);
    write(told, words());
    pale();
  }

  const pale = paling(told, () => joined.computing());

  function words() {
    if (!known) return `${size} ${who} are being followed.`;
    if (!order.length) return `Nobody of ${size} has a bar.`;
    const bad = order.filter((k) => !good[k]).length,
      bar = order.indexOf(strong);
    const split = panel.split.length ? `, ${bad} of them in full color: ${verdicts[1]}` : "";
    const one = strong === null ? "" : bar < 0 ? `; number ${strong} has none` : `; number ${strong} stands at ${empty() + bar + 1}`;
    return `${order.length} of ${size} have a bar${split}${one}.`;
  }

  function inWords() {
    if (!order.length) return words();
    const at = (share) => left(ratios[order[Math.floor(share * (order.length - 1))]]);
    return `${words()} At the first bar ${at(0)} is left, at the median one ${at(0.5)}, at the last ${at(1)}.`;
  }

  function table() {
    return {
      caption: panel.title,
      head: ["number", "left"],
      rows: evenly(order.length, MOST_ROWS).map((i) => [`${order[i]}${good[order[i]] ? "" : ` (${verdicts[1]})`}`, left(ratios[order[i]])]),
    };
  }

  return {
    plot,
    inWords,
    table,
    computing: joined.computing,
    finish: joined.finish,
    draw(_run, p, settled) {
      if (!plot.shown()) show();
      joined.draw(p, settled);
      pale();
    },
    keep(run) {
      kept = run ? [...ends] : null;
      show();
      plot.show("kept", kept !== null);
    },
    remove: joined.leave,
  };
}

register("waterfall", { make });
