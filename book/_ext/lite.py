"""The lessons in JupyterLite: a JupyterLab whose Python runs in the reader's browser.

It stands in the folder lite/ of the site and needs no server of its own. Each lesson there is a copy
of what its page offers to download, with a first cell that installs cartlab from the site and a
kernel's name that JupyterLite knows, so that it asks nothing. Python itself is Pyodide. It comes from
its own address, unless a folder of its files is given (`python course.py build --pyodide FOLDER`).

JupyterLite's own command builds it. (jupyterlite-sphinx, which calls the same command, would copy the
lessons as they stand in the repository, and adds directives and scripts that no page needs.)
"""

import json
import os
import re
import shutil
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path
from urllib.parse import urlsplit

from jupyterlite_pyodide_kernel.constants import (
    DISABLE_PYPI_FALLBACK,
    PYODIDE_CDN_URL,
    PYODIDE_KERNEL_PLUGIN_ID,
    PYODIDE_LOCK,
    PYODIDE_MJS,
    PYODIDE_PYTHON_VERSION,
    PYODIDE_URL,
    PYODIDE_VERSION,
)
from sphinx.errors import ExtensionError

FOLDER = "lite"
PYODIDE_THERE = "static/pyodide"  # within the folder, if Pyodide comes along
OPENED = f"{FOLDER}/lab/index.html"
LINK = re.compile(r'\s*<li class="v2v-in-lite">.*?</li>', re.DOTALL)  # on a page
# MB of a first visit, as far as the hosts pack nothing; README.md says how it was measured.
FROM_SITE, OF_PYODIDE = 12, 31
# What cartlab and the kernel need and Pyodide does not have; only wheels without binaries run.
FETCHED = ["anywidget", "comm", "ipywidgets", "jupyterlab-widgets", "psygnal"]
ANY_SYSTEM = ["--only-binary=:all:", "--platform=any", "--implementation=py"]
INSTALL = """\
# JupyterLite begins without the course's package; this installs it.
%pip install -q cartlab"""
NOT_FETCHED = """\
# If a red cross stays at the top right, Python could not be fetched from {host}:
# read the lesson's page instead.
"""
KERNEL = dict(name="python", display_name="Python (Pyodide)", language="python")
PICTURE = re.compile(r"\.\./(book/art/\w+\.svg)")


def python_from(app):
    """Return the host that Pyodide comes from; None if the site has it."""
    return None if app.config.pyodide_folder else urlsplit(PYODIDE_CDN_URL).hostname


def notebook_in_lite(notebook, host):
    """Return a lesson as JupyterLite opens it; host: of Pyodide, or none."""
    first, *rest = (one for one in notebook["cells"] if one.get("id") != "install")
    install = dict(
        cell_type="code",
        id="install",
        metadata={},
        source=(NOT_FETCHED.format(host=host) if host else "") + INSTALL,
        outputs=[],
        execution_count=None,
    )
    metadata = {**notebook["metadata"], "kernelspec": KERNEL}
    return {**notebook, "metadata": metadata, "cells": [first, install, *rest]}


def write_contents(app, folder):
    """Write what JupyterLite shows as files: lessons, their pictures, their sources."""
    (folder / "lessons").mkdir(parents=True)
    wanted = {"book/references.bib"}  # book/jupyterlab/citations reads it
    for path in sorted(Path(app.outdir, "_sources", "lessons").glob("*.ipynb")):
        text = path.read_text("utf-8")
        wanted |= set(PICTURE.findall(text))
        copy = notebook_in_lite(json.loads(text), python_from(app))
        copy = json.dumps(copy, ensure_ascii=False)
        (folder / "lessons" / path.name).write_text(copy, "utf-8")
    for name in sorted(wanted):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(Path(app.srcdir, name), folder / name)


def wheels(app, folder):
    """Return the wheels that the site serves; those of others are fetched once."""
    missing = [name for name in FETCHED if not fetched(folder, name)]
    if missing:
        pins = [f"{name}=={version(name)}" for name in missing]
        download = ["pip", "download", "-q", "--no-deps", f"--dest={folder}"]
        python = f"--python-version={PYODIDE_PYTHON_VERSION}"
        remedy = f"{', '.join(pins)} could not be fetched for JupyterLite; go online and build again"
        run(app.srcdir, remedy, *download, *ANY_SYSTEM, python, *pins)
    for old in folder.glob("cartlab-*.whl"):
        old.unlink()
    build = ["hatchling", "build", "--target=wheel", f"--directory={folder}"]
    run(app.srcdir, "cartlab could not be packed for JupyterLite", *build)
    return [
        *map(str, folder.glob("cartlab-*.whl")),
        *(fetched(folder, x) for x in FETCHED),
    ]


