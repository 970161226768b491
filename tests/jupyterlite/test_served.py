"""What the site serves for JupyterLite is whole: each lesson, and all that its Python needs."""

import json
import re
import zipfile
from email import message_from_string

import pytest
from bs4 import BeautifulSoup
from jupyterlite_pyodide_kernel.constants import PYODIDE_VERSION
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name, parse_wheel_filename

import course
from lessons.rerun import LESSONS, source

EACH = pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
INSTALL = re.compile(r"%pip install -q (.+)$")
IMPORTED_BY_LESSONS = "joblib"


def opened(lite, path):
    return json.loads((lite / "files" / "lessons" / path.name).read_text("utf-8"))


@EACH
def test_a_lesson_in_lite_is_the_lesson_after_a_cell_that_installs(lite, path):
    here, there = json.loads(path.read_text("utf-8")), opened(lite, path)
    first, install, *rest = there["cells"]
    elsewhere = [one for one in here["cells"] if one.get("id") != install["id"]]
    assert [first, *rest] == elsewhere
    assert source(first) == course.AS_NOTEBOOK
    assert INSTALL.search("".join(install["source"]))[1] == "cartlab"


@EACH
def test_a_lesson_in_lite_asks_for_no_kernel(lite, path):
    """With another name than the kernel's own, JupyterLite opens a dialog first."""
    extension = lite / "extensions" / "@jupyterlite" / "pyodide-kernel-extension"
    scripts = "".join(one.read_text("utf-8") for one in extension.rglob("*.js"))
    name = opened(lite, path)["metadata"]["kernelspec"]["name"]
    assert re.search(rf'name:\s*"{name}"', scripts)


@EACH
def test_jupyterlite_lists_a_lesson_and_has_its_pictures(lite, path):
    folder = lite / "api" / "contents" / "lessons" / "all.json"
    listed = {one["name"] for one in json.loads(folder.read_text("utf-8"))["content"]}
    assert path.name in listed
    text = "\n".join(source(one) for one in opened(lite, path)["cells"])
    pictures = re.findall(r":::\{figure\} (\S+)", text)
    assert pictures
    for one in pictures:
        assert (lite / "files" / "lessons" / one).resolve().is_file(), one


@EACH
def test_the_page_of_a_lesson_opens_that_lesson(site, path):
    page = site / "lessons" / f"{path.stem}.html"
    parsed = BeautifulSoup(page.read_text("utf-8"), "html.parser")
    (link,) = parsed.select(".v2v-in-lite a")
    place, lesson = link["href"].split("?path=")
    assert (page.parent / place).resolve() == site / "lite" / "lab" / "index.html"
    assert (site / "lite" / "files" / lesson).is_file() and lesson.endswith(path.name)


# ---------------------------------------------------------------- what Python needs


def wheels(lite):
    """Return {name: (index, path)} of the packages that the site serves."""
    found = {}
    for index in sorted(lite.rglob("all.json")):
        if index.parent.name != "pypi":
            continue
        for name, said in json.loads(index.read_text("utf-8")).items():
            for (release,) in said["releases"].values():
                found[canonicalize_name(name)] = index.parent / release["filename"]
    return found


def needed(wheel, python):
    """Return what a wheel requires, in the Python of Pyodide."""
    surroundings = dict(
        python_version=".".join(python.split(".")[:2]),
        python_full_version=python,
        sys_platform="emscripten",
        platform_system="Emscripten",
        os_name="posix",
        extra="",
    )
    with zipfile.ZipFile(wheel) as packed:
        (name,) = (x for x in packed.namelist() if x.endswith(".dist-info/METADATA"))
        said = message_from_string(packed.read(name).decode("utf-8"))
    asked = map(Requirement, said.get_all("Requires-Dist", []))
    return [x for x in asked if not x.marker or x.marker.evaluate(surroundings)]


def versions(path):
    return parse_wheel_filename(path.name)[1]


def test_the_tests_ask_the_pyodide_that_readers_get(pyodide):
    package = json.loads((pyodide / "package.json").read_text("utf-8"))
    assert package["version"] == PYODIDE_VERSION, (
        "put this version into package.json, and run `npm install`"
    )


def test_what_lessons_and_kernel_need_is_served_or_pyodides(lite, pyodide):
    lock = json.loads((pyodide / "pyodide-lock.json").read_text("utf-8"))
    known = {canonicalize_name(name): one for name, one in lock["packages"].items()}
    served = wheels(lite)
    assert {"cartlab", "piplite", "pyodide-kernel"} <= served.keys()
    missing = []
    for name, path in served.items():
        for asked in needed(path, lock["info"]["python"]):
            of = canonicalize_name(asked.name)
            there = (
                versions(served[of])
                if of in served
                else known.get(of, {}).get("version")
            )
            if there is None or not asked.specifier.contains(there, prereleases=True):
                missing.append(f"{name} needs {asked}, and there is {there}")
    assert missing == [], "see FETCHED in book/_ext/lite.py"
    assert IMPORTED_BY_LESSONS in known


def test_what_is_served_has_no_binaries_and_is_not_pyodides(lite, pyodide):
    lock = json.loads((pyodide / "pyodide-lock.json").read_text("utf-8"))
    names = [parse_wheel_filename(one.name) for one in (lite / "pypi").glob("*.whl")]
    assert len(names) > 1
    assert {str(tag) for *_, tags in names for tag in tags} <= {
        "py3-none-any",
        "py2-none-any",
    }
    known = {canonicalize_name(name) for name in lock["packages"]}
    assert not known & {name for name, *_ in names}, "see FETCHED in book/_ext/lite.py"


def test_the_wheel_of_cartlab_is_this_cartlab(lite):
    package = course.ROOT / "widgets"
    sources = {
        path.relative_to(package).as_posix(): path.read_bytes()
        for path in (package / "cartlab").rglob("*")
        if path.is_file() and path.suffix != ".pyc"
    }
    with zipfile.ZipFile(wheels(lite)["cartlab"]) as packed:
        assert sources == {
            name: packed.read(name)
            for name in packed.namelist()
            if ".dist-info/" not in name
        }


def test_lite_has_one_application_and_no_source_maps(lite):
    assert [one.parent.name for one in lite.glob("*/index.html")] == ["lab"]
    assert list(lite.rglob("*.map")) == []
