// A panel of goals, and of what a single other decision would have changed: every one is replayed.
import { measure } from "../../../solve/readouts.js";
import { say, spell } from "../../../solve/say.js";
import { makeMany } from "../../many/many.js";
import { node, writeSpoken } from "../../nodes.js";
import { register } from "../../panel.js";
import { inHead, sayFrom, withUnit } from "../../wording.js";
import { check, KEEPS } from "../checklist/checklist.js";
import { makeAttempts } from "./attempts.js";

const MOST = 3, // swaps that a sentence names; the table has them all
  SAME = 1e-9; // relative: a decision that is the one of now

const isSame = (a, b) => Math.abs(a - b) <= SAME * Math.abs(b);

/** Whether a swap keeps a goal that is missed now. */
const trades = (now, goals) => now.some((one, i) => goals[i].kept && !one.kept);

/** The same order for equals, the smaller first. */
const sorted = (some, by) => [...some].sort((a, b) => by(a) - by(b) || 0);

/** How far the goals are missed, in powers of ten. */
const margin = (goals) =>
  Math.max(
    0,
    ...goals.map(({ found, limit, kept }) => (kept ? 0 : found > 0 && limit > 0 ? Math.abs(Math.log10(found / limit)) : Infinity)),
  );

/** The first few swaps in one text, each with what is told of it. */
function listed(some, told) {
  const texts = some.slice(0, MOST).map((one) => {
    const about = told(one);
    return about ? `${one.text} (${about})` : one.text;
  });
  if (some.length > MOST) texts.push(`${some.length - MOST} more, in “Numbers as a table”`);
  return texts.join("; ");
}

/** What a swap costs besides. */
const toldMore = (more, unit) => (Math.abs(more) < SAME ? "" : `${say(Math.abs(more))} ${unit} ${more > 0 ? "more" : "fewer"}`);

/** Which goals are missed, with what was found. */
function toldMissed(goals) {
  const texts = goals
    .filter(({ kept }) => !kept)
    .map(
      ({ goal: { label, unit }, found, limit }) => `“${label}”${unit ? ` with ${withUnit(say(found), unit)}, line ${spell(limit)}` : ""}`,
    );
  return texts.length ? `misses ${texts.join(" and ")}` : "";
}

