"""An explorer over a jumps model: one well as a curve, its number and seed as sliders."""

import numpy as np
import pytest

from cartlab import Explorer
from models.wells import birth_and_death


@pytest.fixture
def lab():
    return Explorer(
        birth_and_death(20),
        sliders=["rho", "well", "seed"],
        panels=[["cells"]],
        readouts={"At the end": "cells at end"},
        says="{cells at end} after a day",
        scenes={"well 17": dict(well=17)},
        title="A well",
    )


def test_python_says_and_draws_the_well_of_the_sliders(lab):
    lab.sliders["well"].value = 17
    run = birth_and_death(20).simulate(well=17)
    np.testing.assert_array_equal(lab.run()["cells"], run["cells"])
    assert repr(lab) == f"{run['cells'][-1]:g} cells after a day"
    assert lab.figure().axes


def test_the_page_draws_the_same_well(open_lab, lab):
    page = open_lab(lab)
    summary = "cartlab.pictures[0].summary()"
    assert page.evaluate(summary) == repr(lab)
    page.get_by_role("button", name="well 17").click()
    lab.sliders["well"].value = 17
    page.wait_for_function(f"{summary} === {repr(lab)!r}")
    told = "cartlab.pictures[0].arrays().map(({ values }) => [...values])"
    assert list(lab.run()["cells"]) in page.evaluate(told)
