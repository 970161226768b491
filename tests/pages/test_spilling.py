"""Large letters, wide letters, a narrow window: no text leaves its place or runs into another."""

import pytest

from pages.explorers import PAGES_OF_THE_SITE, explorers, pages, wait_for_explorers

EXPLORERS = pages()
EACH_PAGE = pytest.mark.parametrize("address", PAGES_OF_THE_SITE)

# What a reader may set: WCAG 1.4.4, 1.4.10 and 1.4.12.
WAYS = {
    "letters of 200 %": (1280, "html { font-size: 200% !important; }"),
    "zoom of 200 %": (640, ""),
    "zoom of 400 %": (320, ""),
    "wider spacing": (
        1280,
        "* { line-height: 1.5 !important; letter-spacing: .12em !important;"
        " word-spacing: .16em !important; } p { margin-bottom: 2em !important; }",
    ),
}

# Text as it is seen: rectangles of letters, against the box they belong to and against each other.
SPILLED = """async (css) => {
  const style = document.head.appendChild(document.createElement("style"));
  style.textContent = css;
  for (const { el } of globalThis.cartlab?.pictures ?? []) el.querySelector(".v2v-as-table:not([aria-expanded=true])")?.click();
  for (let k = 0; k < 3; k++) await new Promise((next) => requestAnimationFrame(next));
  await Promise.all((globalThis.cartlab?.pictures ?? []).map((one) => one.settled()));
  const walk = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT), texts = [];
  const behind = (el, what) => {
    for (let one = el; one && one !== document.body; one = one.parentElement)
      if (what.test(getComputedStyle(one).overflowX)) return true;
    return false;
  };
  for (let text; (text = walk.nextNode()); ) {
    const el = text.parentElement;
    if (!text.data.trim() || el.closest("svg, math, select, .v2v-heard") || !el.checkVisibility({ visibilityProperty: true })) continue;
    if (behind(el, /auto|scroll|hidden|clip/)) continue; // it scrolls in a box of its own, or ends in an ellipsis
    const range = document.createRange();
    range.selectNodeContents(text);
    texts.push({ el, words: text.data.trim(), boxes: [...range.getClientRects()].filter(({ width, height }) => width > 1 && height > 1) });
  }
  const found = [], parts = ".v2v-readouts > div, .v2v-control, button, td, th, .v2v-summary, .v2v-count, .v2v-verdict, legend, label, h3, caption";
  for (const { el, words, boxes } of texts) {
    if (boxes.some(({ left, right }) => left < -1 || right > innerWidth + 1)) found.push(`outside of the window: ${words}`);
    const home = el.closest(".v2v-explorer") && el.closest(parts)?.getBoundingClientRect();
    if (home && boxes.some(({ left, right }) => left < home.left - 2 || right > home.right + 2)) found.push(`outside of its box: ${words}`);
  }
  for (const { el } of globalThis.cartlab?.pictures ?? []) {
    // What sticks lies over what passes under it, and that is meant.
    const layer = (one) => one.closest(".v2v-panels, .v2v-controls, .v2v-foot");
    const own = texts.filter((one) => el.contains(one.el));
    own.forEach((one, i) => own.slice(i + 1).forEach((other) => {
      if (one.el === other.el || layer(one.el) !== layer(other.el)) return;
      const over = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 0.3 * a.height;
      if (one.boxes.some((a) => other.boxes.some((b) => over(a, b)))) found.push(`over each other: ${one.words}, ${other.words}`);
    }));
  }
  const wide = document.documentElement.scrollWidth;
  if (wide > innerWidth) found.push(`the page is ${wide} px wide`);
  style.remove();
  return found;
}"""


@pytest.mark.parametrize("way", WAYS)
@EACH_PAGE
def test_no_text_leaves_its_place(kept_page, server, address, way):
    def make(watched):
        opened = watched.open(server + address)
        if address in EXPLORERS:
            wait_for_explorers(opened, len(explorers(EXPLORERS[address])))

    found = kept_page(f"{address}, spilling", make)
    width, css = WAYS[way]
    found.set_viewport_size({"width": width, "height": 800})
    assert found.evaluate(SPILLED, css) == []
