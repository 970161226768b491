"""What a move costs a page around the explorer, counted where a clock would depend on the computer."""

import json

from pages.explorers import in_turn, pages

PAGES = pages()
STYLED = ["disabled-by-default-devtools.timeline", "devtools.timeline"]
MOVES = 6
MOST = 12  # elements: the control that moves, and the numbers that follow it

# Keys on the first slider of every explorer; each is seen by a frame of its own.
MOVE = """async (moves) => {
  const frame = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  for (const { el } of cartlab.pictures) {
    const handle = el.querySelector(".noUi-handle:not([aria-disabled=true])");
    if (!handle) continue;
    handle.scrollIntoView({ block: "center" });
    for (let i = 0; i < 8; i++) await frame();
    performance.mark("v2v moves");
    for (let i = 0; i < moves; i++) {
      handle.dispatchEvent(new KeyboardEvent("keydown", { key: i % 2 ? "ArrowLeft" : "ArrowRight", bubbles: true }));
      await frame();
    }
    performance.mark("v2v rests");
    await cartlab.pictures.find((one) => one.el === el).settled();
  }
}"""


@in_turn(PAGES, 1)
def test_a_move_has_the_styles_of_few_elements_worked_out(shared, browser, address):
    page = shared(address)
    browser.start_tracing(page=page, categories=[*STYLED, "blink.user_timing"])
    page.evaluate(MOVE, MOVES)
    events = json.loads(browser.stop_tracing())["traceEvents"]
    counted, moving = [], False
    for event in sorted(events, key=lambda one: one.get("ts", 0)):
        if event["name"] in ("v2v moves", "v2v rests"):
            moving = event["name"] == "v2v moves"
            counted += [0] * moving
        elif moving and event["name"] == "UpdateLayoutTree":
            counted[-1] += event["args"].get("elementCount", 0)
    assert counted, "no explorer was moved"
    assert max(counted) <= MOVES * MOST, f"elements of {MOVES} moves: {counted}"
