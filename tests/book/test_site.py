"""The built site, read as files: what its pages load, where they lead, how they are named."""

import json
import re
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

import pytest
from bs4 import BeautifulSoup
from fontTools.ttLib import TTFont
from PIL import Image

import course

STATE = "application/vnd.jupyter.widget-state+json"
VIEW = "application/vnd.jupyter.widget-view+json"
SCRIPTS = {"explorer", "tasks"}  # names of files that stand for what is run
PRESET = "explorer="  # a link that sets sliders: #explorer=its-title&dose=1e8
LOADS = ["script[src]", "link[href]", "img[src]", "source[src]", "iframe[src]"]


def address_of(element):
    return element.get("src") or element.get("href")


def is_elsewhere(address):
    return bool(urlsplit(address).netloc)


def test_nothing_is_loaded_from_elsewhere(pages):
    for name, page in pages.items():
        for element in page.select(", ".join(LOADS)):
            assert not is_elsewhere(address_of(element)), f"{name}: {element}"


def test_style_sheets_load_nothing_from_elsewhere(site, pages):
    linked = {
        urlsplit(link["href"]).path.rsplit("_static/", 1)[1]
        for page in pages.values()
        for link in page.select('link[rel="stylesheet"]')
    }
    assert "book.css" in linked
    for name in linked:
        text = (site / "_static" / name).read_text("utf-8")
        for address in re.findall(r"""(?:url\(|@import )["']?([^"')\s]+)""", text):
            assert not is_elsewhere(address), f"{name}: {address}"
            if not address.startswith(("data:", "#")):
                file = (site / "_static" / name).parent / address
                assert file.is_file(), f"{name}: {address} is missing"


def test_all_files_and_links_are_there(site, pages):
    for name, page in pages.items():
        for element in page.select("a[href], " + ", ".join(LOADS)):
            parts = urlsplit(address_of(element))
            if parts.scheme or parts.netloc:
                continue
            target = (site / name).parent / unquote(parts.path)
            target = site / name if not parts.path else target
            assert target.resolve().is_file(), f"{name}: {address_of(element)}"
            if parts.fragment and not parts.fragment.startswith(PRESET):
                other = target.resolve().relative_to(site.resolve()).as_posix()
                assert pages[other].find(id=parts.fragment), f"{name}: {element}"


def whole(value, table):
    """Put what the explorers of a page have in common back in place."""
    if isinstance(value, list):
        return [whole(one, table) for one in value]
    if not isinstance(value, dict):
        return value
    if "$" in value:
        return whole(table[value["$"]], table)
    return {key: whole(one, table) for key, one in value.items()}


def explorers_of(page):
    """Return {title as in a link: {name of a slider: its parameter}} of a page."""
    found = {}
    for script in page.select(f'script[type="{STATE}"]'):
        table = json.loads(page.find(id="v2v-shared").string)
        for model in json.loads(script.string)["state"].values():
            packed = model["state"].get("spec", {})
            if (
                packed and "picture" not in model["state"]
            ):  # a task has one, none is one
                spec = whole(packed, table)
                title = re.sub(r"[^a-z0-9]+", "-", spec["title"].lower()).strip("-")
                parameters = {one["name"]: one for one in spec["model"]["parameters"]}
                found[title] = {name: parameters[name] for name in spec["sliders"]}
    return found


def test_links_that_set_sliders_name_an_explorer_and_what_it_allows(site, pages):
    links = 0
    for name, page in pages.items():
        for element in page.select(f'a[href*="#{PRESET}"]'):
            links += 1
            parts = urlsplit(element["href"])
            target = ((site / name).parent / unquote(parts.path)).resolve()
            other = pages[target.relative_to(site.resolve()).as_posix()]
            asked = dict(parse_qsl(parts.fragment))
            sliders = explorers_of(other)[asked.pop("explorer")]
            for slider, value in asked.items():
                allowed = sliders[slider]
                if allowed["choices"]:  # its place in the list is nobody's knowledge
                    names = [choice["label"] for choice in allowed["choices"]]
                    assert value in names, f"{name}: {element}"
                else:
                    assert allowed["low"] <= float(value) <= allowed["high"], element
    assert links, "the teaching plan has such links"


