// Watches from inside a page: how long from an input event until what it changed is painted.
// An event counts from the moment the browser made it (its timeStamp) to the first task after
// the frame in which the picture was drawn anew; the screen itself is not seen from here.
globalThis.probe = (() => {
  let asked = 0;
  const seen = { latencies: [], frames: [], drawings: 0 };
  const ask = (event) => (asked ||= event.timeStamp);
  for (const kind of ["pointermove", "mousemove", "keydown"]) {
    addEventListener(kind, ask, { capture: true });
  }

  const afterPaint = (then) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = then;
    requestAnimationFrame(() => port2.postMessage(0));
  };

  function drawn() {
    seen.drawings += 1;
    const since = asked;
    asked = 0;
    if (since) afterPaint(() => seen.latencies.push(performance.now() - since));
  }

  let last = 0;
  requestAnimationFrame(function frame(now) {
    if (last) seen.frames.push(now - last);
    last = now;
    requestAnimationFrame(frame);
  });

  return {
    /** Count a drawing whenever an explorer says so. */
    watchExplorer: (box) =>
      new MutationObserver(drawn).observe(box, { attributeFilter: ["data-drawn"] }),
    /** Count a drawing whenever a kernel has sent another picture and it is decoded. */
    watchImages: (area) =>
      new MutationObserver(() => {
        const image = area.querySelector("img");
        if (image && !image.counted) {
          image.counted = true;
          image.decode().then(drawn);
        }
      }).observe(area, { childList: true, subtree: true }),
    forget: () => {
      asked = 0;
      Object.assign(seen, { latencies: [], frames: [], drawings: 0 });
    },
    seen,
  };
})();
