"""Explorers far from the window wait, so that the one that moves has the browser for itself."""

import pytest

from pages.explorers import explorers, pages, wait_for_explorers
from pages.windows import FRAMES

PAGES = pages()
HEIGHTS = """() => [document.documentElement.scrollHeight,
  ...cartlab.pictures.map(({ el }) => el.offsetHeight)]"""
SEEN = """() => cartlab.pictures.map(({ el }) =>
  el.querySelector(".v2v-panels").checkVisibility({ contentVisibilityAuto: true }))"""


@pytest.fixture(params=PAGES)
def settled(kept_page, server, request):
    """A page whose explorers stand in their full height, and may wait."""
    address = request.param

    def make(watched):
        opened = watched.open(server + address)
        wait_for_explorers(opened, len(explorers(PAGES[address])))
        opened.wait_for_selector("[data-settled]", state="attached")

    found = kept_page(f"{address}, waiting", make)
    found.emulate_media(media="screen")
    found.evaluate(
        "() => { scrollTo(0, 0); document.documentElement.dataset.settled = ''; }"
    )
    found.evaluate(FRAMES)
    return found


def test_explorers_far_from_the_window_wait_in_the_room_they_had(settled):
    waiting = settled.evaluate(HEIGHTS)
    settled.evaluate("delete document.documentElement.dataset.settled")
    assert settled.evaluate(HEIGHTS) == waiting


def test_an_explorer_that_waits_is_whole_when_it_comes(settled):
    seen = settled.evaluate(SEEN)
    assert len(seen) < 3 or not seen[-1], "it is far from the window"
    settled.locator(".v2v-explorer").last.scroll_into_view_if_needed()
    settled.evaluate(FRAMES)
    assert settled.evaluate(SEEN)[-1]


def test_paper_shows_the_explorers_that_wait(settled):
    settled.emulate_media(media="print")
    settled.evaluate(FRAMES)
    assert all(settled.evaluate(SEEN))
