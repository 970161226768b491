"""An explorer on a page without a kernel: what a reader does, and what must then happen."""

import codecs
import csv
from xml.etree import ElementTree

import pytest

from cartlab import Contour, Explorer, Histogram, Output, Sweep, TimeCourse
from cartlab.explorer.palette import color
from cartlab.language import Population, uniform
from cartlab.solve.say import say
from explorer.texts import written

PICTURE = "cartlab.pictures[0]"


class Reader:
    """Uses one explorer the way a person does."""

    def __init__(self, page):
        self.page = page

    def arrays(self):
        """Return [[panel, series, values]] of what is drawn."""
        told = f"{PICTURE}.arrays().map((a) => [a.panel, a.series, [...a.values]])"
        return self.page.evaluate(told)

    def values(self):
        return self.page.evaluate(f"{PICTURE}.values()")

    def summary(self):
        self.page.evaluate(f"{PICTURE}.settled()")
        return self.page.evaluate(f"{PICTURE}.summary()")

    def control(self, name):
        return self.page.locator(f".v2v-p-{name}")

    def handle(self, name):
        return self.control(name).get_by_role("slider")

    def type(self, name, text):
        field = self.control(name).get_by_role("textbox")
        field.fill(text)
        field.press("Enter")
        self.summary()

    def press(self, name):
        self.page.get_by_role("button", name=name, exact=True).click()
        self.summary()


@pytest.fixture
def reader(open_lab, lab):
    return Reader(open_lab(lab))


def python_says(lab, values):
    """Return the sentence Python gives at the values of the page."""
    choices = list(lab.model.parameters["medium"].choices.values())
    for name, value in values.items():
        made = lab.sliders[name]
        if name == "medium":
            made.index = choices.index(value)
        else:
            made.value = value
    return repr(lab)


def test_the_page_opens_with_the_sentence_that_python_gave(reader, lab):
    assert reader.summary() == repr(lab)
    assert reader.values() == lab.values


@pytest.mark.parametrize("name", ["start", "r", "flasks"])
def test_a_slider_moved_by_keys_moves_the_curve(reader, lab, name):
    reader.handle(name).focus()
    for key in ("ArrowRight", "ArrowLeft", "PageUp", "PageDown", "End", "Home"):
        before = reader.arrays()
        reader.page.keyboard.press(key)
        assert reader.arrays() != before, key
    assert reader.summary() == python_says(lab, reader.values())


@pytest.mark.parametrize("name", ["start", "r", "flasks"])
def test_a_slider_moved_by_the_mouse_moves_the_curve(reader, lab, name):
    mouse, place = reader.page.mouse, reader.handle(name).bounding_box()
    x, y = place["x"] + place["width"] / 2, place["y"] + place["height"] / 2
    before = reader.arrays()
    mouse.move(x, y)
    mouse.down()
    mouse.move(x + 70, y, steps=4)
    assert reader.arrays() != before
    mouse.up()
    assert reader.summary() == python_says(lab, reader.values())


def test_switches_and_choices_move_the_curve(reader, lab):
    before = reader.arrays()
    reader.page.get_by_role("checkbox", name="Drug").check()
    switched = reader.arrays()
    assert switched != before
    reader.page.get_by_role("combobox", name="Medium").select_option("plain")
    assert reader.arrays() != switched
    assert reader.summary() == python_says(lab, reader.values())


def test_a_typed_number_is_taken_as_it_is(reader, lab):
    reader.type("start", "1,234")
    assert reader.values()["start"] == 1234
    reader.type("r", "0.8765")
    assert reader.values()["r"] == 0.8765
    assert reader.summary() == python_says(lab, reader.values())


