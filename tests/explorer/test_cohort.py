"""Many people under the sliders: the same on the page, and their tables say what they say."""

import math

import numpy as np
import pytest
from scipy.stats import binomtest

from cartlab import Explorer
from cartlab.explorer.many import many
from cartlab.explorer.panels import (
    Between,
    Cohort,
    Level,
    Measures,
    Median,
    Paired,
    Points,
    Rate,
    Told,
    Waterfall,
)
from cartlab.explorer.panels.measures import measured, wilson
from cartlab.explorer.panels.waterfall import sorted_bars
from cartlab.language import Population, lognormal, uniform
from pages.compared import compare
from pages.explorers import arrays, painted

LAWS = dict(r=uniform(0.3, 1.2, draw=0), start=lognormal(150, 0.5, draw=1))
FULL = "cells at end >= 1e5"


@pytest.fixture
def people(model):
    return dict(population=Population("Flasks", model, LAWS), size=24, seed=3)


@pytest.fixture
def lab(model, people):
    rows = [
        Rate("Full", FULL, told=Told.rate(5, 20), status="fitted"),
        Rate("Slow ones full", FULL, by="cells at 5", part=(0, 4)),
        Rate("The last third", FULL, by="number", part=(2, 3)),
        Rate("Nobody", FULL, among="cells at end < 1"),
        Level("Height", "cells at end", told=Told.mean(1e5, 200, 30)),
        Median("Passed", "first above 1e4 cells", told=Told.near(7, 0.1)),
        Between("Full ones higher", "cells at 5", split=FULL),
        Paired("In rich medium", "cells at end", against=dict(medium=0.5)),
    ]
    curve = Cohort(
        "cells",
        among=("cells at end >= 100",),
        split=FULL,
        one=17,
        points=(Points("Smith", [4, 8], [1e3, 1e5]),),
        **people,
    )
    linear = Cohort("share", span=(0, 2), **people)
    return Explorer(
        model,
        ["medium", "fed"],
        [curve, linear, Measures(rows, **people)],
        title="Many",
    )


def test_the_page_draws_and_counts_the_people_that_python_follows(open_lab, lab):
    page = open_lab(lab)
    compare(lab, lab.run(), arrays(page, 0), *painted(page))
    page.get_by_role("slider", name="Added").press("End")
    page.evaluate("cartlab.pictures[0].settled()")
    compare(lab, lab.run(fed=1e6), arrays(page, 0), *painted(page))
    told = page.locator(".v2v-count").nth(1).inner_text()
    assert told == "Median and bands: 24 of 24 people. Thin: all of them."


def test_all_panels_of_an_explorer_share_one_cohort(open_lab, lab):
    page = open_lab(lab)
    page.evaluate(
        """() => { const { crew } = cartlab, own = crew.begin; cartlab.begun = 0;
        crew.begin = (...asked) => { cartlab.begun += 1; return own(...asked); }; }"""
    )
    page.get_by_role("slider", name="Added").press("End")
    page.evaluate("cartlab.pictures[0].settled()")
    assert page.evaluate("cartlab.begun") == 2, "the sliders' arm, and that of a pair"


def test_what_is_said_waits_while_other_people_are_followed(open_lab, lab):
    page = open_lab(lab)
    assert page.locator(".v2v-waiting").count() == 0
    page.evaluate("cartlab.crew.begin = () => ({ stop() {}, hurry() {} })")
    page.get_by_role("slider", name="Added").press("End")
    page.wait_for_function("document.querySelectorAll('.v2v-waiting').length === 3")


def test_the_end_of_the_bars_axis_says_that_there_may_be_less(bars):
    assert bars.figure().axes[0].get_ylabel().endswith("at the end 10⁻¹⁰ or less")


def test_kept_numbers_stand_beside_those_of_now(open_lab, lab):
    page = open_lab(lab)
    before = page.locator(".v2v-measures td span").first.inner_text()
    page.get_by_role("button", name="Keep").first.click()
    page.get_by_role("slider", name="Added").press("End")
    page.evaluate("cartlab.pictures[0].settled()")
    kept = page.locator(".v2v-measures .v2v-kept").first.inner_text()
    assert kept == f"kept: {before}"


@pytest.fixture
def bars(model, people):
    """Who is fuller than at the start: bars go up; few are left of a fall from the middle."""
    shared = people | dict(among="cells at end >= 100", split=FULL, one=17)
    falls = Waterfall("lowest share", since="peak share", title="Fall", **shared)
    grows = Waterfall("cells at 5", since="cells at end", span=(1e-3, 1), **shared)
    return Explorer(model, ["medium", "fed"], [falls, grows], title="Bars")


def test_the_page_draws_the_bars_that_python_sorts(open_lab, bars):
    page = open_lab(bars)
    compare(bars, bars.run(), arrays(page, 0), *painted(page))
    page.get_by_role("slider", name="Added").press("End")
    page.evaluate("cartlab.pictures[0].settled()")
    compare(bars, bars.run(fed=1e6), arrays(page, 0), *painted(page))
    assert "number 17 stands at" in page.locator(".v2v-count").first.inner_text()


