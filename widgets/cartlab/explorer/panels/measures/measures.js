// A panel of rates, means and ratios of many virtual people, beside what a source tells.
import { say } from "../../../solve/say.js";
import { glued, node, write } from "../../nodes.js";
import { register } from "../../panel.js";
import { holds, joinCohort, paling } from "../../pieces/cohort.js";
import { withUnit } from "../../wording.js";

const Z = 1.959963984540054; // standard deviations on either side of 95 % of a bell
const LEAST = 2; // people of whom a level is told
const NOTHING = [NaN, NaN, NaN];

/** [share, low, high]: k of n, with Wilson's 95 % interval. */
function wilson(k, n) {
  if (!n) return NOTHING;
  const p = k / n,
    z = (Z * Z) / n,
    middle = (p + z / 2) / (1 + z),
    half = (Z / (1 + z)) * Math.sqrt((p * (1 - p)) / n + z / (4 * n));
  return [p, k === 0 ? 0 : middle - half, k === n ? 1 : middle + half];
}

const meanLog = (values) => values.reduce((sum, value) => sum + Math.log(value), 0) / values.length;

/** The geometric mean of those that are known. */
function meanOf(values) {
  const known = values.filter((value) => value !== null);
  return known.length ? Math.exp(meanLog(known)) : NaN;
}

/** The readouts that a row needs. */
const askedBy = (row) =>
  [...row.among, ...(row.holds ?? []), ...(row.split ?? [])].map(({ readout }) => readout).concat([row.readout, row.by].filter(Boolean));

/** The part of these people that a row is about, ordered by value and number. */
function partOf({ by, part: [i, n] }, found, who) {
  const ordered = by ? [...who].sort((a, b) => found[by.text][a] - found[by.text][b] || a - b) : who;
  return ordered.slice(Math.floor((who.length * i) / n), Math.floor((who.length * (i + 1)) / n));
}

/** [value, low, high, k, n] of a row, as of_row in Python. */
function ofRow(row, found, other, size) {
  const among = holds(row.among, found, size),
    all = among.flatMap((good, k) => (good ? [k] : [])),
    who = partOf(row, found, all);
  let n = who.length;
  if (row.kind === "rate") {
    const good = holds(row.holds, found, size),
      k = who.filter((one) => good[one]).length;
    return [...wilson(k, n).map((one) => 100 * one), k, n];
  }
  const values = found[row.readout.text],
    of = (some, table) => some.map((k) => table[k]);
  if (row.kind === "between") {
    const split = holds(row.split, found, size),
      inside = who.filter((k) => split[k]),
      ratio =
        meanOf(of(inside, values)) /
        meanOf(
          of(
            who.filter((k) => !split[k]),
            values,
          ),
        );
    return [ratio, NaN, NaN, inside.length, n];
  }
  if (row.kind === "paired") return [meanOf(of(who, values)) / meanOf(of(who, other[row.readout.text])), NaN, NaN, n, n];
  const known = of(who, values)
    .filter((value) => value !== null)
    .sort((a, b) => a - b);
  n = known.length;
  if (n < LEAST) return [...NOTHING, 0, n];
  if (row.kind === "median") return [known[Math.floor(n / 2)], known[0], known[n - 1], n, n];
  const middle = meanLog(known),
    deviation = Math.sqrt(known.reduce((sum, value) => sum + (Math.log(value) - middle) ** 2, 0) / (n - 1)),
    half = Math.exp((Z * deviation) / Math.sqrt(n)),
    mean = Math.exp(middle);
  return [mean, mean / half, mean * half, 100 * Math.sqrt(Math.exp(deviation * deviation) - 1), n];
}

/** A row's number in words. */
function sayMeasure(row, [value, low, high, k, n]) {
  if (!Number.isFinite(value)) return n ? "too few" : "nobody";
  if (row.kind === "rate") return `${say(value)} % (${say(low)} to ${say(high)}), ${k} of ${n}`;
  if (row.kind === "between") return `${say(value)} times, ${k} against ${n - k}`;
  if (row.kind === "paired") return `${say(value)} times, ${n} patients`;
  const { unit, is_time: isTime } = row.readout,
    told = isTime ? `${unit} ${say(value)}` : withUnit(say(value), unit);
  return row.kind === "median" ? `${told} (${say(low)} to ${say(high)}), n ${n}` : `${told} (CV ${say(k)} %), n ${n}`;
}

/** Whether the model is near what the source tells. */
function verdictOf({ told }, [value]) {
  if (!told || !Number.isFinite(value)) return "";
  if (value < told.low) return "missed, too low";
  return value > told.high ? "missed, too high" : "near";
}

