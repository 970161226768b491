// The buttons of the header.
import { button, node, wayBack } from "./nodes.js";

/** acts: {reset, undo, keep(on), log(on), csv, commaCsv, picture, vector, link, embed}, null where there is none; log starts pressed where `logs` is true, null hides it.
 * Returns the bar, showKept(on): whether curves are kept, and showWayBack(on): whether something can be undone. */
export function makeTools({ acts, logs }) {
  const pressed = (one) => one.getAttribute("aria-pressed") === "true";
  const toggle = (text, rest, act, on) => {
    const made = button(
      text,
      () => {
        const next = !pressed(made);
        made.setAttribute("aria-pressed", String(next));
        act(next);
      },
      { "aria-pressed": String(on) },
    );
    made.append(node("span", { class: "v2v-more", text: rest })); // a phone has room for the first word
    return made;
  };
  const keep = toggle("Keep", " curve", acts.keep, false),
    undo = button("", acts.undo, { class: "v2v-undo", "aria-label": "Undo", title: "Undo: back to where the sliders stood" });
  undo.append(wayBack()); // a word has no room beside the title of a low window
  undo.disabled = true;
  const items = [
    ["Numbers (CSV)", acts.csv],
    ["Numbers (CSV, decimal comma)", acts.commaCsv],
    ["Picture (PNG)", acts.picture],
    ["Picture (SVG)", acts.vector],
    ["Link to these values", acts.link],
    ["Line for a page of yours", acts.embed],
  ].filter(([, act]) => act);
  const menu = node("div", { class: "v2v-menu" });
  menu.hidden = true;
  const save = button("Save…", () => open(menu.hidden), { "aria-expanded": "false" });
  const holder = node("div", { class: "v2v-save" }, save, menu);

  function open(wanted) {
    menu.hidden = !wanted;
    save.setAttribute("aria-expanded", String(wanted));
    if (!wanted) return;
    menu.scrollIntoView({ block: "nearest" });
    menu.firstChild.focus({ preventScroll: true });
  }
  for (const [text, act] of items)
    menu.append(
      button(text, () => {
        open(false);
        save.focus();
        act();
      }),
    );
  holder.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || menu.hidden) return;
    event.stopPropagation();
    open(false);
    save.focus();
  });
  holder.addEventListener("focusout", ({ relatedTarget }) => {
    if (!holder.contains(relatedTarget)) open(false);
  });

  const tools = node("div", { class: "v2v-tools", role: "group", "aria-label": "Tools" }, button("Reset", acts.reset), undo, keep);
  if (logs !== null) tools.append(toggle("Log", " axis", acts.log, logs));
  tools.append(holder);
  return {
    bar: tools,
    showKept: (on) => keep.setAttribute("aria-pressed", String(on)),
    focusKeep: () => keep.focus(),
    showWayBack(on) {
      if (!on && undo === document.activeElement) keep.focus(); // what is disabled loses the keyboard
      undo.disabled = !on;
    },
  };
}

/** The group of ready-made settings under the sliders; none without scenes. */
export function makeScenes({ scenes, play }) {
  const labels = Object.keys(scenes);
  if (!labels.length) return null;
  const buttons = labels.map((label) => button(label, () => play(scenes[label]), { class: "v2v-btn" }));
  return node("fieldset", { class: "v2v-try" }, node("legend", { text: "Try" }), node("div", { class: "v2v-scenes" }, ...buttons));
}