INSIDE = """(value) => {
  const range = document.createRange(), label = value.closest(".widget-slider").querySelector(".widget-label");
  const written = (one) => { range.selectNodeContents(one); return range.getBoundingClientRect(); };
  const text = written(value.firstChild), name = written(label), row = value.closest(".widget-slider").getBoundingClientRect();
  const apart = name.right <= text.left || name.bottom <= text.top + 1;
  return apart && text.left >= row.left && text.right <= row.right + 1;
}"""


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize(
    ("name", "text", "shown"),
    [
        ("r", "0.87654", "0.87654 per day"),
        ("start", "12345.6", "12,345.6 cells"),
        ("start", "123456", "123,456 cells"),
    ],
)
def test_what_was_typed_is_shown_with_all_its_digits_and_has_room(
    open_lab, lab, width, name, text, shown
):
    reader = Reader(open_lab(lab, width=width))
    reader.type(name, text)
    value = reader.control(name).locator(".v2v-value")
    assert value.inner_text().split() == shown.split()
    assert reader.handle(name).get_attribute("aria-valuetext") == shown
    assert value.evaluate(INSIDE)


@pytest.mark.parametrize("text", ["", "abc", "NaN", "1e9", "-5"])
def test_a_number_that_is_not_possible_is_refused_in_words(reader, text):
    before = reader.arrays()
    reader.type("start", text)
    assert reader.arrays() == before
    notice = reader.page.locator(".v2v-notice").inner_text()
    assert notice == "Start: choose a number from 10 to 10⁶ cells."


def test_a_slider_that_cannot_act_rests_and_says_why(reader):
    day = reader.control("day")
    why = "does nothing while “Drug” is off"
    assert why in day.inner_text()
    handle = reader.handle("day")
    assert handle.get_attribute("aria-disabled") == "true"
    assert handle.get_attribute("tabindex") == "0"
    for part in (handle, day.get_by_role("textbox")):
        said = reader.page.locator(f"#{part.get_attribute('aria-describedby')}")
        assert said.inner_text() == why
    reader.page.get_by_role("checkbox", name="Drug").check()
    reader.summary()
    assert "does nothing" not in day.inner_text()
    assert handle.get_attribute("aria-describedby") is None
    before = reader.arrays()
    reader.handle("day").press("ArrowRight")
    assert reader.arrays() != before
    assert reader.values()["day"] == 3.5


def test_scenes_set_all_sliders_and_reset_goes_back(reader):
    start = reader.values()
    reader.type("r", "1.1")
    reader.press("with the drug")
    assert reader.values() == start | {"drug": 1, "day": 5}
    reader.press("Reset")
    assert reader.values() == start


def test_a_model_that_runs_away_keeps_its_last_curve_and_says_so(reader):
    reader.type("crowd", "1e-9")
    before = reader.arrays()
    good = reader.values()
    reader.type("crowd", "90")
    plate = reader.page.get_by_role("alert")
    assert "too much for the model" in plate.inner_text()
    assert reader.arrays() == before
    reader.press("Go back to the last values")
    assert reader.values() == good
    assert not plate.is_visible()


def test_what_is_taken_home_from_a_failed_run_is_what_is_drawn(reader):
    reader.type("crowd", "1e-9")
    good, said = reader.values(), reader.summary()
    reader.type("crowd", "90")
    assert reader.page.get_by_role("alert").is_visible()
    lines = taken_home(reader, "Numbers (CSV)").decode("utf-8-sig").splitlines()
    assert "# crowd = 1e-9 1/cell/day" in lines
    assert lines[1] == f"# {said}"
    reader.page.get_by_role("button", name="Save…").click()
    reader.page.get_by_role("button", name="Link to these values").click()
    assert f"crowd={good['crowd']:g}".replace("e-09", "e-9") in reader.page.url


def test_where_nothing_was_drawn_nothing_is_saved(open_lab, model):
    lab = Explorer(model, ["crowd"], [["cells"]], start=dict(crowd=90), title="Away")
    reader = Reader(open_lab(lab))
    for name in (*HABITS, "Picture (PNG)", "Link to these values"):
        reader.page.get_by_role("button", name="Save…").click()
        reader.page.get_by_role("button", name=name, exact=True).click()
        notice = reader.page.locator(".v2v-notice").inner_text()
        assert "There is nothing to save" in notice
    assert "#" not in reader.page.url
    reader.press("Keep curve")
    reader.type("crowd", "0")
    assert reader.page.locator(".v2v-error").is_hidden()


