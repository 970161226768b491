"""What the tests share: the built site, a server for it, and a browser that watches."""

import contextlib
import os

import pytest

import browser as browsers
import course
from cartlab.explorer import assemble
from engines import ENGINES, HERE, Gone
from watched import CALLED, Kept, Watched, finish

# Binder, and the search for a browser on Debian, are matters of Linux.
collect_ignore = ["test_binder.py", "test_browser.py"] if os.name == "nt" else []


def pytest_collection_modifyitems(items):
    """What an engine did not live to see is asked once more, and the summary counts it."""
    for item in items:
        if "engine" in getattr(item, "fixturenames", ()):  # a cell of a lesson has none
            item.add_marker(pytest.mark.flaky(reruns=1, only_rerun=Gone.__name__))


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
        yield started(stack, browsers.launched)


def started(stack, browser):
    try:
        return stack.enter_context(browser())
    except browsers.NoBrowser as reason:
        (pytest.fail if course.in_ci() else pytest.skip)(str(reason))


@pytest.fixture(scope="session")
def engines():
    """Start Firefox or WebKit, whoever is asked for: once, and again if it has crashed."""
    running = {}
    with contextlib.ExitStack() as stack:

        def of(one):
            if one not in running or running[one].gone:
                running[one] = started(stack, one)
            return running[one]

        yield of


@pytest.fixture(params=ENGINES, ids=lambda one: one.__name__)
def engine(request, engines):
    """A page in Firefox, then one in WebKit. On Linux they are missed as Chromium is."""
    if not HERE:
        pytest.xfail(f"{request.param.name} is tried on Linux only")
    return engines(request.param)


@pytest.fixture(scope="session")
def twin(browser):
    """The JavaScript as shipped, in Chromium: twin.evaluate(function, argument)."""
    page = browser.new_page()
    page.evaluate(twin_script())
    yield page
    page.close()


def twin_script():
    """Return a function of JavaScript that makes `twin` of the modules as shipped."""
    return (
        f"() => {{{assemble.joined()}\nglobalThis.twin = {{ "
        "...language_chain, ...solve_readouts, ...solve_say,"
        " ...explorer_values, chance: solve_chance, population: language_population }; }"
    )


@pytest.fixture
def twin_in_engine(engine):
    """The same as `twin` in Firefox, then in WebKit."""
    engine.open("data:text/html,")  # about:blank may come once more, later
    engine.evaluate(twin_script())
    return engine


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
