"""What is stored in a lesson was run, in order, and notices a changed number."""

import json
import os
from dataclasses import replace
from pathlib import Path

import nbval.kernel
import pytest

from cartlab.solve.dopri5 import SolverError
from cartlab.therapy import chains, journey, models
from cartlab.therapy.trial import TRIALS
from lessons.rerun import LESSONS, code_cells, is_generated, rerun, source, stored

EACH = pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
EVERY = pytest.mark.parametrize(("key", "model"), models().items(), ids=models())
IMPORTS = "from ", "import "
MOST_LINES = 15  # of a cell that is not folded
WIDEST = 80  # columns of such a cell: more do not fit beside the page's margin
CHANGE = 1.2
SAMPLE = 1  # parameters of each model that the suite changes; the soak changes all

# Parameters that no lesson notices: they do not act there, or their effect of 20 % is
# below the three digits that are printed. Each needs its reason here.
SILENT = {
    "recovered": "acts where fewer cells are collected than may be seeded",
    "toci_gap": "acts with a second dose only",
    "one": "acts below one cell",
    "icans_1": "no ICANS grade is printed",
    "icans_2": "no ICANS grade is printed",
    "icans_3": "no ICANS grade is printed",
    "icans_4": "no ICANS grade is printed",
    "crs_1": "no CRS grade is printed",
    "escaped": "only ends the following of a line that got away",
    "strain_most": "nobody reaches it, a fifth sooner or later",
    "drop": "a trial says its own",
    "s_recover": "of the normal T cells, which move no printed share by a person",
    "days_mild": "what is printed bridges intensively or not at all",
    "look_day": "what looks at a day runs over all days",
    "settled": "by then no infused cell is left, a fifth sooner or later",
}


@EACH
def test_every_cell_was_run_once_and_in_order(path):
    counts = [cell["execution_count"] for cell in code_cells(path)]
    assert counts == list(range(1, len(counts) + 1)), "run python course.py lessons"


@EACH
def test_a_cell_that_shows_something_has_it_stored(path):
    for cell in code_cells(path):
        shows = not source(cell).startswith(IMPORTS)
        assert bool(cell["outputs"]) == shows, source(cell)


@EACH
def test_no_widget_state_is_stored(path):
    assert "widgets" not in json.loads(path.read_text("utf-8"))["metadata"]


@EACH
def test_code_can_be_read_at_a_glance(path):
    for cell in code_cells(path):
        folded = {"hide-input", "hide-cell"} & set(cell["metadata"].get("tags", []))
        text = source(cell)
        imports = text.startswith(IMPORTS)
        lines = text.splitlines()
        assert folded or imports or len(lines) <= MOST_LINES, text
        assert folded or max(map(len, lines)) <= WIDEST, text
        assert not text.rstrip().endswith(";"), "nbval compares it all the same"
        assert "interact(" not in text and "Output(" not in text, text


@EACH
def test_the_lesson_shows_now_what_it_stored(path):
    assert list(rerun(path)) == [
        stored(c) for c in code_cells(path) if not is_generated(c)
    ]


def lessons_about(key):
    """Return all lessons, those first that name the module of a model."""
    module, _, _ = key.partition(".")
    texts = {path: " ".join(map(source, code_cells(path))) for path in LESSONS}
    return sorted(LESSONS, key=lambda path: module not in texts[path])


def acting(model):
    """Return the names of the numbers of a model that a lesson should guard.

    What an earlier stage hands over is not this model's number.
    """
    handed = {name for one in models().values() for name in one.outputs}
    return [
        name
        for name, one in model.parameters.items()
        if one.kind == "number" and one.value and name not in handed | set(SILENT)
    ]


def notices(path, name, one, monkeypatch):
    """Whether a lesson shows something else when a parameter's default is another one."""
    value = one.value * CHANGE
    wide = min(one.range[0], value), max(one.range[1], value)
    before = [stored(c) for c in code_cells(path) if not is_generated(c)]
    mutant = replace(one, value=value, range=wide)
    with monkeypatch.context() as changed:
        for declared in [*models().values(), *chains().values(), *TRIALS.values()]:
            if declared.parameters.get(name) == one:
                changed.setitem(declared.parameters, name, mutant)
        journey.reference.cache_clear()
        try:
            # The first cell that shows something else is enough.
            pairs = zip(rerun(path), before, strict=True)
            return any(now != then for now, then in pairs)
        except (ValueError, SolverError, AssertionError):  # refused: noticed
            return True
        finally:
            journey.reference.cache_clear()


def survives(key, one, name, monkeypatch):
    """Whether no lesson notices a changed number of a model."""
    lessons = lessons_about(key)
    return not any(notices(path, name, one, monkeypatch) for path in lessons)


@EVERY
def test_a_number_changed_by_a_fifth_is_noticed_by_a_lesson(key, model, monkeypatch):
    guarded = acting(model)
    step = max(1, len(guarded) // SAMPLE)
    for name in guarded[::step]:
        assert not survives(key, model.parameters[name], name, monkeypatch), name


@pytest.mark.soak
@EVERY
def test_every_number_changed_by_a_fifth_is_noticed_by_a_lesson(
    key, model, monkeypatch
):
    guarded = acting(model)
    survivors = [
        name
        for name in guarded
        if survives(key, model.parameters[name], name, monkeypatch)
    ]
    print(f"{model.title}: {len(guarded)} changed, survivors: {survivors}")
    assert not survivors


def test_what_is_said_to_be_silent_is_a_number_of_a_model():
    names = {name for model in models().values() for name in model.parameters}
    assert set(SILENT) <= names


@pytest.mark.skipif(os.name == "nt", reason="Windows has no files to reach kernels by")
def test_the_kernel_of_a_lesson_takes_no_port_that_another_program_could_take():
    manager = nbval.kernel.KernelManager(kernel_name="python3")
    told = manager.get_connection_info()
    manager.cleanup_resources()
    assert told["transport"] == "ipc" and not Path(told["ip"]).parent.exists()
