"""A robot student does every task of every page, rightly and with every misconception."""

import math

import pytest

from pages.explorers import as_opened, explorers, in_turn, wait_for_explorers
from pages.robot import WITH_TASKS, Robot, tasks_of

ASKED = {f"lessons/{path.stem}.html": path for path in WITH_TASKS}
EACH_PAGE = pytest.mark.parametrize("address", ASKED)
LIVE = ".v2v-task:not(.v2v-task-still)"


@pytest.fixture
def asked(kept_page, server):
    """Return (a robot on the page of an address, its tasks)."""

    def open_page(address):
        path = ASKED[address]

        def make(watched):
            wait_for_explorers(watched.open(server + address), len(explorers(path)))

        found = kept_page(address, make)
        as_opened(found, explorers(path))
        return Robot(found, path), tasks_of(path)

    return open_page


@EACH_PAGE
def test_the_page_shows_each_task_once_alive(asked, address):
    robot, tasks = asked(address)
    questions = robot.page.locator(f"{LIVE} legend").all_inner_texts()
    assert questions == [task.question for task in tasks]
    assert robot.page.locator(".v2v-task-stored:visible").count() == 0


@EACH_PAGE
def test_numbers_are_found_by_moving_and_reading_alone(asked, address):
    robot, tasks = asked(address)
    for i, task in enumerate(tasks):
        if task.kind == "number":
            found = robot.find(task, task.spec["answer"], {})
            said = robot.answer(i, task, found)
            assert "v2v-right" in said.get_attribute("class"), said.inner_text()


@EACH_PAGE
def test_right_answers_are_right_and_every_misconception_has_its_name(asked, address):
    robot, tasks = asked(address)
    robot.page.reload()  # nothing is done yet
    wait_for_explorers(robot.page, len(robot.titles))
    for i, task in enumerate(tasks):
        for says, given in [*task.mistakes().items(), (None, task.solution())]:
            heard = robot.answer(i, task, given)
            text = heard.inner_text()
            assert ("v2v-right" in heard.get_attribute("class")) == (says is None), text
            assert says is None or says in text
        done = robot.form(i).locator(".v2v-task-count").inner_text()
        assert done == f"{i + 1} of {len(tasks)} tasks done"


@EACH_PAGE
def test_without_scripts_a_question_has_its_answer_folded(page, address):
    bare = page(address, java_script_enabled=False)
    for i, task in enumerate(tasks_of(ASKED[address])):
        stored = bare.locator(".v2v-task-still").nth(i)
        assert task.question in stored.inner_text()
        words = stored.locator(".v2v-answer p").first
        assert not words.is_visible()
        stored.locator("summary").click()
        assert words.inner_text().rstrip(".").lower() == task.answer().lower()


@in_turn(ASKED, 0)
def test_what_is_done_is_kept_only_where_the_reader_wants_it(page, address):
    count = len(explorers(ASKED[address]))
    tasks = tasks_of(ASKED[address])
    i = next(i for i, task in enumerate(tasks) if task.kind == "number")
    opened = page(address)
    wait_for_explorers(opened, count)
    stored = (
        "Object.keys(localStorage).filter((key) => key.startsWith('v2v-tasks')).length"
    )
    Robot(opened, ASKED[address]).answer(i, tasks[i], tasks[i].solution())
    assert opened.evaluate(stored) == 0
    line, box = (
        opened.locator(".v2v-tasks-done"),
        opened.get_by_label("Remember on this"),
    )
    box.check()
    assert opened.evaluate(stored) == 1
    opened.reload()
    wait_for_explorers(opened, count)
    line.get_by_text(f"1 of {len(tasks)} tasks done").wait_for()
    box.uncheck()
    assert opened.evaluate(stored) == 0


@EACH_PAGE
def test_a_curve_is_drawn_by_the_keyboard_alone(asked, address):
    robot, tasks = asked(address)
    for i, task in enumerate(tasks):
        if task.kind != "draw":
            continue
        form = robot.form(i)
        again = form.get_by_role("button", name="Draw again")
        if again.is_visible():
            again.click()
        form.get_by_role("button", name="Clear").click()
        board, heights = form.get_by_role("slider"), task.heights(task.solution())
        board.press("Home")
        for stop in range(9):
            if stop:
                board.press("ArrowRight")
            steps = round((heights[7 * stop] - 0.5) / 0.05)
            board.press(
                "ArrowUp"
            )  # one there and one back: a stop is taken though it is level
            board.press("ArrowDown")
            for _ in range(abs(steps)):
                board.press("ArrowUp" if steps > 0 else "ArrowDown")
        assert task.home.time in board.get_attribute("aria-valuetext")
        form.get_by_role("button", name="Commit to this curve").press("Enter")
        said = form.locator(".v2v-feedback")
        assert "v2v-right" in said.get_attribute("class"), said.inner_text()
        assert not math.isnan(float(board.get_attribute("aria-valuenow")))


