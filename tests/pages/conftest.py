"""Pages with explorers, for the tests of this folder."""

import pytest

from pages.explorers import as_opened, explorers, pages, wait_for_explorers
from pages.windows import WINDOW, resize

PAGES = pages()


@pytest.fixture
def opened(page):
    """Open a page of its own, at a fragment, and wait for its explorers."""

    def open_page(address, fragment="", **options):
        found = page(f"{address}#{fragment}" if fragment else address, **options)
        wait_for_explorers(found, len(explorers(PAGES[address])))
        return found

    return open_page


@pytest.fixture
def shared(kept_page, server):
    """Open the page that tests of an address use in turn, in a window of some size, its explorers reset.

    name: tells pages of one address apart that are opened with other options.
    """

    def open_page(address, size=WINDOW, name="", **options):
        labs = explorers(PAGES[address])

        def make(watched):
            wait_for_explorers(watched.open(server + address, **options), len(labs))

        found = kept_page(address + name, make)
        resize(found, size)
        as_opened(found, labs)
        return found

    return open_page
