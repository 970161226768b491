"""Binder gets the course's own versions, and in such an environment the lessons run."""

import ast
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import course
from lessons.rerun import LESSONS, code_cells, source
from running_lab import ask, running_lab

BINDER = course.ROOT / "binder"


def pins(path):
    lines = path.read_text(encoding="utf-8").splitlines()
    return dict(
        re.match(r"([\w.-]+)==([\w.]+)", one).groups() for one in lines if "==" in one
    )


def test_binder_has_the_versions_of_the_course():
    course_pins, binder_pins = (
        pins(course.REQUIREMENTS),
        pins(BINDER / "requirements.txt"),
    )
    assert binder_pins and binder_pins.items() <= course_pins.items()


def test_binder_names_what_its_first_lines_ask_for():
    asked = (BINDER / "requirements.in").read_text(encoding="utf-8").splitlines()
    names = {name for name in asked if not name.startswith("#")}
    assert names <= set(pins(BINDER / "requirements.txt"))


def test_binder_reads_our_files():
    asked = [sys.executable, "-m", "repo2docker", "--no-build", "--debug", course.ROOT]
    done = subprocess.run(asked, capture_output=True, text=True)
    recipe = done.stdout + done.stderr
    assert done.returncode == 0, recipe
    assert 'install --no-cache-dir -r "binder/requirements.txt"' in recipe
    assert "RUN ./binder/postBuild" in recipe
    assert os.access(BINDER / "postBuild", os.X_OK)


# Of the session: what is about one lesson stays together, and these are about all.
@pytest.fixture(scope="session")
def as_on_binder(tmp_path_factory, worker_id):
    """Environment variables under which programs come from a fresh Binder environment.

    One worker makes the environment, and the others wait for it and find it made.
    """
    own = tmp_path_factory.getbasetemp()
    home = (own if worker_id == "master" else own.parent) / "binder"
    home.mkdir(exist_ok=True)
    programs = home / "env" / "bin"
    kept = {
        k: v for k, v in os.environ.items() if not k.startswith(("JUPYTER", "PYTHON"))
    }
    variables = {
        **kept,
        "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
        "JUPYTER_CONFIG_DIR": str(home / "config"),
        "JUPYTER_DATA_DIR": str(home / "data"),
        "JUPYTER_RUNTIME_DIR": str(home / "runtime"),
        "IPYTHONDIR": str(home / "ipython"),
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
    }
    with course.alone(home):
        if not (home / "made").exists():
            make(home, programs, variables)
    return variables


def make(home, programs, variables):
    """Make the environment as Binder does."""
    subprocess.run([sys.executable, "-m", "venv", home / "env"], check=True)
    wanted = BINDER / "requirements.txt"
    pip = [programs / "pip", "install", "-q", "-r", wanted]
    subprocess.run(pip, env=variables, check=True)
    post_build = BINDER / "postBuild"
    subprocess.run([post_build], cwd=course.ROOT, env=variables, check=True)
    (home / "made").touch()


@pytest.mark.binder
def test_jupyterlab_starts_with_its_widgets(as_on_binder, tmp_path):
    jupyter = shutil.which("jupyter", path=as_on_binder["PATH"])
    with running_lab([jupyter, "lab"], tmp_path, as_on_binder) as lab:
        page = ask(f"{lab}lab").read().decode()
    config = re.search(r'id="jupyter-config-data"[^>]*>(.*?)</script>', page, re.S)[1]
    loaded = {one["name"] for one in json.loads(config)["federated_extensions"]}
    needed = {"@jupyter-widgets/jupyterlab-manager", "anywidget", "jupyterlab-myst"}
    assert {*needed, "citations"} <= loaded


IMPORT_ALL = """
import importlib, pkgutil, cartlab
names = [one.name for one in pkgutil.walk_packages(cartlab.__path__, "cartlab.")]
for name in names:
    importlib.import_module(name)
print(cartlab.__path__[0])
"""


@pytest.mark.binder
def test_the_package_that_post_build_installed_is_whole(as_on_binder, tmp_path):
    """Not the sources are imported: what is no module has to be packed, too."""
    python = shutil.which("python", path=as_on_binder["PATH"])
    asked = [python, "-W", "error", "-c", IMPORT_ALL]
    done = subprocess.run(
        asked, env=as_on_binder, cwd=tmp_path, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    installed = Path(done.stdout.strip())
    assert course.ROOT not in installed.parents
    assert files(installed) == files(course.ROOT / "widgets" / "cartlab")


def files(folder):
    """Return what a package holds, {its place in the folder: what is in it}."""
    return {
        path.relative_to(folder): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.suffix != ".pyc"
    }


@pytest.mark.binder
def test_what_the_lessons_import_is_there(as_on_binder, tmp_path):
    asked = {
        ast.unparse(node)
        for path in LESSONS
        for cell in code_cells(path)
        for node in ast.walk(ast.parse(source(cell)))
        if isinstance(node, ast.Import | ast.ImportFrom)
    }
    assert asked
    python = shutil.which("python", path=as_on_binder["PATH"])
    done = subprocess.run(
        [python, "-c", "\n".join(sorted(asked))],
        env=as_on_binder,
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr


# The first for most readers, and the one that starts processes of its own. With the same
# versions and a package that is whole, the others do what they do everywhere.
@pytest.mark.binder
@pytest.mark.parametrize(
    "lesson", [LESSONS[0], LESSONS[-1]], ids=lambda path: path.stem
)
def test_the_lesson_runs(as_on_binder, lesson, tmp_path):
    copy = shutil.copy(lesson, tmp_path)
    jupyter = shutil.which("jupyter", path=as_on_binder["PATH"])
    done = subprocess.run(
        [jupyter, "execute", copy], env=as_on_binder, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
