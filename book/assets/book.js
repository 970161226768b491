// What a page needs besides its explorers: colors, scrollable things under the keyboard, and what paper shows.
(() => {
  const root = document.documentElement;

  const keep = (name, value) => {
    try {
      localStorage.setItem(name, value);
    } catch {
      /* a page opened from a file may keep nothing */
    }
  };

  for (const button of document.querySelectorAll(".v2v-flip")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      root.dataset.theme = root.dataset.theme === "dark" ? "light" : "dark";
      keep("theme", root.dataset.theme);
    });
  }

  // A projector has no room for the contents beside the text. A page alone, in a learning platform, has none.
  for (const fold of document.querySelectorAll(".v2v-fold")) {
    const side = document.getElementById("v2v-side"),
      isHidden = () => root.classList.contains("v2v-without-contents"),
      name = () => (fold.textContent = isHidden() ? "Keep the contents open" : "Hide the contents");
    fold.hidden = false;
    name();
    fold.addEventListener("click", () => {
      const open = document.querySelector('[popovertarget="v2v-side"]');
      root.classList.toggle("v2v-without-contents");
      if (side.matches(":popover-open")) side.hidePopover();
      keep("contents", isHidden() ? "hidden" : "open");
      name();
      (isHidden() ? open : fold).focus();
    });
  }

  // JupyterLite runs from a web address only.
  if (location.protocol === "file:") document.querySelector(".v2v-in-lite")?.remove();

  // What scrolls sideways must be reachable by the keyboard, and only that.
  const scrollable = "pre, .v2v-scroll, .math, .v2v-wide-table";
  const reach = () => {
    for (const box of document.querySelectorAll(scrollable)) {
      if (!box.checkVisibility()) continue; // what is folded would be laid out to be asked
      if (box.scrollWidth > box.clientWidth + 1) box.tabIndex = 0;
      else box.removeAttribute("tabindex");
    }
  };
  addEventListener("resize", reach);
  addEventListener("toggle", reach, { capture: true });
  addEventListener("load", () => (globalThis.requestIdleCallback ?? setTimeout)(reach));

  // Explorers out of sight may wait (see book.css) once each has stood in its full height: then nothing moves when they do.
  const SETTLED = 500; // ms
  let timer = 0,
    place = "";
  const settle = () => {
    const now = [root.clientWidth, root.clientHeight].join();
    if (now === place) return; // a phone hides its address line
    place = now;
    delete root.dataset.settled;
    clearTimeout(timer);
    timer = setTimeout(async () => {
      await Promise.all((globalThis.cartlab?.pictures ?? []).map((one) => one.settled()));
      // A browser remembers the room of what it has painted.
      await new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted)));
      if (now === place) root.dataset.settled = "";
    }, SETTLED);
  };
  document.addEventListener("v2v-widgets-shown", settle);
  addEventListener("resize", () => place && settle());

  // Paper shows the stored picture of an explorer that has not drawn, and what is folded, but not folded code.
  let closed = [];
  addEventListener("beforeprint", () => {
    root.classList.remove("v2v-starting");
    closed = [...document.querySelectorAll("article details:not([open], .above-input)")];
    for (const details of closed) details.open = true;
  });
  addEventListener("afterprint", () => {
    for (const details of closed) details.open = false;
  });
})();
