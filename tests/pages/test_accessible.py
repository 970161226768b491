"""No page has an accessibility fault that axe knows, however it is looked at."""

from itertools import pairwise
from pathlib import Path

import axe_playwright_python
import pytest

from pages.explorers import PAGES_OF_THE_SITE

AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js")
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# Axe would look behind each letter of a formula: half of its time, on the page of models.
RUN = """(levels) => axe.run({ include: [document], exclude: [["math"]] }, { runOnly: levels, resultTypes: ["violations"] }).then(({ violations }) =>
  violations.flatMap(({ id, nodes }) => nodes.map((node) =>
    `${id}: ${node.target.join(" ")} ${node.any.concat(node.all, node.none)
      .map(({ message }) => message).join("; ")}`)))"""


EACH_PAGE = pytest.mark.parametrize("address", PAGES_OF_THE_SITE)


@pytest.fixture
def seen(kept_page, server):
    """Open a page once and look at it in several ways: seen(address, width, dark)."""

    def look(address, width=1280, dark=False):
        found = kept_page(
            f"{address}, looked at", lambda new: new.open(server + address)
        )
        found.set_viewport_size({"width": width, "height": 900})
        found.emulate_media(color_scheme="dark" if dark else "light")
        return found

    return look


@EACH_PAGE
@pytest.mark.parametrize(
    # Every color and every layout once: no rule of axe looks at both.
    ("width", "dark"),
    [(390, False), (1280, True)],
    ids=["390-light", "1280-dark"],
)
def test_axe_finds_nothing(seen, address, width, dark):
    opened = seen(address, width, dark)
    opened.wait_for_function(
        """() => [...document.querySelectorAll("figure.v2v-still")].length ===
              (globalThis.cartlab?.pictures ?? []).length"""
    )
    opened.evaluate(
        "(dark) => { document.documentElement.dataset.theme = dark ? 'dark' : 'light'; }",
        dark,
    )
    for folded in opened.locator("main details:not([name])").all():
        folded.evaluate("(one) => { one.open = true; }")
    if opened.evaluate("typeof axe") == "undefined":
        opened.add_script_tag(path=AXE)
    assert opened.evaluate(RUN, LEVELS) == []


COLORS_OF_FORMULAS = """() => [...document.querySelectorAll("math")].flatMap((formula) => {
  const look = (one) => { const { color, backgroundColor } = getComputedStyle(one); return [color, backgroundColor]; };
  const [color] = look(formula.parentElement);
  return [formula, ...formula.querySelectorAll("*")].map(look).filter(([own, behind]) => own !== color || behind !== "rgba(0, 0, 0, 0)");
})"""


@EACH_PAGE
def test_formulas_have_the_color_of_the_text_around_them(seen, address):
    assert seen(address).evaluate(COLORS_OF_FORMULAS) == []


@EACH_PAGE
def test_nothing_is_wider_than_a_phone(seen, address):
    wide = seen(address, width=390).evaluate("document.documentElement.scrollWidth")
    assert wide <= 390


@EACH_PAGE
def test_headings_step_down_one_level_at_a_time(seen, address):
    opened = seen(address)
    headings = opened.evaluate(
        """() => [...document.querySelectorAll("main :is(h1, h2, h3, h4)")]
             .filter((one) => one.checkVisibility())
             .map((one) => [Number(one.tagName[1]), one.textContent.trim()])"""
    )
    levels = [level for level, _ in headings]
    assert levels[0] == 1 and levels.count(1) == 1, headings
    for (above, _), (level, text) in pairwise(headings):
        assert level - above <= 1, f"“{text}” (h{level}) needs an h{level - 1} above it"
