// An explorer alone on its page, for a frame in anybody's page: manager.js shows it, this fits it into the frame.
(() => {
  const LOOK_AT = 640; // px: the height in which an explorer with two columns shows all it has
  const OF_SCREEN = 0.85; // of a phone's screen: sliders and the panel that follows them stay in sight together
  const LEAST = 540; // px: in less, the panel and the sliders stand side by side, too small for a phone held upright

  // The reader's colors.
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const color = () => (document.documentElement.dataset.theme = dark.matches ? "dark" : "light");
  dark.addEventListener("change", color);
  color();

  const main = document.querySelector("main"),
    foot = document.querySelector("footer"),
    way = foot.querySelector("a");

  // The page around may give the frame the height that it is told; one number, and of no other page's business.
  let told = 0;
  function tellHeight() {
    const narrow = innerWidth < cartlab.modules.explorer_layout.WIDE.page;
    const phone = Math.max(LEAST, Math.round(screen.availHeight * OF_SCREEN)),
      whole = Math.max(LOOK_AT, main.firstElementChild.offsetHeight + foot.offsetHeight);
    const wanted = narrow ? phone : whole;
    if (wanted !== told) parent.postMessage({ type: "v2v-height", height: wanted }, "*");
    told = wanted;
  }

  document.addEventListener("v2v-widgets-shown", () => {
    if (!globalThis.cartlab?.modules) return; // its script did not arrive, which stands on the page
    new ResizeObserver(tellHeight).observe(main.firstElementChild);
    addEventListener("resize", tellHeight);
  });

  // The way to the lesson takes along where the sliders stand.
  way.addEventListener("click", () => {
    way.hash = globalThis.cartlab?.pictures?.[0]?.address() ?? "";
  });
})();
