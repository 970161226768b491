"""Lessons are executed side by side, and what comes out is kept for the next build.

MyST-NB would execute one after the other when it reads them, and all of them in a build of all
pages. Here those that are about to be read are executed first, and it is handed what came out.

That is kept in _build/executed, in files named after all that decides it: the code, the package
cartlab, and the versions of Python and of what is installed; not the files that a lesson reads,
because none does. What has another name is not used, and goes when a page is read. (MyST-NB can
keep outputs by itself, but by the code alone, and then leaves them out of the notebooks that
readers download.)
"""

import asyncio
import hashlib
import json
import os
import sys
import time
from functools import partial
from importlib.metadata import distributions
from pathlib import Path

import myst_nb.core.execute
from kernels import AsyncByFiles
from myst_nb.core.execute.base import NotebookClientBase
from myst_nb.core.read import create_nb_reader
from nbclient import NotebookClient
from nbformat import from_dict
from sphinx.errors import SphinxError
from sphinx.util import logging

import cartlab

logger = logging.getLogger(__name__)


def surroundings():
    """Return a hash of what notebooks are executed with, and of how they are kept."""
    digest = hashlib.sha256(Path(__file__).read_bytes())
    package = Path(cartlab.__file__).parent
    for path in sorted(package.rglob("*")):
        if path.suffix in {".py", ".js", ".css"}:
            digest.update(path.relative_to(package).as_posix().encode())
            digest.update(path.read_bytes())
    installed = sorted(f"{one.name} {one.version}" for one in distributions())
    digest.update(repr([sys.version, installed]).encode())
    return digest.hexdigest()


def outdated(app, env, added, changed, removed):
    """A notebook is old when what it ran with is; Sphinx looks at its file only."""
    now, before = surroundings(), getattr(env, "executed_with", None)
    env.executed_with = now
    if before in (None, now):
        return []
    return [name for name in env.found_docs if "kernelspec" in env.metadata[name]]


def code_cells(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def folder(env):
    return Path(env.srcdir, "_build", "executed")


def kept_at(env, name, notebook):
    """Return the file for what comes out of a notebook."""
    code = [[cell.source, cell.metadata] for cell in code_cells(notebook)]
    decisive = json.dumps(
        [env.executed_with, notebook.metadata.get("kernelspec"), code]
    )
    key = hashlib.sha256(decisive.encode()).hexdigest()[:16]
    return folder(env) / f"{name}-{key}.json"


def notebooks(env):
    """Return {name: notebook} of all pages that have cells, as MyST-NB will read them."""
    found = {}
    for name in env.found_docs:
        path = env.doc2path(name)
        text = Path(path).read_text("utf-8")
        reader = create_nb_reader(path, env.myst_config, env.mystnb_config, text)
        if reader:
            found[name] = reader.read(text)
    return found


def execute_what_is_new(app, env, docnames):
    """Execute what is about to be read, as far as nothing is kept of it."""
    if app.config.nb_execution_mode != "force":
        return
    found = notebooks(env)
    files = {name: kept_at(env, name, one) for name, one in found.items()}
    new = [name for name in docnames if name in files and not files[name].exists()]
    # The last lessons take longest, and would be waited for if they came last.
    execute(env, {name: found[name] for name in sorted(new, reverse=True)})
    for path in folder(env).rglob("*"):
        if path.is_file() and path not in files.values():
            path.unlink(missing_ok=True)


def execute(env, new):
    """Execute notebooks {name: notebook}, one on each core at a time, and keep what comes out."""

    async def side_by_side():
        turns = asyncio.Semaphore(os.cpu_count() or 1)
        async with asyncio.TaskGroup() as group:
            for name, notebook in new.items():
                group.create_task(keep(env, name, notebook, turns))

    try:
        # pyzmq does not work with the loop that Windows would take.
        with asyncio.Runner(loop_factory=asyncio.SelectorEventLoop) as runner:
            runner.run(side_by_side())
    except ExceptionGroup as mistakes:
        first, *_ = mistakes.exceptions  # the others were ended because of it
        raise first from first.__cause__


async def keep(env, name, notebook, turns):
    path, source = kept_at(env, name, notebook), env.doc2path(name)
    client = NotebookClient(
        notebook,
        timeout=env.mystnb_config.execution_timeout,
        record_timing=False,
        coalesce_streams=True,  # else time decides in how many pieces it is kept
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
    told = ("language_info", "widgets")  # by the kernel
    kept = {
        "metadata": {
            one: notebook.metadata[one] for one in told if one in notebook.metadata
        },
        "cells": [
            {"execution_count": cell.execution_count, "outputs": cell.outputs}
            for cell in code_cells(notebook)
        ],
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".draft")  # never half a file, should this be interrupted
    draft.write_text(json.dumps(kept), encoding="utf-8")
    draft.replace(path)


class Kept(NotebookClientBase):
    """Hands MyST-NB a notebook with what is kept of it."""

    def start_client(self):
        env = self._kwargs["env"]
        name = env.path2doc(str(self.path))
        path = kept_at(env, name, self.notebook)
        if not path.exists():  # it was changed while others were executed
            execute(env, {name: self.notebook})
        kept = from_dict(json.loads(path.read_text("utf-8")))
        self.notebook.metadata.update(kept.metadata)
        for cell, came_out in zip(code_cells(self.notebook), kept.cells, strict=True):
            cell.update(came_out)


def take_over(app):
    """Stand in for what executes in the mode `force`; MyST-NB has no option for that."""
    myst_nb.core.execute.NotebookClientDirect = partial(Kept, env=app.env)


def setup(app):
    app.connect("builder-inited", take_over)
    app.connect("env-get-outdated", outdated)
    app.connect("env-before-read-docs", execute_what_is_new)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