function make({ host, panel, model, units, rtol, onDone, address, go }) {
  const { goals, over, cost, brakes, usual, whom } = panel,
    hang = goals.filter(({ hangs }) => hangs).map(({ hangs }) => hangs);
  const ask = [...goals.map(({ readout }) => readout), ...hang, cost];
  const verdict = host.appendChild(node("p", { class: "v2v-verdict" })),
    rest = host.appendChild(node("div", { class: "v2v-swaps", "aria-live": "polite" })); // it comes later than the verdict
  let run = null,
    p = null,
    said = [],
    resting = false;

  // Each decision has runs of its own: they wait for no move of that decision.
  const found = over.map(({ values }) => ask.map(() => new Array(values.length).fill(null)));
  const engines = over.map(({ name, values }, k) =>
    makeMany({
      model,
      rtol,
      places: [model.index.get(name)],
      rows: Float64Array.from(values, ({ value }) => value),
      order: values.map((_, i) => i),
      coarse: values.length,
      ask,
      seen(answers, whole) {
        found[k] = answers;
        if (whole) tell();
      },
    }),
  );
  const computing = () => engines.some((one) => one.computing());

  const now = () => goals.map((goal) => ({ goal, ...check(goal, run, p, model.index) }));

  /** Every swap: {text, more: cost, goals}. What is decided now, or cannot be followed, is left out. */
  function swaps() {
    const costs = measure(cost, run);
    return over.flatMap(({ name, values }, k) => {
      const stands = p[model.index.get(name)];
      return values.flatMap(({ text, value }, i) => {
        const answers = found[k].map((row) => row[i]),
          paid = answers.at(-1);
        if (isSame(value, stands) || paid === null) return [];
        let hung = goals.length;
        const judged = goals.map((goal, g) => {
          const limit = goal.hangs ? answers[hung++] : goal.by ? p[model.index.get(goal.by)] : goal.limit;
          return { goal, found: answers[g], limit, kept: answers[g] !== null && KEEPS[goal.side](answers[g], limit) };
        });
        return [{ text, more: paid - costs, goals: judged }];
      });
    });
  }

  /** The largest of some readouts, and its share of all. */
  function largest({ of, readouts }) {
    const values = readouts.map((one) => Math.max(measure(one, run), 0)),
      most = values.indexOf(Math.max(...values)),
      sum = values.reduce((a, b) => a + b, 0);
    const { label } = model.spec.outputs.find(({ name }) => name === readouts[most].output);
    return `${of}: mostly ${label} (${say((100 * values[most]) / (sum || 1))} %)`;
  }

  function lines() {
    const stand = now(),
      missed = stand.filter(({ kept }) => !kept),
      every = swaps(),
      isGood = ({ goals: all }) => all.every(({ kept }) => kept);
    if (!missed.length) {
      const lost = listed(
        every.filter((one) => !isGood(one)),
        (one) => toldMissed(one.goals),
      );
      return [`A single swap that would have lost: ${lost || "none"}.`];
    }
    const rescue = listed(
      sorted(every.filter(isGood), ({ more }) => more),
      ({ more }) => toldMore(more, cost.unit),
    );
    const near = every.length ? sorted(every, (one) => margin(one.goals))[0] : null,
      none = near ? `none; the nearest is ${near.text} (${toldMissed(near.goals)})` : "none";
    const traded = sorted(
      every.filter((one) => !isGood(one) && trades(stand, one.goals)),
      (one) => margin(one.goals),
    );
    return [
      `A single swap that would have won: ${rescue || none}.`,
      ...(traded.length ? [`Would have mended one thing, not all: ${listed(traded, (one) => toldMissed(one.goals))}.`] : []),
      ...missed.flatMap(({ goal: { label } }) => (brakes[label] ? [`In the model, ${largest(brakes[label])}.`] : [])),
    ];
  }

  function judge() {
    const stand = now(),
      lost = stand.some(({ kept }) => !kept);
    writeSpoken(verdict, lost ? `× Lost: ${toldMissed(stand)}` : `✓ Won: ${goals.map(({ label }) => label).join(", ")}`);
    verdict.classList.toggle("v2v-missed", lost);
  }

  const parameterOf = (name) => model.spec.parameters[model.index.get(name)];

  /** What was decided, in the words of the swaps where they have some. */
  function inWords({ name, values }) {
    const value = p[model.index.get(name)],
      { label, choices } = parameterOf(name);
    const swap = values.find((one) => isSame(one.value, value));
    if (swap) return swap.text;
    return `${label}: ${choices?.find((one) => one.value === value)?.label ?? withUnit(spell(value), units[name])}`;
  }

  /** Set the usual plan, for whom it is now. */
  function goUsual() {
    const fields = new URLSearchParams(address().slice(1));
    for (const { name } of over)
      fields.set(name, parameterOf(name).choices.find(({ value }) => value === usual[name])?.label ?? usual[name]);
    go(`#${fields}`);
  }

  /** The plan as it stands, and what came of it. */
  function attempt() {
    const changed = over.filter(({ name }) => !isSame(usual[name], p[model.index.get(name)])).map(inWords),
      who = whom && parameterOf(whom).choices.find(({ value }) => value === p[model.index.get(whom)]).label;
    const stand = now();
    return {
      address: address(),
      whose: who ?? "",
      plan: changed.join(", ") || "the usual plan",
      isUsual: !changed.length,
      cells: [stand.every(({ kept }) => kept) ? "✓ won" : "× lost", ...stand.map(cell), say(measure(cost, run))],
    };
  }

  function tell() {
    if (computing()) return;
    said = lines();
    said.forEach((line, i) => writeSpoken(rest.children[i] ?? rest.appendChild(node("p")), line));
    while (rest.children.length > said.length) rest.lastChild.remove();
    rest.classList.remove("v2v-waiting");
    if (resting) attempts.note(attempt(), said);
    onDone();
  }

  /** A goal in a cell of the table. */
  const cell = ({ goal: { unit, readout }, found: value, kept }) => `${kept ? "✓" : "✗"}${unit ? ` ${sayFrom(readout.least, value)}` : ""}`;
  const head = [...goals.map(({ label, unit }) => inHead(label, unit)), inHead(cost.label, cost.unit)];
  const attempts = makeAttempts({ head: ["Changed in the usual plan", "Outcome", ...head], go, goUsual });

  return {
    below: attempts,
    computing,
    finish: () => engines.forEach((one) => one.finish()),
    verdict: { text: () => `${verdict.dataset.told.slice(2)}.` },
    arrays: () =>
      over.flatMap(({ name, values }, k) =>
        ask.map(({ text }, a) => ({
          series: `${name} ${text}`,
          x: Float64Array.from(values, (_, i) => i),
          values: Float64Array.from(found[k][a], (one) => one ?? NaN),
        })),
      ),
    painted: () =>
      [verdict, ...rest.children].map(({ firstChild }) => ({
        paint: "line",
        label: firstChild.textContent.replaceAll("\u2060", "").replaceAll("\u00a0", " "),
        numbers: [],
      })),
    table: () => ({
      caption: `${panel.title}: every single swap`,
      head: ["Instead", ...head],
      rows: [
        ["as it is", ...now().map(cell), say(measure(cost, run))],
        ...swaps().map((one) => [one.text, ...one.goals.map(cell), say(measure(cost, run) + one.more)]),
      ],
    }),
    draw(newer, values, settled) {
      run = newer;
      resting = settled;
      p = Float64Array.from(values);
      judge();
      for (const one of engines) one.draw(p, settled);
      rest.classList.toggle("v2v-waiting", computing());
      if (settled) tell();
    },
    keep() {},
    remove: () => engines.forEach((one) => one.stop()),
  };
}

register("swaps", { make });