def test_each_page_has_a_language_a_title_and_one_heading(pages):
    titles = [page.title.get_text() for page in pages.values()]
    assert len(set(titles) - {"Vein to Vein"}) == len(titles) - 1, titles
    for name, page in pages.items():
        assert page.html["lang"] == "en", name
        assert len(page.find_all("h1")) == 1, name
        assert page.find("main"), name


def content_of(page, name):
    (element,) = page.select(f'meta[name="{name}"], meta[property="{name}"]')
    return element["content"]


def test_each_page_describes_itself_in_a_sentence_of_its_own(pages):
    told = {name: content_of(page, "description") for name, page in pages.items()}
    assert told.pop("index.html") == told["book/welcome.html"]
    assert len(set(told.values())) == len(told)
    for name, sentence in told.items():
        assert 30 <= len(sentence) <= 300, f"{name}: {sentence}"
        assert not re.search(r"[<>{}\\]|svg|&\w+;", sentence), f"{name}: {sentence}"
        assert sentence[-1] in ".?", f"{name}: {sentence}"
        lead = pages[name].select_one(".v2v-lead")
        assert lead is None or " ".join(lead.get_text().split()) == sentence, name


def test_each_page_can_be_previewed(site, pages):
    for name, page in pages.items():
        if name != "search.html":
            assert content_of(page, "og:title") in page.title.get_text(), name
            assert content_of(page, "og:description") == content_of(page, "description")
            picture = (site / name).parent / content_of(page, "og:image")
            size = tuple(int(content_of(page, f"og:image:{one}")) for one in ("width", "height"))  # fmt: skip
            with Image.open(picture) as opened:
                assert opened.size == size, name


def test_each_page_names_its_viewport_once(pages):
    for name, page in pages.items():
        assert len(page.select('meta[name="viewport"]')) == 1, name


def test_each_page_says_what_it_is_not(pages):
    for name, page in pages.items():
        if name != "index.html":
            assert "Not medical advice" in page.find("footer").get_text(), name


def test_identifiers_are_unique(pages):
    for name, page in pages.items():
        names = [element["id"] for element in page.find_all(id=True)]
        twice = {one for one in names if names.count(one) > 1}
        assert not twice, f"{name}: {twice}"


def test_a_page_loads_what_it_uses(pages):
    for name, page in pages.items():
        loaded = {
            Path(urlsplit(s["src"]).path).name for s in page.select("script[src]")
        }
        has_widgets = bool(page.select(f'script[type="{VIEW}"]'))
        widgets = {"manager.js", "engine.js", "explorer.js"}
        assert widgets <= loaded or not has_widgets, name
        assert has_widgets or not widgets & loaded, name
        assert not {"fontawesome.js", "bootstrap.js", "require.js"} & loaded, name


def test_no_page_holds_a_script_of_its_own(pages):
    """A site may allow the scripts that are its files, and no others."""
    data = {"application/json", "application/ld+json", STATE, VIEW}
    for name, page in pages.items():
        for element in page.find_all(True):
            acts = [one for one in element.attrs if one.startswith("on")]
            assert not acts, f"{name}: {element}"
            address = address_of(element) or element.get("action") or ""
            assert not address.strip().lower().startswith("javascript:"), name
            if element.name == "script" and not element.get("src"):
                assert element.get("type") in data, f"{name}: {element}"


def test_the_first_explorer_waits_for_the_widgets_of_no_other(pages):
    """A page holds its widgets in parts; the first one has one explorer and the questions about it."""
    several = 0
    for name, page in pages.items():
        explorers = page.select(f'.v2v-live script[type="{VIEW}"]')
        parts = [
            json.loads(script.string)["state"]
            for script in page.select(f'script[type="{STATE}"]')
        ]
        for view in explorers[:1]:
            first = json.loads(view.string)["model_id"]
            (part,) = [one for one in parts if first in one]
            shown = [
                one for one in explorers if json.loads(one.string)["model_id"] in part
            ]
            assert len(shown) == 1, name
            assert part is parts[0] or name == "lessons/07_side_effects.html", name
            several += len(parts) > 1
    assert several >= 8, "most lessons have more than one explorer"


