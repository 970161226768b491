"""A task says the same on the page and in a notebook, whatever is answered."""

import numpy as np
import pytest

from cartlab.explorer import assemble
from cartlab.tasks import script
from pages.robot import WITH_TASKS, tasks_of
from tasks.conftest import peaks_to_draw

EACH = pytest.mark.parametrize("path", WITH_TASKS, ids=lambda path: path.stem)
ASK = "([spec, explorer, calls]) => cartlab.tasks.ask(spec, explorer, calls)"


@pytest.fixture(scope="session")
def asker(browser):
    """The tasks' JavaScript as shipped: asker(task, [(what, given), …])."""
    page = browser.new_page()
    for text in (
        assemble.engine_script(),
        assemble.explorer_script(),
        script.classic_script(),
    ):
        page.add_script_tag(content=text)

    def ask(task, calls):
        return page.evaluate(ASK, [task.spec, task.lab.picture.spec, calls])

    yield ask
    page.close()


def guesses(task, chance):
    """Return answers of every kind: right, with each misconception, and at random."""
    right = task.solution()
    if task.kind == "number":
        return (
            [right * 10**x for x in chance.uniform(-3, 3, 20)]
            + [0.0, -right]
            + [right * x for x in (1, 10, 100, 0.01, 1.05, 0.94, 1.3, 2.5, 0.4)]
        )
    if task.kind == "order":
        return [list(chance.permutation(right)) for _ in range(6)]
    if task.kind == "reach":
        ranges = {name: task.lab.model.parameters[name].range for name in task.moves}
        found = [
            {n: float(chance.uniform(*ends)) for n, ends in ranges.items()}
            for _ in range(6)
        ]
        return [*found, {**found[0], **dict(list(task.stay.items())[:1])}]
    if task.kind == "draw":
        return [list(map(list, one)) for one in drawings(task, right, chance)]
    return []


def drawings(task, right, chance, count=30):
    """Yield curves that are the right one, moved, stretched, cut off or bent."""
    times, _ = np.array(right).T
    heights = task.heights(right)
    for _ in range(count):
        late = chance.uniform(-0.4, 0.4) * task.home.t_end
        kind = chance.integers(4)
        drawn = np.interp(times, times + late, heights) if kind == 0 else heights
        drawn = drawn * chance.uniform(0.3, 1.3) if kind == 1 else drawn
        drawn = np.maximum.accumulate(drawn) if kind == 2 else drawn
        drawn = (
            drawn + 0.2 * np.sin(times * chance.uniform(0, 2)) if kind == 3 else drawn
        )
        values = [task.value_at(h) for h in np.clip(drawn, 0, 1)]
        yield list(zip(times.tolist(), values, strict=True))


@EACH
def test_page_and_notebook_find_the_same_answer(asker, path):
    for task in tasks_of(path):
        (page,), mine = asker(task, [["solution", None]]), task.solution()
        if task.kind == "number":
            assert page == pytest.approx(mine, rel=1e-9), task.question
        elif task.kind == "draw":
            assert np.array(page) == pytest.approx(np.array(mine), rel=1e-9)
        else:
            assert page == mine, task.question
        assert asker(task, [["told", page]]) == [task.answer()]


@EACH
def test_page_and_notebook_say_the_same_to_every_answer(asker, path):
    chance = np.random.default_rng(8)
    for task in tasks_of(path):
        given = [task.solution(), *task.mistakes().values(), *guesses(task, chance)]
        page = asker(task, [["judge", one] for one in given])
        for one, told in zip(given, page, strict=True):
            mine = task.check(one)
            assert told["says"].strip() == mine.says, (task.question, one)
            assert told["right"] == mine.right
            assert told.get("mistake") == mine.mistake


@pytest.mark.parametrize("scale", ["log", "linear"])
def test_page_and_notebook_say_the_same_to_every_curve_with_a_peak(asker, scale):
    task, chance = peaks_to_draw()[scale], np.random.default_rng(9)
    given = [
        list(map(list, one)) for one in drawings(task, task.solution(), chance, 90)
    ]
    page = asker(task, [["judge", one] for one in given])
    for one, told in zip(given, page, strict=True):
        assert told["says"].strip() == task.check(one).says
