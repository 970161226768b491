"""A task has one clear answer, computed and never typed; what has not is refused."""

import pytest

from cartlab.tasks import (
    Choice,
    Curve,
    Draw,
    Number,
    Order,
    Reach,
    highest,
    log2,
    lowest,
    read,
    setting,
)
from explorer.conftest import make_lab, make_model


@pytest.fixture(scope="module")
def lab():
    return make_lab(make_model())


END = read("cells at end")
RICH_OVER_PLAIN = END / read("cells at end", medium=0.5)


def reach(lab, **changed):
    asked = dict(
        holds={"enough cells": read("cells at end") >= 1e8}, moves=["r"], best="lowest"
    )
    return Reach(lab, "Reach 10⁸ cells?", **(asked | changed))


def test_a_number_is_computed_and_its_text_is_the_answer(lab):
    task = Number(lab, "How many cells?", END, wrong={"The start.": read("cells at 0")})
    assert repr(task) == (
        "Task: How many cells?\nAnswer: 1.51 × 10⁷ cells.\nNot 2,000 cells. The start."
    )
    assert task.check(1.51e7).right
    assert task.check(task.solution()).right


@pytest.mark.parametrize(
    "times, said",
    [
        (1.06, "Close: too high by 6 %."),
        (0.6, "The order of magnitude is right; it is too low by about 40 %."),
        (7, "Not yet: too high, by a factor of about 7."),
        (1e-3, "The digits are right, the power of ten is not: it is too low by a"),
        (-1, "Not yet: too low. Look at the sign."),
    ],
)
def test_a_wrong_number_is_told_what_is_right_about_it(lab, times, said):
    task = Number(lab, "How many cells?", END)
    heard = task.check(times * task.solution())
    assert not heard.right and heard.says.startswith(said)


def test_a_misconception_is_answered_by_its_name(lab):
    task = Number(
        lab, "How many?", END, wrong={"That is the start.": read("cells at 0")}
    )
    heard = task.check(2000)
    assert heard.says == "Not yet. That is the start."
    assert heard.mistake == "That is the start."


def test_a_tolerance_is_what_reading_and_sliders_allow(lab):
    plain = Number(lab, "What is the growth?", setting("r") * 1.0, unit="1/day")
    assert plain.tolerance == pytest.approx(0.005)  # two digits of 0.893
    step = lab.steps["r"]
    least = Number(lab, "Lowest?", lowest("r", read("cells at end") >= 1e7))
    assert least.tolerance >= step
    steep = Number(lab, "How many?", read("cells at end", r=1.2))
    assert steep.tolerance > steep.solution() * step * 10 / 2 * 0.9  # exp(r · 10 days)


def test_slider_values_are_looked_for_among_what_the_slider_can_say(lab):
    found = Number(lab, "Lowest?", lowest("r", read("cells at end") >= 1e7)).solution()
    assert read_at(lab, r=found) >= 1e7 > read_at(lab, r=found - lab.steps["r"])
    most = Number(lab, "Highest?", highest("r", read("cells at end") <= 1e7)).solution()
    assert read_at(lab, r=most) <= 1e7 < read_at(lab, r=most + lab.steps["r"])


def read_at(lab, **values):
    return lab.run(**values)["cells"][-1]


def test_a_choice_is_right_whose_claim_the_model_holds(lab):
    times = log2(END / read("cells at 0"))
    choices = {"ten": (times < 11, "Too few."), "more": (times >= 11, "So it is.")}
    task = Choice(lab, "How many doublings?", choices)
    assert task.solution() == "more"
    assert task.check("more").says.startswith("Yes. So it is. The model: Cells, day 10")
    assert task.check("ten").mistake == "Too few."


def test_a_choice_that_is_nearly_right_is_not_called_wrong(lab):
    choices = {
        "a": (END < 1, "None."),
        "b": (END >= 1, "So it is."),
        "c": (END < 0, ""),
    }
    task = Choice(lab, "How many?", choices, near=["a"])
    assert task.check("a").says.startswith("Nearly. None.")
    assert not task.check("a").right
    assert task.check("c").says.startswith("No.")


def test_an_order_says_what_is_right_about_it(lab):
    items = {
        name: read("cells at end", flasks=n)
        for name, n in zip("cab", (3, 1, 2), strict=True)
    }
    task = Order(lab, "Which has most?", items)
    assert task.solution() == ["a", "b", "c"]
    heard = task.check(["a", "c", "b"])
    assert (
        heard.says
        == "Not yet. “a” before “c” is right. “c” and “b” are the other way round."
    )


def test_a_state_says_what_holds_and_what_does_not_yet(lab):
    task = reach(lab, holds={"many": END >= 1e8, "share": read("share at end") >= 0.5})
    assert task.check(task.solution()).right
    assert task.check({"r": 0.9}).says == (
        "You checked Growth: 0.9 per day. Holds: share. Still missing: many."
    )
    assert task.check({"r": 1.5}).says == (
        "You checked Growth: 1.5 per day. All conditions hold. Growth can still be lower."
    )
    moved = task.check({**task.solution(), "flasks": 5})
    assert not moved.right and "Leave where it was: Flasks." in moved.says
    one_step = task.solution()["r"] + lab.steps["r"]
    assert task.check({"r": one_step}).right  # as finely as a finger sets it


def wrong(lab, **claims):
    return Number(lab, "How many?", END, wrong=claims.pop("wrong"), **claims)


