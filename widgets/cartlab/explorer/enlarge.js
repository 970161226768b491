// One panel large: the explorer takes the whole window with its sliders and this panel alone.
import { button, node } from "./nodes.js";

/** Put a button into each plot's title. changed() follows every change of size. name: of the explorer. Returns remove(). */
export function makeEnlarge({ box, name, plots, changed }) {
  let large = null,
    place = 0;
  const buttons = new Map(plots.map((plot) => [plot, makeButton(plot)]));

  function makeButton(plot) {
    const made = button("", () => (large ? close() : open(plot)), { class: "v2v-enlarge" });
    made.append(node("span", { "aria-hidden": "true" }));
    plot.holder.previousElementSibling.append(made);
    return made;
  }

  /** For a voice, too, nothing is there but the large panel. */
  function tellVoice() {
    box.setAttribute("role", large ? "dialog" : "group");
    if (large) box.setAttribute("aria-modal", "true");
    else box.removeAttribute("aria-modal");
    box.setAttribute("aria-label", large ? `${name}: ${large.heading()[0]}` : name);
  }

  function show() {
    box.classList.toggle("v2v-large", large !== null);
    tellVoice();
    for (const [plot, made] of buttons) {
      const [title] = plot.heading();
      plot.holder.parentElement.classList.toggle("v2v-chosen", plot === large);
      made.setAttribute("aria-label", plot === large ? `Back to all panels from ${title}` : `Enlarge ${title}`);
      made.title = plot === large ? "Back to all panels (Escape)" : "Enlarge this panel";
    }
  }

  function open(plot) {
    large = plot;
    place = box.parentElement.getBoundingClientRect().top;
    box.parentElement.style.minHeight = `${box.offsetHeight}px`; // the page keeps its length
    box.popover = "manual"; // above everything, whatever it stands in
    box.showPopover();
    show();
    changed();
    buttons.get(plot).focus();
  }

  function close() {
    if (!large) return;
    const made = buttons.get(large);
    large = null;
    box.hidePopover();
    box.removeAttribute("popover");
    box.parentElement.style.minHeight = "";
    show();
    changed();
    // What stands above may have become taller or lower meanwhile.
    scrollBy({ top: box.parentElement.getBoundingClientRect().top - place, behavior: "instant" });
    made.focus({ preventScroll: true });
  }

  const onKey = (event) => {
    if (event.key === "Escape" && large && !event.defaultPrevented) close();
  };
  // What has the focus is never behind the large panel.
  const onFocus = ({ relatedTarget }) => {
    if (large && relatedTarget && !box.contains(relatedTarget)) {
      close();
      relatedTarget.focus();
    }
  };
  box.addEventListener("keydown", onKey);
  box.addEventListener("focusout", onFocus);
  show();
  return {
    remove() {
      close();
      box.removeEventListener("keydown", onKey);
      box.removeEventListener("focusout", onFocus);
      for (const made of buttons.values()) made.remove();
    },
  };
}
