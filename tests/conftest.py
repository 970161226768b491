"""What the tests share: the built site, a server for it, and a browser that watches."""

import contextlib
import os
from urllib.parse import urlsplit

import pytest

import browser as browsers
import course
from cartlab.explorer import assemble

HERE = "127.0.0.1"
CHANCE = course.ROOT / "widgets/cartlab/solve/chance.js"  # no explorer draws yet

# Binder, and the search for a browser on Debian, are matters of Linux.
collect_ignore = ["test_binder.py", "test_browser.py"] if os.name == "nt" else []


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """In CI a test that is skipped is a test that is missing: it fails."""
    report = yield
    if course.in_ci() and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped in CI: {report.longrepr}"
    return report


@pytest.fixture(scope="session")
def site():
    """The folder of the built site, built first if it is missing or stale."""
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
        content=f"(() => {{{assemble.joined()}\n{assemble.in_scope(CHANCE)}\n"
        "globalThis.twin = { ...language_chain, ...solve_readouts, ...solve_say,"
        " chance: solve_chance }; })();"
    )
    yield page
    page.close()


@pytest.fixture
def page(browser, request):
    """Open pages: page("lessons/00_first_look.html", width=390, dark=True).

    An address without a host is a page of the built site, served. Other hosts are
    blocked. A page that asks for one, or logs an error, fails the test.
    """
    contexts, faults = [], []

    def watched(route):
        address = urlsplit(route.request.url)
        if (
            address.scheme in ("http", "https", "ws", "wss")
            and address.hostname != HERE
        ):
            faults.append(f"asked for another host: {route.request.url}")
            route.abort()
        else:
            route.continue_()

    def logged(message):
        if message.type == "error":
            faults.append(f"console: {message.text} ({message.location.get('url')})")

    def open_page(address, width=1280, height=900, dark=False, **options):
        if "://" not in address:
            address = request.getfixturevalue("server") + address
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            **options,
        )
        contexts.append(context)
        context.route("**/*", watched)
        opened = context.new_page()
        opened.on("console", logged)
        opened.on("pageerror", lambda error: faults.append(f"page error: {error}"))
        opened.goto(address)
        return opened

    yield open_page
    for context in contexts:
        context.close()
    assert not faults, "\n".join(faults)
