"""Runs a lesson's code in this process, without a kernel, as fast as its models run."""

import json
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

from cartlab.tasks.bank import lesson
from lessons.memory import remembered_runs

LESSONS = sorted((Path(__file__).parents[2] / "lessons").glob("*.ipynb"))


def code_cells(path):
    cells = json.loads(path.read_text("utf-8"))["cells"]
    return [cell for cell in cells if cell["cell_type"] == "code"]


def source(cell):
    return "".join(cell["source"])


def run_cell(text, name, space):
    """Run a cell in `space`; return its last expression's value, None without one."""
    with remembered_runs():
        return lesson.run_cell(text, name, space)


def is_generated(cell):
    """Whether a cell shows only the equations or the parameter table of a model."""
    return "generated" in cell["metadata"].get("tags", [])


def stored(cell):
    """Return the text that nbval compares: what was printed, then what was shown."""
    texts = []
    for output in cell["outputs"]:
        text = output.get("text") or output.get("data", {}).get("text/plain", "")
        texts.append("".join(text))
    return "".join(texts)


def rerun(path):
    """Yield what each cell of a lesson shows now, generated ones left out."""
    space = {}
    for cell in code_cells(path):
        printed = StringIO()
        with redirect_stdout(printed):
            shown = run_cell(source(cell), path.name, space)
        if not is_generated(cell):
            yield printed.getvalue() + ("" if shown is None else repr(shown))
