"""Phases on a time axis, one patient in two units, published numbers above bars."""

import numpy as np
import pytest

from cartlab import (
    Explorer,
    Histogram,
    Model,
    Output,
    Parameter,
    Points,
    State,
    TimeCourse,
    Views,
)
from cartlab.explorer import Published
from cartlab.explorer.panels.histogram import cases
from cartlab.explorer.pieces.phases import phases_of
from cartlab.language import Population, uniform, where
from pages.compared import compare
from pages.explorers import ARRAYS, painted

PHASES = {"sinking": None, "rising": "first low cells", "high": "first above 10 cells"}


def drawn(page, i=0):
    return page.evaluate(ARRAYS, i)


@pytest.fixture
def dip():
    """A count that falls for two days and then grows, in two units."""
    model = Model(
        "A dip",
        t_end=10,
        states=dict(N=State(5, "cell", "cells")),
        parameters=dict(
            r=Parameter(0.5, "1/day", "growth", (0.1, 1), "Growth"),
            low=Parameter(2, "day", "day of the lowest count", (1, 3)),
            one=Parameter(1, "cell", "one cell in a hundred", (0.5, 2)),
        ),
        outputs=dict(
            cells=Output("cell", "cells", (0.1, 1e4), "Cells", scale="log"),
            share=Output("%", "share of a hundred cells", (0, 100), "Share"),
        ),
    )

    @model.rates
    def rates(t, y, p):
        return dict(N=where(t < p.low, -p.r, p.r) * y.N)

    @model.observe
    def observe(t, y, p):
        return dict(cells=y.N, share=y.N / p.one)

    return model


def phased(model, **options):
    return Explorer(model, sliders=["r"], panels=[TimeCourse(["cells"], **options)])


def test_phases_start_where_their_readouts_say(dip):
    lab = phased(dip, phases=PHASES)
    found = phases_of(lab.panels[0], lab.run())
    assert [label for label, _, _ in found] == list(PHASES)
    assert [start for _, start, _ in found] == pytest.approx([0, 2, 5.386], abs=0.02)
    assert [end for _, _, end in found] == pytest.approx([2, 5.386, 10], abs=0.02)


def test_a_phase_that_never_starts_is_left_out(dip):
    lab = phased(dip, phases=PHASES)
    found = phases_of(lab.panels[0], lab.run(r=0.1))
    assert [label for label, _, _ in found] == ["sinking", "rising"]


def test_phases_are_painted_said_and_stored(open_lab, dip):
    plain, lab = phased(dip), phased(dip, phases=PHASES)
    page = open_lab(lab, plain)
    canvas = page.locator(".v2v-canvas canvas")
    pictures = [canvas.nth(i).evaluate("(one) => one.toDataURL()") for i in (0, 1)]
    assert pictures[0] != pictures[1]
    label = page.locator(".v2v-canvas").first.get_attribute("aria-label")
    assert "phases: sinking, rising, high" in label
    written = [text.get_text() for text in lab.figure().axes[0].texts]
    assert written == list(PHASES)


BANDS = {(0.01, 3): "few", (3, 40): "some", (40, 1e6): "many"}
SMITH, FAR = Points("Smith", [0, 4, 9], [5, 5, 60]), Points("far off", [3], [1e5])


@pytest.mark.parametrize("width", [390, 1280])
def test_bands_phases_and_points_are_painted_where_python_says(open_lab, dip, width):
    asked = {"cells": [SMITH, FAR], "share": [SMITH]}
    lab = Explorer(
        dip,
        sliders=["r"],
        panels=[
            TimeCourse([name], bands=BANDS, phases=PHASES, points=points)
            for name, points in asked.items()
        ],
    )
    page = open_lab(lab, width=width)
    page.get_by_role("slider", name="Growth").press("PageUp")
    run = lab.run(**page.evaluate("cartlab.pictures[0].values()"))
    rows, main = painted(page)
    compare(lab, run, drawn(page), rows, main)
    told = [one["paint"] for one in rows if one["panel"] == 0]
    assert [told.count(one) for one in ("band", "phase", "ring")] == [3, 3, 3]
    assert main == [0]


def test_a_phase_painted_late_or_too_pale_is_found_out(open_lab, dip):
    lab = phased(dip, phases=PHASES)
    page = open_lab(lab)
    rows, main = painted(page)
    compare(lab, lab.run(), drawn(page), rows, main)
    place = next(i for i, one in enumerate(rows) if one["paint"] == "phase")
    for wrong in ([0.01, 2, 0.3], [0, 2, 0.31], [0, 2.01, 0.3]):
        rows[place]["numbers"] = wrong
        with pytest.raises(AssertionError, match="phase “sinking”"):
            compare(lab, lab.run(), drawn(page), rows, main)