def test_a_picture_without_its_explorer_says_so(open_lab, lab):
    page = open_lab(lab.picture, alive=0)
    page.evaluate("performance.now = () => 1e6")
    page.get_by_role("alert").get_by_text("cannot stand alone").wait_for()


def test_a_peak_at_the_very_end_is_said_alike_on_the_page(open_lab, model):
    says = "on {time of peak cells}, {time of peak cells:bare}"
    lab = Explorer(model, ["r"], [["cells"]], ["time of peak cells"], says=says)
    reader = Reader(open_lab(lab))
    assert reader.summary() == repr(lab) == "on day 10 or later, 10 or later"
    assert "day 10 or later" in reader.page.locator(".v2v-number").inner_text()


def test_less_than_one_cell_is_said_in_words_in_python_and_on_the_page(open_lab, model):
    few = Output("cell", "cells left", (1, 1e12), "Left", scale="log", least=1)
    shrinking = model.variant(
        "Shrinking",
        outputs=dict(left=few),
        said=dict(left="y.N * exp(-20 * t / p.day)"),
    )
    says = "{left at 10}, {left at 0}"
    lab = Explorer(shrinking, ["r"], [["left"]], ["left at 10"], says=says)
    reader = Reader(open_lab(lab))
    assert reader.summary() == repr(lab) == "fewer than 1 cell, 1,000 cells"
    assert "fewer than 1 cell" in repr(lab.table())
    reader.press("Numbers as a table")
    rows = reader.page.locator(".v2v-numbers tbody tr")
    assert rows.last.inner_text().split("\t") == ["10", "fewer than 1"]


def test_a_start_and_a_scene_of_many_digits_are_one_number_on_the_page(open_lab, model):
    start, scenes = dict(start=12345.678901), {"a": dict(start=23456.789012)}
    lab = Explorer(model, ["start"], [["cells"]], start=start, scenes=scenes)
    reader = Reader(open_lab(lab))
    assert reader.values() == lab.values == {"start": 12345.7}
    reader.press("a")
    assert reader.values() == lab.scenes["a"] == {"start": 23456.8}
    reader.type("start", "34567.891234")
    assert reader.values() == {"start": 34567.9}


def test_a_kept_curve_stays_while_the_sliders_move(reader):
    reader.press("Keep curve")
    kept = reader.page.locator(".v2v-was").first
    text = kept.inner_text()
    assert text == "kept: 1.51 × 10⁷"
    reader.handle("r").press("PageUp")
    reader.summary()
    assert kept.inner_text() == text
    assert "1.51 × 10⁷ cells" in reader.page.locator(".v2v-table").inner_text()
    reader.press("Keep curve")
    assert kept.inner_text() == ""


def test_only_the_mark_moves_when_the_swept_parameter_does(reader):
    sweep = [one for one in reader.arrays() if one[0] == 2]
    reader.handle("r").press("PageUp")
    reader.summary()
    assert [one for one in reader.arrays() if one[0] == 2] == sweep
    reader.handle("start").press("PageUp")
    reader.summary()
    assert [one for one in reader.arrays() if one[0] == 2] != sweep


def test_a_link_restores_the_sliders(reader, open_lab, lab):
    reader.type("r", "1.234")
    reader.press("with the drug")
    reader.type("start", "5e4")
    reader.page.get_by_role("button", name="Save…").click()
    reader.page.get_by_role("button", name="Link to these values").click()
    fragment = "#" + reader.page.url.split("#")[1]
    restored = Reader(open_lab(lab, fragment=fragment))
    assert restored.values() == reader.values()
    assert restored.summary() == reader.summary()


