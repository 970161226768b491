// The row of numbers above the plots.
import { node, write } from "./nodes.js";
import { spoken } from "./wording.js";

export function makeReadings({ host, readouts }) {
  if (!readouts.length) return { draw() {}, keep() {} };
  const entries = readouts.map((readout) => {
    const parts = [node("small"), node("span"), node("small")],
      was = node("span", { class: "v2v-was" });
    const [before, number, after] = parts;
    const entry = node(
      "div",
      {},
      node("dt", { text: readout.label }),
      node("dd", {}, node("div", { class: "v2v-number" }, before, " ", number, " ", after), was),
    );
    return { readout, parts, was, entry };
  });
  host.append(node("dl", { class: "v2v-readouts" }, ...entries.map(({ entry }) => entry)));

  return {
    draw(run) {
      for (const one of entries) spoken(one.readout, run).forEach((text, i) => write(one.parts[i], text));
    },
    keep(run) {
      for (const one of entries) write(one.was, run ? `kept: ${spoken(one.readout, run).slice(0, 2).filter(Boolean).join(" ")}` : "");
    },
  };
}