def test_a_phase_that_tells_no_time_is_refused(dip):
    with pytest.raises(ValueError, match="tells no time: choose one of time of peak"):
        phased(dip, phases={"high": "peak cells"})


def two_units(model):
    views = Views("Counted as", {"cells": "cells", "percent": "share"}, title="Count")
    return Explorer(model, sliders=["r"], panels=[views])


def test_a_reader_chooses_one_view_by_keyboard_and_both_are_right(open_lab, dip):
    lab = two_units(dip)
    page = open_lab(lab)
    plots, cells = page.locator(".v2v-plot"), page.get_by_role("radio", name="cells")
    assert [plots.nth(i).is_visible() for i in (0, 1)] == [True, False]
    cells.focus()
    cells.press("ArrowDown")
    assert page.get_by_role("radio", name="percent").is_checked()
    assert [plots.nth(i).is_visible() for i in (0, 1)] == [False, True]
    wide = page.locator(".v2v-canvas canvas").nth(1).bounding_box()["width"]
    assert wide > 300, "the view that was hidden has the room of the other"
    page.get_by_role("slider", name="Growth").press("End")
    compare(lab, lab.run(r=1), drawn(page), *painted(page))
    assert page.get_by_role("group", name="Counted as").is_visible()


def test_a_spread_from_a_cv_is_one_deviation_of_the_logarithms():
    one = Published.from_cv("Label", 100, 155.4)
    sigma = np.sqrt(np.log(1 + 1.554**2))
    assert np.log(one.high / 100) == pytest.approx(sigma)
    assert np.log(100 / one.low) == pytest.approx(sigma)


def test_one_view_is_no_choice(dip):
    panels = [Views("Counted as", {"cells": "cells"})]
    with pytest.raises(ValueError, match="at least two choices"):
        Explorer(dip, sliders=["r"], panels=panels)


def bars(model, *published):
    flasks = Population("Flasks", model, dict(r=uniform(0.1, 1, draw=0)))
    panel = Histogram(
        "cells at end",
        population=flasks,
        size=8,
        published=published,
        who="flasks",
        verdicts=("grow", "do not"),
        split="share at end",
    )
    return Explorer(model, sliders=[], panels=[panel])


def test_published_numbers_stand_above_the_bars_and_are_said(open_lab, dip):
    lab = bars(dip, Published("Smith, 7 flasks", 50, 10, 200), Published("Ng", 90))
    page = open_lab(lab)
    compare(lab, lab.run(), drawn(page), *painted(page))
    label = page.locator(".v2v-canvas").get_attribute("aria-label")
    assert "published, Smith, 7 flasks: 50.0, from 10.0 to 200" in label
    assert "published, Ng: 90.0" in label
    assert "of 8 grow, " in page.locator(".v2v-count").inner_text()
    written = [text.get_text() for text in lab.figure().axes[0].texts]
    assert written == ["Smith, 7 flasks", "Ng"]


def test_those_who_fail_are_hatched_in_their_own_bars(open_lab, dip):
    laws = dict(r=uniform(0.2, 1, draw=0), one=uniform(0.5, 2, draw=1))
    flasks = Population("Flasks", dip, laws)
    panel = Histogram("cells at end", flasks, size=12, split="share at 2", bins=6)
    lab = Explorer(dip, sliders=["low"], panels=[panel])
    page = open_lab(lab)
    rows, main = painted(page)
    compare(lab, lab.run(), drawn(page), rows, main)
    hatched = [one["numbers"] for one in rows if one["paint"] == "hatch"]
    _, passed = cases(panel.spec(dip), dip, lab.run())
    assert 0 < (~passed).sum() < 12, "some should fail and some pass"
    assert sum(high - low for low, high in hatched) == pytest.approx((~passed).sum())


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        ((50, 10), "both low and high, or neither"),
        ((50, 60, 70), "rising numbers low, middle, high"),
        ((1e9,), "from 0.1 to 10000, the span"),
    ],
)
def test_published_numbers_that_do_not_fit_are_refused(dip, numbers, words):
    with pytest.raises(ValueError, match=words):
        bars(dip, Published("Smith", *numbers))
