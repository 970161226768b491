"""JupyterLite as the site serves it, and the Pyodide that it asks for."""

import shutil
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

import browser as browsers
import course


@pytest.fixture(scope="session")
def lite(site):
    """The folder of the built JupyterLite."""
    return site / "lite"


@pytest.fixture(scope="session")
def extension():
    """The module of the book that builds JupyterLite."""
    folder = str(course.ROOT / "book" / "_ext")
    sys.path.insert(0, folder)
    try:
        import lite
    finally:
        sys.path.remove(folder)
    return lite


@pytest.fixture(scope="session")
def build(site, extension, tmp_path_factory):
    """Build JupyterLite alone, with a folder of Pyodide: build(folder) -> the site."""

    def with_pyodide(folder):
        out = tmp_path_factory.mktemp("site") / "html"
        shutil.copytree(site / "_sources", out / "_sources")
        app = SimpleNamespace(
            outdir=str(out),
            srcdir=str(course.ROOT),
            config=SimpleNamespace(html_title="A test", pyodide_folder=str(folder)),
            builder=SimpleNamespace(name="html"),
        )
        extension.write_lite(app, None)
        return out

    return with_pyodide


@pytest.fixture
def serve():
    """Serve a folder: serve(folder) -> (its address, {file that was asked for: bytes})."""
    servers = []

    def opened(folder):
        asked = {}

        class Counted(course.Pages):
            def __init__(self, *arguments, **options):
                plain = super(course.Pages, self)
                plain.__init__(*arguments, directory=str(folder), **options)

            def end_headers(self):
                self.send_header("Access-Control-Allow-Origin", "*")
                super().end_headers()

            def log_request(self, code="-", size="-"):
                path = Path(self.translate_path(self.path))
                if path.is_file():
                    asked[path.relative_to(folder).as_posix()] = path.read_bytes()

        servers.append(course.open_server(pages=Counted))
        return course.address_of(servers[-1]), asked

    yield opened
    for one in servers:
        one.shutdown()
        one.server_close()


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
