// The row of numbers above the plots.
import { aloud } from "../solve/say.js";
import { node, write } from "./nodes.js";
import { spoken } from "./wording.js";

export function makeReadings({ host, readouts }) {
  if (!readouts.length) return { draw() {}, keep() {}, tell() {} };
  const entries = readouts.map((readout) => {
    const three = () => [node("small"), node("span"), node("small")],
      parts = three(),
      rooms = three(),
      was = node("span", { class: "v2v-was", "aria-hidden": "true" }),
      heard = node("span", { class: "v2v-heard" });
    const line = ([before, number, after]) => [before, " ", number, " ", after];
    const entry = node(
      "div",
      {},
      node("dt", { text: readout.label }),
      node(
        "dd",
        {},
        node(
          "div",
          { class: "v2v-reading", "aria-hidden": "true" },
          node("div", { class: "v2v-room" }, ...line(rooms)),
          node("div", { class: "v2v-number" }, ...line(parts)),
        ),
        was,
        heard,
      ),
    );
    return { readout, parts, rooms, was, heard, entry };
  });
  host.append(node("dl", { class: "v2v-readouts" }, ...entries.map(({ entry }) => entry)));

  return {
    /** The hand rests: what is seen, for a voice, and the room that it takes. */
    tell() {
      for (const { parts, rooms, was, heard } of entries) {
        parts.forEach(({ textContent }, i) => write(rooms[i], textContent));
        const now = parts.map(({ textContent }) => textContent).filter(Boolean);
        write(heard, aloud([now.join(" "), was.textContent].filter(Boolean).join(", ")));
      }
    },
    draw(run) {
      for (const one of entries) spoken(one.readout, run).forEach((text, i) => write(one.parts[i], text));
    },
    /** Tell beside each number that of a kept run; letter: its name where several are kept. */
    keep(run, letter) {
      for (const one of entries)
        write(one.was, run ? `${letter || "kept"}: ${spoken(one.readout, run).slice(0, 2).filter(Boolean).join(" ")}` : "");
    },
  };
}
