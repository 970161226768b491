// The plan of a lesson beside the lesson, for its teacher: present.js asks for it, _ext/beside.py has made it.
(() => {
  const root = document.documentElement,
    here = document.currentScript.src,
    { head, foot, cells, page } = globalThis.v2vPlan;

  const made = (tag, properties, ...children) => {
    const one = Object.assign(document.createElement(tag), properties);
    one.append(...children);
    return one;
  };
  // What scrolls must be reachable by Tab, and only that.
  const sizes = new ResizeObserver((seen) => {
    for (const { target } of seen) target.tabIndex = target.scrollHeight > target.clientHeight + 1 ? 0 : -1;
  });

  function note(entries, ...before) {
    const parts = entries.flatMap(({ name, html }) => [
      made("p", { className: "v2v-beside-name", textContent: name }),
      made("div", { innerHTML: html }),
    ]);
    const box = made("aside", { className: "v2v-beside" }, ...before, ...parts);
    box.setAttribute("aria-label", `Plan: ${entries[0].name}`);
    sizes.observe(box);
    return box;
  }

  document.head.append(made("link", { rel: "stylesheet", href: new URL("beside.css", here) }));
  root.classList.add("v2v-with-plan");
  const ways = made(
    "p",
    {},
    "For teachers: the plan stands beside the lesson. ",
    made("a", { href: page, textContent: "The whole plan" }),
    ", ",
    made("a", { href: location.pathname.split("/").pop(), textContent: "the lesson without it" }),
    ".",
  );
  document.querySelector(".v2v-launch").after(note(head, ways));
  document.querySelector("article").append(note(foot));
  for (const [name, entries] of Object.entries(cells)) document.getElementById(`cell-${name}`).append(note(entries));

  // In front of a class it stays closed at each step, until its button is pressed.
  const bar = document.querySelector(".v2v-presenter"),
    open = made("button", { type: "button", className: "v2v-btn", textContent: "Plan", hidden: true });
  let shown = null;
  const show = (yes) => {
    shown?.classList.toggle("v2v-shown", yes);
    open.setAttribute("aria-expanded", yes);
  };
  bar.querySelector("small").before(open);
  const isOpen = () => open.getAttribute("aria-expanded") === "true";
  open.addEventListener("click", () => {
    show(!isOpen());
    if (isOpen()) shown.focus();
  });
  // Before it ends the presentation.
  const onKey = (event) => {
    if (event.key !== "Escape" || !isOpen()) return;
    event.stopImmediatePropagation();
    show(false);
    open.focus();
  };
  addEventListener("keydown", onKey, { capture: true });
  addEventListener("click", ({ target }) => {
    // The plan would cover what its link sets.
    if (isOpen() && shown.contains(target) && target.closest("a")) show(false);
  });
  addEventListener("v2v-step", ({ target }) => {
    show(false);
    shown = target.closest('[id^="cell-"]')?.querySelector(":scope > .v2v-beside");
    open.hidden = !shown;
    show(false);
  });
})();
