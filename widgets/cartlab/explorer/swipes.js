// A finger on a slider: a swipe up or down is the page's, a drag along the track or a tap is the slider's.

const SLOP = 6; // px: below, a finger has not moved

/** Keep touches from the slider in `target` until they are known to be for it. */
export function letSwipesPass(target, signal) {
  let waiting = null, // the start of a touch of which nobody knows yet what it will be
    handedOver = false;
  const listen = (event, act) => target.addEventListener(event, act, { capture: true, passive: true, signal });

  /** Say again what has happened; noUiSlider takes it for the finger's own event. */
  function tell(type, { touches, targetTouches, changedTouches, target: place }) {
    place.dispatchEvent(new TouchEvent(type, { bubbles: true, cancelable: true, touches, targetTouches, changedTouches }));
  }

  function handOver() {
    const start = waiting;
    waiting = null;
    handedOver = true;
    tell("touchstart", start);
  }

  listen("touchstart", (event) => {
    if (!event.isTrusted) return;
    event.stopPropagation();
    const { touches, targetTouches, changedTouches, target: place } = event;
    handedOver = false;
    waiting =
      touches.length === 1
        ? { touches: [...touches], targetTouches: [...targetTouches], changedTouches: [...changedTouches], target: place }
        : null;
  });
  listen("touchmove", ({ touches: [now] }) => {
    if (!waiting) return;
    const [first] = waiting.touches;
    const [across, up] = [Math.abs(now.clientX - first.clientX), Math.abs(now.clientY - first.clientY)];
    if (Math.max(across, up) < SLOP) return;
    if (across > up) handOver();
    else waiting = null;
  });
  listen("touchend", () => waiting && handOver());
  listen("touchcancel", (event) => {
    waiting = null;
    if (handedOver) tell("touchend", event);
    handedOver = false;
  });
}
