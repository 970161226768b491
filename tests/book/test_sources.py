"""The sources of the book: what is cited, what it is printed with."""

import json
import re
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
FONTS = ROOT / "book" / "assets" / "fonts"


def texts():
    """The text of every page, in Markdown."""
    for path in sorted((ROOT / "book").rglob("*.md")):
        yield path.read_text("utf-8")
    for path in sorted((ROOT / "lessons").glob("*.ipynb")):
        for cell in json.loads(path.read_text("utf-8"))["cells"]:
            if cell["cell_type"] == "markdown":
                yield "".join(cell["source"])


def cited():
    for text in texts():
        for keys in re.findall(r"\{cite(?::\w+)?\}`([^`]+)`", text):
            yield from (key.strip() for key in keys.split(","))


def bibliography():
    return (ROOT / "book" / "references.bib").read_text("utf-8")


def test_what_is_cited_is_in_the_bibliography_and_nothing_else():
    assert set(re.findall(r"^@\w+\{(\w+),", bibliography(), re.MULTILINE)) == set(
        cited()
    )


def test_the_bibliography_prints_confirmed_fields_only():
    assert "not confirmed" not in bibliography().lower()
    assert "unconfirmed" not in bibliography().lower()


def test_terms_of_the_glossary_are_there():
    glossary = (ROOT / "book" / "glossary.md").read_text("utf-8")
    terms = {line.lower() for line in glossary.splitlines()}
    for text in texts():
        for term in re.findall(r"\{term\}`(?:[^`<]*<)?([^`>]+)>?`", text):
            assert term.lower() in terms, term


@pytest.mark.parametrize("font", sorted(path.name for path in FONTS.glob("*.woff2")))
def test_fonts_are_used_and_licensed(font):
    assert f"fonts/{font}" in (ROOT / "book/assets/book.css").read_text("utf-8")
    kind = "serif-4" if "serif" in font else "sans-3"
    license_text = (FONTS / f"LICENSE-source-{kind}.txt").read_text("utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in license_text


def test_every_page_of_the_contents_exists():
    contents = yaml.safe_load((ROOT / "_toc.yml").read_text("utf-8"))
    files = [contents["root"]]
    files += [page["file"] for part in contents["parts"] for page in part["chapters"]]
    for file in files:
        assert any((ROOT / f"{file}{end}").is_file() for end in (".md", ".ipynb")), file
    assert len(files) == len(set(files))
