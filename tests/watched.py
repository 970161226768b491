"""Pages that are watched while tests use them, alone or one after the other."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Error

import course

HERE = "127.0.0.1"
PICTURES = course.ROOT / "_build/screenshots"  # of pages whose test failed
CALLED = pytest.StashKey()  # how the call of a test went


class Watched:
    """Opens pages, and writes down what none may do: ask other hosts, log an error."""

    def __init__(self, browser):
        self.browser = browser
        self.contexts, self.pages, self.faults = [], [], []

    def open(self, address, width=1280, height=900, dark=False, before="", **options):
        """Open a page; `before` is a script that runs ahead of all others."""
        context = self.browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            **options,
        )
        self.contexts.append(context)
        context.route("**/*", self.route)
        opened = context.new_page()
        if before:
            opened.add_init_script(before)
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
