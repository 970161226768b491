"""Many wells in one panel: the same on the page, with their average and their mean field."""

import numpy as np
import pytest

from cartlab import Explorer, Wells
from models.wells import birth_and_death, hunters
from pages.compared import compare
from pages.explorers import arrays, painted


@pytest.fixture
def lab():
    return Explorer(
        birth_and_death(20),
        sliders=["rho", "seed"],
        panels=[Wells("cells", size=7)],
        scenes={"another experiment": dict(seed=5)},
        title="Wells",
    )


def test_the_page_draws_and_paints_the_wells_that_python_follows(open_lab, lab):
    page = open_lab(lab)
    compare(lab, lab.run(), arrays(page, 0), *painted(page))
    page.get_by_role("button", name="another experiment").click()
    compare(lab, lab.run(seed=5), arrays(page, 0), *painted(page))


def test_wells_differ_by_chance_and_the_mean_field_does_not(lab):
    (panel,) = lab.panels
    one, other = (Wells.arrays(panel, lab.model, lab.run(seed=seed)) for seed in (1, 2))
    assert (one["well 0"][1] != one["well 1"][1]).any()
    assert (one["average"][1] != other["average"][1]).any()
    np.testing.assert_array_equal(one["mean field"][1], other["mean field"][1])
    hours, counted = one["well 3"]
    alone = birth_and_death(20).simulate(hours, well=3)["cells"]
    np.testing.assert_array_equal(counted, alone)


def test_a_well_above_the_top_leaves_the_picture_and_stays_in_the_numbers(
    open_lab, lab
):
    cut = Explorer(lab.model, ["rho", "seed"], [Wells("cells", size=7, top=10)])
    page = open_lab(cut)
    drawn = arrays(page, 0)
    assert max(drawn[0]["values"]) > 10
    compare(cut, cut.run(), drawn, *painted(page))


def test_wells_at_zero_are_counted_in_words_and_in_the_table(open_lab, lab):
    page = open_lab(lab)
    wells = lab.model.simulate(well=np.arange(7))["cells"][-1]
    empty = int((wells == 0).sum())
    assert f"{empty} of 7 wells are at 0" in page.locator(".v2v-count").inner_text()
    assert f"{empty} of 7" in repr(lab.table())


def test_wells_that_are_none_are_refused_in_words():
    with pytest.raises(ValueError, match="followed by no jumps"):
        Explorer(birth_and_death(20).mean(), ["rho"], [Wells("cells")])
    with pytest.raises(ValueError, match="choose a whole number from 1 to 50"):
        Explorer(birth_and_death(20), ["rho"], [Wells("cells", size=0)])
    with pytest.raises(ValueError, match="choose a number above 0"):
        Explorer(birth_and_death(20), ["rho"], [Wells("cells", top=0)])
    with pytest.raises(ValueError, match="leave the slider out"):
        Explorer(birth_and_death(20), ["well"], [Wells("cells")])
    with pytest.raises(ValueError, match="switches on a state"):
        Explorer(hunters(), ["rho"], [Wells("targets")])
