// Watches from inside a page: how long from an input event until what it changed is painted.
// An event counts from the moment the browser made it (its timeStamp) to the first task or event
// after the frame in which the picture was drawn anew; the screen itself is not seen from here.
// The part before the page is handed the event (it comes with the next frame) is kept apart.
globalThis.probe = (() => {
  const seen = { latencies: [], own: [], frames: [], drawings: 0 };
  let asked = null; // the first event that changed something and was not yet answered
  let value = () => "";

  function ask(event) {
    painted(); // a busy page handles the next event before any other task
    if (asked && value() !== asked.value) return;
    const before = value(); // to ask for it takes time of the probe's own
    asked = { made: event.timeStamp, handed: performance.now(), value: before };
  }
  for (const kind of ["pointermove", "mousemove", "keydown"]) {
    addEventListener(kind, ask, { capture: true });
  }

  const { port1, port2 } = new MessageChannel(),
    waiting = []; // for the end of the frame that is being made
  const painted = () => {
    for (const then of waiting.splice(0)) then();
  };
  port1.onmessage = painted;
  const afterPaint = (then) =>
    requestAnimationFrame(() => {
      waiting.push(then);
      port2.postMessage(0);
    });

  function drawn() {
    seen.drawings += 1;
    const answered = asked;
    asked = null;
    if (!answered) return;
    afterPaint(() => {
      seen.latencies.push(performance.now() - answered.made);
      seen.own.push(performance.now() - answered.handed);
    });
  }

  return {
    seen,
    /** Note how long each frame takes. Asking for every frame costs a slow computer some of the time that it has. */
    watchFrames: () => {
      let last = 0;
      requestAnimationFrame(function frame(now) {
        if (last) seen.frames.push(now - last);
        last = now;
        requestAnimationFrame(frame);
      });
    },
    /** Count a drawing whenever the explorer `el` says so. */
    watchExplorer: (el) => {
      const picture = cartlab.pictures.find((one) => one.el === el);
      value = () => JSON.stringify(picture.values());
      new MutationObserver(drawn).observe(picture.el, { attributeFilter: ["data-drawn"] });
    },
    /** Count a drawing whenever a kernel has sent another picture and it is decoded. */
    watchImages: () => {
      const area = document.querySelector(".jp-OutputArea-output");
      const readout = document.querySelector(".widget-readout");
      value = () => readout.textContent;
      new MutationObserver(() => {
        const image = area.querySelector("img");
        if (!image || image.counted) return;
        image.counted = true;
        image.decode().then(drawn);
      }).observe(area, { childList: true, subtree: true });
    },
    forget: () => {
      asked = null;
      Object.assign(seen, { latencies: [], own: [], frames: [], drawings: 0 });
    },
  };
})();
