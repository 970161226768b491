"""What is stored in a lesson was run, in order, and notices a changed number."""

import json
from dataclasses import replace

import pytest

from cartlab.solve.dopri5 import SolverError
from cartlab.therapy import models
from lessons.rerun import LESSONS, code_cells, is_generated, rerun, source, stored

EACH = pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
MOST_LINES = 15  # of a cell that is not folded
CHANGE = 1.2
SAMPLE = 8  # parameters of each lesson that the suite changes; the soak changes all

# Parameters that do not act in a lesson, or whose effect of 20 % is below the three
# digits it prints. Each needs its reason here.
SILENT = {
    "00_first_look": {
        "copies": "only scales the transgene, which this lesson does not print",
        "toci_gap": "acts with a second dose only",
        "one": "acts below one cell",
        "icans_1": "no ICANS grade is printed",
        "icans_2": "no ICANS grade is printed",
        "icans_3": "no ICANS grade is printed",
        "icans_4": "no ICANS grade is printed",
        "crs_1": "no CRS grade is printed",
    }
}


@EACH
def test_every_cell_was_run_once_and_in_order(path):
    counts = [cell["execution_count"] for cell in code_cells(path)]
    assert counts == list(range(1, len(counts) + 1)), "run python course.py lessons"


@EACH
def test_a_cell_that_shows_something_has_it_stored(path):
    for cell in code_cells(path):
        shows = not source(cell).startswith(("from ", "import "))
        assert bool(cell["outputs"]) == shows, source(cell)


@EACH
def test_no_widget_state_is_stored(path):
    assert "widgets" not in json.loads(path.read_text("utf-8"))["metadata"]


@EACH
def test_code_can_be_read_at_a_glance(path):
    for cell in code_cells(path):
        folded = {"hide-input", "hide-cell"} & set(cell["metadata"].get("tags", []))
        text = source(cell)
        assert folded or len(text.splitlines()) <= MOST_LINES, text
        assert not text.rstrip().endswith(";"), "nbval compares it all the same"
        assert "interact(" not in text and "Output(" not in text, text


@EACH
def test_the_lesson_shows_now_what_it_stored(path):
    texts = [stored(c) for c in code_cells(path) if not is_generated(c)]
    assert rerun(path) == [text for text in texts if text is not None]


def acting(path):
    """Return (model, parameter) for every number that this lesson should guard."""
    text = path.read_text("utf-8")
    silent = SILENT.get(path.stem, {})
    return [
        (model, name)
        for key, model in models().items()
        if key.split(".")[1] in text
        for name, one in model.parameters.items()
        if one.kind == "number" and one.value and name not in silent
    ]


def survives(path, model, name, monkeypatch):
    """Whether nobody notices that a parameter's default is another one."""
    one = model.parameters[name]
    value = one.value * CHANGE
    wide = min(one.range[0], value), max(one.range[1], value)
    before = [stored(c) for c in code_cells(path) if not is_generated(c)]
    with monkeypatch.context() as changed:
        mutant = replace(one, value=value, range=wide)
        changed.setitem(model.parameters, name, mutant)
        try:
            return rerun(path) == [text for text in before if text is not None]
        except (ValueError, SolverError):  # refused or not solvable: noticed
            return False


@EACH
def test_a_number_changed_by_a_fifth_is_noticed(path, monkeypatch):
    guarded = acting(path)
    step = max(1, len(guarded) // SAMPLE)
    for model, name in guarded[::step]:
        assert not survives(path, model, name, monkeypatch), name


@pytest.mark.soak
@EACH
def test_every_number_changed_by_a_fifth_is_noticed(path, monkeypatch):
    guarded = acting(path)
    survivors = [n for m, n in guarded if survives(path, m, n, monkeypatch)]
    print(f"{path.stem}: {len(guarded)} changed, survivors: {survivors}")
    assert not survivors