def test_the_sliders_never_cover_the_sentence(reader):
    page, summary = reader.page, reader.page.locator(".v2v-summary")
    page.set_viewport_size({"width": 1280, "height": 500})
    summary.evaluate("(one) => one.scrollIntoView({ block: 'end' })")
    covered = summary.evaluate(
        """(one) => {
          const { left, top, width, height } = one.getBoundingClientRect();
          const seen = (share) => document.elementFromPoint(left + share * width, top + height / 2);
          return [0.01, 0.2, 0.5, 0.99].filter((share) => !one.contains(seen(share)));
        }"""
    )
    assert covered == []


def test_a_link_names_a_choice_as_the_list_does(reader, open_lab, lab):
    reader.page.get_by_role("combobox", name="Medium").select_option(index=0)
    reader.page.get_by_role("button", name="Save…").click()
    reader.page.get_by_role("button", name="Link to these values").click()
    assert "&medium=plain&" in reader.page.url
    restored = Reader(
        open_lab(lab, fragment="#explorer=every-kind-of-control&medium=plain")
    )
    assert restored.values()["medium"] == 0.5


def test_a_link_with_impossible_values_says_so_and_sets_the_others(open_lab, lab):
    asked = "#explorer=every-kind-of-control&start=1e9&r=0.5&color=2&flasks=1.5"
    reader = Reader(open_lab(lab, fragment=asked))
    notice = reader.page.locator(".v2v-notice").inner_text()
    assert "Start = 1e9 is not possible: choose from 10 to 10⁶." in notice
    assert "color has no slider here." in notice
    assert "Flasks = 1.5: choose a whole number." in notice
    assert reader.values() == lab.values | {"r": 0.5}


def taken_home(reader, name):
    """Return the bytes of the file that an entry of the menu gives."""
    reader.page.get_by_role("button", name="Save…").click()
    with reader.page.expect_download() as found:
        reader.page.get_by_role("button", name=name, exact=True).click()
    return found.value.path().read_bytes()


# How a spreadsheet splits and reads: in English, and where numbers have a comma inside.
HABITS = {"Numbers (CSV)": (",", "."), "Numbers (CSV, decimal comma)": (";", ",")}


@pytest.mark.parametrize("name", HABITS)
def test_the_numbers_can_be_taken_home(reader, lab, name):
    between, inside = HABITS[name]
    saved = taken_home(reader, name)
    assert saved.startswith(codecs.BOM_UTF8), "Excel would not read µ"
    lines = saved.decode("utf-8-sig").splitlines()
    notes = [line for line in lines if line.startswith("#")]
    assert notes[:2] == ["# Every kind of control", f"# {repr(lab)}"]
    assert f"# r = 0{inside}893 1/day" in notes
    rows = list(csv.reader(lines[len(notes) :], delimiter=between))
    assert rows[0] == ["time (day)", "cells (cell)", "share"]
    run = lab.run()
    found = [[float(cell.replace(inside, ".")) for cell in row] for row in rows[1:]]
    assert found == [
        pytest.approx(row, rel=1e-8)
        for row in zip(run.times("cells"), run["cells"], run["share"], strict=True)
    ]


def test_the_picture_can_be_taken_home(reader):
    assert taken_home(reader, "Picture (PNG)").startswith(b"\x89PNG")


def test_the_picture_from_a_phone_is_as_fine_as_one_from_a_desk(open_lab, lab):
    reader = Reader(open_lab(lab, width=390))
    before = reader.page.locator("canvas").first.evaluate("(one) => one.width")
    picture = taken_home(reader, "Picture (PNG)")
    width = int.from_bytes(picture[16:20])
    assert width >= 2 * 640, f"{width} px"
    after = reader.page.locator("canvas").first.evaluate("(one) => one.width")
    assert after == before


