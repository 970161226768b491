"""A lesson with its plan beside it, as its teacher opens it."""

import re

import pytest

from pages.explorers import explorers, pages, wait_for_explorers
from pages.test_accessible import AXE, LEVELS, RUN
from pages.windows import resize

PAGES = pages()
LESSON = "lessons/03_expansion.html"
BESIDE = ".v2v-beside"
STYLED = "getComputedStyle(document.querySelector('.v2v-beside') ?? document.body).borderLeftWidth === '4px'"
# Of each note beside a cell: where it stands, and the cell.
PLACES = """() => [...document.querySelectorAll(".cell > .v2v-beside")].map((note) => {
  const [own, cell] = [note, note.parentElement].map((one) => one.getBoundingClientRect());
  const picture = note.parentElement.querySelector(".v2v-explorer")?.getBoundingClientRect() ?? cell;
  return { left: own.left, right: own.right, top: own.top - cell.top, bottom: own.bottom - cell.bottom, beside: own.left - picture.right, inside: own.right <= innerWidth };
})"""


@pytest.fixture
def beside(keeper, server):
    """Open the page with its plan, one for all tests, in a window of some size."""

    def make(watched):
        opened = watched.open(f"{server}{LESSON}?plan", width=1280, height=720)
        wait_for_explorers(opened, len(explorers(PAGES[LESSON])))
        opened.evaluate("navigator.clipboard.writeText = async (text) => { globalThis.copied = text }")  # fmt: skip
        opened.wait_for_function(STYLED)

    def open_page(width, height):
        opened = keeper.take("a plan", make)
        resize(opened, (width, height))
        return opened

    return open_page


def test_who_does_not_ask_for_the_plan_loads_nothing_of_it(shared):
    opened = shared(LESSON)
    assert opened.locator(BESIDE).count() == 0
    loaded = "performance.getEntriesByType('resource').map(({ name }) => name)"
    assert not [x for x in opened.evaluate(loaded) if "plans/" in x or "beside" in x]


def test_in_a_wide_window_the_plan_stands_in_the_margin_at_its_explorer(beside):
    places = beside(1280, 720).evaluate(PLACES)
    assert len(places) > 10
    for one in places:
        assert one["inside"] and one["beside"] >= 0 and abs(one["top"]) < 1, one


@pytest.mark.parametrize("width", [390, 1000])
def test_in_a_narrow_window_the_plan_stands_below_what_it_speaks_of(beside, width):
    for one in beside(width, 844).evaluate(PLACES):
        assert one["inside"] and one["top"] > 40 and one["bottom"] <= 1, one


def test_a_lesson_with_its_plan_has_no_fault_that_axe_knows(beside):
    opened = beside(1280, 720)
    opened.evaluate("document.documentElement.dataset.theme = 'dark'")
    opened.add_script_tag(path=AXE)
    assert opened.evaluate(RUN, LEVELS) == []
    names = "[...document.querySelectorAll('.v2v-beside')].map((one) => one.ariaLabel)"
    assert all(one.startswith("Plan: ") for one in opened.evaluate(names))


def test_a_link_of_the_plan_sets_the_sliders_beside_it_and_the_plan_stays(beside):
    opened = beside(1280, 720)
    opened.locator("#cell-the-culture .v2v-beside").get_by_role(
        "link", name="the slow grower"
    ).click()
    opened.wait_for_function("cartlab.pictures[0].values().mu_max === 0.6")
    assert opened.evaluate("location.hash").startswith("#explorer=the-culture")
    assert opened.locator(BESIDE).count() > 10


def test_before_a_class_the_plan_is_hidden_until_its_button_is_pressed(beside):
    opened = beside(1280, 720)
    opened.get_by_role("button", name="Present it to a class").click()
    notes, button = (
        opened.locator(f"{BESIDE}:visible"),
        opened.get_by_role("button", name="Plan", exact=True),
    )
    assert notes.count() == 0
    button.click()
    assert notes.count() == 1 and button.get_attribute("aria-expanded") == "true"
    opened.keyboard.press("PageDown")
    assert notes.count() == 0 and button.get_attribute("aria-expanded") == "false"
    opened.get_by_role("button", name="End", exact=True).click()


def test_the_open_plan_has_the_keyboard_and_gives_way_to_what_its_link_sets(beside):
    opened = beside(1280, 720)
    opened.evaluate("scrollTo(0, 0)")
    opened.get_by_role("button", name="Present it to a class").click()
    notes, button = (
        opened.locator(f"{BESIDE}:visible"),
        opened.get_by_role("button", name="Plan", exact=True),
    )
    has_focus = "(one) => one === document.activeElement"
    for _ in range(20):  # steps, up to one whose note has a link
        if button.is_visible():
            button.press("Enter")
            if notes.get_by_role("link").count():
                break
        opened.keyboard.press("PageDown")
    assert notes.evaluate(has_focus)
    opened.keyboard.press("Escape")
    assert notes.count() == 0 and button.evaluate(has_focus)
    assert opened.locator(".v2v-presenter").is_visible(), "Escape closed the plan alone"
    button.press("Enter")
    notes.get_by_role("link").first.click()
    assert notes.count() == 0
    opened.keyboard.press("Escape")
    assert not opened.locator(".v2v-presenter").is_visible()


def test_a_link_saved_beside_the_plan_leads_students_to_the_lesson_alone(beside):
    opened = beside(1280, 720)
    box = opened.locator(".v2v-explorer").first
    box.get_by_role("button", name="Save").click()
    opened.get_by_role("button", name="Link to these values").click()
    opened.wait_for_function("globalThis.copied")
    assert "?" not in opened.evaluate("copied")


def test_three_clicks_lead_from_the_welcome_page_to_a_lesson_presented_with_its_plan(
    page,
):
    opened = page("book/welcome.html")
    opened.get_by_role("link", name="For teachers").first.click()
    row = opened.get_by_role("row").filter(has_text="Expansion")
    row.get_by_role("link", name="lesson with plan").click()
    opened.get_by_role("button", name="Present it to a class").click()
    assert opened.locator(".v2v-presenter").is_visible()
    assert opened.get_by_role("button", name="Plan", exact=True).is_visible()


def test_the_longest_sheet_is_two_pages(page):
    printed = page("sheets/05_killing.html").pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 2
