// Many runs done a few at a time, so that the sliders above them stay quick.

const SLICE = 2; // ms of computing before the page gets its turn
const PAUSE = 80; // ms from one pass to the next: most frames of a drag have no runs to make

/**
 * order: what to compute, the coarse ones first. start() is called before a pass, step(one) computes
 * one of them. seen(whole) is called when the first `coarse` are there, after each slice from then on,
 * and at the end with whole = true. While a hand moves, the coarse ones are enough.
 */
export function makeSlices({ order, coarse, start, step, seen }) {
  let timer = 0, next = order.length, begun = 0, calm = true, again = false;

  function slice() {
    timer = 0;
    if (next === 0) {
      begun = performance.now();
      again = false;
      start();
    }
    const until = performance.now() + SLICE;
    while (next < order.length) {
      step(order[next++]);
      if (performance.now() > until || (!calm && next === coarse)) break;
    }
    const enough = next >= coarse, whole = next === order.length && !again;
    if (enough && again) next = 0;
    if (!whole) schedule(calm || (next && !enough) ? 0 : PAUSE);
    if (enough) seen(whole);
  }

  function schedule(wait) {
    clearTimeout(timer);
    timer = setTimeout(slice, wait);
  }

  return {
    computing: () => timer !== 0,
    /** Everything is to be computed anew; a pass that is not yet coarse is seen first. */
    begin(settled) {
      calm = settled;
      if (next > 0 && next < coarse) again = true;
      else next = 0;
      if (calm) schedule(0);
      else if (next === 0) schedule(Math.max(0, PAUSE - (performance.now() - begun)));
    },
    /** Nothing new is asked, but the hand may have come to rest. */
    go(settled) {
      calm = settled;
      if (calm && timer) schedule(0);
    },
    stop: () => clearTimeout(timer),
  };
}
