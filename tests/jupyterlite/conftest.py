"""JupyterLite as the site serves it, and the Pyodide that it asks for."""

import json
import shutil
import subprocess

import pytest

import browser as browsers
import course


@pytest.fixture(scope="session")
def lite(site):
    """The folder of the built JupyterLite."""
    return site / "lite"


@pytest.fixture(scope="session")
def settings(lite):
    """What JupyterLite is told of its kernel."""
    said = json.loads((lite / "jupyter-lite.json").read_text("utf-8"))
    plugins = said["jupyter-config-data"]["litePluginSettings"]
    return plugins["@jupyterlite/pyodide-kernel-extension:kernel"]


@pytest.fixture(scope="session")
def pyodide():
    """The folder with the core of Pyodide and its list of packages, from npm."""
    folder = course.ROOT / "node_modules" / "pyodide"
    with course.alone():
        if not folder.is_dir():
            fetch()
    if not folder.is_dir():
        reason = "Pyodide is missing: install Node with npm, and run `npm ci`"
        (pytest.fail if course.in_ci() else pytest.skip)(reason)
    return folder


def fetch():
    npm = shutil.which("npm")
    if not npm and browsers.may_install_packages():
        npm = browsers.install(["npm"], lambda: shutil.which("npm"))
    if npm:
        subprocess.run([npm, "ci"], cwd=course.ROOT)