def test_what_the_first_explorer_waits_for_is_asked_for_before_all_other_scripts(pages):
    for name, page in pages.items():
        if page.select(f'script[type="{VIEW}"]'):
            soon = page.select("script[fetchpriority=high]")
            names = [Path(urlsplit(one["src"]).path).name for one in soon]
            own = f"{Path(name).stem}.js"
            assert names == ["engine.js", own, "explorer.js", "manager.js"], name
            assert soon == page.select("script[defer]")[:4], name


def test_the_explorers_script_and_models_are_not_in_the_pages(pages):
    states = 0
    for name, page in pages.items():
        for script in page.select(f'script[type="{STATE}"]'):
            states += 1
            for model in json.loads(script.string)["state"].values():
                assert "_css" not in model["state"], name
                assert model["state"].get("_esm", "tasks") in SCRIPTS, name
        for data in page.select(f'script[type="{STATE}"], #v2v-shared'):
            assert "Float64Array" not in data.string, name
    assert states >= 2, "the welcome page and the first lesson have explorers"


def test_each_widget_has_a_picture_and_a_sentence_or_a_question_and_its_answer(
    site, pages
):
    for name, page in pages.items():
        views = page.select(f'script[type="{VIEW}"]')
        stills = page.select("figure.v2v-still")
        questions = page.select(".v2v-task-stored .v2v-task-still")
        assert len(views) == len(stills) + len(questions), name
        assert all(one.select_one(".v2v-answer p").get_text() for one in questions)
        for still in stills:
            picture = (site / name).parent / still.img["src"]
            assert picture.stat().st_size > 2000, name
            assert still.img["alt"]
            assert re.search(r"\d", still.figcaption.get_text()), name


def test_pictures_of_the_course_are_in_the_page(pages):
    for name, page in pages.items():
        assert not page.select('article img[src$=".svg"]'), name
    for svg in pages["book/welcome.html"].select("svg.v2v-art"):
        assert svg.title and svg.desc
        assert len(svg.select("a[href]")) == 7


def test_the_typefaces_have_what_is_written(site, pages):
    fonts = site / "_static" / "fonts"
    known = {
        kind: {
            chr(code)
            for name in (f"{kind}-latin", f"{kind}-greek")
            for code in TTFont(fonts / f"{name}.woff2").getBestCmap()
        }
        for kind in ("vein-serif", "vein-serif-italic", "vein-sans")
    }
    for name, page in pages.items():
        page = BeautifulSoup(str(page), "html.parser")
        for element in page.select("head, script, math, pre, code"):
            element.decompose()
        letters = set(page.get_text()) - {"\n"}
        letters -= {"⁻"}  # Source Serif 4 comes without it
        assert letters <= known["vein-serif"] & known["vein-sans"], name
        emphasized = {one for em in page.find_all("em") for one in em.get_text()}
        assert emphasized - {"\n"} <= known["vein-serif-italic"], name


def test_every_lesson_can_be_downloaded_and_launched_if_there_is_a_repository(pages):
    is_set = course.UNSET not in course.CONFIG.read_text("utf-8")
    for name, page in pages.items():
        if name.startswith("lessons/"):
            (launch,) = page.select(".v2v-launch")
            notebook = name.replace(".html", ".ipynb")
            for host in ("mybinder.org", "colab.research.google.com"):
                link = launch.select_one(f'a[href*="{host}"][href$="{notebook}"]')
                assert bool(link) == is_set and course.UNSET not in str(launch)
            assert launch.select_one(f'a[download][href$="{notebook}"]')


@pytest.mark.parametrize("folder", ["embed", "sheets"])
def test_pages_beside_the_book_have_its_icon_and_ask_this_site_alone(site, folder):
    found = sorted((site / folder).rglob("*.html"))
    assert found
    for path in found:
        page = BeautifulSoup(path.read_text("utf-8"), "html.parser")
        assert page.select_one("link[rel=icon]"), path
        for element in page.select(", ".join(LOADS)):
            address = address_of(element)
            assert not is_elsewhere(address), f"{path}: {element}"
            if not address.startswith("data:"):
                assert (path.parent / urlsplit(address).path).is_file(), address
