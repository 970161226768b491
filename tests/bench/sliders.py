"""How a slider answers on the built page: real mouse, real keys, every other host absent."""

import math
import random
import statistics
import time
from pathlib import Path

from rows import latencies, quantile, row

LESSON = "lessons/00_first_look.html"
CHAIN = (
    "lessons/03_expansion.html"  # its last explorer chains culture, product, patient
)
VIEW = {"width": 1280, "height": 900}
PROBE = (Path(__file__).parent / "probe.js").read_text("utf-8")
BOX = ".v2v-explorer"
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
EVERY_FRAME = """async (handle, count) => {
  handle.focus();
  for (let i = 0; i < count; i++) {
    await new Promise(requestAnimationFrame);
    const key = i % 60 < 30 ? "ArrowRight" : "ArrowLeft";
    handle.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
  }
}"""


def measure(browser, address):
    rows = in_place(browser, address + LESSON, "", 0)
    rows += in_place(browser, address + CHAIN, ", three models in a row", -1)
    return rows + first_answer(browser, address)


def in_place(browser, address, where, number):
    """Return how an explorer of a page answers: the first is 0, the last is -1."""
    page = browser.new_page(viewport=VIEW)
    page.goto(address)
    page.wait_for_selector(f"{BOX}[data-drawn]")
    box = page.locator(BOX).nth(number)
    box.scroll_into_view_if_needed()
    handle = box.locator(".noUi-handle").first
    watch(page, box)
    page.evaluate("() => probe.watchFrames()")
    rows = [*dragged(page, handle, where), *typed(page, handle, where)]
    rows += saturated(page, handle, where)
    page.close()
    return rows


def watch(page, box):
    """Start the probe on an explorer."""
    page.wait_for_function("(el) => el.dataset.drawn", arg=box.element_handle())
    page.evaluate(PROBE)
    box.evaluate("(el) => probe.watchExplorer(el)")


class Finger:
    """Touches a page; used as Playwright's mouse is, which has no twin that drags."""

    def __init__(self, page):
        self.tools = page.context.new_cdp_session(page)
        self.points, self.down_now = [], False

    def _tell(self, what, points):
        told = {"type": what, "touchPoints": points}
        self.tools.send("Input.dispatchTouchEvent", told)

    def move(self, x, y):
        self.points = [{"x": x, "y": y}]
        if self.down_now:
            self._tell("touchMove", self.points)

    def down(self):
        self.down_now = True
        self._tell("touchStart", self.points)

    def up(self):
        self.down_now = False
        self._tell("touchEnd", [])


def drag(page, handle, seconds=SECONDS, hand=None):
    """Swing a handle back and forth, with the mouse or `hand`; return what the probe saw."""
    hand = hand or page.mouse
    handle.scroll_into_view_if_needed()
    page.mouse.wheel(0, 0)
    held = handle.bounding_box()
    around = "xpath=ancestor::*[contains(@class,'noUi-target')]"
    track = handle.locator(around).bounding_box()
    y = held["y"] + held["height"] / 2
    hand.move(held["x"] + held["width"] / 2, y)
    hand.down()
    page.evaluate("() => probe.forget()")
    began = time.monotonic()
    while (passed := time.monotonic() - began) < seconds:
        share = 0.5 + 0.45 * math.sin(2.2 * passed)
        hand.move(track["x"] + share * track["width"], y)
        rest(page, 20)
    seen = page.evaluate("() => structuredClone(probe.seen)")
    hand.up()
    return seen


def dragged(page, handle, where):
    seen = drag(page, handle)
    frames = seen["frames"]
    return [
        *latencies(f"slider to paint, dragging{where}", seen["latencies"], promised=20),
        row(OWN, quantile(seen["own"], 0.95), "ms", at_most=6),
        row(
            f"frames per second, dragging{where}",
            1000 * len(frames) / sum(frames),
            "fps",
            at_least=59,
            drawings_per_second=1000 * seen["drawings"] / sum(frames),
        ),
        row(f"longest frame in 100, dragging{where}", quantile(frames, 0.99), "ms"),
    ]


def rest(page, ms):
    """Wait, about `ms`: a hand does not keep time with the screen's frames."""
    page.wait_for_timeout(ms * random.uniform(0.5, 1.5))


def press(page, handle, keys=KEYS, pause=40):
    """Press arrow keys on a handle; return what the probe saw."""
    handle.focus()
    page.evaluate("() => probe.forget()")
    for i in range(keys):
        page.keyboard.press("ArrowRight" if i % 20 < 10 else "ArrowLeft")
        rest(page, pause)
    page.wait_for_timeout(pause)
    return page.evaluate("() => structuredClone(probe.seen)")


def typed(page, handle, where):
    seen = press(page, handle)
    return [
        *latencies(f"slider to paint, keyboard{where}", seen["latencies"], promised=20),
        row(OWN, quantile(seen["own"], 0.95), "ms", at_most=6),
    ]


def saturated(page, handle, where):
    page.evaluate("() => probe.forget()")
    handle.evaluate(EVERY_FRAME, FRAMES)
    seen = page.evaluate("() => structuredClone(probe.seen)")
    rate = 1000 * len(seen["frames"]) / sum(seen["frames"])
    share = seen["drawings"] / FRAMES
    return [
        row(
            f"frames per second, a change in every frame{where}",
            rate,
            "fps",
            at_least=59,
        ),
        row(f"drawings per change{where}", share, ""),
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
