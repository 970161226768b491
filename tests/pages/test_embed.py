"""One explorer in somebody's own page: alone, in a frame that forbids nearly everything."""

import gzip
import re

import pytest

import course
from cartlab.explorer.link import slug
from pages.explorers import address_of, explorers, pages, title
from pages.test_accessible import AXE, LEVELS, RUN

LESSON = "lessons/00_first_look.html"
SANDBOX = "allow-scripts"  # no storage, no name of its own, no worker
POLICY = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:"
HOST = """<!DOCTYPE html><title>A page of a teacher</title>
<iframe sandbox="{sandbox}" src="{address}" title="x" width="100%" height="300"></iframe>
<script>addEventListener("message", ({{ data }}) => (document.querySelector("iframe").height = data.height));</script>"""
DRAWN = ".v2v-explorer[data-drawn]"
MOST = 120_000  # bytes, packed as a web host does


def place(lab, address=LESSON):
    return f"embed/{address.removesuffix('.html')}/{slug(title(lab))}.html"


@pytest.fixture(scope="module")
def labs():
    return explorers(pages()[LESSON])


@pytest.fixture
def strict():
    """The address of the site, served under a policy that allows its own files only."""

    class Strict(course.Pages):
        def end_headers(self):
            self.send_header("Content-Security-Policy", POLICY)
            super().end_headers()

    server = course.open_server(pages=Strict)
    yield course.address_of(server)
    server.shutdown()
    server.server_close()


def test_in_a_sandboxed_frame_under_a_strict_policy_a_slider_moves_the_numbers(
    page, site, strict, labs
):
    lab = labs[0]
    name = lab.names[0]
    wanted = lab.model.parameters[name].range[1]
    opened = page("book/cite.html")
    host = HOST.format(sandbox=SANDBOX, address=strict + place(lab))
    opened.route(
        "**/host", lambda route: route.fulfill(content_type="text/html", body=host)
    )
    opened.goto(strict + "host")
    frame = opened.frames[1]
    frame.wait_for_selector(DRAWN)
    frame.get_by_role("slider").first.press("End")
    said = frame.evaluate(
        "() => cartlab.pictures[0].settled().then(() => cartlab.pictures[0].summary())"
    )
    assert said == lab.sentence.say(lab.run(**{name: wanted}))
    opened.wait_for_function(
        "() => document.querySelector('iframe').offsetHeight >= 640"
    )
    assert frame.evaluate(
        "() => [document.documentElement, document.querySelector('main')].every((one) => one.scrollHeight <= one.clientHeight)"
    ), "the frame has the height that it asked for, and nothing in it scrolls"


@pytest.mark.parametrize("width", [390, 1280])
def test_where_a_frame_is_too_low_its_foot_follows_the_explorer(page, labs, width):
    opened = page(place(labs[0]), width=width, height=300)
    opened.wait_for_selector(DRAWN)
    opened.locator("footer").scroll_into_view_if_needed()
    assert opened.evaluate(
        """() => {
          const [box, foot] = [".v2v-explorer", "footer"].map((one) => document.querySelector(one).getBoundingClientRect());
          return box.bottom <= foot.top + 0.5 && foot.bottom <= innerHeight + 0.5 && scrollY > 0 && document.documentElement.scrollWidth <= innerWidth;
        }"""
    )


def test_every_explorer_stands_alone_and_loads_little(site):
    heavy, texts = {}, {}
    for address, source in pages().items():
        names = {
            slug(found)
            for found in re.findall(
                r'title="([^"]+)"', source.read_text("utf-8").replace('\\"', '"')
            )
        }
        there = sorted((site / "embed" / address.removesuffix(".html")).glob("*.html"))
        assert there and {one.stem for one in there} <= names, address
        for one in there:
            text = one.read_text("utf-8")
            loads = re.findall(
                r'(?:<link rel="stylesheet" href|<script defer src)="([^"]+)"', text
            )
            files = [one, *((one.parent / load).resolve() for load in loads)]
            for file in files:
                if file not in texts:
                    texts[file] = len(gzip.compress(file.read_bytes(), 9))
            heavy[one.name] = sum(texts[file] for file in files)
    assert max(heavy.values()) <= MOST, max(heavy.items(), key=lambda pair: pair[1])


def test_the_menu_gives_the_line_that_shows_the_explorer_as_it_stands(
    page, server, labs
):
    lab = labs[0]
    name = lab.names[0]
    wanted = lab.model.parameters[name].range[0]
    opened = page(f"{LESSON}#{address_of(lab, {name: wanted})}")
    opened.wait_for_selector(DRAWN)
    box = opened.locator(".v2v-explorer").first
    box.get_by_role("button", name="Save…").click()
    box.get_by_role("button", name="Line for a page of yours").click()
    told = box.get_by_text("<iframe")
    told.wait_for()
    line = re.search(r"<iframe .*</iframe>", told.inner_text())[0]
    source = re.search(r'src="([^"]+)"', line)[1].replace("&amp;", "&")
    assert source.startswith(server + place(lab))
    alone = page(source)
    alone.wait_for_selector(DRAWN)
    assert alone.evaluate("() => cartlab.pictures[0].values()")[name] == wanted
    alone.get_by_role("slider").first.press("End")
    alone.get_by_role("link").first.evaluate(
        "(way) => { way.target = ''; way.click(); }"
    )
    alone.wait_for_selector(DRAWN)
    end = lab.model.parameters[name].range[1]
    assert alone.url.startswith(server + LESSON)
    assert alone.evaluate("() => cartlab.pictures[0].values()")[name] == end


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_in_an_explorer_alone(page, labs, dark):
    opened = page(place(labs[0]), width=390 if dark else 1280, dark=dark)
    opened.wait_for_selector(DRAWN)
    opened.add_script_tag(path=AXE)
    assert opened.evaluate(RUN, LEVELS) == []
