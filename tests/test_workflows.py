"""GitHub will understand .github/workflows; read here against the published schema."""

import re
import subprocess
import sys

import pytest

import course

WORKFLOWS = sorted((course.ROOT / ".github" / "workflows").glob("*.yml"))
TEXT = "\n".join(path.read_text("utf-8") for path in WORKFLOWS)


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_keeps_githubs_schema(path):
    tool = [sys.executable, "-m", "check_jsonschema", "--builtin-schema"]
    done = subprocess.run(
        [*tool, "vendor.github-workflows", path], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout


def test_actions_are_pinned_by_major_version():
    used = re.findall(r"uses: ([^.]\S+)", TEXT)
    assert used
    assert [one for one in used if not re.search(r"@v\d+$", one)] == []


# The first majors whose `runs.using` is node24, as their release notes say; those that
# upload Pages use upload-artifact inside.
ON_NODE_24 = {
    "checkout": 5,
    "setup-python": 6,
    "setup-node": 5,
    "upload-artifact": 6,
    "upload-pages-artifact": 5,
    "deploy-pages": 5,
}


def test_actions_run_on_a_node_that_github_still_has():
    used = re.findall(r"uses: actions/([\w-]+)@v(\d+)", TEXT)
    assert used
    assert [name for name, major in used if int(major) < ON_NODE_24[name]] == []


def test_how_strictly_the_book_is_built_is_said_by_course_py_alone():
    flags = [one for one in course.STRICT if one.startswith("-")]
    assert flags
    assert not re.findall(rf"course\.py build .*({'|'.join(flags)})\b", TEXT)


def test_what_is_published_was_tested():
    publish = (course.ROOT / ".github/workflows/deploy.yml").read_text("utf-8")
    assert "uses: ./.github/workflows/test.yml" in publish
    assert re.search(r"build:\s+needs: test", publish)


@pytest.mark.parametrize("name", ["newest", "links", "canary"])
def test_what_others_may_break_is_looked_at_now_and_then_and_blocks_nothing(name):
    text = (course.ROOT / f".github/workflows/{name}.yml").read_text("utf-8")
    triggers = re.search(r"^on:\n((?:  .*\n)+)", text, re.MULTILINE)[1]
    assert re.findall(r"^  (\w+):", triggers, re.M) == ["schedule", "workflow_dispatch"]
    others = [path for path in WORKFLOWS if path.stem != name]
    assert not [path for path in others if f"{name}.yml" in path.read_text("utf-8")]


def test_the_workflows_test_the_oldest_python():
    minors = re.findall(r"\"3\.(\d+)\"", TEXT)
    assert course.OLDEST_PYTHON[1] == min(int(minor) for minor in minors)
