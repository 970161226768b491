"""Several curves kept to compare with, each named by what was set, and the way back."""

from explorer.test_numbers import BUTTON, column, tables, told
from explorer.test_page import PICTURE, Reader
from pages.windows import resize

CHIPS = """() => [...document.querySelectorAll(".v2v-chip")].map((one) => {
  const [letter, said] = one.querySelectorAll("b, b + span");
  return `${letter.textContent} ${(said.querySelector("[aria-hidden]") ?? said).textContent}`;
})"""


# Pictures are painted anew with the theme.
WRITTEN = """async () => {
  const pen = CanvasRenderingContext2D.prototype, { fillText } = pen, seen = [];
  pen.fillText = function (text, ...place) {
    seen.push(text);
    fillText.call(this, text, ...place);
  };
  document.documentElement.classList.toggle("v2v-look");
  for (let k = 0; k < 3; k++) await new Promise((next) => requestAnimationFrame(next));
  pen.fillText = fillText;
  return seen;
}"""


def chips(reader):
    """Return what stands in the line of kept curves, without its buttons."""
    return reader.page.evaluate(CHIPS)


def keep_three(reader):
    reader.press("Keep curve")
    reader.handle("r").press("End")
    reader.summary()
    reader.press("Keep this one, too")
    reader.press("with the drug")
    reader.press("Keep this one, too")


def test_several_kept_curves_are_named_by_what_was_set_and_are_true(open_lab, lab):
    reader = Reader(open_lab(lab))
    keep_three(reader)
    assert chips(reader) == [
        "A the start",
        "B Growth 1.5 per day",
        "C Drug on, Day 5 days",
    ]
    written = reader.page.evaluate(WRITTEN)
    assert {"A", "B", "C"} <= {word for text in written for word in text.split()}
    reader.press("Reset")
    reader.press(BUTTON)
    cells = tables(reader)["Cells"]
    letters = [f"{letter} (cells)" for letter in "ABC"]
    assert cells["rows"][0] == ["day", "Cells (cells)", *letters]
    runs = [lab.run(), lab.run(), lab.run(r=1.5), lab.run(drug=1, day=5)]
    for place, run in enumerate(runs, 1):
        assert column(cells, place)["7"] == told(lab, run, "cells at 7"), place


def test_kept_curves_come_back_with_the_page_go_alone_or_together_and_stay_for_a_link(
    open_lab, lab
):
    reader = Reader(open_lab(lab))
    keep_three(reader)
    before, values = chips(reader), reader.values()
    reader.page.wait_for_timeout(50)  # until the entry of the history holds it
    reader.page.reload()
    reader.page.locator(".v2v-chip").nth(2).wait_for()
    assert chips(reader) == before and reader.values() == values
    reader.page.get_by_role("button", name="Take away B").click()
    assert [one[0] for one in chips(reader)] == ["A", "C"]
    reader.press("Keep this one, too")
    assert [one[0] for one in chips(reader)] == ["A", "C", "B"], "the free letter"
    reader.press("Keep curve")
    assert chips(reader) == []
    assert not reader.page.get_by_role("group", name="Kept curves").is_visible()
    for r in (0.5, 1.25):  # two links, one after the other, in the address of the page
        reader.page.evaluate(f"location.hash = 'explorer=every-kind-of-control&r={r}'")
        reader.page.wait_for_function(f"{PICTURE}.values().r === {r}")
        reader.summary()
        if not chips(reader):
            reader.press("Keep curve")
    assert chips(reader) == ["A Growth 0.5 per day"]


OLDER = """() => {
  const state = structuredClone(history.state);
  for (const one of Object.values(state["v2v-left"])) delete one.curves;
  history.replaceState(state, "");
}"""


def test_a_page_left_in_an_older_edition_comes_back_without_kept_curves(open_lab, lab):
    reader = Reader(open_lab(lab))
    keep_three(reader)
    values = reader.values()
    reader.page.wait_for_timeout(600)  # until the entry of the history holds it
    reader.page.evaluate(OLDER)
    reader.page.reload()
    reader.page.locator(".v2v-explorer[data-drawn]").wait_for()
    assert reader.values() == values and chips(reader) == []


def test_undo_leads_back_through_every_place_of_rest_to_the_start(open_lab, lab):
    reader = Reader(open_lab(lab))
    undo = reader.page.get_by_role("button", name="Undo")
    assert undo.is_disabled()
    places = [reader.values()]
    for act in (
        lambda: reader.handle("r").press("End"),
        lambda: reader.press("with the drug"),
        lambda: reader.press("Reset"),
        lambda: reader.type("start", "3.21e4"),
    ):
        act()
        reader.summary()
        places.append(reader.values())
    assert places[0] == places[3]
    for place in reversed(places[:-1]):
        undo.click()
        assert reader.values() == place
        reader.summary()
    assert undo.is_disabled()
    assert reader.page.get_by_role("button", name="Keep curve").evaluate(
        "(one) => one === document.activeElement"
    ), "the keyboard is not lost with the button"


FOCUSED = (
    """() => document.activeElement.ariaLabel ?? document.activeElement.textContent"""
)


def test_the_keyboard_stays_in_the_line_of_kept_curves_and_leaves_with_it(
    open_lab, lab
):
    reader = Reader(open_lab(lab))
    reader.press("Keep curve")
    focused = []
    for r in ("0.3", "0.4", "0.5"):
        reader.type("r", r)
        reader.page.get_by_role("button", name="Keep this one, too").press("Enter")
        focused.append(reader.page.evaluate(FOCUSED))
    assert focused[:2] == 2 * ["Keep this one, too"]
    assert focused[2].startswith("Take away D"), "there is no room for a fifth"
    focused = []
    for letter in "BCDA":
        away = reader.page.get_by_role("button", name=f"Take away {letter}")
        away.press("Enter")
        focused.append(reader.page.evaluate(FOCUSED))
    assert focused[:3] == 3 * ["Keep this one, too"]
    assert focused[3] == "Keep curve", "the line is gone"


ROOM = """() => {
  const box = (one) => one.getBoundingClientRect(), tools = document.querySelectorAll(".v2v-tools > *");
  const line = document.querySelector(".v2v-curves"), hidden = [...line.querySelectorAll("*")].filter((one) => {
    const { left, top, width, height } = box(one);
    return !line.contains(document.elementFromPoint(left + width / 2, top + height / 2));
  });
  return { rows: new Set([...tools].map((one) => Math.round(box(one).top))).size, hidden: hidden.map((one) => one.textContent) };
}"""


def test_on_a_phone_buttons_are_one_row_and_nothing_covers_what_is_kept(open_lab, lab):
    reader = Reader(open_lab(lab))
    keep_three(reader)
    for size in ((390, 844), (667, 375)):
        resize(reader.page, size)
        for down in ("0", "document.body.scrollHeight"):
            reader.page.evaluate(f"scrollTo(0, {down})")
            reader.page.locator(".v2v-curves").scroll_into_view_if_needed()
            assert reader.page.evaluate(ROOM) == {"rows": 1, "hidden": []}, size
