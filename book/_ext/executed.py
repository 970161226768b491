"""Lessons are executed side by side, and what comes out is kept for the next build.

MyST-NB would execute one after the other, and all of them in each build; _config.yml tells it not to.
It gets each lesson with what came out of its cells, as if that had been stored in the file.

What is kept stands in _build/executed, under a name made of all that decides it: the lesson's code,
the package cartlab, and the versions of Python and of all that is installed. What has another name
is not used, and goes. (jupyter-cache would keep it, too: without the package, and with the widgets
in the order of their random names, which would be another page each time.)
"""

import asyncio
import hashlib
import json
import os
import sys
import time
from importlib.metadata import distributions
from pathlib import Path

import nbformat
from kernels import AsyncByFiles
from nbclient import NotebookClient
from sphinx.errors import SphinxError
from sphinx.util import logging

import cartlab

logger = logging.getLogger(__name__)


def surroundings():
    """Return a hash of what lessons are executed with, and of how they are kept."""
    digest = hashlib.sha256(Path(__file__).read_bytes())
    package = Path(cartlab.__file__).parent
    for path in sorted(package.rglob("*")):
        if path.suffix in {".py", ".js", ".css"}:
            digest.update(path.relative_to(package).as_posix().encode())
            digest.update(path.read_bytes())
    installed = sorted(f"{one.name} {one.version}" for one in distributions())
    digest.update(repr([sys.version, installed]).encode())
    return digest.hexdigest()


def outdated_lessons(app, env, added, changed, removed):
    """A lesson is old when what it ran with is; Sphinx looks at its file only."""
    now, before = surroundings(), getattr(env, "executed_with", None)
    env.executed_with = now
    return [] if before in (None, now) else lessons_of(env)


def lessons_of(env):
    return [one for one in env.found_docs if env.doc2path(one).endswith(".ipynb")]


def code_cells(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def kept_at(env, name, notebook):
    """Return the file that keeps what comes out of a lesson."""
    code = [[cell.source, cell.metadata] for cell in code_cells(notebook)]
    decisive = json.dumps([env.executed_with, notebook.metadata, code])
    key = hashlib.sha256(decisive.encode()).hexdigest()[:16]
    return folder(env) / f"{name}-{key}.json"


def folder(env):
    return Path(env.srcdir, "_build", "executed")


def execute_what_is_new(app, env, docnames):
    """Execute the lessons that are about to be read, if what comes out is not kept yet."""
    read = {
        name: nbformat.read(env.doc2path(name), as_version=4)
        for name in lessons_of(env)
    }
    known = {name: kept_at(env, name, notebook) for name, notebook in read.items()}
    new = {name for name in docnames if name in known and not known[name].exists()}
    # The last lessons take longest, and would be waited for if they came last.
    execute(app, {name: read[name] for name in sorted(new, reverse=True)})
    for path in folder(env).rglob("*"):
        if path.is_file() and path not in known.values():
            path.unlink()


def execute(app, notebooks):
    """Execute notebooks {name: notebook}, one on each core at a time, and keep what comes out."""

    async def side_by_side():
        turns = asyncio.Semaphore(os.cpu_count() or 1)
        async with asyncio.TaskGroup() as group:
            for name, one in notebooks.items():
                group.create_task(keep(app, name, one, turns))

    try:
        asyncio.run(side_by_side())
    except ExceptionGroup as mistakes:
        first, *_ = mistakes.exceptions  # the others were ended because of it
        raise first from first.__cause__


async def keep(app, name, notebook, turns):
    path, source = kept_at(app.env, name, notebook), app.env.doc2path(name)
    client = NotebookClient(
        notebook,
        timeout=app.config.nb_execution_timeout,
        record_timing=False,
        kernel_manager_class=AsyncByFiles,
        resources={"metadata": {"path": str(Path(source).parent)}},
    )
    async with turns:
        began = time.monotonic()
        try:
            await client.async_execute()
        except Exception as reason:
            raise SphinxError(f"{source}: {reason}") from reason
        logger.info("%s: executed in %.0f s", source, time.monotonic() - began)
    kept = {
        "metadata": notebook.metadata,
        "cells": [
            {"execution_count": cell.execution_count, "outputs": cell.outputs}
            for cell in code_cells(notebook)
        ],
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".draft")  # never half a file, should this be interrupted
    draft.write_text(json.dumps(kept), encoding="utf-8")
    draft.replace(path)


def fill(app, docname, source):
    """Put what is kept of a lesson into its text, as it is read."""
    if docname not in lessons_of(app.env):
        return
    notebook = nbformat.reads(source[0], as_version=4)
    path = kept_at(app.env, docname, notebook)
    if not path.exists():  # it was changed while lessons were executed
        execute(app, {docname: notebook})
    kept = json.loads(path.read_text("utf-8"))
    notebook.metadata = kept["metadata"]
    for cell, came_out in zip(code_cells(notebook), kept["cells"], strict=True):
        cell.update(came_out)
    source[0] = json.dumps(notebook)


def setup(app):
    app.connect("env-get-outdated", outdated_lessons)
    app.connect("env-before-read-docs", execute_what_is_new)
    app.connect("source-read", fill)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
