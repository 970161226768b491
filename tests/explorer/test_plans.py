"""Panels for a plan: goals with every single swap replayed, and a timeline of stages."""

import pytest

from cartlab import Check, Explorer, Stage, Swaps, Timeline
from pages.compared import compare
from pages.explorers import arrays, painted, values


def lab_of(model, start, **more):
    goals = {
        "many cells": Check("cells at end", "at least", 1e6),
        "not too many": Check("cells at end", "below", 1e8),
    }
    over = dict(
        r={"slow growth": 0.4, "usual growth": 0.893, "fast growth": 1.4},
        medium={"plain medium": 0.5, "rich medium": 1},
    )
    brakes = {"many cells": ("what grows", ["area cells", "area share"])}
    timeline = Timeline({"Start": Stage(2, ["cells at 0"]), "Rest": Stage("day", [])})
    return Explorer(
        model,
        sliders=["start", "r", "medium"],
        panels=[
            Swaps(goals, over, cost="cells at 5", brakes=brakes, **more),
            timeline,
            ["cells"],
        ],
        readouts=["cells at end"],
        start=start,
    )


def test_a_plan_that_loses_names_the_swap_that_wins(model):
    found = lab_of(model, dict(medium=0.5)).table()
    assert found["Goals"].startswith("× Lost: misses “many cells” with ")
    rescue = found["A single swap that would have won"]
    assert rescue.startswith("fast growth (")  # it costs less
    assert "rich medium (" in rescue


def test_a_swap_that_mends_one_thing_and_breaks_another_is_told_apart(model):
    lab = lab_of(model, dict(start=1e3, r=0.4))
    assert lab.table()["Would have mended one thing, not all"].startswith("fast growth")


def test_a_plan_that_wins_says_on_which_decisions_it_hangs(model):
    found = lab_of(model, {}).table()
    assert found["Goals"] == "✓ Won: many cells, not too many"
    assert "slow growth" in found["A single swap that would have lost"]


def test_where_no_swap_wins_the_nearest_is_named(model):
    found = lab_of(model, dict(start=10, r=0.4, medium=0.5)).table()
    assert found["A single swap that would have won"].startswith("none; the nearest is")


@pytest.mark.parametrize(
    "wrong", [dict(over={}), dict(goals={}), dict(over=dict(q={}))]
)
def test_swaps_without_a_goal_or_a_decision_are_refused(model, wrong):
    asked = dict(
        goals={"many": Check("cells at end", "at least", 1)},
        over=dict(r={"slow": 0.4}),
        cost="cells at 5",
    )
    with pytest.raises(ValueError):
        Swaps(**(asked | wrong)).specs(model)


@pytest.mark.parametrize("start", [{}, dict(medium=0.5), dict(start=1e3, r=0.4)])
def test_the_page_says_what_python_says_and_follows_a_hand(open_lab, model, start):
    lab = lab_of(model, start)
    page = open_lab(lab)
    compare(lab, lab.run(), arrays(page, 0), *painted(page))
    page.get_by_role("slider", name="Growth").press("End")
    compare(lab, lab.run(r=1.5), arrays(page, 0), *painted(page))
    page.get_by_role("button", name="Numbers as a table").click()
    table = page.locator(".v2v-numbers table").first
    assert table.locator("tbody tr").count() == 5  # as it is, and four swaps
    assert "fast growth" in table.inner_text()


def tried(page):
    """Return the plans that are listed below an explorer, the latest first."""
    return page.get_by_role("region", name="Plans tried").locator("tbody th")


def test_what_was_tried_for_whom_is_listed_and_a_press_brings_it_back(open_lab, model):
    lab = lab_of(model, dict(r=0.4), usual=dict(r=0.4), whom="medium")
    page = open_lab(lab)
    arrays(page, 0)
    assert tried(page).all_inner_texts() == ["the usual plan"]
    page.get_by_role("slider", name="Growth").press("End")
    arrays(page, 0)
    now = tried(page).first.locator("xpath=..").inner_text().replace("\u00a0", " ")
    assert now.startswith("Growth: 1.5 per day") and "✗ 6.54 × 10⁹" in now
    assert tried(page).count() == 2
    tried(page).last.get_by_role("button").click()
    arrays(page, 0)
    assert values(page, 0)["r"] == 0.4
    assert tried(page).count() == 2, "a plan is listed once"
    page.get_by_role("combobox", name="Medium").select_option("plain")
    arrays(page, 0)
    assert tried(page).count() == 1, "each person has plans of his or her own"


def test_the_usual_plan_is_one_press_away(open_lab, model):
    lab = lab_of(model, dict(r=0.4), usual=dict(r=0.4, medium=0.5))
    page = open_lab(lab)
    back = page.get_by_role("button", name="Back to the usual plan")
    page.get_by_role("slider", name="Growth").press("End")
    arrays(page, 0)
    assert back.is_enabled()
    back.click()
    arrays(page, 0)
    assert (values(page, 0)["r"], values(page, 0)["medium"]) == (0.4, 0.5)
    assert back.is_disabled()


REFUSED = "History.prototype.replaceState = () => { throw new DOMException('no', 'SecurityError'); };"


@pytest.mark.parametrize("before", ["", REFUSED], ids=["kept", "refused"])
def test_what_was_tried_outlives_loading_again_where_the_browser_keeps_it(
    open_lab, model, before
):
    page = open_lab(lab_of(model, dict(r=0.4)), before=before)
    page.get_by_role("slider", name="Growth").press("End")
    arrays(page, 0)
    assert tried(page).count() == 2
    page.wait_for_timeout(50)
    page.reload()
    page.wait_for_function("(globalThis.cartlab?.pictures ?? []).length === 1")
    arrays(page, 0)
    assert tried(page).count() == (1 if before else 2)
    forget = page.get_by_role("button", name="Forget the other plans")
    assert forget.is_enabled() == (before == "")
    if not before:
        forget.click()
        assert tried(page).count() == 1
