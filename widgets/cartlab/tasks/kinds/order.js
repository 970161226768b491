// Things to put in order. Twin of order.py.
import { button, node } from "../../explorer/nodes.js";
import { register } from "../kinds.js";

function make({ spec, changed }) {
  const list = node("ol", { class: "v2v-task-order" });
  const order = spec.items.map(({ text }) => text);
  const rows = new Map(order.map((text) => [text, row(text)]));
  function row(text) {
    const up = button("↑", () => move(text, -1, up)),
      down = button("↓", () => move(text, 1, down));
    return { up, down, item: node("li", {}, node("span", { text }), up, down) };
  }
  function move(text, by, pressed) {
    const from = order.indexOf(text);
    order.splice(from, 1);
    order.splice(from + by, 0, text);
    show();
    const { up, down } = rows.get(text);
    (pressed.disabled ? (pressed === up ? down : up) : pressed).focus();
    changed();
  }
  function show() {
    order.forEach((text, i) => {
      const { up, down, item } = rows.get(text),
        place = `${text}, place ${i + 1} of ${order.length}`;
      if (list.children[i] !== item) list.insertBefore(item, list.children[i] ?? null);
      up.setAttribute("aria-label", `Move up: ${place}`);
      down.setAttribute("aria-label", `Move down: ${place}`);
      up.disabled = i === 0;
      down.disabled = i === order.length - 1;
    });
  }
  show();
  return {
    nodes: [node("p", { class: "v2v-task-hint", text: spec.hint }), list],
    given: () => order,
    lock() {},
    focus() {},
  };
}

function sorted(items, { spec, asks }) {
  const numbers = new Map(items.map((one) => [one.text, asks.number(one.is)]));
  const sign = spec.by === "falling" ? -1 : 1;
  return [...numbers.keys()].sort((a, b) => sign * (numbers.get(a) - numbers.get(b)));
}

const solution = (asked) => sorted(asked.spec.items, asked);
const same = (one, other) => one.every((text, i) => text === other[i]);

function judge(asked, given) {
  const right = solution(asked);
  if (same(given, right)) return { right: true, says: `Right. ${asked.spec.why}` };
  for (const { says, items } of asked.spec.wrong)
    if (same(given, sorted(items, asked))) return { right: false, says: `Not yet. ${says}`, mistake: says };
  const place = (text) => right.indexOf(text),
    neighbors = given.slice(1).map((text, i) => [given[i], text]);
  const good = neighbors.find(([a, b]) => place(a) < place(b)),
    [a, b] = neighbors.find(([one, other]) => place(one) > place(other));
  const kept = good ? `“${good[0]}” before “${good[1]}” is right. ` : "";
  return { right: false, says: `Not yet. ${kept}“${a}” and “${b}” are the other way round.` };
}

register("order", { make, judge, solution, told: (_, given) => given.map((text) => `“${text}”`).join(", "), verb: "Check" });
