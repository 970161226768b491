"""The chapter that CONTRIBUTING.md builds, built."""

import re
import sys
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path

import pytest

from cartlab.therapy.culture import culture

TEXT = (Path(__file__).parents[1] / "CONTRIBUTING.md").read_text("utf-8")
MODEL, IMPORTS, LESSON, TEST, _, TASK = re.findall(
    r"```python\n(.*?)```", TEXT, re.DOTALL
)
NAME = "cartlab.therapy.bedside"


@pytest.fixture
def bedside(tmp_path, monkeypatch):
    """The example's model, as if it stood in the package."""
    path = tmp_path / "bedside.py"
    path.write_text(MODEL, "utf-8")
    module = module_from_spec(spec_from_loader(NAME, loader=None, origin=str(path)))
    monkeypatch.setitem(sys.modules, NAME, module)
    exec(compile(MODEL, path, "exec"), vars(module))
    return module


def test_the_example_is_shorter_than_sixty_lines():
    lines = "\n".join([MODEL, IMPORTS, LESSON, TEST]).splitlines()
    assert sum(bool(line.strip()) for line in lines) < 60


def test_the_examples_lesson_runs_its_chain(bedside):
    space = {}
    exec(IMPORTS, space)
    lab = eval(LESSON, space)
    short = lab.run(culture_d=3).handed["viable"]
    assert short < lab.run(culture_d=9).handed["viable"]
    assert lab.run().handed["viable"] == culture.simulate().handed["viable"]
    assert "%" in repr(lab)


def test_the_examples_own_test_passes_and_can_fail(bedside):
    space = {}
    exec(TEST, space)
    check = space["test_half_of_the_thawed_cells_are_alive_after_six_hours"]
    check()
    space["bedside"] = bedside.bedside.edit(k_thaw=0.3)
    with pytest.raises(AssertionError):
        check()


def test_the_examples_task_has_one_answer_and_knows_its_mistakes(bedside):
    space = {}
    exec(IMPORTS, space)
    space["lab"] = eval(LESSON, space)
    *_, asked = TASK.strip().partition("\n\n")
    exec("from cartlab.tasks import Number, read", space)
    task = eval(asked, space)
    assert task.answer() == "54.9 %"
    assert len(task.mistakes()) == 2
