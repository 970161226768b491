"""Formulas are MathML in the pages: no script sets them, none is left as LaTeX."""

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from fontTools.ttLib import TTFont

from book.small_book import build

ROOT = Path(__file__).parents[2]
FONT = ROOT / "book" / "assets" / "fonts" / "vein-math.woff2"

RAW_TEX = re.compile(r"\\[A-Za-z]+|\\[()\[\],]|\$[^$\s][^$]*\$")
NOT_PROSE = "script, style, pre, code"
FORMS = "ϵϑϰϕϱϖ"
CONTROLS = {chr(code) for code in range(0x2061, 0x2065)} | {" ", "\n"}


def prose_of(page):
    """The text of a page as it is without scripts, code left out."""
    page = BeautifulSoup(str(page), "html.parser")
    for element in page.select(NOT_PROSE):
        element.decompose()
    return page.get_text()


def italic(letter):
    """The character that a browser shows for a name of one letter."""
    if letter == "h":
        return "ℎ"
    if letter in FORMS:
        return chr(0x1D716 + FORMS.index(letter))
    for first, last, start in (("A", "Z", 0x1D434), ("a", "z", 0x1D44E), ("α", "ω", 0x1D6FC)):  # fmt: skip
        if first <= letter <= last:
            return chr(start + ord(letter) - ord(first))
    return letter


def test_no_page_loads_a_script_for_formulas(pages):
    for name, page in pages.items():
        for script in page.find_all("script"):
            told = f"{script.get('src', '')} {script.get('type', '')}"
            assert not re.search("mathjax|katex|tex-mml|text/later", told), name
    assert not list((ROOT / "book" / "assets").rglob("*athjax*"))


def test_no_latex_is_seen_on_any_page(pages):
    for name, page in pages.items():
        assert not RAW_TEX.findall(prose_of(page)), name


def test_every_formula_became_mathematics_without_a_fault(pages):
    found = {name: page.find_all("math") for name, page in pages.items()}
    for name, page in pages.items():
        assert not page.find("merror"), name
        for box in page.select("div.math"):
            assert box.find("math", display="block"), name
        for sign in page.select(".v2v-params tbody th[title]"):
            assert sign.find("math"), f"{name}: {sign['title']}"
    assert len(found["book/symbols.html"]) > 200
    assert all(found[name] for name in pages if re.match(r"lessons/0[0347]", name))


def test_the_face_for_formulas_has_what_they_are_written_with(pages):
    drawn = set(TTFont(FONT).getBestCmap())
    missing = set()
    for page in pages.values():
        for leaf in page.select("math :is(mi, mn, mo, mtext)"):
            text = leaf.get_text().strip()
            upright = leaf.name != "mi" or leaf.get("mathvariant") or len(text) != 1
            for letter in text if upright else italic(text):
                if ord(letter) not in drawn and letter not in CONTROLS:
                    missing.add(letter)
    assert not missing, "name them in MATH of book/cut_fonts.py and cut anew"


def test_the_face_for_formulas_can_grow_its_braces():
    table = TTFont(FONT)["MATH"].table
    grow = table.MathVariants.VertGlyphCoverage.glyphs
    cmap = TTFont(FONT).getBestCmap()
    assert {cmap[ord(one)] for one in "(){}[]√"} <= set(grow)


@pytest.mark.parametrize("name, stands", [("models", True), ("welcome", False)])
def test_the_face_for_formulas_is_loaded_where_one_stands(page, name, stands):
    opened = page(f"book/{name}.html")
    loaded = opened.evaluate(
        """() => document.fonts.ready.then((all) =>
             [...all].some(({ family, status }) => /Vein Math/.test(family) && status === "loaded"))"""
    )
    assert loaded == stands


def test_a_long_formula_scrolls_in_its_box_and_hides_nothing_on_the_left(page):
    opened = page("book/models.html", width=390)
    opened.evaluate("() => document.fonts.ready")
    boxes = opened.evaluate(
        """() => [...document.querySelectorAll("div.math")].map((box) => {
          const left = box.getBoundingClientRect().left;
          const cells = [...box.querySelectorAll("mtd > *")].map((one) => one.getBoundingClientRect().left);
          return { long: box.scrollWidth > box.clientWidth, cut: left - Math.min(...cells) };
        })"""
    )
    assert any(box["long"] for box in boxes)
    assert all(box["cut"] <= 1 for box in boxes), boxes
    assert opened.evaluate("() => document.documentElement.scrollWidth") <= 390


def built(folder, text):
    """Build a book of one page with this extension; return the page."""
    (folder / "index.md").write_text(f"# A page\n\n{text}\n", encoding="utf-8")
    out = folder / "out"
    build(
        folder,
        out,
        extensions=["myst_parser", "formulas"],
        myst_enable_extensions=["dollarmath", "amsmath"],
        html_math_renderer="mathml",
    )
    return BeautifulSoup((out / "index.html").read_text("utf-8"), "html.parser")


def test_formulas_of_text_blocks_and_tables_are_set_alike(tmp_path):
    page = built(
        tmp_path,
        "Let $x_e$ be\n\n$$\\begin{aligned}a &= b\\\\ c &= d\\end{aligned}$$\n\n"
        "```{raw} html\n<p id='of-html'>\\(p &lt; q\\)</p>\n```\n",
    )
    assert page.find("p").find("msub")
    assert len(page.select("div.math mtr")) == 2
    assert page.select_one("#of-html math").get_text() == "p<q"


@pytest.mark.parametrize(
    "wrong", ["Let $\\unheard x$ be.", "```{raw} html\n<p>\\(\\unheard x\\)</p>\n```"]
)
def test_an_unknown_command_stops_the_build_and_says_where(tmp_path, wrong):
    with pytest.raises(Exception, match=r"index\.md:3: .*unheard"):
        built(tmp_path, wrong)
