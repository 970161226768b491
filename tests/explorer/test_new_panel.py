"""A new kind of panel is a folder: the one that CONTRIBUTING.md shows, and what is refused."""

import json
import os
import re
import shutil
import subprocess
import sys

import pytest

import course
from pages.compared import compare_paint, same
from pages.explorers import ARRAYS, painted

TEXT = (course.ROOT / "CONTRIBUTING.md").read_text("utf-8")
(PYTHON,) = [
    text
    for text in re.findall(r"```python\n(.*?)```", TEXT, re.DOTALL)
    if "Panel" in text
]
(JAVASCRIPT,) = re.findall(r"```javascript\n(.*?)```", TEXT, re.DOTALL)

# What a lesson does with the panel, in a Python that has the copied package only.
LESSON = """
import json, sys
from pathlib import Path
from cartlab import Explorer, Fold
from cartlab.explorer import assemble, panels
from explorer.conftest import make_model, write_page

folder = Path(sys.argv[1])
lab = Explorer(make_model(), sliders=["r"], panels=[Fold("cells")])
write_page(folder, [lab])
(folder / "still.png").write_bytes(lab.figure()._repr_png_())
kind, run = panels.kind_of(lab.panels[0]), lab.run(r=1.5)
arrays = {name: [list(x), list(y)] for name, (x, y) in kind.arrays(lab.panels[0], lab.model, run).items()}
painted = kind.painted(lab.panels[0], lab.model, run, None)
told = dict(arrays=arrays, painted=painted, said=repr(lab), look=kind.__name__)
(folder / "told.json").write_text(json.dumps(told), "utf-8")
"""


@pytest.fixture
def package(tmp_path):
    """A copy of the package, to which a test adds a panel: add(folder, {file: text})."""
    ignored = shutil.ignore_patterns("__pycache__")
    copied = shutil.copytree(
        course.ROOT / "widgets/cartlab", tmp_path / "cartlab", ignore=ignored
    )

    def add(kind, texts):
        folder = copied / "explorer/panels" / kind
        folder.mkdir()
        for name, text in texts.items():
            (folder / name).write_text(text, "utf-8")
        return tmp_path

    return add


def python(script, folder):
    """Run a script with the copied package; return what it did."""
    tests, extensions = course.ROOT / "tests", course.ROOT / "book" / "_ext"
    places = os.pathsep.join(map(str, (folder, tests, extensions, course.ROOT)))
    return subprocess.run(
        [sys.executable, "-c", script, str(folder)],
        env={**os.environ, "PYTHONPATH": places},
        capture_output=True,
        text=True,
        timeout=120,
    )


def test_the_panel_of_the_guide_is_drawn_painted_compared_and_stored(package, page):
    texts = {"__init__.py": PYTHON, "fold.js": JAVASCRIPT, "fold.css": ".fold { }"}
    folder = package("fold", texts)
    done = python(LESSON, folder)
    assert not done.returncode, done.stderr
    told = json.loads((folder / "told.json").read_text("utf-8"))
    assert "Cells, peak: 1.51 × 10⁷ cells." == told["said"]
    assert (folder / "still.png").read_bytes().startswith(b"\x89PNG")
    assert ".fold { }" in (folder / "explorer.css").read_text("utf-8")
    opened = page((folder / "page.html").as_uri())
    opened.wait_for_function("globalThis.cartlab?.pictures?.length === 1")
    opened.get_by_role("slider").press("End")
    (drawn,) = opened.evaluate(ARRAYS, 0)
    x, values = told["arrays"][drawn["series"]]
    same(drawn["x"], x, 1e-9, "times")
    same(drawn["values"], values, 1e-9, "values")
    rows, main = painted(opened)
    compare_paint(rows, told["painted"], 1e-6, "fold")
    assert main == [0]


def test_a_folder_without_a_panel_is_refused_in_words(package):
    folder = package("nothing", {"__init__.py": "__all__ = []"})
    done = python("import cartlab", folder)
    assert "panels/nothing holds 0 subclasses of Panel" in done.stderr
