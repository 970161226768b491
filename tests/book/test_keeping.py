"""The course is kept: as a zip, by its edition and reference, in catalogs."""

import json
import re
import subprocess
import sys
import zipfile
from collections import Counter

import pytest

import course

EXTENSIONS = course.ROOT / "book" / "_ext"


@pytest.fixture(scope="module")
def extensions():
    """The modules of book/_ext that need no build."""
    sys.path.insert(0, str(EXTENSIONS))
    try:
        import catalog
        import edition
        import live_widgets
        import memory_stick

        modules = catalog, edition, live_widgets, memory_stick
        yield {one.__name__: one for one in modules}
    finally:
        sys.path.remove(str(EXTENSIONS))


@pytest.fixture
def said(extensions):
    return extensions["edition"].citation()


def test_citation_cff_keeps_its_schema():
    tool = [sys.executable, "-m", "check_jsonschema", "--builtin-schema"]
    asked = [*tool, "vendor.citation-file-format", course.ROOT / "CITATION.cff"]
    done = subprocess.run(asked, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


def test_zenodo_is_told_what_citation_cff_says(extensions, said):
    stored = (course.ROOT / ".zenodo.json").read_text("utf-8")
    again = "run `python book/_ext/catalog.py`"
    assert stored == extensions["catalog"].written(said), again


def test_a_person_and_a_doi_reach_every_reference(extensions, said):
    edition = extensions["edition"]
    one = {"family-names": "Doe", "given-names": "Jane"}
    named = {**said, "authors": [one, {"name": "A group"}], "doi": "10.5281/zenodo.1"}
    for text in (edition.sentence(named), edition.of_chapter(named, "Infusion")):
        assert text.startswith("Doe, Jane; A group (")
        assert text.endswith(" https://doi.org/10.5281/zenodo.1")
    assert "author = {Doe, Jane and {A group}}" in edition.bibtex(named)
    assert extensions["catalog"].zenodo(named)["creators"][0]["name"] == "Doe, Jane"


def test_each_page_names_its_edition_and_how_to_cite_it(pages, said):
    for name, page in pages.items():
        if name != "index.html":
            foot = page.find("footer").get_text()
            assert f"Edition {said['version']}, " in foot, name
            assert page.select('footer a[href$="cite.html"]') or "cite" in name, name
    told = pages["book/cite.html"].find("main").get_text()
    assert said["title"] in told and f"edition = {{{said['version']}}}" in told


def test_each_lesson_tells_catalogs_what_its_card_says(pages):
    for path in course.LESSONS.glob("*.ipynb"):
        page = pages[f"lessons/{path.stem}.html"]
        (script,) = page.select('script[type="application/ld+json"]')
        data = json.loads(script.string)
        card = {
            term.get_text(): " ".join(term.find_next("dd").get_text().split())
            for term in page.select_one(".v2v-card").select("dt")
        }
        assert data["@type"] == "LearningResource"
        assert data["name"] == page.h1.get_text().rstrip("#")
        assert " ".join(data["teaches"].split()) == card["You will"]
        assert " ".join(data["competencyRequired"].split()) == card["You need"]
        minutes = re.fullmatch(r"PT(\d+)M", data["timeRequired"])[1]
        spelled = {"10": "ten", "20": "twenty"}.get(minutes, minutes)
        assert re.match(rf"about ({minutes}|{spelled}) minutes", card["Time"])


def test_a_card_without_minutes_is_told_what_to_write(extensions):
    with pytest.raises(ValueError, match="'a while', begins with no number.*digits"):
        extensions["catalog"].duration("a while")


def test_a_sitemap_lists_complete_addresses(extensions):
    text = extensions["catalog"].sitemap("https://a.org/b/", ["x/1&2.html", "y.html"])
    found = re.findall("<loc>(.*)</loc>", text)
    assert found == ["https://a.org/b/x/1&amp;2.html", "https://a.org/b/y.html"]


def test_the_zip_is_the_site_and_any_memory_stick_can_hold_it(site, said):
    with zipfile.ZipFile(site / "vein-to-vein.zip") as packed:
        names = packed.namelist()
    folder = f"vein-to-vein-{said['version']}/"
    assert all(name.startswith(folder) for name in names)
    there = {
        one.relative_to(site).as_posix() for one in site.rglob("*") if one.is_file()
    }
    kept = {name.removeprefix(folder) for name in names}
    needs_an_address = {"embed", "lite"}
    left = {one for one in there - kept if not needs_an_address & {*one.split("/")}}
    assert left == {".buildinfo", "vein-to-vein.zip"} and kept <= there
    lower = Counter(name.lower() for name in names)
    assert max(lower.values()) == 1, "such a stick tells no capitals from small letters"
    assert not [name for name in names if re.search(r'[<>:"\\|?*]|[. ]$', name)]
    assert max(map(len, names)) < 200, "Windows ends a path at 260 characters"


def test_no_page_of_the_zip_leads_to_what_needs_an_address(site):
    with zipfile.ZipFile(site / "vein-to-vein.zip") as packed:
        pages = [name for name in packed.namelist() if name.endswith(".html")]
        leading = [name for name in pages if b"lite/lab" in packed.read(name)]
    assert pages and leading == []


def test_a_site_is_packed_into_the_same_bytes_each_time(extensions, said, tmp_path):
    (tmp_path / "book").mkdir()
    page = '<p class="v2v-zip">here</p>'
    (tmp_path / "book" / "how_to_use.html").write_text(page, "utf-8")
    pack = extensions["memory_stick"].pack
    assert pack(tmp_path, said).read_bytes() == pack(tmp_path, said).read_bytes()


def test_a_lesson_out_of_the_zip_lives_without_a_server(site, page, tmp_path):
    stick = tmp_path / "Stick von Zoë (1)"
    with zipfile.ZipFile(site / "vein-to-vein.zip") as packed:
        packed.extractall(stick)
    (folder,) = stick.iterdir()
    opened = page((folder / "lessons" / "00_first_look.html").as_uri())
    opened.wait_for_selector(".v2v-explorer[data-drawn]")
    before = opened.locator(".v2v-summary").first.inner_text()
    opened.locator(".v2v-explorer").get_by_role("slider").first.press("End")
    opened.wait_for_function(
        "(before) => document.querySelector('.v2v-summary').innerText !== before",
        arg=before,
    )
    opened.goto((folder / "book" / "how_to_use.html").as_uri())
    assert "You are reading such a copy." in opened.locator(".v2v-zip").inner_text()


def test_a_script_loses_comments_and_indentation_and_not_a_space_of_what_it_says(
    extensions,
):
    lean = extensions["live_widgets"].lean
    script = r"""
/** What it does. */
const when = `${a ? `day ${b} to ${c}` : ` // ${d} `}`; // a quote's end
  // A line.
  const far = "https://a.org // b"; // short
const poem = `one
  two`;
  /*! Licensed. */
"""
    assert lean("one.js", script) == (
        "\nconst when = `${a ? `day ${b} to ${c}` : ` // ${d} `}`; // a quote's end\n"
        'const far = "https://a.org // b";\n'
        "const poem = `one\n  two`;\n/*! Licensed. */\n"
    )