def fetched(folder, name):
    """Return the path of the wheel that suits the environment, or None."""
    found = folder.glob(f"{name.replace('-', '_')}-{version(name)}-*.whl")
    return next(map(str, found), None)


def run(folder, remedy, *module):
    """Run a module of Python; its output is told if it fails."""
    done = subprocess.run(
        [sys.executable, "-m", *module],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )
    if done.returncode:
        raise ExtensionError(f"{remedy}. {done.stdout[-2000:]}")


def write_settings(app, work, served):
    """Tell JupyterLite's command what to build, and the built pages where Pyodide is."""
    lite = dict(
        apps=["lab"],
        no_sourcemaps=True,
        no_unused_shared_packages=True,
        contents=["contents"],
        output_dir=str(Path(app.outdir, FOLDER)),
    )
    extensions = [str(Path(app.srcdir, "book", "jupyterlab"))]
    build = dict(
        LiteBuildConfig=lite,
        PipliteAddon=dict(piplite_urls=served),
        FederatedExtensionAddon=dict(extra_labextensions_path=extensions),
    )
    (work / "jupyter_lite_config.json").write_text(json.dumps(build), "utf-8")
    kernel = {}
    if app.config.pyodide_folder:  # no other host shall be asked for anything
        kernel = {PYODIDE_URL: f"./{PYODIDE_THERE}/{PYODIDE_MJS}"}
        kernel[DISABLE_PYPI_FALLBACK] = True
    settings = {"litePluginSettings": {PYODIDE_KERNEL_PLUGIN_ID: kernel}}
    opened = {"appName": app.config.html_title, **settings}
    page = {"jupyter-lite-schema-version": 0, "jupyter-config-data": opened}
    (work / "jupyter-lite.json").write_text(json.dumps(page), "utf-8")


def copy_pyodide(folder, lite):
    """Copy the files of Pyodide into the site."""
    absent = [x for x in (PYODIDE_MJS, PYODIDE_LOCK) if not Path(folder, x).is_file()]
    if absent:
        raise ExtensionError(
            f"{folder} holds no {absent[0]}: unpack pyodide-{PYODIDE_VERSION}.tar.bz2 of "
            "github.com/pyodide/pyodide/releases, and name the folder with that file"
        )
    shutil.copytree(folder, lite / PYODIDE_THERE)


def write_lite(app, error):
    if error or app.builder.name != "html":
        return
    work, lite = Path(app.outdir).parent / FOLDER, Path(app.outdir, FOLDER)
    for old in (work, lite):
        shutil.rmtree(old, ignore_errors=True)
    write_contents(app, work / "contents")
    kept = Path(app.srcdir, "_build", "wheels")
    kept.mkdir(parents=True, exist_ok=True)
    write_settings(app, work, wheels(app, kept))
    remedy = "JupyterLite could not be built"
    run(work, remedy, "jupyterlite_core", "build", f"--lite-dir={work}")
    if folder := app.config.pyodide_folder:
        copy_pyodide(folder, lite)


def downloads(host):
    """Return what opening a lesson downloads, in words; host: of Pyodide, or none."""
    if not host:
        return f"up to {FROM_SITE + OF_PYODIDE} MB from this site, the first time"
    python = f"{OF_PYODIDE} MB of Python from {host}"
    return f"up to {FROM_SITE} MB from this site and {python}, the first time"


def tell_pages(app, pagename, templatename, context, doctree):
    """Say where the link leads and what following it costs."""
    context.update(lite=OPENED, lite_downloads=downloads(python_from(app)))


def setup(app):
    app.add_config_value(
        "pyodide_folder", os.environ.get("COURSE_PYODIDE", ""), "html", str
    )
    app.connect("html-page-context", tell_pages)
    # After student_edition.py has taken the answers out of what is offered to download.
    app.connect("build-finished", write_lite, priority=900)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
