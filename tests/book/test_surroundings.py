"""The pages where a browser or a site refuses something: storage, files, scripts, workers."""

import re

import pytest

import course
from pages.explorers import pages

NO_STORAGE = """() => {
  for (const name of ["localStorage", "sessionStorage"])
    Object.defineProperty(globalThis, name, { configurable: true, get() { throw new DOMException("refused", "SecurityError"); } });
}"""
HITS = "#search-results li"
ALL_DRAWN = """() => new Promise((resolve) => {
  const all = document.querySelectorAll("figure.v2v-still").length; // one beside each explorer
  const pictures = () => globalThis.cartlab?.pictures ?? [], until = performance.now() + 20_000;
  const look = () => {
    if (pictures().length === all) Promise.all(pictures().map((one) => one.settled())).then(() => resolve(true));
    else if (performance.now() > until) resolve(false);
    else setTimeout(look, 20);
  };
  look();
})"""
WITH_MANY_RUNS = "lessons/04_infusion.html"


@pytest.fixture
def opened(browser):
    """Open pages that log no error: opened(address, before, refused=, logs=).

    refused: a pattern of addresses that do not arrive; logs: what a page may log then.
    """
    contexts, faults = [], []

    def open_page(address, before="", refused="", logs="(?!)"):
        context = browser.new_context()
        contexts.append(context)
        page = context.new_page()

        def log(text):
            if not re.search(logs, text):
                faults.append(text)

        page.on("console", lambda one: one.type == "error" and log(one.text))
        page.on("pageerror", lambda error: log(str(error)))
        if before:
            page.add_init_script(f"({before})()")
        if refused:
            page.route(refused, lambda route: route.abort())
        page.goto(address)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not faults, "\n".join(faults)


@pytest.fixture
def under(site):
    """Serve the site under a Content-Security-Policy, in a folder: under(policy)."""
    servers = []

    def serve(policy):
        class Strict(course.Pages):
            def end_headers(self):
                self.send_header("Content-Security-Policy", policy)
                super().end_headers()

            def translate_path(self, path):
                return super().translate_path(path.removeprefix("/folder"))

        server = course.open_server(pages=Strict)
        servers.append(server)
        return course.address_of(server) + "folder/"

    yield serve
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.mark.parametrize("address", pages())
def test_explorers_live_where_only_files_of_the_site_are_scripts(
    opened, under, address
):
    page = opened(under("script-src 'self'") + address)
    assert page.evaluate(ALL_DRAWN)
    assert page.evaluate("() => cartlab.crew?.atWork() ?? true")
    page.get_by_role("slider").first.press("End")
    assert page.evaluate(ALL_DRAWN)


def test_many_runs_are_made_where_no_worker_may_start_and_it_is_said(opened, under):
    strict = under("script-src 'self'; worker-src 'none'")
    page = opened(strict + WITH_MANY_RUNS, logs="worker")
    assert page.evaluate(ALL_DRAWN)
    assert page.evaluate("() => cartlab.crew.atWork()") is False
    told = page.get_by_text("forbids pages to compute in the background")
    assert told.first.is_visible()


def test_without_scripts_the_stored_pictures_are_seen(opened, under):
    page = opened(under("script-src 'none'") + WITH_MANY_RUNS, logs="script")
    stills = page.locator("figure.v2v-still")
    assert stills.count()
    for still in stills.all():
        still.scroll_into_view_if_needed()  # until then it is not loaded
        still.locator("img").wait_for()
        assert "The sliders need scripts." in still.inner_text()


@pytest.mark.parametrize(
    "missing, told",
    [
        ("**/functions/**", "The equations of .* did not arrive: load the page again"),
        ("**/engine.js*", "Its script, .* did not arrive: load the page again"),
        ("**/explorer.js*", "Its script, .* did not arrive: load the page again"),
    ],
)
def test_a_script_that_does_not_arrive_is_named_beside_the_picture(
    opened, server, missing, told
):
    logs = "Failed to load|did not arrive|engine"
    page = opened(f"{server}book/welcome.html", refused=missing, logs=logs)
    page.get_by_text(re.compile(told)).first.wait_for()
    page.locator("figure.v2v-still img").wait_for()
    assert page.get_by_text(re.compile(told)).first.is_visible()
    assert not page.get_by_role("slider").first.is_visible(), "it would be dead"


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


@pytest.mark.parametrize(
    "address",
    [
        "book/welcome.html",
        "lessons/00_first_look.html",
        "book/teaching/05_killing.html",
        "book/teaching/00_first_look.html",
        "book/models.html",
        "book/glossary.html",
        "search.html",
    ],
)
def test_every_kind_of_page_works_where_storage_is_refused(opened, server, address):
    page = opened(server + address, NO_STORAGE)
    assert page.evaluate(ALL_DRAWN)
    assert page.locator("h1").is_visible()


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


SLOW = """() => Object.defineProperty(navigator, "connection", { value: { downlink: 1 } })"""
FACE = "() => getComputedStyle(document.body).fontFamily.includes('Vein')"


def test_over_a_slow_line_the_faces_wait_for_the_next_page(opened, server):
    page = opened(f"{server}book/references.html", before=SLOW)
    assert not page.evaluate(FACE)
    page.wait_for_function("() => sessionStorage.getItem('v2v-faces')")
    page.goto(f"{server}book/glossary.html")
    assert page.evaluate(FACE)
