// Keeps the pages that a reader has opened for reading without a connection, and lets a browser install the course. Not where
// files are opened from a disk, nor for who serves the book on this computer: there each page is to be as it was just built.
(() => {
  const HERE = /^(localhost|127(\.\d+){3}|\[::1\])$/;
  if (!location.protocol.startsWith("http") || HERE.test(location.hostname)) return;
  const inRoot = (name) => new URL(`../${name}`, script.src).href,
    script = document.currentScript,
    worker = inRoot("worker.js");
  document.head.append(Object.assign(document.createElement("link"), { rel: "manifest", href: inRoot("manifest.json") }));
  // After all that the reader waits for.
  addEventListener("load", async () => {
    try {
      await navigator.serviceWorker.register(worker);
      const registration = await navigator.serviceWorker.ready;
      const tell = (addresses) => registration.active.postMessage(addresses); // a new edition's worker may have come meanwhile
      tell([location.href]);
      const parts = new PerformanceObserver((found) => tell(found.getEntries().map(({ name }) => name)));
      parts.observe({ type: "resource", buffered: true }); // what has come already, and what comes late
    } catch {
      // Without https, or where storage is refused, nothing is kept.
    }
  });
})();
