"""What was opened once is read without a connection, a new edition is seen, and a worker never surprises."""

import json
import socket

import pytest

import course

# A name of this computer that is not how `course.py serve` calls it: pages behave as on the web.
WEB = "http://vein.localhost:{port}/course/"
LESSONS = ("lessons/00_first_look.html", "lessons/03_expansion.html")
STRICT = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:"
# Waits until one edition is kept, this page of it with all its parts, or another edition than `old`.
KEPT = """async ([address, old]) => {
  let names = [], missing = [];
  for (const end = performance.now() + 30000; performance.now() < end; await new Promise((go) => setTimeout(go, 50))) {
    names = await caches.keys();
    if (names.length !== 1 || names[0] === old) continue;
    const kept = await (await caches.open(names[0])).keys(), paths = kept.map(({ url }) => new URL(url).pathname);
    const parts = performance.getEntriesByType("resource").map(({ name }) => new URL(name).pathname);
    missing = [address, ...parts].filter((one) => !paths.includes(one));
    if (!missing.length) break;
  }
  return { names, missing };
}"""
ANOTHER = "Another edition"


class Web:
    """The built site on the web; away: it does not answer; edition: it is of another one."""

    def __init__(self):
        self.away, self.edition = False, None
        web = self

        class Pages(course.Pages):
            def end_headers(self):
                self.send_header("Content-Security-Policy", STRICT)
                super().end_headers()

            def translate_path(self, path):
                inside = path.removeprefix("/course").replace("/lite/", "/")
                return super().translate_path(inside)

            def do_GET(self):
                if web.away:  # its port stays taken: another server there would answer
                    return self.connection.shutdown(socket.SHUT_RDWR)
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

        self.server = course.open_server(pages=Pages)
        self.port = self.server.server_address[1]


@pytest.fixture
def web(site):
    made = Web()
    yield made
    made.server.shutdown()
    made.server.server_close()


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
    found = reader.evaluate(KEPT, [f"/course/{address}", old])
    assert found["missing"] == [] and len(found["names"]) == 1, found
    assert found["names"] != [old], "no new edition"
    return found["names"][0]


def test_opened_pages_live_without_a_connection_and_a_new_edition_replaces_them(
    reader, web
):
    for address in LESSONS:
        open_page(reader, web, address)
        name = kept(reader, address)
    reader.evaluate("fetch('../lite/book/cite.html')")
    web.away = True
    for address in LESSONS:
        open_page(reader, web, address)
        assert moved(reader), address
    open_page(reader, web, "book/cite.html")
    assert "not kept here" in reader.locator("h1").inner_text()
    lite = reader.evaluate("caches.match('/course/lite/book/cite.html').then(Boolean)")
    assert not lite, "JupyterLite has a worker of its own"

    web.away, web.edition = False, ANOTHER
    open_page(reader, web, LESSONS[0])
    assert ANOTHER in reader.locator("footer").inner_text(), "new at once"
    kept(reader, LESSONS[1], old=name)
    web.away = True
    open_page(reader, web, LESSONS[1])
    assert ANOTHER in reader.locator("footer").inner_text(), "and without a connection"
    assert moved(reader)


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
