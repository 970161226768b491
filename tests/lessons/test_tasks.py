"""A changed model changes the answers of the tasks: no answer is typed in."""

from types import SimpleNamespace

import pytest

from cartlab.explorer.reading import measure
from cartlab.solve import STORED
from cartlab.tasks.evaluator import Evaluator
from lessons.memory import remembered_runs
from lessons.test_lessons import CHANGE, acting
from pages.robot import WITH_TASKS, tasks_of

EACH = pytest.mark.parametrize("path", WITH_TASKS, ids=lambda path: path.stem)
FELT = (
    0.05  # relative: a constant acts that changes a number of the explorer by so much
)
SAMPLE = 3  # constants of each explorer's first model that the suite changes


def first(model):
    """Return the model, or the first of a chain: the constants that lead all others."""
    return getattr(model, "models", [model])[0]


def changed(lab, name):
    """Return an explorer's model with one constant changed by a fifth, where it may be."""
    one = lab.model.parameters[name]
    low, high = one.range
    for value in (one.value * CHANGE, one.value / CHANGE):
        if low <= value <= high:
            start = {n: v for n, v in lab.start.items() if n != name}
            model = lab.model.edit(**{name: value})
            return SimpleNamespace(model=model, steps=lab.steps, start=start)
    return None


def numbers(lab, model, start):
    run = model.simulate(rtol=STORED, **start)
    return [measure(one, run) or 0.0 for one in lab.readouts]


def acts(lab, other):
    """Whether a reader would see the change in the explorer as it opens."""
    pairs = zip(
        numbers(lab, lab.model, lab.start),
        numbers(lab, other.model, other.start),
        strict=True,
    )
    return any(abs(a - b) > FELT * max(abs(a), abs(b)) for a, b in pairs)


def turns(task, other):
    """Whether a task has another answer, or none, with another model."""
    before, kept = task.answer(), task.asks
    task.asks = Evaluator(other, task.at)
    try:
        return task.answer() != before
    except ValueError:
        return True
    finally:
        task.asks = kept


def survivors(path, step):
    """Return the constants that act in an explorer and turn no answer of the lesson.

    What has a slider there is no constant: a task sets it.
    """
    tasks = tasks_of(path)
    labs = {id(task.lab): task.lab for task in tasks}
    found = []
    for lab in labs.values():
        fixed = lab.model.parameters.keys() - set(lab.names)
        names = [name for name in acting(first(lab.model)) if name in fixed]
        for name in names[:: step or max(1, len(names) // SAMPLE)]:
            other = changed(lab, name)
            if other and acts(lab, other) and not noticed(tasks, name):
                found.append(f"{lab.picture.spec['title']}: {name}")
    return found


def noticed(tasks, name):
    """Whether any task of a lesson has another answer when a constant is changed."""
    about = [task for task in tasks if name in task.lab.model.parameters]
    return any(turns(task, changed(task.lab, name)) for task in about)


@EACH
def test_a_constant_that_acts_turns_an_answer_when_it_is_changed_by_a_fifth(path):
    with remembered_runs():
        assert not survivors(path, step=None)


@pytest.mark.soak
@EACH
def test_every_constant_that_acts_turns_an_answer_when_it_is_changed(path):
    with remembered_runs():
        assert not survivors(path, step=1)
