"""Which tests run, in what order, and which of them share a worker.

`python course.py test 04_infusion` runs what concerns one lesson. The suite has a worker
for each core and one more (`-n 0` for none): the cells of a lesson stay together in one
kernel, and what is about one lesson or looks at one page stays together, so that the
lesson is run once and the page is opened once in each browser.
"""

import ast
import os
import re
from functools import cache
from pathlib import Path

import nbval.kernel
import pytest
from kernels import ByFiles
from xdist.scheduler import LoadScopeScheduling

import accessibility
from cartlab.language.names import nearest
from cartlab.therapy import chains, models
from lessons.rerun import LESSONS, code_cells, source

LESSON = {path.stem: path for path in LESSONS}
ABOUT_LESSONS = ["tests/lessons", "tests/pages", "tests/parity", "tests/models"]

nbval.kernel.KernelManager = ByFiles  # it has no option for that


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
    if told := [values[word] for word in ("model", "chain") if word in values]:
        return any(homes().get(id(one)) in stages for one in told)
    if stages & {key.split(".")[0] for key in chains()}:
        stages |= {"chain", "record"}  # what is handed from model to model
    return item.path.stem.removeprefix("test_") in stages


@cache
def homes():
    """Return {id of a model or chain of the course: the module that declares it}."""
    declared = models() | chains()
    return {id(one): key.split(".")[0] for key, one in declared.items()}


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
    items.sort(key=lambda one: (not is_cell(one), not place(one), place(one)))


def is_cell(item):
    return item.path.suffix == ".ipynb"


def place(item):
    return place_of(item.nodeid)


def place_of(nodeid):
    """Return the page or lesson that a test is about; an empty text for none."""
    if found := re.match(r"tests/pages/.*\[.*?([\w/]+)\.html", nodeid):
        return found[1]
    found = re.match(r"tests/.*\[(?:.*-)?(\d\d_[a-z_]+)[\]-]", nodeid)
    return f"lessons/{found[1]}" if found else ""


class Together(LoadScopeScheduling):
    """Gives a worker all that share a kernel, a lesson, a page, or a file's fixtures."""

    def _split_scope(self, nodeid):
        return place_of(nodeid) or nodeid.split("::")[0]


def pytest_xdist_make_scheduler(config, log):
    return Together(config, log)


def pytest_xdist_auto_num_workers(config):
    """Return a worker for each core and one more: tests of pages wait a good deal.

    There are none where what a test prints is to be seen at once.
    """
    return 0 if config.option.capture == "no" else (os.cpu_count() or 1) + 1


# ---------------------------------------------------------------- the report


def pytest_terminal_summary(terminalreporter):
    """Write the accessibility report of a run of all tests."""
    found = accessibility.results(terminalreporter.stats)
    text = accessibility.report(found)
    if text and accessibility.is_whole(terminalreporter.config):
        accessibility.REPORT.write_text(text, encoding="utf-8")
        terminalreporter.write_line(f"Accessibility report: {accessibility.REPORT}")
