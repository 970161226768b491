"""The first month: the published curve, room for CAR T cells, a second infusion, units."""

import numpy as np
import pytest

from cartlab.solve.readouts import measure
from cartlab.therapy.competition import competition
from cartlab.therapy.kinetics import kinetics
from cartlab.therapy.patient import after_infusion

TWICE = after_infusion.edit(t_end=120, dose_again=1e8)
PEAK = {"kind": "peak"}


def height(model, name, **values):
    return measure(PEAK, *model.simulate(**values).curve(name))


def test_the_published_curve_gives_the_numbers_derived_from_its_six():
    handed = kinetics.simulate().handed
    assert handed["doubling_d"] == pytest.approx(0.7796, rel=1e-3)
    assert handed["half_fast_d"] == pytest.approx(4.332, rel=1e-3)
    assert handed["half_slow_d"] == pytest.approx(216.6, rel=1e-3)
    assert handed["exposure"] == pytest.approx(171_774, rel=1e-3)
    assert handed["level"] == pytest.approx(24_000)
    late = kinetics.edit(t_end=1000).simulate(np.array([28.0, 180, 365, 426, 929]))
    expected = [1373.6, 109.8, 60.7, 50, 10]
    np.testing.assert_allclose(late["level"], expected, rtol=2e-3)


def test_the_exposure_is_the_area_under_the_published_curve():
    run = kinetics.edit(t_end=28).simulate(np.linspace(0, 28, 20_001))
    area = measure({"kind": "area"}, run.t, run["level"])
    assert run.handed["exposure"] == pytest.approx(area, rel=1e-4)


def test_the_pace_is_the_slope_of_the_published_curve():
    run = kinetics.simulate(np.linspace(0, 90, 9001))
    slope = np.gradient(np.log(run["level"]), run.t)
    inside = np.abs(run.t - 9.3) > 0.05
    np.testing.assert_allclose(
        run["pace_d"][inside][1:-1],
        (np.log(2) / np.abs(slope))[inside][1:-1],
        rtol=1e-3,
    )


def test_competition_gives_the_reference_values_of_its_source():
    days, cells = (7, 14, 28, 90), (30.109, 8.9747, 2.4865, 0.3377)
    run = competition.simulate(np.array([0, *days], float))
    np.testing.assert_allclose(run["car_room"][1:], cells, rtol=5e-3)


@pytest.mark.parametrize(
    ("left", "peak"), [(6, 30.1), (30, 1.886), (60, 0.663), (120, 0.3685)]
)
def test_the_more_normal_t_cells_are_left_the_fewer_car_t_cells_come(left, peak):
    assert height(competition, "car_room", left=left) == pytest.approx(peak, rel=0.01)


def test_competition_needs_no_antigen_but_normal_t_cells_end_it():
    alone = competition.edit(left=1e-9).simulate()
    assert alone["car_room"][-1] > 100, "without rivals the CAR T cells keep the room"


def test_a_second_infusion_needs_room_and_antigen():
    def again(**values):
        run = TWICE.simulate(**values)
        late = run.t > 65
        return run["cart_engrafted"][late].max()

    first = height(after_infusion, "cart_engrafted", q=0.5)
    assert again(q=0.5) < 0.1 * first, "antigen, but no room"
    assert again(q=0.5, ld_again=1) > 5 * again(q=0.5), "antigen and room"
    rested = TWICE.edit(dose_again=0).simulate()
    without = rested["cart_engrafted"][rested.t > 65].max()
    assert again(ld_again=1) < without, "room, but no antigen: chemotherapy only takes"


def test_the_second_chemotherapy_leaves_what_the_first_one_leaves():
    run = TWICE.simulate(np.array([0, 55.9, 60.0]), q=0.5, ld_again=1)
    share = run.states["N"][-1] / run.states["N"][1]
    assert 0.012 <= share < 0.06, "normal T cells recover a little meanwhile"
    np.testing.assert_allclose(run["il15"][1], 1, atol=0.01)
    assert run["il15"][2] > 4.5


def test_without_a_second_infusion_nothing_of_it_acts():
    once = TWICE.edit(dose_again=0)
    plain, asked = once.simulate(), once.simulate(ld_again=1, again_day=40)
    for name in once.outputs:
        np.testing.assert_allclose(plain[name], asked[name], rtol=1e-5, atol=1e-9)


def test_falling_leukocytes_raise_the_transgene_and_not_one_cell():
    flat = after_infusion.simulate(wbc_dip=0, q=0.4)
    fallen = after_infusion.simulate(wbc_dip=90, q=0.4)
    np.testing.assert_allclose(fallen["cart_engrafted"], flat["cart_engrafted"])
    rise = fallen["transgene"][1:] / flat["transgene"][1:]  # nobody is there on day 0
    day_7 = np.argmin(np.abs(fallen.t[1:] - 7))
    assert rise[day_7] == pytest.approx(10, rel=5e-3)
    assert rise.max() == pytest.approx(rise[day_7])
    assert fallen["leukocytes"].min() == pytest.approx(230, rel=5e-3)


def test_the_transgene_is_a_share_and_never_more_than_the_whole():
    genomes = after_infusion.parameters["genomes"].value
    for wbc, dip in ((500, 95), (500, 0), (10_000, 95)):
        run = after_infusion.simulate(vcn_pos=2, wbc=wbc, wbc_dip=dip)
        assert run["transgene"].max() < 2 * genomes
        assert (run["leukocytes"] >= run["cart_engrafted"]).all()


def test_a_second_lymphodepletion_lowers_the_leukocytes_again():
    run = TWICE.simulate(np.array([0, 40, 67.0]), q=0.4, ld_again=1)
    assert run["leukocytes"][2] == pytest.approx(0.4 * run["leukocytes"][1], rel=0.01)


def test_lymphodepletion_decides_how_low_the_leukocytes_fall():
    lowest = [
        after_infusion.simulate(ld=x, q=0.4)["leukocytes"].min() for x in (0, 0.5, 1)
    ]
    assert lowest == pytest.approx([2300, 2300 * 0.7, 2300 * 0.4], rel=2e-3)


@pytest.mark.parametrize(
    ("values", "responds"), [({}, 1), (dict(q=0.5), 0), (dict(ld=0), 0)]
)
def test_whoever_has_no_tumor_to_be_seen_responds(values, responds):
    assert after_infusion.simulate(**values)["responds"][-1] == responds
