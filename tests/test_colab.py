"""On Colab a lesson installs the course first; what can be tried without Colab is tried here."""

import json
import tomllib
from types import SimpleNamespace

import nbformat
import pytest
import sphinx_book_theme.header_buttons.launch as launch
import yaml

import course
from lessons.rerun import LESSONS

REPOSITORY = "https://github.com/somebody/vein-to-vein"


@pytest.fixture
def with_repository(tmp_path, monkeypatch):
    """A configuration that names a repository."""
    text = course.CONFIG.read_text("utf-8")
    named = tmp_path / "_config.yml"
    named.write_text(text.replace(course.UNSET, "somebody"), "utf-8")
    monkeypatch.setattr(course, "CONFIG", named)


def begun():
    notebook = nbformat.read(LESSONS[0], as_version=4)
    course.begin(notebook)
    return notebook


def run(code, package="cartlab"):
    """Run the cell that installs, where a package is looked for; return what it asks pip."""
    asked = []
    shell = SimpleNamespace(run_line_magic=lambda *what: asked.append(what))
    exec(code.replace("cartlab", package), {"get_ipython": lambda: shell})
    return asked


def test_a_lesson_installs_the_course_from_its_repository_where_it_is_missing(
    with_repository,
):
    first, install, *rest = begun().cells
    assert first.source == course.AS_NOTEBOOK and "remove-cell" in install.metadata.tags
    assert run(install.source) == []
    asked = [("pip", f"install -q git+{REPOSITORY}")]
    assert run(install.source, package="not_installed_anywhere") == asked
    project = tomllib.loads((course.ROOT / "pyproject.toml").read_text("utf-8"))
    assert project["project"]["name"] == "cartlab", (
        "pip installs what stands at the root"
    )
    assert [one.source for one in rest] == [
        one.source
        for one in nbformat.read(LESSONS[0], as_version=4).cells
        if one.id not in ("as-notebook", "install")
    ]


def test_a_lesson_that_begins_so_begins_so_again(with_repository):
    notebook = begun()
    once = json.dumps(notebook)
    course.begin(notebook)
    assert json.dumps(notebook) == once
    nbformat.validate(notebook)


def test_without_a_repository_nothing_is_installed_from_one(with_repository):
    course.CONFIG.write_text(f"repository: {{url: {course.UNSET}}}", "utf-8")
    assert course.UNSET not in json.dumps(begun())


def test_binder_and_colab_open_that_lesson(monkeypatch):
    """The theme's own links, for a repository with a name."""
    said = yaml.safe_load(course.CONFIG.read_text("utf-8"))
    branch = said["repository"]["branch"]
    options = dict(
        launch_buttons=said["launch_buttons"],
        repository_branch=branch,
        path_to_docs=said["repository"].get("path_to_book", ""),
    )
    monkeypatch.setattr(launch, "_is_notebook", lambda *_: True)
    for path in LESSONS:
        app = SimpleNamespace(
            config={"html_theme_options": options},
            env=SimpleNamespace(doc2path=lambda _, path=path: str(path)),
        )
        host, user, repository = REPOSITORY.rsplit("/", 2)
        context = dict(header_buttons=[], sourcename=path.name, github_url=host)
        context |= dict(github_user=user, github_repo=repository)
        lesson = path.relative_to(course.ROOT).as_posix()
        page = lesson.removesuffix(".ipynb")
        launch.add_launch_buttons(app, page, "", context, None)
        (group,) = context["header_buttons"]
        assert {one["text"]: one["url"] for one in group["buttons"]} == {
            "Binder": f"https://mybinder.org/v2/gh/{user}/{repository}/{branch}"
            f"?urlpath=lab/tree/{lesson}",
            "Colab": f"https://colab.research.google.com/github/{user}/{repository}"
            f"/blob/{branch}/{lesson}",
        }
