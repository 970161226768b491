"""In JupyterLab a lesson says what to run, and its citations read as on the page."""

import json
import os
import re
import sys

import pytest
from bs4 import BeautifulSoup

import course
from lessons.rerun import LESSONS, source
from running_lab import TOKEN, running_lab

EACH = pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
EXTENSION = course.ROOT / "book" / "jupyterlab" / "citations"
BIBLIOGRAPHY = course.ROOT / "book" / "references.bib"
# The extension beside a stand-in for what jupyterlab-myst makes of a cell.
NAMED = """async ([bibliography, labels]) => {
  const { citations } = window._JUPYTERLAB;
  const notebook = async () => () => ({ NotebookPanel: { IContentFactory: "token" } });
  citations.init({ "@jupyterlab/notebook": { "1.0.0": { get: notebook } } });
  const { activate, requires } = (await citations.get("./extension"))();
  class Cell {
    get mystModel() { return this.kept; }
    set mystModel(model) { this.kept = model; }
  }
  const factory = Object.create({ createMarkdownCell: () => new Cell() });
  const get = async () => ({ content: bibliography });
  await activate({ serviceManager: { contents: { get } } }, factory);
  const cell = factory.createMarkdownCell({});
  const cites = labels.map((label) => ({ type: "cite", label, error: true, children: [] }));
  const mdast = { type: "root", children: [{ type: "citeGroup", children: cites }] };
  cell.mystModel = { mdast, references: { cite: { data: {} } } };
  const { data } = cell.mystModel.references.cite;
  const named = (cite) => [cite.error ?? false, cite.children[0]?.value, data[cite.label]];
  return [requires, cites.map(named)];
}"""

KEYLESS = """(keys) => {
  const text = document.querySelector(".jp-Notebook").innerText;
  return keys.every((key) => !text.includes(key));
}"""


def cells_of(path):
    return json.loads(path.read_text("utf-8"))["cells"]


def cited(path):
    """Return what a lesson's text cites, in its order: the keys of each place."""
    text = "\n".join(source(one) for one in cells_of(path))
    found = re.findall(r"\{cite\}`([^`]+)`", text)
    return [[key.strip() for key in keys.split(",")] for keys in found]


def on_page(path, site):
    """Return {(name, DOI or None)} of each place where the page of a lesson cites."""
    page = (site / "lessons" / f"{path.stem}.html").read_text("utf-8")
    places = BeautifulSoup(page, "html.parser").select(".bibtex-citation")
    return [{(a.get_text(), doi_of(a["title"])) for a in one("a")} for one in places]


def doi_of(entry):
    found = re.search(r"doi:(\S+)\.$", entry)
    return found and found[1]


@EACH
def test_a_lesson_begins_with_what_to_run_which_the_page_leaves_out(path, site):
    first, second = cells_of(path)[:2]
    stored = f"run `python course.py lessons lessons/{path.name}`"
    assert source(first) == course.AS_NOTEBOOK, stored
    installs = source(second) if second.get("id") == "install" else ""
    assert installs == course.install_cell(), stored
    page = (site / "lessons" / f"{path.stem}.html").read_text("utf-8")
    assert "Run All Cells" not in page and "find_spec" not in page


def test_citations_have_the_names_of_the_page_and_their_source(browser, site):
    keys = sorted({key for path in LESSONS for place in cited(path) for key in place})
    tab = browser.new_page()
    tab.add_script_tag(path=EXTENSION / "citations.js")
    asked = [BIBLIOGRAPHY.read_text("utf-8"), [*keys, "Nobody1900"]]
    requires, found = tab.evaluate(NAMED, asked)
    tab.close()
    assert requires == ["token"]
    assert found.pop() == [True, None, None], "what nobody knows stays as it was"
    named = {}
    for key, (error, name, data) in zip(keys, found, strict=True):
        assert not error and not re.search(r"[{}\\]", name + data["html"]), key
        named[key] = name, data.get("doi")
    for path in LESSONS:
        for place, shown in zip(cited(path), on_page(path, site), strict=True):
            assert {named[key] for key in place} == shown, path.name


@pytest.fixture
def lab(tmp_path):
    """The address of a JupyterLab that course.py has opened, for a reader without settings."""
    if os.name == "nt":
        pytest.xfail("course.py is replaced by JupyterLab, which Windows cannot do")
    with running_lab(
        [sys.executable, course.ROOT / "course.py", "lab"], tmp_path
    ) as at:
        yield f"{at}lab/tree/lessons/"


def test_jupyterlab_shows_names_where_the_lesson_has_keys(browser, lab):
    (path,) = (one for one in LESSONS if one.stem == "04_infusion")
    tab = browser.new_page(viewport={"width": 1280, "height": 4000})
    tab.goto(f"{lab}{path.name}?token={TOKEN}&reset")
    tab.wait_for_selector(".jp-MarkdownCell cite a", timeout=60_000)
    keys = [key for place in cited(path) for key in place]
    tab.wait_for_function(KEYLESS, arg=keys, timeout=60_000)  # cells come one by one
    assert tab.locator(".jp-MarkdownCell cite").all_inner_texts()[:2] == [
        "(Novartis Pharmaceuticals Corporation, 2025)",
        "(Liu and others, 2021)",
    ]
    assert "Run All Cells" in tab.locator(".jp-Notebook").inner_text()
    tab.close()
