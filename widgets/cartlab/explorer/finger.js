// A finger on a plot points as a mouse does: a drag along the axis moves the line, a swipe up or down is the page's.

/** Let fingers on `holder` point in the plot that `shown()` gives; what they point at stays until another place is touched. */
export function letFingersPoint(holder, shown, signal) {
  const isTouch = ({ pointerType }) => pointerType === "touch";
  const listen = (target, event, act) => target.addEventListener(event, (told) => isTouch(told) && act(told), { signal });

  function point({ target, clientX, clientY }) {
    if (!target.closest(".u-over")) return;
    const { left, top } = shown().over.getBoundingClientRect();
    shown().setCursor({ left: clientX - left, top: clientY - top }, true, true);
  }

  listen(holder, "pointermove", point);
  listen(document, "pointerdown", ({ target }) => {
    if (shown() && !holder.contains(target)) shown().setCursor({ left: -10, top: -10 });
  });
}
