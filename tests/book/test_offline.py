"""What was opened once is read without a connection, a new edition is seen, and a worker never surprises."""

import json

import pytest
from playwright.sync_api import Error

import course

# A name of this computer that is not how `course.py serve` calls it: pages behave as on the web.
WEB = "http://vein.localhost:{port}/course/"
LESSONS = ("lessons/00_first_look.html", "lessons/03_expansion.html")
STRICT = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:"
# Waits until one edition is kept, this page of it with all its parts, or another edition than `old`.
KEPT = """async ([address, old]) => {
  for (const end = performance.now() + 15000; performance.now() < end; await new Promise((go) => setTimeout(go, 50))) {
    const names = await caches.keys();
    if (names.length !== 1 || names[0] === old) continue;
    const kept = await (await caches.open(names[0])).keys(), paths = kept.map(({ url }) => new URL(url).pathname);
    const parts = performance.getEntriesByType("resource").map(({ name }) => new URL(name).pathname);
    if ([address, ...parts].every((one) => paths.includes(one))) return names[0];
  }
  return null;
}"""
ANOTHER = "Another edition"


class Web:
    """The built site on the web, for as long as it answers; edition: of another one, if any."""

    def __init__(self):
        self.server, self.edition, self.port = None, None, None

    def start(self):
        web = self

        class Pages(course.Pages):
            def end_headers(self):
                self.send_header("Content-Security-Policy", STRICT)
                super().end_headers()

            def translate_path(self, path):
                inside = path.removeprefix("/course").replace("/lite/", "/")
                return super().translate_path(inside)

            def do_GET(self):
                path = self.translate_path(self.path.split("?")[0])
                if web.edition is None or not path.endswith(("worker.js", ".html")):
                    return super().do_GET()
                with open(path, "rb") as file:
                    body = file.read().replace(b"Edition ", web.edition.encode())
                body = body.replace(b"const EDITION = ", b'const EDITION = "new " + ')
                self.send_response(200)
                self.send_header("Content-Type", self.guess_type(path))
                self.end_headers()
                self.wfile.write(body)

        self.server = course.open_server(self.port, Pages)
        self.port = self.server.server_address[1]

    def stop(self):
        self.server.shutdown()
        self.server.server_close()


@pytest.fixture
def web(site):
    made = Web()
    made.start()
    yield made
    made.stop()


@pytest.fixture
def reader(browser):
    context = browser.new_context()
    yield context.new_page()
    context.close()


def open_page(reader, web, address):
    reader.goto(WEB.format(port=web.port) + address)


def moved(reader):
    """Move the first slider of a page; return whether the sentence follows."""
    reader.wait_for_selector(".v2v-explorer[data-drawn]")
    before = reader.locator(".v2v-summary").first.inner_text()
    slider = reader.locator(".v2v-explorer").first.get_by_role("slider").first
    slider.press("End")
    changed = "(before) => document.querySelector('.v2v-summary').innerText !== before"
    reader.wait_for_function(changed, arg=before)
    return True


def kept(reader, address, old=None):
    """Return the name of the edition in which a page is kept whole."""
    name = reader.evaluate(KEPT, [f"/course/{address}", old])
    assert name, f"{address} is not kept"
    return name


def test_opened_pages_live_without_a_connection_and_a_new_edition_replaces_them(
    reader, web
):
    for address in LESSONS:
        open_page(reader, web, address)
        name = kept(reader, address)
    reader.evaluate("fetch('../lite/book/cite.html')")
    web.stop()
    for address in LESSONS:
        open_page(reader, web, address)
        assert moved(reader), address
    open_page(reader, web, "book/cite.html")
    assert "not kept here" in reader.locator("h1").inner_text()
    with pytest.raises(Error):  # has a worker of its own
        reader.evaluate("fetch('../lite/book/cite.html')")

    web.edition = ANOTHER
    web.start()
    open_page(reader, web, LESSONS[0])
    assert ANOTHER in reader.locator("footer").inner_text(), "new at once"
    kept(reader, LESSONS[1], old=name)
    web.stop()
    open_page(reader, web, LESSONS[1])
    assert ANOTHER in reader.locator("footer").inner_text(), "and without a connection"
    assert moved(reader)
    web.start()


def test_who_builds_the_book_or_reads_it_from_a_disk_has_no_worker(page, site):
    for address in ("book/cite.html", (site / "book" / "cite.html").as_uri()):
        opened = page(address)
        opened.wait_for_load_state("load")
        assert opened.locator("link[rel=manifest]").count() == 0
    opened = page("book/cite.html")
    asked = "navigator.serviceWorker.getRegistrations().then((all) => all.length)"
    assert opened.evaluate(asked) == 0


def test_the_manifest_names_what_is_there(site):
    told = json.loads((site / "manifest.json").read_text("utf-8"))
    for address in (told["start_url"], *(icon["src"] for icon in told["icons"])):
        assert (site / address).is_file(), address
