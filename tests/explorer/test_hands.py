"""The hands of the page tests, on an explorer with every kind of control and of panel."""

import numpy as np
import pytest

from cartlab import Explorer, Sweep, Table
from pages.compared import compare
from pages.explorers import arrays, changed, painted, summary, values
from pages.hands import by_keyboard, by_mouse, move_first, set_by_address

NAMES = ["start", "r", "drug", "day", "medium", "flasks"]
LEAST_CHANGE = 0.01


@pytest.mark.parametrize("hand", [by_keyboard, by_mouse])
@pytest.mark.parametrize("name", NAMES)
def test_every_kind_of_control_is_moved_from_end_to_end(open_lab, lab, name, hand):
    before, after = hand(open_lab(lab), 0, lab, name)
    assert changed(before, after) > LEAST_CHANGE


@pytest.mark.parametrize("first", NAMES)
def test_the_first_control_that_acts_is_moved_whatever_its_kind(open_lab, model, first):
    others = [name for name in NAMES if name != first]
    lab = Explorer(model, [first, *others], [["cells"], ["share"]])
    page = open_lab(lab)
    before = arrays(page, 0)
    move_first(page, 0, lab)
    assert changed(before, arrays(page, 0)) > LEAST_CHANGE


SETTINGS = "start=5e4&r=1.1&drug=1&day=4.5&medium=0&flasks=3"


@pytest.mark.parametrize("fragment", ["", SETTINGS])
def test_curves_sweeps_and_tables_are_what_python_computes(open_lab, model, fragment):
    asked = ["peak cells", "time of peak cells", "first above 1e5 cells", "area share"]
    sweeps = [
        Sweep("first above 1e6 cells", over="start", points=9),
        Sweep("cells at 10", over="r"),
        Sweep("area share", over="day", points=2),
    ]
    panels = [Table(*asked), ["cells"], *sweeps, Table("peak share")]
    lab = Explorer(model, NAMES, panels, title="All")
    page = open_lab(lab)
    set_by_address(page, f"explorer=all&{fragment}")
    found, now = arrays(page, 0), values(page, 0)
    for name, made in lab.sliders.items():
        if name == "medium":
            made.index = [0.5, 1].index(now[name])
        else:
            made.value = now[name]
    assert lab.values == now
    assert summary(page, 0) == repr(lab)
    compare(lab, lab.run(), found, *painted(page, 0))
    rows = page.locator(".v2v-table tbody tr").all()
    told = {
        row.locator("th").inner_text(): row.locator("td").last.inner_text()
        for row in rows
    }
    assert told == lab.table().rows
    readings = {row.locator("td").first.inner_text() for row in rows}
    assert readings == set(Explorer(model, NAMES, panels).table().rows.values())


def test_a_sweep_that_probes_the_wrong_places_is_found_out(open_lab, lab):
    found = arrays(open_lab(lab), 0)
    sweep = next(one for one in found if one["panel"] == 2)
    sweep["values"] = list(np.array(sweep["values"]) * 1.002)
    with pytest.raises(AssertionError):
        compare(lab, lab.run(), found)