def test_bars_stand_in_order_and_who_is_not_counted_leaves_an_empty_place(bars):
    spec = bars.panels[1]
    order, of, good = sorted_bars(spec, bars.model, bars.run(fed=0))
    falls = np.diff(of[order])
    assert (falls <= 0).all()
    assert (np.diff(order)[falls == 0] > 0).all()  # at the edge they stand by number
    ((_, ends),) = Waterfall.arrays(spec, bars.model, bars.run(fed=0)).values()
    assert np.isnan(ends[: 2 * (24 - len(order))]).all()
    assert np.isfinite(ends[2 * (24 - len(order)) :]).all() and 0 < good.sum() < 24
    assert ends[np.isfinite(ends)].min() >= 1e-3


def test_a_bar_without_a_place_on_the_axis_is_refused(model, people):
    for span in ((0, 1), (2, 10), (1e-3, 0.5)):
        with pytest.raises(ValueError, match="a low end above 0 and below 1"):
            Explorer(
                model,
                ["fed"],
                [Waterfall("cells at 5", since="cells at end", span=span, **people)],
            )
    with pytest.raises(ValueError, match="choose a person from 0 to 23"):
        Explorer(
            model, ["fed"], [Waterfall("cells at 5", "cells at end", one=24, **people)]
        )


def rows_of(lab):
    return {
        one["label"]: found
        for one, found in measured(lab.panels[2], lab.model, lab.run())
    }


def test_rows_count_whom_their_conditions_name(lab, people):
    found = rows_of(lab)
    drawn = people["population"].draw(24, 3)
    ends, fives = (
        lab.model.simulate(rtol=1e-6, **drawn)["cells"][at] for at in (-1, 140)
    )
    full = ends >= 1e5
    assert found["Full"][3:] == (full.sum(), 24) and 4 < full.sum() < 20
    slow = np.argsort(fives)[:6]
    assert found["Slow ones full"][3:] == (full[slow].sum(), 6)
    assert found["The last third"][3:] == (full[16:].sum(), 8)
    assert math.isnan(found["Nobody"][0]) and found["Nobody"][4] == 0
    assert found["Height"][0] == pytest.approx(np.exp(np.log(ends).mean()), rel=1e-3)
    ratio = np.exp(np.log(fives[full]).mean() - np.log(fives[~full]).mean())
    assert found["Full ones higher"][0] == pytest.approx(ratio, rel=1e-3)


def test_a_pair_is_the_same_people_with_other_values(lab, people):
    drawn = people["population"].draw(24, 3)
    rich, plain = (
        many(lab.model, dict(medium=m), drawn, lab.readouts or [ask])[0]
        for m in (1, 0.5)
        for ask in [lab.panels[2]["rows"][7]["readout"]]
    )
    expected = np.exp(np.log(rich).mean() - np.log(plain).mean())
    assert rows_of(lab)["In rich medium"][0] == pytest.approx(expected, rel=1e-6)


@pytest.mark.parametrize(("k", "n"), [(16, 20), (0, 7), (7, 7), (62, 70)])
def test_an_interval_is_wilson_s(k, n):
    theirs = binomtest(k, n).proportion_ci(method="wilson")
    assert wilson(k, n) == pytest.approx((k / n, theirs.low, theirs.high), abs=1e-12)


def test_what_a_source_tells_is_near_or_missed(lab):
    told = repr(lab.table())
    assert "Nobody: nobody" in told
    said = {
        label: text
        for _, label, _ in Measures.painted(lab.panels[2], lab.model, lab.run(), None)
        for text in [label]
    }
    verdicts = [
        text.split(" | ")[2]
        for text in said
        if text.startswith(("Full:", "Height:", "Passed:"))
    ]
    assert set(verdicts) <= {"near", "missed, too low", "missed, too high"}
    assert len(verdicts) == 3


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        (dict(size=0), "choose a whole number of patients from 1 to 500"),
        (dict(population="all"), "Measures: give a Population"),
        (dict(measures=()), "Measures need a row"),
    ],
)
def test_people_and_rows_that_are_none_are_refused_in_words(
    model, people, changed, words
):
    asked = dict(measures=[Rate("Full", FULL)]) | people | changed
    with pytest.raises(ValueError, match=words):
        Explorer(model, ["fed"], [Measures(**asked)])


def test_a_person_who_is_not_drawn_and_a_slider_for_what_differs_are_refused(
    model, people
):
    with pytest.raises(ValueError, match="choose a person from 0 to 23"):
        Explorer(model, ["fed"], [Cohort("cells", one=24, **people)])
    with pytest.raises(ValueError, match="leave the slider out"):
        Explorer(model, ["r"], [Cohort("cells", **people)])
