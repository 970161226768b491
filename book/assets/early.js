// Before anything is painted: the reader's colors and contents, that scripts run here, and the two faces of every page.
(() => {
  const root = document.documentElement;
  let chosen = null;
  try {
    chosen = localStorage.getItem("theme");
    root.classList.toggle("v2v-without-contents", localStorage.getItem("contents") === "hidden");
  } catch {
    /* where storage is refused, the system's colors */
  }
  root.dataset.theme = /^(light|dark)$/.test(chosen) ? chosen : matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  // The stored pictures wait: explorers draw within a second. If one has not by then, its picture is shown.
  root.classList.add("v2v-starting");
  addEventListener("load", () => setTimeout(() => root.classList.remove("v2v-starting"), 2000));
  // A face that comes late is left for the next page (font-display: optional), so that no line moves; asked for now,
  // before the style sheets have come, it is seldom late. Over a slow line it would be, and would make the scripts late,
  // too: there it is asked for when they have come, and shown from the next page on. Files opened from a disk refuse to be
  // asked in advance.
  const FAST = 4; // Mbit/s
  const line = navigator.connection; // not every browser says
  const HERE = "v2v-faces"; // noted for as long as the tab is open: they have come
  const noted = (act) => {
    try {
      return act(sessionStorage);
    } catch {
      return null; // where storage is refused, every page of a slow line does without
    }
  };
  const slow = Boolean(line && (line.saveData || line.downlink < FAST)) && !noted((store) => store.getItem(HERE));
  root.classList.toggle("v2v-slow-line", slow);
  const here = document.currentScript.src;
  const askForFaces = () => {
    for (const face of ["serif", "sans"]) {
      const link = document.createElement("link");
      Object.assign(link, { rel: slow ? "prefetch" : "preload", as: "font", type: "font/woff2", crossOrigin: "" });
      if (slow) link.addEventListener("load", () => noted((store) => store.setItem(HERE, "come")));
      link.href = new URL(`fonts/vein-${face}-latin.woff2`, here);
      document.head.append(link);
    }
  };
  if (location.protocol !== "file:") slow ? addEventListener("load", askForFaces) : askForFaces();
})();
