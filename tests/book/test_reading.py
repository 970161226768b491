"""The text in narrow windows, with wide spacing, under a finger and on paper."""

import pytest

PAGES = [
    "lessons/00_first_look",
    "lessons/03_expansion",
    "lessons/04_infusion",
    "lessons/07_side_effects",
    "book/welcome",
    "book/how_to_use",
    "book/models",
    "book/teaching/04_infusion",
    "search",
]
# The values of WCAG 2.2, 1.4.12.
SPACED = """* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
p { margin-bottom: 2em !important }"""
# What scrolls in a box of its own may be wider than the window.
SPILLS = """() => [...document.querySelectorAll("article :is(p, li, table, h1, h2, h3, dd, pre, figure), .v2v-ribbon, .v2v-nextup, .v2v-bar")]
  .filter((one) => !one.closest(".v2v-scroll, .v2v-wide-table, .v2v-live, svg") && one.getBoundingClientRect().right > innerWidth + 1)
  .map((one) => one.tagName + " " + one.textContent.slice(0, 40))"""
SMALLER_THAN = """([selector, least]) => [...document.querySelectorAll(selector)]
  .filter((one) => one.checkVisibility())
  .map((one) => [one.textContent.trim().slice(0, 30), one.getBoundingClientRect()])
  .filter(([, box]) => Math.min(box.width, box.height) < least - .5)
  .map(([text, box]) => `${text}: ${box.width} x ${box.height}`)"""
SUMMARIES = "article summary"


@pytest.mark.parametrize("spacing", ["", SPACED], ids=["as set", "spaced"])
@pytest.mark.parametrize("name", PAGES)
def test_text_fits_a_window_of_320_pixels(page, name, spacing):
    opened = page(f"{name}.html", width=320, height=640)
    if spacing:
        opened.add_style_tag(content=spacing)
    assert opened.evaluate(SPILLS) == []


@pytest.mark.parametrize("name", ["lessons/04_infusion", "book/how_to_use"])
def test_links_of_headings_and_what_unfolds_can_be_hit_by_a_pointer(page, name):
    opened = page(f"{name}.html")
    for selector in (".headerlink", SUMMARIES):
        assert opened.evaluate(SMALLER_THAN, [selector, 24]) == []


def test_what_unfolds_can_be_hit_by_a_finger(page):
    opened = page("lessons/04_infusion.html", width=390, is_mobile=True, has_touch=True)
    assert opened.evaluate(SMALLER_THAN, [SUMMARIES, 44]) == []


def test_on_paper_titles_keep_their_text_and_panels_stay_whole(page):
    opened = page("lessons/07_side_effects.html")
    opened.wait_for_selector(".v2v-explorer[data-drawn] .v2v-plot")
    opened.emulate_media(media="print")
    style = "([selector, name]) => [...document.querySelectorAll(selector)].map((one) => getComputedStyle(one)[name])"
    for selector in ("article h1", "article h2", "article h3"):
        assert set(opened.evaluate(style, [selector, "breakAfter"])) == {"avoid"}
    for selector in ("figure", "article tr", ".v2v-plot", ".v2v-task-still"):
        assert set(opened.evaluate(style, [selector, "breakInside"])) == {"avoid"}
    width = opened.evaluate("() => document.documentElement.scrollWidth")
    assert width <= 1280


def test_a_projector_can_hide_the_contents_and_they_stay_hidden(page):
    opened = page("book/how_to_use.html", width=1024, height=768)
    side, text = opened.locator("#v2v-side"), opened.locator("main")
    beside = text.bounding_box()["width"]
    opened.get_by_role("button", name="Hide the contents").click()
    opened.reload()
    assert not side.is_visible() and text.bounding_box()["width"] > beside + 200
    opened.get_by_role("button", name="Contents", exact=True).click()
    opened.get_by_role("button", name="Keep the contents open").click()
    assert side.is_visible() and text.bounding_box()["width"] == beside
