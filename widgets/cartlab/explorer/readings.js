// The row of numbers above the plots.
import { aloud } from "../solve/say.js";
import { node, write } from "./nodes.js";
import { spoken } from "./wording.js";

export function makeReadings({ host, readouts }) {
  if (!readouts.length) return { draw() {}, keep() {}, tell() {} };
  const entries = readouts.map((readout) => {
    const parts = [node("small"), node("span"), node("small")],
      was = node("span", { class: "v2v-was", "aria-hidden": "true" }),
      heard = node("span", { class: "v2v-heard" });
    const [before, number, after] = parts;
    const entry = node(
      "div",
      {},
      node("dt", { text: readout.label }),
      node("dd", {}, node("div", { class: "v2v-number", "aria-hidden": "true" }, before, " ", number, " ", after), was, heard),
    );
    return { readout, parts, was, heard, entry };
  });
  host.append(node("dl", { class: "v2v-readouts" }, ...entries.map(({ entry }) => entry)));

  return {
    /** The hand rests: what is seen, for a voice. */
    tell() {
      for (const { parts, was, heard } of entries) {
        const now = parts.map(({ textContent }) => textContent).filter(Boolean);
        write(heard, aloud([now.join(" "), was.textContent].filter(Boolean).join(", ")));
      }
    },
    draw(run) {
      for (const one of entries) spoken(one.readout, run).forEach((text, i) => write(one.parts[i], text));
    },
    keep(run) {
      for (const one of entries) write(one.was, run ? `kept: ${spoken(one.readout, run).slice(0, 2).filter(Boolean).join(" ")}` : "");
    },
  };
}
