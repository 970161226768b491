// Panels of which the reader sees one at a time, such as one patient in two units.
import { newId, node } from "./nodes.js";

/** Put the choice above `host`. panels: [{of, label, host, plot}]; of names the choice; changed() follows one. */
export function makeViews(host, panels, changed) {
  const groups = new Map();
  for (const one of panels) groups.set(one.of, [...(groups.get(one.of) ?? []), one]);
  for (const [legend, views] of groups) {
    const name = newId();
    const choose = (chosen) => {
      for (const view of views) view.host.hidden = view !== chosen;
      changed();
    };
    const choices = views.map((view) => {
      const radio = node("input", { type: "radio", name });
      radio.checked = view === views[0];
      radio.addEventListener("change", () => choose(view));
      return node("label", {}, radio, view.label);
    });
    host.before(node("fieldset", { class: "v2v-views" }, node("legend", { text: legend }), ...choices));
    choose(views[0]);
  }
}