function make({ host, panel, model, rtol, onDone }) {
  const { people } = panel,
    isTold = panel.rows.some(({ told }) => told);
  const hasRates = panel.rows.some(({ kind }) => kind === "rate");
  const heads = ["", "here", ...(hasRates ? ["0 to 100 %"] : []), ...(isTold ? ["in the trial"] : [])],
    columns = { "0 to 100 %": "v2v-scale", "in the trial": "v2v-theirs" };
  const lines = panel.rows.map((row) => {
    const here = node("span"),
      kept = node("small", { class: "v2v-kept" }),
      bar = node("span", { class: "v2v-interval", "aria-hidden": "true" }, node("i"), node("b")),
      verdict = node("small", { class: "v2v-nearness" });
    if (row.kind === "rate" && row.told) {
      const ends = node("em");
      place(ends, row.told.low, row.told.high);
      bar.append(ends);
    }
    const theirs = node("td", { class: "v2v-theirs" }, node("span", { text: glued(row.told?.text ?? "") }), verdict);
    const scale = node("td", { class: "v2v-scale" }, ...(row.kind === "rate" ? [bar] : []));
    const cells = [node("td", {}, here, kept), ...(hasRates ? [scale] : []), ...(isTold ? [theirs] : [])];
    const head = node("th", { scope: "row", text: row.label });
    if (row.status) head.append(node("small", { text: row.status }));
    return { row, here, kept, bar, verdict, line: node("tr", {}, head, ...cells), of: NOTHING };
  });
  const body = node("tbody", {}, ...lines.map(({ line }) => line));
  host.append(
    node(
      "table",
      { class: "v2v-table v2v-measures" },
      node("caption", { text: panel.title }),
      node(
        "thead",
        {},
        node("tr", {}, ...heads.map((text) => (text ? node("th", { scope: "col", text, class: columns[text] ?? "" }) : node("td")))),
      ),
      body,
    ),
  );

  /** Where an interval lies on a bar of 0 to 100 percent. */
  function place(one, low, high) {
    one.style.left = `${low}%`;
    one.style.width = `${Math.max(high - low, 0)}%`;
  }

  // One cohort for each arm: the sliders' own, and those with other values.
  const arms = new Map();
  for (const row of panel.rows)
    for (const against of [{}, row.against]) {
      const key = JSON.stringify(against);
      if (!arms.has(key)) arms.set(key, { against, ask: [], found: null, whole: false });
      arms.get(key).ask.push(...askedBy(row));
    }
  for (const arm of arms.values())
    arm.joined = joinCohort({
      model,
      rtol,
      people,
      against: arm.against,
      ask: arm.ask,
      seen(found, whole) {
        Object.assign(arm, { found, whole });
        show();
      },
    });
  const all = [...arms.values()];

  function show() {
    if (all.some(({ found }) => !found)) return;
    const own = arms.get("{}").found;
    for (const one of lines) {
      const { row, here, bar, verdict, line } = one;
      one.of = ofRow(row, own, arms.get(JSON.stringify(row.against)).found, people.size);
      write(here, glued(sayMeasure(row, one.of)));
      const [value, low, high] = one.of;
      if (row.kind === "rate") {
        bar.hidden = !Number.isFinite(value);
        if (!bar.hidden) {
          place(bar.children[0], low, high);
          bar.children[1].style.left = `${value}%`;
        }
      }
      const text = verdictOf(row, one.of);
      write(verdict, text);
      line.classList.toggle("v2v-row-missed", text.startsWith("missed"));
    }
    pale();
    if (all.every(({ whole }) => whole)) onDone();
  }

  const computing = () => all.some(({ joined }) => joined.computing());

  const pale = paling(body, computing);

  const said = ({ row, of }) => [sayMeasure(row, of), row.told?.text, verdictOf(row, of), row.status].filter(Boolean).join(" | ");

  return {
    arrays: () =>
      lines.map(({ row, of }) => ({ series: row.label, x: Float64Array.of(0, 1, 2), values: Float64Array.from(of.slice(0, 3)) })),
    painted: () => lines.map((one) => ({ paint: "row", label: `${one.row.label}: ${said(one)}`, numbers: [] })),
    computing,
    finish: () => all.forEach(({ joined }) => joined.finish()),
    draw(_run, p, settled) {
      for (const { joined } of all) joined.draw(p, settled);
      pale();
    },
    keep(run) {
      for (const { row, kept, of } of lines) write(kept, run ? glued(`kept: ${sayMeasure(row, of)}`) : "");
    },
    remove: () => all.forEach(({ joined }) => joined.leave()),
  };
}

register("measures", { make });
