// Names of all curves; each one hides and shows its curve.
import { node, swatch } from "./nodes.js";

/** panels: lists of the outputs that each one draws; hide(name, hidden) is told what the reader wants. */
export function makeLegend({ host, panels, palette, hide }) {
  const seen = new Map(panels.flat().map((output) => [output.name, output]));
  if (seen.size < 2) return;
  const list = node("ul", { class: "v2v-legend", "aria-label": "Curves" });
  // Where every curve has a panel of its own, the panels name them.
  list.classList.toggle(
    "v2v-repeats",
    panels.every(({ length }) => length === 1),
  );
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
