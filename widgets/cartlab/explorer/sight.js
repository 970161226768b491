// What is brought into sight. In a low window the panels are as tall as the window, beside the controls: a control that gets the
// focus brings them there.

const SPARE = 4; // px beside a control, for the line around what has the focus

/** box: the explorer; panels, controls: its parts; signal ends it. */
export function keepInSight({ box, panels, controls, signal }) {
  function look(control) {
    const { top, bottom } = panels.getBoundingClientRect(),
      own = control.getBoundingClientRect();
    if (top >= 0 && bottom <= innerHeight) return;
    const most = [own.bottom - innerHeight + SPARE, own.top - SPARE]; // the control stays in sight
    scrollBy({ top: Math.min(Math.max(top, most[0]), most[1]), behavior: "instant" });
  }
  controls.addEventListener(
    "focusin",
    ({ target }) => {
      const beside = box.matches(".v2v-strip:not(.v2v-narrow, .v2v-large)");
      if (beside && target.matches(":focus-visible")) requestAnimationFrame(() => look(target)); // the browser scrolls first
    },
    { signal },
  );
}

/** Bring a part of the page to the window's upper edge; a page that shows one thing at a time hears of it first. */
export function goTo(part) {
  part.dispatchEvent(new Event("v2v-go", { bubbles: true }));
  part.scrollIntoView({ block: "start" });
}
