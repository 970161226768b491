// A picture that cannot be drawn says why, and its controls, which would be dead, go.
import { node } from "./nodes.js";

export const PATIENCE = 10_000; // ms for ipywidgets to put a picture into its explorer

/** Say in the place `el` of a picture why there is none. */
export function refuse(el, text) {
  el.replaceChildren(node("p", { class: "v2v-error", role: "alert", text }));
  const began = performance.now();
  const mark = () => {
    const around = [".v2v-explorer", ".widget-subarea"].map((one) => el.closest(one)).filter(Boolean);
    for (const one of around) one.classList.add("v2v-refused");
    if (!el.closest(".v2v-explorer") && performance.now() - began < PATIENCE) requestAnimationFrame(mark);
  };
  mark();
}