REFUSED = [
    (lambda lab: Number(lab, "?", 12.0), "12.0 is typed in"),
    (lambda lab: wrong(lab, wrong={"So.": 12}), "12 is typed in"),
    (lambda lab: Number(lab, "?", END * 0 + 3900), "3900 is typed in, in disguise"),
    (lambda lab: wrong(lab, wrong={"So.": END / END}), "1 is typed in, in disguise"),
    (
        lambda lab: Choice(lab, "?", {"a": (END * 0 >= 1, ""), "b": (END > 1, "")}),
        "0 is typed in, in disguise",
    ),
    (lambda lab: Number(lab, "?", "12"), "is not computed from the model"),
    (lambda lab: Number(lab, "?", read("peak cell")), "did you mean cells"),
    (lambda lab: Number(lab, "?", read("cells")), "is not a readout"),
    (lambda lab: Number(lab, "?", read("peak cells", speed=1)), "speed is not a para"),
    (lambda lab: Number(lab, "?", read("peak cells", fed=1)), "fed has no slider here"),
    (lambda lab: Number(lab, "?", read("peak cells", r=9)), "r = 9 "),
    (lambda lab: Number(lab, "?", read("peak cells", scene="x")), "no scene “x” here"),
    (lambda lab: Number(lab, "?", read("first above 1e30 cells")), "has no answer"),
    (lambda lab: Number(lab, "?", lowest("r", END >= 1e30)), "has no answer"),
    (lambda lab: Number(lab, "?", lowest("drug", END >= 1)), "is a switch"),
    (lambda lab: wrong(lab, wrong={"So.": END * 1.0001}), "which is right"),
    (
        lambda lab: wrong(lab, wrong={"A.": END / 2, "B.": END / 2.01}),
        "give one number",
    ),
    (lambda lab: wrong(lab, wrong={"A.": read("first above 1e30 cells")}), "no number"),
    (lambda lab: Choice(lab, "?", {"a": (END < 1, ""), "b": (END < 2, "")}), "none of"),
    (
        lambda lab: Choice(lab, "?", {"a": (END > 1, ""), "b": (END > 2, "")}),
        "“a” and “b”",
    ),
    (lambda lab: Choice(lab, "?", {"a": (END, "")}), "at least two"),
    (
        lambda lab: Choice(
            lab, "?", {"a": (END < 1, ""), "b": (END >= 1, "")}, near=["A"]
        ),
        "“A” is not offered: known are a, b",
    ),
    (
        lambda lab: Choice(
            lab, "?", {"a": (END < 1, ""), "b": (END >= 1, "")}, near=["b"]
        ),
        "“b” is right, and not nearly",
    ),
    (
        lambda lab: Choice(
            lab, "?", {"a": (END, ""), "b": (END * 1.001, "")}, pick="least"
        ),
        "two choices are the least",
    ),
    (
        lambda lab: Order(lab, "?", {"a": END, "b": END * 2, "c": END * 3}),
        "right order from",
    ),
    (lambda lab: Order(lab, "?", {"a": END * 2, "b": END, "c": END}), "are alike"),
    (lambda lab: Order(lab, "?", {"a": END * 2, "b": END}), "three things"),
    (lambda lab: reach(lab, holds={"x": END >= 1e30}), "no place of r"),
    (lambda lab: reach(lab, holds={"x": END >= 1}, best=None), "stand there already"),
    (
        lambda lab: reach(lab, holds={"x": END >= 1.5e7}, at={"r": 0.4}),
        "solved where the explorer opens, before a slider is moved: ask for another",
    ),
    (
        lambda lab: reach(
            lab,
            holds={"x": END >= 1.72e5},
            at={"r": 0.4, "medium": 0.5},
        ),
        "solved where the scene “plain” stands",
    ),
    (lambda lab: reach(lab, wrong={"W.": END >= 1e7}), "holds in the solution"),
    (lambda lab: reach(lab, wrong={"W.": END >= 1e30}), "holds nowhere"),
    (lambda lab: reach(lab, moves=["r", "start"]), "moves names one slider"),
    (lambda lab: reach(lab, moves=["speed"]), "speed is not a parameter"),
    (
        lambda lab: Draw(lab, "?", "cells", wrong={"W.": Curve("cells", r=0.893)}),
        "draws the right",
    ),
    (
        lambda lab: Draw(
            lab,
            "?",
            "cells",
            wrong={"A.": Curve("cells", r=0.3), "B.": Curve("cells", r=0.301)},
        ),
        "“A.” and “B.” draw one curve",
    ),
    (lambda lab: Draw(lab, "?", "cell"), "did you mean cells"),
    (lambda lab: Number("lab", "?", END), "beside an explorer"),
    (lambda lab: Number(lab, " ", END), "needs a question"),
]


@pytest.mark.parametrize("make, reason", REFUSED, ids=[reason for _, reason in REFUSED])
def test_a_task_that_is_not_clear_is_refused_with_the_reason(lab, make, reason):
    with pytest.raises(ValueError, match=reason):
        make(lab)


def test_a_condition_is_no_python_truth(lab):
    with pytest.raises(TypeError, match="join conditions with &"):
        assert 1 <= read("peak cells") <= 2


def test_the_page_is_given_the_computation_and_not_the_answer(lab):
    task = Number(lab, "How many cells?", RICH_OVER_PLAIN, unit="times")
    assert "86" not in str(dict(task.spec) | {"tolerance": 0})
    assert round(task.solution()) == 87
