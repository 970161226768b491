"""How a slider answers on the built page: real mouse, real keys, every other host absent."""

import math
import random
import statistics
import time
from pathlib import Path

from rows import latencies, quantile, row

LESSON = "lessons/00_first_look.html"
VIEW = {"width": 1280, "height": 900}
PROBE = (Path(__file__).parent / "probe.js").read_text("utf-8")
BOX, HANDLE = ".v2v-explorer", ".v2v-explorer .noUi-handle"
OWN = "  from when the page hears of it, p95"
SECONDS, KEYS, LOADS, FRAMES = 6, 60, 5, 300

# Runs before the page's own scripts: asks the first slider for an answer as soon as
# there is one, and notes when the answer has been drawn.
FIRST_ANSWER = """(() => {
  let before = 0;
  const timer = setInterval(() => {
    const handle = document.querySelector(".v2v-explorer .noUi-handle");
    const drawn = Number(handle?.closest(".v2v-explorer").dataset.drawn ?? 0);
    if (!drawn) return;
    if (!before) {
      before = drawn;
      handle.focus();
      handle.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowRight", bubbles: true }));
    }
    if (Number(handle.closest(".v2v-explorer").dataset.drawn) > before) {
      globalThis.firstAnswer = performance.now();
      clearInterval(timer);
    }
  }, 4);
})()"""

# One key event in every frame: what the page can do, however slow the hand is.
EVERY_FRAME = """async ([selector, count]) => {
  const handle = document.querySelector(selector);
  handle.focus();
  for (let i = 0; i < count; i++) {
    await new Promise(requestAnimationFrame);
    const key = i % 60 < 30 ? "ArrowRight" : "ArrowLeft";
    handle.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
  }
}"""


def measure(browser, address):
    page = browser.new_page(viewport=VIEW)
    page.goto(address + LESSON)
    watch(page)
    rows = [*dragged(page), *typed(page), *saturated(page)]
    page.close()
    return rows + first_answer(browser, address)


def watch(page):
    """Start the probe on the page's first explorer."""
    page.wait_for_selector(f"{BOX}[data-drawn]")
    page.evaluate("() => cartlab.pictures[0].settled()")
    page.evaluate(PROBE)
    page.evaluate("() => probe.watchExplorer()")


def drag(page, seconds=SECONDS):
    """Swing the first handle back and forth with the mouse; return what the probe saw."""
    handle = page.locator(HANDLE).first
    handle.scroll_into_view_if_needed()
    page.mouse.wheel(0, 0)
    held = handle.bounding_box()
    track = page.locator(".v2v-explorer .noUi-target").first.bounding_box()
    y = held["y"] + held["height"] / 2
    page.mouse.move(held["x"] + held["width"] / 2, y)
    page.mouse.down()
    page.evaluate("() => probe.forget()")
    began = time.monotonic()
    while (passed := time.monotonic() - began) < seconds:
        share = 0.5 + 0.45 * math.sin(2.2 * passed)
        page.mouse.move(track["x"] + share * track["width"], y)
        rest(page, 20)
    seen = page.evaluate("() => structuredClone(probe.seen)")
    page.mouse.up()
    return seen


def dragged(page):
    seen = drag(page)
    frames = seen["frames"]
    return [
        *latencies("slider to paint, dragging", seen["latencies"], promised=20),
        row(OWN, quantile(seen["own"], 0.95), "ms"),
        row(
            "frames per second, dragging",
            1000 * len(frames) / sum(frames),
            "fps",
            at_least=59,
            drawings_per_second=1000 * seen["drawings"] / sum(frames),
        ),
        row("longest frame in 100, dragging", quantile(frames, 0.99), "ms"),
    ]


def rest(page, ms):
    """Wait, about `ms`: a hand does not keep time with the screen's frames."""
    page.wait_for_timeout(ms * random.uniform(0.5, 1.5))


def press(page, selector, keys=KEYS, pause=40):
    """Press arrow keys on a handle; return what the probe saw."""
    page.locator(selector).first.focus()
    page.evaluate("() => probe.forget()")
    for i in range(keys):
        page.keyboard.press("ArrowRight" if i % 20 < 10 else "ArrowLeft")
        rest(page, pause)
    page.wait_for_timeout(pause)
    return page.evaluate("() => structuredClone(probe.seen)")


def typed(page):
    seen = press(page, HANDLE)
    return [
        *latencies("slider to paint, keyboard", seen["latencies"], promised=20),
        row(OWN, quantile(seen["own"], 0.95), "ms"),
    ]


def saturated(page):
    page.evaluate("() => probe.forget()")
    page.evaluate(EVERY_FRAME, [HANDLE, FRAMES])
    seen = page.evaluate("() => structuredClone(probe.seen)")
    rate = 1000 * len(seen["frames"]) / sum(seen["frames"])
    share = seen["drawings"] / FRAMES
    return [
        row("frames per second, a change in every frame", rate, "fps", at_least=59),
        row("drawings per change", share, ""),
    ]


def first_answer(browser, address):
    """Return how long a reader waits, with nothing in the cache; the median of some."""
    waits = []
    for _ in range(LOADS):
        context = browser.new_context(viewport=VIEW)
        page = context.new_page()
        page.add_init_script(FIRST_ANSWER)
        page.goto(address + LESSON)
        waits.append(
            page.wait_for_function("() => globalThis.firstAnswer").json_value()
        )
        context.close()
    what = f"first slider answers, cold, median of {LOADS}"
    return [row(what, statistics.median(waits), "ms", at_most=1000, each=waits)]
