"""The pages where a browser refuses something: storage, and reading files beside a page."""

import pytest

NO_STORAGE = """() => {
  for (const name of ["localStorage", "sessionStorage"])
    Object.defineProperty(globalThis, name, { configurable: true, get() { throw new DOMException("refused", "SecurityError"); } });
}"""
HITS = "#search-results li"


@pytest.fixture
def opened(browser):
    """Open pages that log no error: opened(address, before)."""
    contexts, faults = [], []

    def open_page(address, before=""):
        context = browser.new_context()
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda one: one.type == "error" and faults.append(one.text))
        page.on("pageerror", lambda error: faults.append(str(error)))
        if before:
            page.add_init_script(f"({before})()")
        page.goto(address)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not faults, "\n".join(faults)


def found(page):
    """Return the excerpts of what a search found, when all have come."""
    page.wait_for_selector(HITS)
    page.wait_for_function(
        f"() => [...document.querySelectorAll('{HITS}')].every((hit) => hit.querySelector('.context, span'))"
    )
    return page.eval_on_selector_all(
        f"{HITS} .context", "all => all.map((one) => one.textContent)"
    )


def test_search_shows_what_it_found_with_its_surroundings(opened, server):
    excerpts = found(opened(f"{server}search.html?q=tocilizumab"))
    assert len(excerpts) > 3
    assert all("tocilizumab" in one.lower() for one in excerpts[:3])


def test_search_works_where_storage_is_refused(opened, server):
    assert found(opened(f"{server}search.html?q=tocilizumab", NO_STORAGE))


def test_search_works_on_pages_opened_from_a_disk(opened, site):
    page = opened((site / "search.html").as_uri() + "?q=tocilizumab")
    excerpts = found(page)
    assert any("fever comes" in one for one in excerpts), "the lead of Side effects"


def test_colors_change_where_storage_is_refused(opened, server):
    page = opened(f"{server}book/welcome.html", NO_STORAGE)
    before = page.evaluate("() => document.documentElement.dataset.theme")
    page.click(".v2v-flip:visible")
    assert page.evaluate("() => document.documentElement.dataset.theme") != before


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("name", ["welcome", "00_first_look", "04_infusion"])
def test_a_first_page_does_not_jump(browser, server, name, width):
    """Cumulative layout shift of a browser that has nothing of the book yet."""
    context = browser.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    page.add_init_script(
        """globalThis.moved = 0; new PerformanceObserver((list) => {
          for (const one of list.getEntries()) if (!one.hadRecentInput) moved += one.value;
        }).observe({ type: "layout-shift", buffered: true });"""
    )
    folder = "book" if name == "welcome" else "lessons"
    page.goto(f"{server}{folder}/{name}.html")
    page.wait_for_selector(".v2v-explorer[data-drawn]")
    page.wait_for_timeout(2500)  # until the stored pictures would be shown
    moved = page.evaluate("() => moved")
    context.close()
    assert moved <= 0.05
