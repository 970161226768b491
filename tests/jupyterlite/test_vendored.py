"""With Pyodide in the site, JupyterLite asks nobody else: for a school without internet."""

import os
import re
from urllib.parse import urlsplit

import pytest
from jupyterlite_pyodide_kernel.constants import PYODIDE_VERSION
from sphinx.errors import ExtensionError

import course

LESSON = "lessons/00_first_look.ipynb"
HERE = "127.0.0.1"
PATIENCE = 300_000  # ms, on a computer that does much else


def test_python_comes_from_the_site_and_no_other_host_is_asked(
    browser, build, serve, pyodide
):
    """As far as npm has Pyodide: it starts, and then misses its packages, here too."""
    folder = build(pyodide)
    address, asked = serve(folder)
    context = browser.new_context()
    hosts = set()

    def answer(route):
        hosts.add(host := urlsplit(route.request.url).hostname)
        route.continue_() if host == HERE else route.abort()

    context.route(re.compile("^https?:"), answer)
    tab = context.new_page()
    with tab.expect_request(re.compile("static/pyodide/.*whl"), timeout=PATIENCE):
        tab.goto(f"{address}lite/lab/index.html?path={LESSON}")
    context.close()
    assert "lite/static/pyodide/pyodide.asm.wasm" in asked
    assert hosts == {HERE}


def test_a_folder_that_is_not_pyodide_is_told_what_to_get(extension, tmp_path):
    asked = f"holds no pyodide.mjs: unpack pyodide-{PYODIDE_VERSION}.tar.bz2"
    with pytest.raises(ExtensionError, match=re.escape(asked)):
        extension.copy_pyodide(tmp_path, tmp_path / "lite")


def test_pages_say_what_opening_jupyterlite_downloads_and_from_where(extension):
    whole = f"{extension.FROM_SITE + extension.OF_PYODIDE} MB from this site"
    assert whole in extension.downloads(None)
    assert "cdn.jsdelivr.net" in extension.downloads("cdn.jsdelivr.net")


def test_a_notebook_tells_what_to_do_without_python_where_it_comes_from_elsewhere(
    extension,
):
    notebook = {"cells": [{"id": "title"}], "metadata": {}}
    for host, told in (("cdn.jsdelivr.net", True), (None, False)):
        install = extension.notebook_in_lite(notebook, host)["cells"][1]["source"]
        assert (f"could not be fetched from {host}" in install) == told
        assert install.endswith("%pip install -q cartlab")


def test_course_py_names_the_folder_to_the_book(monkeypatch, tmp_path):
    built = []
    monkeypatch.setenv("COURSE_PYODIDE", "")
    monkeypatch.setattr(course, "build_site", lambda *options: built.append(options))
    course.build(["--pyodide", str(tmp_path), "-W"])
    assert built == [("-W",)]
    assert os.environ["COURSE_PYODIDE"] == str(tmp_path.resolve())
