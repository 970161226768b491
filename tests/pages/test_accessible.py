"""No page has an accessibility fault that axe knows, however it is looked at."""

from itertools import pairwise
from pathlib import Path

import axe_playwright_python
import pytest

from pages.explorers import PAGES_OF_THE_SITE

AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js")
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# Axe would look behind each letter of a formula and each word of code. To leave them out costs as much, since it asks
# of everything whether it is a part of them: it meets formulas without letters, in their size, and code as plain text.
# The colors of both have tests of their own.
RUN = """async (levels) => {
  const code = [...document.querySelectorAll("pre")].map((one) => [one, [...one.childNodes]]);
  const formulas = [...document.querySelectorAll("math")].map((one) => [one, one.cloneNode(), one.getBoundingClientRect()]);
  for (const [one] of code) one.replaceChildren(one.textContent);
  for (const [one, place, { width, height }] of formulas) {
    Object.assign(place.style, { display: "inline-block", width: `${width}px`, height: `${height}px` });
    one.replaceWith(place);
  }
  const { violations } = await axe.run(document, { runOnly: levels, resultTypes: ["violations"] });
  for (const [one, place] of formulas) place.replaceWith(one);
  for (const [one, words] of code) one.replaceChildren(...words);
  return violations.flatMap(({ id, nodes }) => nodes.map((node) =>
    `${id}: ${node.target.join(" ")} ${node.any.concat(node.all, node.none).map(({ message }) => message).join("; ")}`));
}"""


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


# The contrast of each word of code with what is behind its cell, by the formula of WCAG, the worst first.
CONTRAST_OF_CODE = """() => {
  const channels = (color) => color.match(/[\\d.]+/g).map(Number);
  const light = ([red, green, blue]) => [red, green, blue].map((one) => one / 255)
    .map((one) => (one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4))
    .reduce((sum, one, i) => sum + one * [0.2126, 0.7152, 0.0722][i], 0);
  const behind = (one) => {
    const color = channels(getComputedStyle(one).backgroundColor);
    return color[3] === 0 ? behind(one.parentElement) : color;
  };
  const contrast = (word) => {
    const [low, high] = [channels(getComputedStyle(word).color), behind(word)].map(light).sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };
  return [...document.querySelectorAll("pre span")].map((word) => [contrast(word), word.className]).sort(([a], [b]) => a - b);
}"""


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@EACH_PAGE
def test_each_word_of_code_stands_out_from_what_is_behind_it(seen, address, dark):
    opened = seen(address, dark=dark)
    opened.evaluate(
        "(dark) => { document.documentElement.dataset.theme = dark ? 'dark' : 'light'; }",
        dark,
    )
    words = opened.evaluate(CONTRAST_OF_CODE)
    assert words or not address.startswith("lessons/"), "no code was found"
    assert all(contrast >= 4.5 for contrast, _ in words), words[:1]


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
