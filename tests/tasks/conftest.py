"""Curves that rise, peak and fall on both axes; tasks with a model that takes no time."""

import pytest

from cartlab import Explorer, Table
from cartlab.tasks import Choice, Draw, Number, Order, Reach, read
from cartlab.therapy.patient import after_infusion
from cartlab.therapy.product import product


def peaks_to_draw():
    """Return two curves to draw with a peak, by the scale of their axis."""
    lab = Explorer(
        after_infusion,
        sliders=["dose"],
        panels=[["il6_serum"], ["macrophages"]],
        title="After the infusion",
    )
    tasks = [Draw(lab, f"Draw {name}.", name) for name in ("il6_serum", "macrophages")]
    return {task.axis["scale"]: task for task in tasks}


@pytest.fixture(scope="session")
def peaks():
    return peaks_to_draw()


def quick_lab():
    """Return an explorer of a formula: a product is divided into doses."""
    return Explorer(
        product,
        title="A product & its <doses>",
        sliders=["viable", "viability", "car_frac", "v_cryo", "other_d", "culture_d"],
        panels=[Table("dose at 1", "viab_thaw at 1", "car_viable at 1", "v2v_d at 1")],
        scenes={"a month longer": dict(other_d=49)},
    )


def quick_tasks():
    """Return a task of each kind but a curve."""
    lab = quick_lab()
    cells, wait = read("car_viable at 1"), read("v2v_d at 1")
    return [
        Number(
            lab,
            "How many living CAR T cells are there after thawing?",
            cells,
            wrong={"That is the share that lives.": read("viab_thaw at 1")},
        ),
        Number(
            lab,
            "How many days is the wait, from vein to vein?",
            wait,
            wrong={"You doubled the “wait” & more.": 2 * wait},
        ),
        Number(
            lab,
            "What share of the cells is living after thawing?",
            read("viab_thaw at 1"),
            wrong={"That is what has died.": 100 - read("viab_thaw at 1")},
        ),
        Choice(
            lab,
            "Is the product thawed with less than half of its cells living?",
            {
                "yes": (read("viab_thaw at 1") < 50, "More < half."),
                "no": (read("viab_thaw at 1") >= 50, "So it is."),
            },
        ),
        Order(
            lab,
            "Which vehicle has the most living CAR T cells?",
            {
                "a poor one": read("car_viable at 1", car_frac=20),
                "a rich one": read("car_viable at 1", car_frac=60),
                "a middling one": read("car_viable at 1", car_frac=40),
            },
        ),
        Reach(
            lab,
            "Find the gentlest freezing that is not needed.",
            {"most cells live": read("viab_thaw at 1") >= 75},
            moves=["v_cryo"],
            best="lowest",
            at={"v_cryo": 70},
        ),
    ]
