"""The numbers of an explorer as tables on the page: true, current, spoken, by keyboard."""

import pytest

from cartlab.explorer.reading import measure, readout
from cartlab.solve.say import say
from explorer.test_page import Reader

TABLES = """() => [...document.querySelectorAll(".v2v-table-box:not([hidden]) > table")].map((table) => ({
  caption: table.caption.textContent,
  scopes: [...table.querySelectorAll("th")].map(({ scope }) => scope),
  rows: [...table.rows].map((row) => [...row.cells].map((cell) =>
    (cell.querySelector("[aria-hidden]") ?? cell).textContent.replaceAll("\\u2060", "").replaceAll("\\u00a0", " "))),
}))"""
BUTTON = "Numbers as a table"


@pytest.fixture
def reader(open_lab, lab):
    return Reader(open_lab(lab))


def tables(reader):
    reader.summary()
    return {one["caption"]: one for one in reader.page.evaluate(TABLES)}


def column(table, place):
    """Return {text of a row's head: its cell in a column}, without the head."""
    return {row[0]: row[place] for row in table["rows"][1:]}


def told(lab, run, text):
    return say(measure(readout(text, lab.model), run))


def test_a_table_says_what_python_computes_at_each_of_its_times(reader, lab):
    reader.press(BUTTON)
    made = tables(reader)
    assert list(made) == ["Cells", "Share", "Cells, day 10"]
    assert made["Cells"]["rows"][0] == ["day", "Cells (cells)"]
    cells, run = column(made["Cells"], 1), lab.run()
    assert list(cells) == [str(day) for day in range(11)]
    for day, text in cells.items():
        assert text == told(lab, run, f"cells at {day}"), f"day {day}"


def test_a_sweep_has_the_ends_of_its_axis_and_where_the_control_stands(reader, lab):
    reader.press(BUTTON)
    sweep = column(tables(reader)["Cells, day 10"], 1)
    assert [*sweep][0] == "0.200" and [*sweep][-1] == "1.50"
    run = lab.run()
    assert sweep["0.893, now"] == told(lab, run, "cells at 10")
    assert 10 <= len(sweep) <= 16


def test_the_peak_has_a_row_of_its_own(reader, lab):
    reader.control("drug").get_by_role("checkbox").press("Space")
    reader.press(BUTTON)
    cells = column(tables(reader)["Cells"], 1)
    assert cells["3, peak"] == told(lab, lab.run(drug=1), "peak cells")


def test_a_table_has_the_kept_curve_beside_the_one_of_now(reader, lab):
    reader.press("Keep curve")
    reader.handle("r").press("End")
    reader.press(BUTTON)
    cells = tables(reader)["Cells"]
    assert cells["rows"][0] == ["day", "Cells (cells)", "kept (cells)"]
    assert column(cells, 1)["10"] == told(lab, lab.run(r=1.5), "cells at 10")
    assert column(cells, 2)["10"] == told(lab, lab.run(), "cells at 10")
    reader.press("Keep curve")
    assert len(tables(reader)["Cells"]["rows"][0]) == 2


def test_a_curve_that_the_legend_hides_is_not_in_the_table(reader):
    reader.press(BUTTON)
    reader.press("Cells")
    assert tables(reader)["Cells"]["rows"][0] == ["day"]


def test_tables_follow_the_hand_when_it_rests_and_only_while_they_are_open(reader):
    asked = "document.querySelectorAll('.v2v-numbers td').length"
    assert reader.page.evaluate(asked) == 0
    button = reader.page.get_by_role("button", name=BUTTON)
    button.focus()
    reader.page.keyboard.press("Enter")
    assert button.get_attribute("aria-expanded") == "true"
    before = tables(reader)
    moving = """() => {
      const cell = document.querySelector(".v2v-numbers tr:last-child td"), before = cell.textContent;
      document.querySelector(".v2v-p-r .noUi-handle").dispatchEvent(new KeyboardEvent("keydown", { key: "End", bubbles: true }));
      return cell.textContent === before;
    }"""
    assert reader.page.evaluate(moving), "a table was written while the hand moved"
    after = tables(reader)
    assert after != before
    reader.page.keyboard.press("Enter")
    assert not reader.page.locator(".v2v-numbers").is_visible()
    reader.handle("r").press("Home")
    assert tables(reader) == after


def test_a_voice_hears_which_row_and_column_and_powers_in_words(reader):
    reader.handle("start").press("End")
    reader.press(BUTTON)
    cells = tables(reader)["Cells"]
    assert set(cells["scopes"]) == {"col", "row"}
    table = reader.page.get_by_role("table", name="Cells", exact=True)
    heard = table.locator("tr:last-child td .v2v-heard").inner_text()
    assert " times 10 to the " in heard