def drawing_lab(model, **options):
    """An explorer with every kind of plot, made of the flask of conftest.py."""
    donors = Population("Flasks", model, dict(r=uniform(0.3, 1.2, draw=0)))
    return Explorer(
        model,
        sliders=["start", "fed"],
        panels=[
            TimeCourse(["cells"], bands={(1, 1e6): "few & <small>"}, reference=True),
            ["share"],
            Sweep("cells at 10", over="start", points=5),
            Contour("cells at end", x="start", y="fed", levels=[1e5, 1e7]),
            Histogram("cells at end", population=donors, size=6),
        ],
        start=dict(fed=1e5),
        title="Drawn",
        **options,
    )


SVG = "{http://www.w3.org/2000/svg}"


def parsed(saved):
    """Return the root of a vector file, and its texts in the order of the file."""
    root = ElementTree.fromstring(saved)
    return root, [one.text for one in root.iter(f"{SVG}text")]


@pytest.mark.parametrize("options", [{}, dict(dark=True), dict(width=390, height=844)])
def test_the_vector_picture_has_every_curve_text_and_sentence(open_lab, model, options):
    lab = drawing_lab(model)
    page = open_lab(lab, **options)
    reader = Reader(page)
    said = reader.summary()
    saved = taken_home(reader, "Picture (SVG)").decode()
    assert "NaN" not in saved and "Infinity" not in saved and "undefined" not in saved
    root, texts = parsed(saved)
    assert root.find(f"{SVG}title").text == "Drawn"
    assert root.find(f"{SVG}desc").text == said
    plots = [one for one in root.iter(f"{SVG}g") if one.get("class") == "plot"]
    assert len(plots) == len(lab.panels)
    curves = [
        one.find(f"{SVG}title").text
        for one in root.iter(f"{SVG}path")
        if one.get("class") == "curve"
    ]
    assert curves == ["Cells", "reference: Cells", "Share", *curves[3:]]
    assert len(curves) == 3 + 1 + 1  # the sweep and the outline of the bars
    assert "few & <small>" in texts and "= reference" in texts and "feeding" in texts
    assert " ".join(texts).endswith(said) or said in " ".join(texts)
    colors = {one.get("fill") for one in root.iter(f"{SVG}rect")}
    assert colors == {color("page")}, "paper is light, whatever the page is"
    # The page is as it was.
    assert reader.summary() == said
    assert page.locator(".v2v-canvas canvas").count() == len(lab.panels)


def test_the_vector_picture_writes_what_the_canvas_writes(open_lab, model):
    page = open_lab(drawing_lab(model))
    on_screen = written(page)
    _, texts = parsed(taken_home(Reader(page), "Picture (SVG)"))
    names = {"Cells", "Share", "= reference", "few & <small>", "feeding", "time (days)"}
    assert names <= set(on_screen) and names <= set(texts)


def test_the_menu_closes_with_escape_and_gives_the_focus_back(reader):
    save = reader.page.get_by_role("button", name="Save…")
    save.press("Enter")
    assert save.get_attribute("aria-expanded") == "true"
    reader.page.keyboard.press("Escape")
    assert save.get_attribute("aria-expanded") == "false"
    assert save.evaluate("(button) => button === document.activeElement")


def test_the_legend_hides_a_curve_and_shows_it_again(reader):
    name = reader.page.get_by_role("button", name="Cells", exact=True)
    name.click()
    assert name.get_attribute("aria-pressed") == "false"
    name.click()
    assert name.get_attribute("aria-pressed") == "true"


def test_a_log_axis_becomes_linear_and_back(reader):
    title = reader.page.locator(".v2v-plot-title").first
    assert title.inner_text().split() == ["Cells", "cells"]
    reader.press("Log axis")
    assert title.inner_text().split() == ["Cells", "10⁷", "cells"]
    reader.press("Log axis")
    assert title.inner_text().split() == ["Cells", "cells"]


def heard(page):
    """Return what a voice reads: the lines for voices alone, on the explorer's page."""
    return page.locator(".v2v-heard").all_text_contents()


def test_a_screen_reader_hears_names_and_numbers(reader):
    handle = reader.handle("start")
    assert handle.get_attribute("aria-label") == "Start"
    assert handle.get_attribute("aria-valuetext") == "1,000 cells"
    handle.press("ArrowRight")
    reader.summary()
    assert handle.get_attribute("aria-valuetext") == "1,120 cells"


