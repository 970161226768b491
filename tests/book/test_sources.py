"""The sources of the book: what is cited, what it is printed with."""

import json
import re
import shutil
from pathlib import Path

import pytest
import yaml
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._n_a_m_e import NameRecordVisitor
from jupyter_book.config import get_final_config
from sphinx.project import Project

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
    source = {"serif": "source-serif-4", "sans": "source-sans-3", "math": "stix-two-math"}  # fmt: skip
    license_text = (FONTS / f"LICENSE-{source[font.split('-')[1].split('.')[0]]}.txt").read_text("utf-8")  # fmt: skip
    assert "SIL OPEN FONT LICENSE Version 1.1" in license_text


@pytest.mark.parametrize("font", sorted(path.name for path in FONTS.glob("*.woff2")))
def test_fonts_have_every_name_that_their_tables_speak_of(font):
    """A browser that finds one missing discards the table, and says so."""
    opened, used = TTFont(FONTS / font), NameRecordVisitor()
    used.visit(opened)
    there = {record.nameID for record in opened["name"].names}
    assert {0, 13, 14} <= there, "who made it and under which license"
    assert used.seen <= there


def in_the_contents():
    contents = yaml.safe_load((ROOT / "_toc.yml").read_text("utf-8"))
    files = [contents["root"]]
    files += [page["file"] for part in contents["parts"] for page in part["chapters"]]
    return files


def test_every_page_of_the_contents_exists():
    files = in_the_contents()
    for file in files:
        assert any((ROOT / f"{file}{end}").is_file() for end in (".md", ".ipynb")), file
    assert len(files) == len(set(files))


def test_pages_are_looked_for_in_the_book_only(tmp_path):
    """An environment of any name, with the pages that packages bring, stays outside."""
    for name in ("book", "lessons"):
        shutil.copytree(ROOT / name, tmp_path / name)
    for name in ("venv", "env", "my python", ".venv", "lite", "book/node_modules"):
        for page in ("lib/site-packages/x/README.md", "lib/y/README.md", "x.ipynb"):
            (tmp_path / name / page).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name / page).touch()
    (tmp_path / "README.md").touch()
    made, _ = get_final_config(
        user_yaml=ROOT / "_config.yml", cli_config={"latex_individualpages": False}
    )
    book = Project(tmp_path, [".md", ".ipynb", ".rst"])
    found = book.discover(made["exclude_patterns"], made["include_patterns"])
    assert found == set(in_the_contents())
