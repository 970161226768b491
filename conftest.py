"""Which tests run, in what order, and which of them share a worker.

`python course.py test 04_infusion` runs what concerns one lesson. On several cores the
suite has a worker for each (`-n 0` for none): the cells of a lesson stay together in
one kernel, and what looks at one page stays together, so that it is opened once.
"""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from cartlab.language.grammar import nearest
from lessons.rerun import LESSONS, code_cells, source

LESSON = {path.stem: path for path in LESSONS}
ABOUT_LESSONS = ["tests/lessons", "tests/pages", "tests/parity", "tests/models"]
PAGES = "tests/pages"


# ---------------------------------------------------------------- one lesson


def pytest_addoption(parser):
    parser.addoption(
        "--lesson",
        action="append",
        default=[],
        help="run what concerns this lesson, as its name alone does",
    )


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config):
    """Take a lesson's name among the arguments for `--lesson`."""
    names = [one for one in config.args if re.fullmatch(r"\w+", one) and no_file(one)]
    config.option.lesson = sorted({*config.option.lesson, *names})
    for name in config.option.lesson:
        if name not in LESSON:
            known = nearest(name, list(LESSON))
            raise pytest.UsageError(f"There is no lesson or file {name}: {known}")
    if config.option.lesson:
        paths = [str(LESSON[name]) for name in config.option.lesson]
        paths += [str(config.rootpath / folder) for folder in ABOUT_LESSONS]
        asked = [one for one in config.args if one not in names]
        by_hand = config.args_source is config.ArgsSource.ARGS
        config.args = list(dict.fromkeys(paths + (asked if by_hand else [])))


def no_file(argument):
    return not Path(argument).exists()


def concerns(item, name):
    """Whether a test is about a lesson: its cells, its page, or a model it imports."""
    if item.path == LESSON[name]:
        return True
    asked = getattr(item, "callspec", None)
    values = asked.params if asked else {}
    if "address" in values:
        return values["address"] == f"lessons/{name}.html"
    if "path" in values:
        return values["path"] == LESSON[name]
    stages = imported(LESSON[name]) | {name.partition("_")[2]}
    if "model" in values:
        return asked.id.split("-")[-1].split(".")[0] in stages
    return item.path.stem.removeprefix("test_") in stages


@cache
def imported(path):
    """Return the names of the modules of `cartlab.therapy` that a lesson imports."""
    found = set()
    for cell in code_cells(path):
        for node in ast.walk(ast.parse(source(cell))):
            if isinstance(node, ast.ImportFrom) and node.module == "cartlab.therapy":
                found |= {one.name for one in node.names}
            elif isinstance(node, ast.ImportFrom):
                found.add(node.module.removeprefix("cartlab.therapy."))
    return found


# ---------------------------------------------------------------- order and workers


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config, items):
    chosen = config.option.lesson
    if chosen:
        kept = [one for one in items if any(concerns(one, name) for name in chosen)]
        config.hook.pytest_deselected(items=[one for one in items if one not in kept])
        items[:] = kept
    # Lessons first: nbval talks to kernels, and the browser's event loop must not run
    # yet. Pages next: they take longest, and the others fill what is left.
    items.sort(key=lambda one: (not is_cell(one), not on_page(one), on_page(one)))
    for one in items:
        one.add_marker(pytest.mark.xdist_group(group(one)))


def is_cell(item):
    return item.path.suffix == ".ipynb"


def on_page(item):
    """Return the page of the site that a test looks at; an empty text for none."""
    asked = getattr(item, "callspec", None)
    if asked is None or not item.nodeid.startswith(PAGES):
        return ""
    return asked.params.get("address", "")


def group(item):
    """Return what a test shares with those of its worker: a kernel, a page, a file."""
    return on_page(item) or item.path.stem


def pytest_xdist_auto_num_workers(config):
    """Return no workers where what a test prints is to be seen at once."""
    return 0 if config.option.capture == "no" else None
