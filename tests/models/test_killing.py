"""Killing: receptor, assay, wells, mixed tumors, escape, and what the patient makes of it."""

import numpy as np
import pytest
from scipy.optimize import brentq, fsolve

from cartlab.solve.readouts import measure
from cartlab.therapy.assay import assay, well, with_receptor
from cartlab.therapy.engagement import engagement, in_the_patient
from cartlab.therapy.escape import LOGIC, escape
from cartlab.therapy.fields import COSTIMULI
from cartlab.therapy.journey import reference
from cartlab.therapy.mixture import mixture
from cartlab.therapy.patient import after_infusion
from cartlab.therapy.receptor import receptor
from models.cohorts import corners

CD28, FOUR_1BB = (dict(costim=COSTIMULI[name]) for name in ("CD28", "4-1BB"))
SURE = 4  # standard errors: what chance alone does once in ten thousand tests
ROUNDS = with_receptor.edit(t_end=192, more_rounds=3)
MOST_STEPS = 2000


def at(hour, output, model=with_receptor, **values):
    return np.interp(hour, *model.simulate(**values).curve(output))


# What the receptor sees.


def test_at_its_two_thresholds_the_receptor_gives_half():
    run = receptor.simulate(antigen=200)
    assert run.handed["sees"] == pytest.approx(50)
    assert receptor.simulate(antigen=2000).handed["alarms"] == pytest.approx(50)


def test_a_dim_cell_is_killed_in_silence():
    run = receptor.simulate(antigen=500).handed
    assert run["sees"] > 75 and run["alarms"] < 15


@pytest.mark.parametrize("antigen", [100, 500, 2000])
def test_4_1bb_needs_more_antigen_than_cd28(antigen):
    tight = receptor.simulate(antigen=antigen, **CD28).handed
    loose = receptor.simulate(antigen=antigen, **FOUR_1BB).handed
    assert loose["sees"] < tight["sees"] and loose["alarms"] < tight["alarms"]


def test_the_assay_alone_starts_with_the_numbers_of_cd28():
    handed = receptor.simulate(**CD28).handed
    for name in set(handed) - {"sees", "alarms"}:
        assert assay.parameters[name].value == handed[name], name


# The assay: the numbers of its reference.


def half_density(hour, output):
    """Return the antigen for half of what much of it gives."""
    most = at(hour, output, antigen=1e5)
    found = brentq(
        lambda x: at(hour, output, antigen=10**x) - most / 2, 0.7, 5, xtol=1e-3
    )
    return 10**found


def test_the_alarm_takes_about_ten_times_the_antigen_of_lysis():
    lysis, alarm = half_density(4, "lysis"), half_density(24, "ifn_well")
    assert lysis == pytest.approx(131, rel=0.03)
    assert alarm == pytest.approx(1311, rel=0.03)


def test_a_longer_assay_hides_a_weak_receptor():
    assert half_density(24, "lysis") < 0.5 * half_density(4, "lysis")


@pytest.mark.parametrize(
    ("ratio", "kills"), [(0.05, 4.65), (0.3, 3.13), (1, 1.15), (10, 0.105)]
)
def test_the_fewer_car_t_cells_the_more_each_of_them_kills(ratio, kills):
    assert at(24, "kills_each", ratio=ratio) == pytest.approx(kills, rel=0.02)


def test_cd28_is_ahead_after_four_hours():
    ratio = at(4, "lysis", **CD28) / at(4, "lysis", **FOUR_1BB)
    assert ratio == pytest.approx(1.207, rel=0.02)


@pytest.mark.parametrize(
    ("costim", "lysis", "ifn"), [(CD28, 97.2, 21.6), (FOUR_1BB, 89.5, 7.8)]
)
def test_500_molecules_are_enough_to_kill_and_not_to_raise_the_alarm(
    costim, lysis, ifn
):
    assert at(24, "lysis", antigen=500, **costim) == pytest.approx(lysis, abs=1)
    bright = at(24, "ifn_well", antigen=20_000, **costim)
    share = 100 * at(24, "ifn_well", antigen=500, **costim) / bright
    assert share == pytest.approx(ifn, abs=1)


def test_without_antigen_nothing_is_killed():
    blind = assay.edit(sees=0, alarms=0).simulate()
    assert not blind["lysis"].any() and not blind["ifn_well"].any()
    free = np.exp(0.0231 * 24)  # targets alone, hardly slowed by crowding
    assert np.interp(24, blind.t, blind["targets_left"]) == pytest.approx(
        100 * free, rel=0.06
    )


