"""What the tests share: the built site, a server for it, and a browser that watches."""

import contextlib
import os
import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Error

import browser as browsers
import course
from cartlab.explorer import assemble

HERE = "127.0.0.1"
PICTURES = course.ROOT / "_build/screenshots"  # of pages whose test failed
CALLED = pytest.StashKey()
CHANCE = course.ROOT / "widgets/cartlab/solve/chance.js"  # no explorer draws yet

# Binder, and the search for a browser on Debian, are matters of Linux.
collect_ignore = ["test_binder.py", "test_browser.py"] if os.name == "nt" else []


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """In CI a test that is skipped is a test that is missing: it fails.

    How the call went is kept for the fixtures that end after it.
    """
    report = yield
    if course.in_ci() and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped in CI: {report.longrepr}"
    if report.when == "call":
        item.stash[CALLED] = report
    return report


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The folder of the built site, built first if it is missing or stale.

    One worker builds, and the others wait for it and find it built.
    """
    shared = tmp_path_factory.getbasetemp().parent
    with course.alone(shared):
        if not course.site_is_current():
            course.require_site()
    return course.SITE


@pytest.fixture(scope="session")
def server(site):
    """The address of the built site, ending in a slash."""
    opened = course.open_server()
    yield course.address_of(opened)
    opened.shutdown()
    opened.server_close()


@pytest.fixture(scope="session")
def browser():
    """Chromium, Chrome or Edge; missing, it is a skip at home and a failure in CI."""
    with contextlib.ExitStack() as stack:
        try:
            opened = stack.enter_context(browsers.launched())
        except browsers.NoBrowser as reason:
            (pytest.fail if course.in_ci() else pytest.skip)(str(reason))
        yield opened


@pytest.fixture(scope="session")
def twin(browser):
    """The JavaScript as shipped, in Chromium: twin.evaluate(function, argument)."""
    page = browser.new_page()
    page.add_script_tag(
        content=f"(() => {{{assemble.joined()}\n"
        "globalThis.twin = { build, measure, say, spell, lowered, tenTo, written }; })();\n"
        f"(() => {{{assemble.EXPORT.sub('', CHANCE.read_text('utf-8'))}\n"
        "twin.chance = { philox, words, bell, uniform, EVENTS }; })();"
    )
    yield page
    page.close()


class Watched:
    """Opens pages, and writes down what none may do: ask other hosts, log an error."""

    def __init__(self, browser):
        self.browser = browser
        self.contexts, self.pages, self.faults = [], [], []

    def open(self, address, width=1280, height=900, dark=False, **options):
        context = self.browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            **options,
        )
        self.contexts.append(context)
        context.route("**/*", self.route)
        opened = context.new_page()
        self.pages.append(opened)
        opened.on("console", self.logged)
        opened.on("pageerror", lambda error: self.faults.append(f"page error: {error}"))
        opened.goto(address)
        return opened

    def route(self, route):
        address = urlsplit(route.request.url)
        if (
            address.scheme in ("http", "https", "ws", "wss")
            and address.hostname != HERE
        ):
            self.faults.append(f"asked for another host: {route.request.url}")
            route.abort()
        else:
            route.continue_()

    def logged(self, message):
        if message.type == "error":
            where = message.location.get("url")
            self.faults.append(f"console: {message.text} ({where})")

    def open_pages(self):
        return [one for one in self.pages if not one.is_closed()]

    def told(self):
        """Return the faults since the last time this was asked, and forget them."""
        for one in self.open_pages():
            one.evaluate("0")  # what it has already said arrives before the answer
        faults, self.faults = self.faults, []
        return faults

    def picture(self, name):
        """Keep what the pages look like, for whoever reads that a test failed."""
        for number, one in enumerate(self.open_pages()):
            path = PICTURES / f"{re.sub('[^a-zA-Z0-9]+', '-', name)}-{number}.png"
            one.screenshot(path=path)
            print(f"The page as it was: {path}")

    def close(self):
        for context in self.contexts:
            context.close()
        self.contexts, self.pages, self.faults = [], [], []


def finish(watched, request):
    """End a test's use of pages; return whether they can be trusted afterwards."""
    report = request.node.stash.get(CALLED, None)
    failed = report is None or report.failed
    try:
        faults = watched.told()
        if failed or faults:
            watched.picture(request.node.nodeid)
    except Error as gone:  # a page that crashed or hangs
        faults = [f"the page does not answer: {gone}"]
    if failed or faults:
        watched.close()
    assert not faults, "\n".join(faults)


@pytest.fixture
def page(browser, request):
    """Open pages: page("lessons/00_first_look.html", width=390, dark=True).

    An address without a host is a page of the built site, served. Other hosts are
    blocked. A page that asks for one, or logs an error, fails the test.
    """
    watched = Watched(browser)

    def open_page(address, **options):
        if "://" not in address:
            address = request.getfixturevalue("server") + address
        return watched.open(address, **options)

    yield open_page
    try:
        finish(watched, request)
    finally:
        watched.close()


class Kept:
    """A page that stays open from test to test, until another is asked for."""

    def __init__(self, browser):
        self.watched, self.name = Watched(browser), None

    def take(self, name, make):
        """Return the page of this name, made by make(watched) unless it is open."""
        if name != self.name or not self.watched.pages:
            self.watched.close()
            self.name = name
            make(self.watched)
        return self.watched.pages[0]


@pytest.fixture(scope="session")
def keeper(browser):
    kept = Kept(browser)
    yield kept
    kept.watched.close()


@pytest.fixture
def kept_page(keeper, request):
    """Take a page that other tests have used and will use: kept_page(name, make).

    It fails the test during which it asks for another host or logs an error. After a
    test that failed it is opened anew, so that one fault makes one test red.
    """
    yield keeper.take
    finish(keeper.watched, request)
