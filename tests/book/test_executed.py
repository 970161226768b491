"""What a lesson shows is executed once, and again as soon as anything that decides it changes."""

import json
import os
import re
from types import SimpleNamespace

import executed
import nbformat
import pytest
from sphinx.errors import SphinxError

from book.small_book import build

SETTINGS = dict(
    extensions=["myst_nb", "executed"],
    exclude_patterns=["_build"],
    nb_execution_mode="force",
    root_doc="one",
)
ANSWER = "import cartlab\nprint('The answer is', cartlab.answer)"
NOTE = "with open('executed.txt', 'a') as file: print('{}', file=file)"
MEET = """
import time
from pathlib import Path
Path("{}").touch()
while not Path("{}").exists(): time.sleep(0.1)
print("We have", "met")
"""
PAGE = """---
file_format: mystnb
kernelspec: {{name: python3, display_name: Python 3}}
---
# A page

```{{code-cell}}
{}
```
"""
WIDGET = "from ipywidgets import IntSlider\nIntSlider(value=77)"


class Book:
    """A book of tiny lessons, with a package of its own in the place of cartlab."""

    def __init__(self, folder):
        self.folder = folder
        self.package = folder / "cartlab" / "__init__.py"
        self.package.parent.mkdir()
        self.package.write_text("answer = 1")

    def lesson(self, name, *code, prose="Words."):
        notebook = nbformat.v4.new_notebook(
            metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"}}
        )
        told = nbformat.v4.new_markdown_cell(f"# Lesson\n\n{prose}")
        noted = NOTE.format(name)
        cells = [nbformat.v4.new_code_cell(text) for text in (noted, *code)]
        notebook.cells = [told, *cells]
        nbformat.write(notebook, self.folder / f"{name}.ipynb")

    def built(self, into="html", **settings):
        """Build into a folder, and return the page of lesson `one`."""
        out = self.folder / "_build" / into
        build(self.folder, out, **SETTINGS | settings)
        return (out / "one.html").read_text("utf-8")

    def executed(self):
        return sorted((self.folder / "executed.txt").read_text().split())

    def kept(self):
        """Return the lessons of which something is kept, each as often as it is."""
        files = self.folder.glob("_build/executed/*")
        return sorted(path.name.split("-")[0] for path in files)


@pytest.fixture
def book(tmp_path, monkeypatch):
    made = Book(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))  # for its kernels
    in_place = SimpleNamespace(__file__=str(made.package))
    monkeypatch.setattr(executed, "cartlab", in_place)
    return made


def test_a_lesson_is_executed_once_and_shown_by_every_build(book):
    book.lesson("one", ANSWER)
    book.lesson("two")
    pages = [book.built("site"), book.built("another")]
    book.lesson("one", ANSWER, prose="Other words.")
    pages += [book.built("site")]
    assert all("The answer is 1" in page for page in pages)
    assert "Other words." in pages[-1]
    assert book.executed() == ["one", "two"]


def test_a_lesson_is_executed_again_with_a_changed_package(book):
    book.lesson("one", ANSWER)
    book.built()
    book.package.write_text("answer = 1 + 1")
    assert "The answer is 2" in book.built()
    assert book.kept() == ["one"]


def test_a_lesson_is_executed_again_when_what_is_installed_has_changed(
    book, monkeypatch
):
    book.lesson("one")
    book.built()
    monkeypatch.setattr(executed, "distributions", list)
    book.built()
    assert book.executed() == ["one", "one"]


def test_a_lesson_with_a_changed_cell_is_executed_again_and_no_other(book):
    book.lesson("one", ANSWER)
    book.lesson("two")
    book.built()
    book.lesson("one", ANSWER.replace("answer)", "answer + 2)"))
    assert "The answer is 3" in book.built()
    assert book.executed() == ["one", "one", "two"]
    assert book.kept() == ["one", "two"]


def test_nothing_is_kept_of_a_lesson_that_has_gone(book):
    book.lesson("one")
    book.lesson("two")
    book.built()
    (book.folder / "two.ipynb").unlink()
    book.built()
    assert book.kept() == ["one"]


def test_a_lesson_that_changes_while_it_is_executed_is_shown_as_it_is_now(book):
    change = "p = Path('one.ipynb'); p.write_text(p.read_text().replace('a'*9, 'b'*9))"
    book.lesson("one", f"from pathlib import Path\n{change}\nprint('now', 'aaaaaaaaa')")
    assert "now bbbbbbbbb" in book.built()


@pytest.mark.skipif(os.cpu_count() == 1, reason="One core executes one at a time")
def test_lessons_are_executed_side_by_side(book):
    book.lesson("one", MEET.format("1", "2"))
    book.lesson("two", MEET.format("2", "1"))
    assert "We have met" in book.built(nb_execution_timeout=60)


@pytest.mark.parametrize(
    "code, told",
    [("1 / 0", "ZeroDivisionError"), ("import time; time.sleep(60)", "timed out")],
)
def test_a_mistake_fails_the_build_with_its_lesson_cell_and_reason(book, code, told):
    book.lesson("one")
    book.lesson("two", code)
    with pytest.raises(SphinxError) as mistake:
        book.built(nb_execution_timeout=5)
    said = str(mistake.value)
    assert "two.ipynb" in said and "one.ipynb" not in said
    assert code in said and told in said
    assert "two" not in book.kept()


def test_a_page_of_markdown_with_cells_is_executed_once_too(book):
    cell = NOTE.format("one") + "\nprint('It is', 'shown')"
    for words in ("Some.", "Others."):
        text = PAGE.format(cell) + words
        (book.folder / "one.md").write_text(text, encoding="utf-8")
        page = book.built()
        assert "It is shown" in page and words in page
    assert book.executed() == ["one"]


def test_what_a_cell_prints_piece_by_piece_is_kept_in_one(book):
    book.lesson("one", "print(1, flush=True)\nimport time; time.sleep(1)\nprint(2)")
    assert book.built().count("output stream") == 1


def test_the_state_of_widgets_is_on_a_page_that_was_executed_before(book):
    book.lesson("one", WIDGET)
    for page in (book.built("site"), book.built("another")):
        state = re.search(r'widget-state\+json">(.*?)</script>', page, re.DOTALL)
        made = json.loads(state[1])["state"].values()
        assert [one for one in made if one["state"].get("value") == 77]


def test_a_notebook_to_download_holds_what_came_out(book):
    book.lesson("one", ANSWER)
    for into in ("site", "another"):
        book.built(f"{into}/html")
        path = book.folder / "_build" / into / "jupyter_execute" / "one.ipynb"
        assert "The answer is 1" in path.read_text("utf-8")
