"""How each explorer of the course answers to its first slider, on a desktop and on a slow phone."""

import statistics

from rows import quantile, row
from sizes import pages
from sliders import BOX, VIEW, drag, watch

PHONE = {"width": 390, "height": 844}
SLOWER = 6  # times, than the computer that measures
SECONDS = 2
HEARD = "from when the page hears of a move to the painted frame"


def measure(browser, address):
    rows = measured(browser, address, "desktop", 6, viewport=VIEW)
    where = f"phone, {SLOWER} times slower"
    opened = dict(viewport=PHONE, device_scale_factor=2)
    return rows + measured(browser, address, where, 33, slower=SLOWER, **opened)


def measured(browser, address, where, promised, slower=1, **opened):
    """Return one row for each explorer, and the median of all."""
    found = {}
    for name in pages():
        page = browser.new_page(**opened)
        page.goto(address + name)
        page.wait_for_selector("[data-settled]", state="attached", timeout=60_000)
        page.context.new_cdp_session(page).send(
            "Emulation.setCPUThrottlingRate", {"rate": slower}
        )
        for box in page.locator(BOX).all():
            handles = box.locator(".noUi-handle")
            if handles.count():
                found[name, box.get_attribute("aria-label")] = answers(
                    page, box, handles
                )
        page.close()
    rows = [
        row(
            f"{HEARD}, {where}, {title}, p95",
            quantile(own, 0.95),
            "ms",
            at_most=promised,
            median=statistics.median(own),
            page=name,
            n=len(own),
        )
        for (name, title), own in found.items()
    ]
    middle = statistics.median(map(statistics.median, found.values()))
    return [*rows, row(f"{HEARD}, {where}, median of all explorers", middle, "ms")]


def answers(page, box, handles):
    """Return how long each move of an explorer's first slider took, in ms."""
    handles.first.scroll_into_view_if_needed()
    watch(page, box)
    seen = drag(page, handles.first, SECONDS)
    page.wait_for_timeout(500)
    return seen["own"]
