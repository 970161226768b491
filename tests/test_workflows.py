"""GitHub will understand .github/workflows; read here against the published schema."""

import re
import subprocess
import sys

import pytest

import course

WORKFLOWS = sorted((course.ROOT / ".github" / "workflows").glob("*.yml"))


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_keeps_githubs_schema(path):
    tool = [sys.executable, "-m", "check_jsonschema", "--builtin-schema"]
    done = subprocess.run(
        [*tool, "vendor.github-workflows", path], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout


def test_actions_are_pinned_by_major_version():
    used = [
        action
        for path in WORKFLOWS
        for action in re.findall(r"uses: ([^.]\S+)", path.read_text(encoding="utf-8"))
    ]
    assert used
    assert [one for one in used if not re.search(r"@v\d+$", one)] == []


def test_the_workflows_test_the_oldest_and_the_newest_python():
    minors = re.findall(r"\"3\.(\d+)\"", (WORKFLOWS[-1]).read_text(encoding="utf-8"))
    assert course.OLDEST_PYTHON[1] == min(int(minor) for minor in minors)
