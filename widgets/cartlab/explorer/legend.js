// Names of all curves; each one hides and shows its curve.
import { node, swatch } from "./nodes.js";

/** outputs: those that are drawn; hide(name, hidden) is told what the reader wants. */
export function makeLegend({ host, outputs, palette, hide }) {
  const seen = new Map(outputs.map((output) => [output.name, output]));
  if (seen.size < 2) return;
  const list = node("ul", { class: "v2v-legend", "aria-label": "Curves" });
  for (const { name, label, look } of seen.values()) {
    const toggle = node("button", { type: "button", "aria-pressed": "true" }, swatch(look, palette().line(look)), label);
    toggle.addEventListener("click", () => {
      const hidden = toggle.getAttribute("aria-pressed") === "true";
      toggle.setAttribute("aria-pressed", String(!hidden));
      hide(name, hidden);
    });
    list.append(node("li", {}, toggle));
  }
  host.append(list);
}
