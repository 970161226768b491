"""A lesson in front of a class: one thing at a time, alive, in the whole window."""

import pytest

from pages.explorers import explorers, pages, values, wait_for_explorers
from pages.test_accessible import AXE, LEVELS, RUN

PAGES = pages()
EACH_LESSON = pytest.mark.parametrize(
    "address", [one for one in PAGES if one.startswith("lessons/")]
)
PROJECTOR = {"width": 1024, "height": 768}


@pytest.fixture
def presented(page):
    """Open a lesson and present it from its beginning."""

    def present(address, **options):
        opened = page(address, **PROJECTOR, **options)
        wait_for_explorers(opened, len(explorers(PAGES[address])))
        opened.get_by_role("button", name="Present it to a class").click()
        return opened

    return present


# Leads through all steps by Next and notes what stands in the window.
WALK = """async () => {
  const seen = [], bar = document.querySelector(".v2v-presenter"), [, next] = bar.querySelectorAll("button");
  const isSeen = (one) => one.checkVisibility();
  for (;;) {
    await new Promise((then) => requestAnimationFrame(() => requestAnimationFrame(then)));
    const pictures = cartlab.pictures.filter(({ el }) => isSeen(el));
    await Promise.all(pictures.map((one) => one.settled()));
    await new Promise((then) => requestAnimationFrame(then));
    seen.push({
      place: bar.querySelector(".v2v-place").textContent,
      explorers: pictures.map(({ el }) => {
        const { top, bottom } = el.getBoundingClientRect();
        return { name: el.ariaLabel, above: top, below: bottom - bar.getBoundingClientRect().top };
      }),
      others: [...document.querySelectorAll("article :is(section.v2v-predict, section.v2v-task, .v2v-takehome)")].filter(isSeen).length,
      wide: document.documentElement.scrollWidth - innerWidth,
    });
    if (next.disabled) return seen;
    next.click();
  }
}"""


@EACH_LESSON
def test_each_step_is_one_thing_and_explorers_fit_above_the_bar(presented, address):
    opened = presented(address)
    assert opened.get_by_text("Not medical advice.").first.is_visible()
    steps, labs = opened.evaluate(WALK), explorers(PAGES[address])
    for i, step in enumerate(steps):
        assert step["place"].startswith(f"{i + 1} of {len(steps)}")
        assert len(step["explorers"]) + step["others"] == 1, step
        assert step["wide"] <= 0, step
        for one in step["explorers"]:
            assert one["above"] >= 0 and one["below"] <= 1, step
    assert sum(len(step["explorers"]) for step in steps) == len(labs)
    assert len(steps) > len(labs), "no question is asked"


LESSON = "lessons/04_infusion.html"


def step(opened):
    return int(opened.locator(".v2v-place").inner_text().split()[0])


def test_a_clicker_leads_on_wherever_the_focus_is_and_moves_no_slider(presented):
    opened = presented(LESSON)
    handle = opened.locator(".v2v-explorer .noUi-handle:visible").first
    while not handle.count():
        opened.keyboard.press("PageDown")
    here, before = step(opened), values(opened, 0)
    handle.focus()
    opened.keyboard.press("ArrowRight")  # a slider is alive
    moved = values(opened, 0)
    opened.keyboard.press("PageDown")
    assert step(opened) == here + 1 and values(opened, 0) == moved != before
    opened.keyboard.press("PageUp")
    assert step(opened) == here


def test_a_task_leads_to_its_explorer_and_the_explorer_back(presented):
    opened = presented(LESSON)
    opened.keyboard.press("PageDown")
    here = step(opened)
    opened.get_by_role("button", name="To the sliders").click()
    assert opened.locator(".v2v-explorer:visible").count() == 1 and step(opened) > here
    opened.get_by_role("button", name="Back to the task").click()
    assert step(opened) == here


def test_escape_gives_the_page_back_where_it_was_left(presented):
    opened = presented(LESSON)
    for _ in range(2):
        opened.keyboard.press("PageDown")
    shown = opened.locator(".v2v-explorer:visible")
    shown.get_by_role("button", name="Enlarge").first.press("Enter")
    opened.keyboard.press("Escape")
    assert shown.count() == 1, "Escape ends the large panel first"
    opened.keyboard.press("Escape")
    assert not opened.locator(".v2v-presenter").is_visible()
    assert shown.count() == len(explorers(PAGES[LESSON]))
    assert opened.evaluate("scrollY") > 0
    assert "Present" in opened.evaluate("document.activeElement.textContent")


def test_presented_to_a_class_a_page_has_no_fault_that_axe_knows(presented):
    opened = presented(LESSON)
    for _ in range(2):
        opened.keyboard.press("PageDown")
    opened.add_script_tag(path=AXE)
    assert opened.evaluate(RUN, LEVELS) == []


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("ABBA", "A 2, B 2, C 0 of 4"),
        ("a b c B", "A 1, B 2, C 1 of 4"),
        ("12 A 7B, 3 c", "A 12, B 7, C 3 of 22"),
        ("Ann: B\nBob: b\nCarla (A)", "A 1, B 2, C 0 of 3"),
        ("D, and nothing of ours", ""),
        ("300 B", "A 0, B 300, C 0 of 300"),
    ],
)
def test_the_answers_of_a_room_are_added_up_as_they_are_typed(answering, typed, told):
    field = answering.get_by_role("textbox", name="Answers of the room")
    field.fill(typed.replace("\n", " "))  # as a field of one line takes what is pasted
    assert answering.locator(".v2v-hands output").inner_text() == told


@pytest.fixture(scope="module")
def answering(keeper, server):
    """A question with three choices in front of a class."""
    labs = explorers(PAGES[LESSON])

    def make(watched):
        opened = watched.open(server + LESSON, **PROJECTOR)
        wait_for_explorers(opened, len(labs))
        opened.get_by_role("button", name="Present it to a class").click()

    return keeper.take("a room", make)


def test_the_room_is_asked_only_where_there_are_choices_and_each_question_keeps_its_own(
    presented,
):
    opened = presented(LESSON)
    field = opened.get_by_role("textbox", name="Answers of the room")
    field.fill("AAB")
    share = "(one) => getComputedStyle(one).getPropertyValue('--v2v-share')"
    choices = opened.locator(".v2v-counted:visible")
    assert choices.first.evaluate(share) == f"{200 / 3}%"
    opened.keyboard.press("PageDown")
    assert not field.is_visible()  # a curve is drawn
    opened.keyboard.press("PageUp")
    assert field.input_value() == "AAB" and choices.count() == 3
