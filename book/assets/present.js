// A lesson in front of a class: its questions and explorers one at a time, alive as they stand on the page, as large as the room needs.
(() => {
  const root = document.documentElement,
    start = document.querySelector(".v2v-present"),
    bar = document.querySelector(".v2v-presenter"),
    [back, on, end] = bar.querySelectorAll("button"),
    place = bar.querySelector(".v2v-place");
  const STEPS = "article :is(section.v2v-predict, section.v2v-task, .v2v-live-cell, .v2v-takehome)";
  // A clicker sends these, wherever the focus is.
  const KEYS = { PageDown: 1, PageUp: -1 };
  const LETTERS = ["125%", "112.5%", "100%"]; // as large as lets an explorer fit into the window
  let steps = [],
    now = -1,
    letters = 0,
    marked = [];

  /** What is asked, moved and taken home, in the order of the page; a stored task that is alive elsewhere is not seen. */
  const found = () => [...document.querySelectorAll(STEPS)].filter((one) => one.checkVisibility() && !one.parentElement.closest(STEPS));

  /** Leave nothing in sight but a step. */
  function mark(step) {
    for (const one of marked) one.classList.remove("v2v-on-stage", "v2v-way");
    marked = [];
    for (let one = step; one && one !== root; one = one.parentElement) {
      one.classList.add(one === step ? "v2v-on-stage" : "v2v-way");
      marked.push(one);
    }
  }

  /** Explorers take the size of this window, with letters of this size. */
  function setLetters(place) {
    letters = place;
    root.style.fontSize = LETTERS[letters];
    dispatchEvent(new Event("resize"));
  }

  const isTooTall = (box) => box.getBoundingClientRect().bottom + scrollY > bar.getBoundingClientRect().top;
  const fit = () => {
    const box = steps[now]?.querySelector(".v2v-explorer") ?? steps[now];
    while (box && isTooTall(box) && letters < LETTERS.length - 1) setLetters(letters + 1);
  };
  // An explorer that waited is drawn when it is seen. In the frame after: a size that answers a size is an error to WebKit.
  const sizes = new ResizeObserver(() => requestAnimationFrame(fit));

  function show(to) {
    now = Math.min(Math.max(to, 0), steps.length - 1);
    const step = steps[now],
      heading = step.closest("section[id]:has(> h2)")?.querySelector("h2").firstChild.textContent;
    mark(step);
    place.textContent = `${now + 1} of ${steps.length}${heading ? `: ${heading}` : ""}`;
    [back.disabled, on.disabled] = [now === 0, now === steps.length - 1];
    scrollTo(0, 0);
    setLetters(0);
    fit();
    sizes.disconnect();
    sizes.observe(step);
    step.dispatchEvent(new Event("v2v-step", { bubbles: true }));
  }

  function begin() {
    steps = found();
    // From what the reader sees, not from the top.
    const seen = steps.findIndex((one) => one.getBoundingClientRect().bottom > innerHeight / 2);
    root.classList.add("v2v-presenting");
    bar.hidden = false;
    show(seen < 0 ? 0 : seen);
    on.focus();
    root.requestFullscreen?.().catch(() => {}); // a phone or a frame may not let it
  }

  function finish() {
    if (now < 0) return;
    const step = steps[now];
    now = -1;
    sizes.disconnect();
    root.classList.remove("v2v-presenting");
    root.style.fontSize = "";
    bar.hidden = true;
    mark(null);
    if (document.fullscreenElement) document.exitFullscreen();
    dispatchEvent(new Event("resize"));
    step.scrollIntoView();
    start.focus({ preventScroll: true });
  }

  start.hidden = false;
  start.addEventListener("click", begin);
  back.addEventListener("click", () => show(now - 1));
  on.addEventListener("click", () => show(now + 1));
  end.addEventListener("click", finish);
  // Before a slider takes them for its own.
  let isLarge = false;
  const onKey = (event) => {
    isLarge = Boolean(document.querySelector(".v2v-large")); // a panel that fills the window ends first
    if (now < 0 || isLarge || !KEYS[event.key]) return;
    event.preventDefault();
    event.stopPropagation();
    show(now + KEYS[event.key]);
  };
  addEventListener("keydown", onKey, { capture: true });
  addEventListener("keydown", ({ key }) => key === "Escape" && !isLarge && finish());
  // A task leads to its explorer, and back.
  addEventListener("v2v-go", ({ target }) => {
    const to = steps.findIndex((one) => one.contains(target));
    if (now >= 0 && to >= 0) show(to);
  });
  addEventListener("fullscreenchange", () => document.fullscreenElement || finish());
  addEventListener("beforeprint", finish);

  // The address that the pages for teachers have: files that nobody else loads lay the plan beside its lesson.
  const { plan } = document.currentScript.dataset;
  if (plan && new URLSearchParams(location.search).has("plan")) {
    for (const src of [plan, new URL("beside.js", document.currentScript.src)]) {
      document.head.append(Object.assign(document.createElement("script"), { src, async: false }));
    }
  }
})();