def test_powers_of_ten_are_heard_as_words_and_seen_as_they_are(reader):
    assert "10⁷ cells on day 10" in reader.summary()
    live = reader.page.locator(".v2v-summary + .v2v-heard")
    assert live.get_attribute("aria-live") == "polite"
    expected = reader.summary().replace(" × 10⁷", " times 10 to the 7")
    assert live.text_content() == expected.replace("10⁵", "10 to the 5")
    seen = reader.page.locator(".v2v-summary")
    assert seen.inner_text().replace("\u00a0", " ") == reader.summary()
    assert "× 10⁷ cells".replace(" ", "\u00a0") in seen.inner_text(), (
        "no line ends here"
    )
    assert seen.get_attribute("aria-hidden") == "true"
    assert "1.51 times 10 to the 7 cells" in heard(reader.page)
    reader.handle("start").press("End")
    reader.summary()
    said = reader.handle("start").get_attribute("aria-valuetext")
    assert said == "10 to the 6 cells"
    assert reader.control("start").locator(".v2v-value").inner_text() == "10⁶ cells"


DESCRIBED = """(all) => all.map((one) =>
  document.getElementById(one.getAttribute("aria-describedby")).textContent)"""


def described(page):
    """Return what a voice says of each picture, after its name."""
    return page.get_by_role("img").evaluate_all(DESCRIBED)


