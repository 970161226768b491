// The curves that a reader has kept to compare with: a line that names each by what was set, and takes it away.
import { button, node, writeSpoken } from "./nodes.js";
import { aloud, spell } from "../solve/say.js";
import { withUnit } from "./wording.js";

/** The names of kept curves, in the order in which they are given. */
export const LETTERS = ["A", "B", "C", "D"]; // as many curves may be kept; more are no comparison

/** What sets a curve apart from the start, in words: "Dose 10⁷ cells, Fitness 0.5". values, start: {name: what the control says}. */
export function nameOf(values, start, parameters, units) {
  const set = parameters.filter(({ name }) => values[name] !== start[name]);
  const said = ({ name, label, kind, choices }) => {
    if (kind === "switch") return `${label} ${values[name] ? "on" : "off"}`;
    return kind === "choice" ? `${label} ${choices[values[name]].label}` : `${label} ${withUnit(spell(values[name]), units[name])}`;
  };
  return set.map(said).join(", ") || "the start";
}

/**
 * What is kept: all() tells it, [{letter, name, run, address}], the newest last; put(one) adds to it, clear() takes all away.
 * line is the line that names them. changed() is called after each change, more() when the reader asks for another one to be kept,
 * home() when the line leaves with the keyboard in it.
 */
export function makeKept({ changed, more, home }) {
  const line = node("div", { class: "v2v-curves", role: "group", "aria-label": "Kept curves" });
  const another = button("Keep this one, too", more, { class: "v2v-btn" });
  let kept = [];
  line.hidden = true;

  function show() {
    const had = line.contains(document.activeElement); // what is taken away or hidden loses the keyboard
    line.hidden = !kept.length;
    another.hidden = kept.length === LETTERS.length;
    line.replaceChildren(...kept.map(chip), another);
    changed();
    if (!had) return;
    if (line.hidden) home();
    else (another.hidden ? line.querySelector(".v2v-chip:last-of-type button") : another).focus();
  }

  function chip({ letter, name }) {
    const away = button("×", () => take(letter), { "aria-label": `Take away ${letter}: ${aloud(name)}` });
    const told = node("span");
    writeSpoken(told, name);
    return node("span", { class: "v2v-chip" }, node("b", { text: letter }), " ", told, away);
  }

  function take(letter) {
    kept = kept.filter((one) => one.letter !== letter);
    show();
  }

  return {
    line,
    all: () => kept,
    put(one) {
      const letter = LETTERS.find((free) => kept.every((other) => other.letter !== free));
      kept = [...kept, { letter, ...one }];
      show();
    },
    clear() {
      if (!kept.length) return;
      kept = [];
      show();
    },
  };
}
