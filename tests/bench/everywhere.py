"""How each explorer of the course answers to its first slider: to a mouse, to a finger on a slow phone.

What a page can reach depends on the computer and on what else it does, so a bare slider
beside one line on a canvas is measured first, in the same way: nothing can be faster.
"""

import statistics
from pathlib import Path

from rows import quantile, row
from sizes import pages
from sliders import BOX, VIEW, Finger, drag, watch

PHONE = {"width": 390, "height": 844}
SLOWER = 6  # times, than the computer that measures
SECONDS = 2
BARE = (Path(__file__).parent / "bare.html").read_text("utf-8")
HEARD = "from when the page hears of a move to the painted frame"


def measure(browser, address):
    rows = measured(browser, address, "desktop", 6, viewport=VIEW)
    where = f"phone, {SLOWER} times slower"
    opened = dict(viewport=PHONE, device_scale_factor=2, has_touch=True, is_mobile=True)
    return rows + measured(browser, address, where, 33, slower=SLOWER, **opened)


def measured(browser, address, where, promised, slower=1, **opened):
    """Return one row for each explorer, the median of all, and the bare page's row."""
    found = {}
    for name in ["", *pages()]:
        page = browser.new_page(**opened)
        if name:
            page.goto(address + name)
            page.wait_for_selector("[data-settled]", state="attached", timeout=60_000)
        else:
            page.set_content(BARE)
        page.context.new_cdp_session(page).send(
            "Emulation.setCPUThrottlingRate", {"rate": slower}
        )
        hand = Finger(page) if opened.get("has_touch") else page.mouse
        for box in page.locator(BOX).all():
            handles = box.locator(".noUi-handle")
            if handles.count():
                found[name, box.get_attribute("aria-label")] = answers(
                    page, box, handles, hand
                )
        page.close()
    rows = [
        row(
            f"{HEARD}, {where}, {title}, p95",
            quantile(own, 0.95),
            "ms",
            at_most=promised if name else None,
            median=statistics.median(own),
            page=name,
            n=len(own),
        )
        for (name, title), own in found.items()
    ]
    middle = statistics.median(
        statistics.median(own) for (name, _), own in found.items() if name
    )
    return [*rows, row(f"{HEARD}, {where}, median of all explorers", middle, "ms")]


def answers(page, box, handles, hand):
    """Return how long each move of an explorer's first slider took, in ms."""
    handles.first.scroll_into_view_if_needed()
    watch(page, box)
    seen = drag(page, handles.first, SECONDS, hand)
    page.wait_for_timeout(500)
    return seen["own"]
