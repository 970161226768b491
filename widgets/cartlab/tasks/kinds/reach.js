// A state to reach with the sliders. Twin of reach.py.
import { node, write } from "../../explorer/nodes.js";
import { register } from "../kinds.js";
import { settingSaid } from "../wording.js";

const POINTS = 25,
  NEAR = 1e-9;

function make({ spec, asks, sliders }) {
  const rows = spec.holds.map(({ text }) => {
    const mark = node("b", { "aria-hidden": "true" }),
      heard = node("span", { class: "v2v-heard" });
    return { mark, heard, item: node("li", {}, mark, node("span", { text }), heard) };
  });
  return {
    nodes: [node("ul", { class: "v2v-task-holds" }, ...rows.map(({ item }) => item))],
    given: sliders,
    lock() {},
    focus() {},
    /** Tick what holds where the sliders stand. */
    tick() {
      const now = { ...spec.stay, ...sliders() };
      spec.holds.forEach((one, i) => {
        const held = asks().holds(one.holds, now),
          { mark, heard, item } = rows[i];
        write(mark, held ? "✓" : "✗");
        write(heard, held ? ": holds" : ": still missing");
        item.classList.toggle("v2v-right", held);
      });
    },
  };
}

/** All places where a state is looked for, the last slider fastest. */
function placesOf({ spec, asks }) {
  let places = [{}];
  for (const name of spec.moves) {
    const values = asks.places(name),
      some = Array.from({ length: POINTS }, (_, i) => Math.floor((i * (values.length - 1)) / (POINTS - 1)));
    const taken = spec.moves.length === 1 ? values : [...new Set(some)].map((i) => values[i]);
    places = places.flatMap((place) => taken.map((value) => ({ ...place, [name]: value })));
  }
  return places;
}

function solution(asked) {
  const { spec, asks } = asked;
  const fits = (place) => spec.holds.every(({ holds }) => asks.holds(holds, { ...spec.stay, ...place }));
  const places = placesOf(asked);
  if (spec.best === "lowest") return places.find(fits);
  if (spec.best === "highest") return places.reverse().find(fits);
  const found = places.filter(fits);
  return found[Math.floor(found.length / 2)];
}

function told({ spec, asks }, given) {
  const one = (name) => `${asks.parameters.get(name).label}: ${settingSaid(asks.parameters.get(name), given[name])}`;
  return spec.moves.map(one).join(", ");
}

function isBest(asked, now) {
  const { spec, asks } = asked,
    [name] = spec.moves,
    values = asks.places(name);
  const best = values.indexOf(solution(asked)[name]);
  return spec.best === "lowest"
    ? now[name] <= values[Math.min(best + 1, values.length - 1)] * (1 + NEAR)
    : now[name] >= values[Math.max(best - 1, 0)] * (1 - NEAR);
}

function judge(asked, given) {
  const { spec, asks } = asked,
    now = { ...spec.stay, ...given };
  const held = spec.holds.map(({ holds }) => asks.holds(holds, now)),
    moved = Object.entries(spec.stay).filter(([name, value]) => Math.abs(now[name] - value) > NEAR * Math.abs(value));
  const there = held.every(Boolean) && !moved.length;
  if (there && (!spec.best || isBest(asked, now))) return { right: true, says: `You are there: ${told(asked, now)}. ${spec.why}` };
  const checked = `You checked ${told(asked, now)}.`;
  for (const { says, holds } of spec.wrong)
    if (asks.holds(holds, now)) return { right: false, says: `${checked} Not yet. ${says}`, mistake: says };
  if (there) {
    const side = spec.best === "lowest" ? "lower" : "higher";
    return { right: false, says: `${checked} All conditions hold. ${asks.parameters.get(spec.moves[0]).label} can still be ${side}.` };
  }
  const texts = (wanted) => spec.holds.filter((_, i) => held[i] === wanted).map(({ text }) => text);
  const parts = [checked];
  if (texts(true).length) parts.push(`Holds: ${texts(true).join("; ")}.`);
  if (texts(false).length) parts.push(`Still missing: ${texts(false).join("; ")}.`);
  if (moved.length) parts.push(`Leave where it was: ${moved.map(([name]) => asks.parameters.get(name).label).join(", ")}.`);
  return { right: false, says: parts.join(" ") };
}

register("reach", { make, judge, solution, told, verb: "Check where the sliders stand" });