def test_each_picture_is_told_by_what_it_shows(reader, lab):
    reader.summary()
    cells, share, sweep = described(reader.page)
    run = lab.run()
    assert cells.startswith("Cells rises from 2,000 cells (day 0) to 1.51 times")
    assert share.startswith("Share rises from 0.500 (day 0) to 1.00 (")
    ends = [say(lab.run(r=r)["cells"][-1]) for r in (0.2, 1.5)]
    low, high = (one.replace(" × 10", " times 10 to the ") for one in ends)
    high = high.translate(str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789"))
    assert sweep.startswith(
        f"Cells, day 10 rises from {low} cells (Growth 0.200 per day) to {high} cells"
    )
    assert f"Growth 0.893 per day: {say(run['cells'][-1])[:4]} times" in sweep
    reader.page.get_by_role("checkbox", name="Drug").check()
    reader.summary()
    assert "peaks at" in described(reader.page)[0]


def test_a_curve_that_is_hidden_is_not_told(open_lab, lab):
    page = open_lab(Explorer(lab.model, ["r"], [["cells"], ["share"]]))
    assert described(page)[0].startswith("Cells rises")
    page.get_by_role("button", name="Cells", exact=True).click()
    assert described(page)[0] == ""


def test_keeping_a_curve_is_said(reader):
    notice = reader.page.get_by_role("status")
    reader.press("Keep curve")
    assert "is kept" in notice.text_content()
    reader.press("Keep curve")
    assert "is gone" in notice.text_content()


@pytest.mark.parametrize("width", [390, 1280])
def test_what_is_for_voices_takes_no_room(open_lab, lab, width):
    page = open_lab(lab, width=width)
    wide = "document.documentElement.scrollWidth"
    tall = "document.documentElement.scrollHeight"
    before = page.evaluate(f"[{wide}, {tall}]")
    page.add_style_tag(content=".v2v-heard { display: none; }")
    assert page.evaluate(f"[{wide}, {tall}]") == before


@pytest.mark.parametrize("width", [390, 1280])
def test_everything_is_large_enough_to_be_hit(open_lab, lab, width):
    page = open_lab(lab, width=width)
    least = 36 if width == 390 else 24
    for place in page.locator(".v2v-explorer .noUi-handle").all():
        box = place.bounding_box()
        assert min(box["width"], box["height"]) >= least


def test_on_a_phone_the_main_plot_stays_while_the_sliders_pass(open_lab, lab):
    page = open_lab(lab, width=390, height=844)
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    last = page.locator(".v2v-p-crowd .noUi-handle")
    last.focus()
    plot = page.locator(".v2v-main").bounding_box()
    handle = last.bounding_box()
    assert plot["y"] >= 0
    assert plot["y"] + plot["height"] <= handle["y"]


def test_on_a_phone_the_legend_is_below_the_main_plot(open_lab, lab):
    page = open_lab(lab, width=390, height=2000)
    plot = page.locator(".v2v-main").bounding_box()
    assert page.locator(".v2v-legend").bounding_box()["y"] >= plot["y"] + plot["height"]


def test_two_explorers_on_a_page_do_not_disturb_each_other(open_lab, lab, model):
    other = Explorer(model, ["r"], [["share"]], title="Another")
    page = open_lab(lab, other)
    before = page.evaluate("cartlab.pictures[0].summary()")
    page.locator(".v2v-explorer").nth(1).get_by_role("slider").press("End")
    page.evaluate("cartlab.pictures[1].settled()")
    assert page.evaluate("cartlab.pictures[1].values()") == {"r": 1.5}
    assert page.evaluate("cartlab.pictures[0].summary()") == before


NO_LANGUAGE = """
for (const [name, value] of [["language", "C"], ["languages", ["C"]]])
  Object.defineProperty(Navigator.prototype, name, { get: () => value });
"""


def test_an_explorer_draws_in_a_browser_whose_language_is_none(open_lab, lab):
    page = open_lab(lab, before=NO_LANGUAGE)
    assert page.evaluate("navigator.language") == "C"
    reader = Reader(page)
    assert reader.summary() == repr(lab)
    assert reader.arrays()


NO_FORMATS = """
for (const name of ["NumberFormat", "DateTimeFormat"])
  Intl[name] = function () { throw new Error(`${name} takes a browser as long as a drawing`); };
"""


def test_an_explorer_draws_without_a_format_of_the_browsers_language(open_lab, lab):
    reader = Reader(open_lab(lab, before=NO_FORMATS))
    assert reader.summary() == repr(lab)
    assert reader.arrays()


def test_curves_are_sharp_again_when_the_screen_has_other_pixels(open_lab, lab):
    """A browser's zoom, or a window that is moved to another screen."""
    page = open_lab(lab)
    ratios = """() => [...document.querySelectorAll(".v2v-canvas canvas")].map(
      (one) => one.width / one.clientWidth)"""
    screen = page.context.new_cdp_session(page)
    for ratio in (2.5, 1):
        size = dict(width=1280, height=900, mobile=False)
        screen.send(
            "Emulation.setDeviceMetricsOverride", size | {"deviceScaleFactor": ratio}
        )
        page.wait_for_function(
            f"() => ({ratios})().every((one) => Math.abs(one - {ratio}) < 0.01)",
            timeout=5000,
        )
        assert len(page.evaluate(ratios)) == 3


HURRIED = "const own = AbortSignal.timeout; AbortSignal.timeout = () => own.call(AbortSignal, 0);"


def test_a_computer_that_is_slower_than_any_patience_logs_no_error(open_lab, lab):
    page = open_lab(lab, before=HURRIED)
    assert page.evaluate("cartlab.pictures[0].summary()") == repr(lab)


def test_everything_that_has_the_focus_shows_it(reader):
    page, unseen = reader.page, []
    page.locator(".v2v-tools button").first.focus()
    for _ in range(40):
        outline, name, inside = page.evaluate(
            """() => {
              const one = document.activeElement, { outlineStyle, outlineWidth } = getComputedStyle(one);
              return [`${outlineStyle} ${outlineWidth}`, one.outerHTML.slice(0, 90), Boolean(one.closest(".v2v-explorer"))];
            }"""
        )
        if not inside:
            break
        if outline != "solid 3px":
            unseen.append(f"{name}: {outline}")
        page.keyboard.press("Tab")
    assert not unseen, "\n".join(unseen)