def test_rechallenge_tells_apart_what_a_short_assay_cannot():
    """The order is this course's assumption: tiring of the two was chosen so."""
    ends = np.arange(1, 5) * 48 - 1e-6
    left = {
        name: np.interp(
            ends, *ROUNDS.simulate(ratio=0.06, **costim).curve("targets_left")
        )
        for name, costim in (("CD28", CD28), ("4-1BB", FOUR_1BB))
    }
    assert left["CD28"][0] / left["4-1BB"][0] == pytest.approx(1.05, abs=0.03)
    assert left["CD28"][3] > 700 and left["4-1BB"][3] < 1


def test_with_equal_tiring_the_winner_vanishes():
    left = [
        at(192, "targets_left", ROUNDS, ratio=0.06, tire_bb=0.03, **costim)
        for costim in (CD28, FOUR_1BB)
    ]
    assert 0.8 < left[0] / left[1] < 1.25


def test_with_more_car_t_cells_both_clear_every_round():
    for costim in (CD28, FOUR_1BB):
        assert at(192, "targets_left", ROUNDS, ratio=0.25, **costim) < 1


@pytest.mark.parametrize(("share", "surviving"), [(0.26, 35), (0.42, 17)])
def test_only_car_positive_cells_count_in_the_ratio(share, surviving):
    """One to one with 26 % CAR-positive cells is 0.26 to one."""
    left = at(24, "targets_left", ratio=share, **FOUR_1BB) / np.exp(0.0231 * 24)
    assert left == pytest.approx(surviving, abs=4)


# One list of events.


def test_a_contact_neither_makes_nor_loses_a_cell():
    """Targets come from division only, CAR T cells from the division of alarmed ones."""
    run = well.simulate(well=np.arange(20), ratio=0.5)
    y = run.states
    targets = y["free"] + y["bound"] + y["killed"]
    car_t = y["hunters"] + y["bound"] + y["tired"]
    for i in range(20):
        happened, _ = run.events(i)
        assert targets[-1, i] - targets[0, i] == happened.count("divide")
        assert car_t[-1, i] - car_t[0, i] == happened.count("more")


def test_many_wells_follow_the_assay_while_targets_are_many():
    big = well.edit(planted=400)
    run = big.simulate([0, 6, 12], well=np.arange(40))
    mean = assay.edit(planted=400).simulate([0, 6, 12])
    for name in ("alive", "kills_each", "lysis"):
        error = run[name].std(axis=1) / np.sqrt(40)
        near = np.abs(run[name].mean(axis=1) - mean[name])
        assert (near <= SURE * error + 0.01 * mean[name]).all(), name


def test_the_assay_does_not_ask_how_many_cells_there_are():
    few, many = (assay.simulate(planted=n) for n in (10, 60))
    for name in ("targets_left", "lysis", "kills_each", "ifn_well", "fit_share"):
        np.testing.assert_allclose(few[name], many[name], rtol=1e-4, atol=1e-3)


def test_some_wells_are_cleared_where_the_mean_says_all_but_one_cell():
    wells = well.simulate(well=np.arange(400), ratio=0.25)
    cleared = wells["cleared"][-1].mean()
    left = wells["alive"][-1].mean()
    field = assay.simulate(ratio=0.25)["alive"][-1]
    assert cleared == pytest.approx(0.44, abs=0.1)
    assert left > 2 * field, "the few wells that got away hold most of the cells"


def dying_out(k_div, bind, k_off, k_kill):
    """Return the chance that the line of one free cell ends: a branching process.

    A free cell divides or is bound; a bound one is let go, killed, or divides.
    """

    def balance(x):
        free, bound = x
        return [
            k_div * free**2 + bind * bound - (k_div + bind) * free,
            k_kill
            + k_off * free
            + k_div * bound * free
            - (k_kill + k_off + k_div) * bound,
        ]

    return fsolve(balance, [0.1, 0.5])[0]


@pytest.mark.parametrize(("k_kill", "n"), [(0.6, 1), (0.6, 3)])
def test_wells_die_out_as_often_as_the_closed_form_says(k_kill, n):
    """With CAR T cells in excess each target's line is a branching process of its own."""
    numbers = dict(k_div=0.04, k_off=0.1, k_kill=k_kill)
    rare = well.edit(
        t_end=180,
        change={
            "meet": "p.k_on * 0.1 * y.free",
            "divide": "p.k_div * targets",
            "tire": "0 * y.bound",
            "alarm": "0 * y.bound",
        },
        planted=n,
        ratio=400,
        **numbers,
    )
    chance = dying_out(bind=0.3 * 0.1, **numbers) ** n
    gone = rare.simulate([0, 180], well=np.arange(400))["alive"][-1]
    share = (gone == 0).mean()
    assert abs(share - chance) <= SURE * np.sqrt(chance * (1 - chance) / 400)


@pytest.mark.parametrize("model", [assay.edit(t_end=192), mixture, escape])
def test_no_corner_of_the_ranges_is_stiff(model):
    run = model.simulate(rtol=1e-4, **corners(model, 512, seed=5))
    assert run.steps.max() < MOST_STEPS