def first(robot, tasks, kind, **has):
    """Return (form, task) of the first task of a kind, None where there is none.

    has: {attribute: value}, where True asks for any that is not empty.
    """
    for i, task in enumerate(tasks):
        if task.kind != kind:
            continue
        found = {k: getattr(task, k) for k in has}
        if all(found[k] == v or (v is True and found[k]) for k, v in has.items()):
            return robot.form(i), task
    return None, None


FOCUSED = """() => {
  const one = document.activeElement;
  return one.getAttribute("role") ?? (one.type === "radio" ? "radio" : one.textContent);
}"""


@in_turn(ASKED, 1)
def test_the_focus_stays_in_the_task_when_a_control_is_locked_or_gone(asked, address):
    robot, tasks = asked(address)
    robot.page.reload()
    wait_for_explorers(robot.page, len(robot.titles))
    form, task = first(robot, tasks, "choice", predict=True)
    radio = form.get_by_role("radio").first
    radio.check()
    radio.press("Enter")
    assert robot.page.evaluate(FOCUSED) == "Compare with the model"
    form, task = first(robot, tasks, "draw")
    if task is None:
        return
    robot.draw(form, task, task.solution())
    form.get_by_role("button", name="Commit to this curve").press("Enter")
    assert robot.page.evaluate(FOCUSED) == "Draw again"
    robot.page.keyboard.press("Enter")
    assert robot.page.evaluate(FOCUSED) == "slider"


HEARD = """(form) => {
  const region = form.querySelector("[role=status]");
  globalThis.heard = [];
  new MutationObserver(() => heard.push(region.textContent)).observe(
    region, { characterData: true, childList: true, subtree: true });
}"""


@EACH_PAGE
def test_a_state_is_checked_aloud_each_time_and_forgotten_when_a_slider_moves(
    asked, address
):
    robot, tasks = asked(address)
    form, task = first(robot, tasks, "reach")
    if form is None:
        pytest.skip("no state to reach on this page")
    wrong = next(iter(task.mistakes().values()))
    robot.stand(task, {**task.at, **wrong})
    form.evaluate(HEARD)
    said = form.locator(".v2v-feedback")
    for _ in range(2):
        form.locator(".v2v-act").click()
        robot.page.wait_for_function("heard.at(-1)?.startsWith('You checked ')")
    told = [text for text in robot.page.evaluate("heard") if text]
    assert len(told) == 2 and told[0] == told[1]
    assert said.inner_text().startswith(f"You checked {task.told(wrong)}.")
    robot.stand(task, {**task.at, **task.solution()})
    assert not said.is_visible()


@in_turn(ASKED, 2)
def test_a_number_is_asked_for_with_its_unit_and_another_unit_is_named(asked, address):
    robot, tasks = asked(address)
    form, task = first(robot, tasks, "number", unit=True)
    unit = task.unit.replace("/mL", " per milliliter")
    field = form.get_by_role("textbox", name=f"Your answer, in {unit}", exact=True)
    field.fill("12 parsecs")
    field.press("Enter")
    said = form.locator(".v2v-feedback")
    assert said.inner_text() == (
        f"“parsecs” is not what is asked for: write the number in {task.unit}."
    )
    field.fill(f"{task.solution():.6g} {task.unit}")
    field.press("Enter")
    assert "v2v-right" in said.get_attribute("class")


@in_turn(ASKED, 0)
def test_a_way_leads_to_the_sliders_and_back_to_the_task(asked, address):
    robot, tasks = asked(address)
    form, task = first(robot, tasks, "number")
    form.get_by_role("button", name="sliders").click()
    back = robot.page.get_by_role("button", name="Back to the task")
    back.click()
    assert robot.page.evaluate("document.activeElement.textContent") == "Check"
    assert back.count() == 0
    assert form.locator("legend").evaluate(
        "(one) => one.getBoundingClientRect().top < innerHeight"
    )