def test_no_corner_of_a_receptor_makes_the_assay_stiff():
    run = ROUNDS.simulate(rtol=1e-4, **corners(ROUNDS, 512, seed=5))
    assert run.runs[-1].steps.max() < MOST_STEPS


def test_car_t_cells_stop_dividing_where_they_have_no_room():
    """The corner where they have most reason to divide, and nothing to hinder them."""
    most = dict(ratio=10, k_tire=0, k_kill=0.1, k_alarm=2, k_more=0.04, tau_alarm=48)
    rounds = assay.edit(t_end=192, more_rounds=3, gap=48)
    for room in (20, 30):
        packed = rounds.simulate(room=room, **most)["cart_each"].max()
        assert room < packed < room + 6


# A tumor of many densities, and escape.


def test_a_tumor_of_one_density_is_the_assay_that_does_not_tire():
    one = mixture.edit(spread=1, planted=20).simulate(middle=20_000, ratio=0.3)
    fit = assay.edit(k_tire=0, k_more=0).simulate(
        one.t, sees=receptor.simulate().handed["sees"], ratio=0.3
    )
    np.testing.assert_allclose(one["mixed"], fit["targets_left"], rtol=1e-4, atol=1e-4)


def test_while_it_is_killed_a_tumor_becomes_dimmer_and_quieter():
    run = mixture.simulate()
    assert (np.diff(run["typical"]) < 1e-6).all()
    assert run["typical"][0] == pytest.approx(500, rel=1e-3)
    assert run["typical"][-1] < 25
    assert run["alarm_now"][-1] < 0.2 < 25 < run["alarm_now"][0]


def test_the_dimmest_class_grows_back_in_silence():
    run = mixture.simulate()
    low = run["mixed"].argmin()
    assert 24 < run.t[low] < 60 and run["mixed"][-1] > 1.2 * run["mixed"][low]
    assert run["dimmest"][-1] > 100 * run["dim"][-1]
    assert run["dimmest"][-1] > run["dimmest"][0]


def ends(name, **values):
    return escape.simulate(**values)[name][-1]


def test_a_second_antigen_closes_one_escape_or_spares_the_healthy():
    single, either, both = (LOGIC[name] for name in ("antigen A", "A or B", "A and B"))
    assert ends("with_b", logic=single) > 100
    assert ends("with_b", logic=either) < 1e-6
    assert ends("with_b", logic=both) > 100
    assert ends("spared", logic=single) < 1 and ends("spared", logic=either) < 1
    assert ends("spared", logic=both) == pytest.approx(100)
    # Nobody sees a cell without both: it grows by itself, whatever the receptor.
    for logic in (single, either, both):
        assert ends("with_none", logic=logic) == pytest.approx(0.01 * 250, rel=0.1)


def test_bystander_killing_slows_an_escape_and_does_not_end_it():
    lost = [ends("with_b", by=by) for by in (0, 20, 50)]
    assert lost[0] > lost[1] > lost[2] > 50


def test_a_cell_that_is_not_killed_still_takes_time():
    """Touching cells without antigen keeps CAR T cells from those that have it."""
    few, many = (
        np.interp(24, *escape.simulate(healthy=x, logic=3).curve("with_both"))
        for x in (0.1, 1)
    )
    assert many > 2 * few


# In the patient.


def top(name, **values):
    chain = in_the_patient()
    return measure({"kind": "peak"}, *chain.simulate(**values).curve(name))


def test_the_reference_antigen_leaves_the_reference_patient_as_it_is():
    handed = engagement.simulate(**receptor_hands()).handed
    assert handed["gam"] == pytest.approx(1.15, rel=1e-4)
    assert handed["K_X"] == pytest.approx(2.5e9, rel=1e-4)
    alone = after_infusion.simulate()["cart_engrafted"].max()
    assert top("cart_engrafted") == pytest.approx(alone, rel=1e-3)


def receptor_hands():
    handed = receptor.simulate().handed
    return {name: handed[name] for name in ("sees", "alarms")}


def test_the_record_takes_what_the_receptor_makes_of_a_tumor():
    dim = reference().through(receptor, antigen=3000).through(engagement)
    assert dim.gam < 1.15 and dim.K_X > 2.5e9
    assert dim.dose == reference().dose


def test_a_dim_tumor_is_killed_more_slowly_and_expands_less():
    assert top("cart_engrafted", antigen=300) < 0.25 * top("cart_engrafted")
    assert top("il6_serum", antigen=300) < 0.4 * top("il6_serum")


def test_in_the_model_fast_killing_and_short_contact_mean_less_il6():
    assert top("il6_serum", gam_bright=0.8) > 4 * top("il6_serum")
    assert top("il6_serum", gam_bright=1.6) < 0.75 * top("il6_serum")
    assert top("il6_serum", th=0.12) > 2 * top("il6_serum")
