"""Persistence: years, relapses, the chance of cure, the last cells, ten years."""

import numpy as np
import pytest

from cartlab.solve import SLIDERS
from cartlab.therapy.kinetics import kinetics
from cartlab.therapy.patient import after_infusion
from cartlab.therapy.persistence import (
    last_cells,
    last_chance,
    month_and_years,
    stepwise,
    ten_years,
    years,
)

CELLS_GONE = dict(q=0.7, m=1e-5, phi=0, beta=0.03, r_T=0.08)
SETTLED = 400  # days: the end to which the golden chances were worked out
SURE = 4  # standard errors: what chance alone does once in ten thousand tests


def at(day, output, model=years, **values):
    return np.interp(day, *model.simulate(**values).curve(output))


def passes(level, output, **values):
    t, x = years.simulate(**values).curve(output)
    i = np.argmax(x > level)
    share = np.log(level / x[i - 1]) / np.log(x[i] / x[i - 1])
    return t[i - 1] + share * (t[i] - t[i - 1])


# The golden numbers of the long run.


@pytest.mark.parametrize(
    ("day", "cells"), [(28, 8.17), (90, 1.09), (180, 0.821), (365, 0.474), (720, 0.198)]
)
def test_car_t_cells_of_the_reference_adult_over_two_years(day, cells):
    assert at(day, "cart_engrafted") == pytest.approx(cells, rel=0.02)


@pytest.mark.parametrize(("day", "percent"), [(180, 3.5), (365, 4.6), (720, 8.2)])
def test_b_cells_stay_away_for_two_years(day, percent):
    assert at(day, "b_cells") == pytest.approx(percent, rel=0.02)


def test_the_slow_half_life_is_near_the_published_one():
    fall = np.log(at(180, "cart_engrafted") / at(365, "cart_engrafted"))
    assert 170 < np.log(2) * (365 - 180) / fall < 290  # Stein 2019: 217 and 220 days


@pytest.mark.parametrize(("copies", "day"), [(50, 426), (10, 929)])
def test_the_published_curve_falls_below_what_can_be_found(copies, day):
    t, level = kinetics.edit(t_end=1000).simulate().curve("level")
    below = t[(t > 10) & (level < copies)][0]
    assert below == pytest.approx(day, abs=4)  # the curve's points are 3.6 days apart


def test_the_years_go_on_where_the_whole_patient_would():
    """Cytokines and drugs are left out, and nothing that is left feels it."""
    days = np.array([8, 28, 90, 365, 720])
    whole = after_infusion.edit(t_end=720).simulate(days)
    for name in ("cart_engrafted", "b_cells", "transgene"):
        np.testing.assert_allclose(years.simulate(days)[name], whole[name], rtol=1e-6)


# Two ways to relapse.


@pytest.mark.parametrize(("lost", "day"), [(1e-8, 276.3), (1e-6, 184.2), (1e-4, 92.1)])
def test_cells_without_antigen_are_seen_when_their_own_growth_says_so(lost, day):
    assert np.log(1e9 / (lost * 1e11)) / 0.05 == pytest.approx(day, abs=0.1)
    assert passes(1e9, "tumor_lost", lost=lost) == pytest.approx(day, abs=1)


def test_a_tumor_without_antigen_returns_under_car_t_cells_that_work():
    run = years.simulate(np.array([0, 184.5]), lost=1e-6)
    assert run["cart_engrafted"][-1] == pytest.approx(0.81, rel=0.02)
    assert run["b_cells"][-1] == pytest.approx(3.5, rel=0.02)
    assert run["tumor_pos"][-1] < 1


def test_a_tumor_with_antigen_returns_when_the_cells_are_gone():
    day = passes(1e9, "seen_pos", **CELLS_GONE)
    assert day == pytest.approx(168, abs=3)
    run = years.simulate(np.array([0, day]), **CELLS_GONE)
    assert run["b_cells"][-1] == pytest.approx(86, rel=0.02)
    assert run["cart_engrafted"][-1] < 1e-3


# Cure is a probability.


@pytest.mark.parametrize(
    ("q", "lines"),
    [
        (0.5, 3.6e9), (0.6, 1.2e6), (0.7, 1860), (0.75, 73), (0.8, 2.27), (0.9, 5.2e-4),
        (1, 3e-8),
    ],
)  # fmt: skip
def test_lines_that_are_expected_to_live(q, lines):
    # Where the tumor outgrows its place it divides more slowly than the golden formula.
    near = 0.15 if q == 0.5 else 0.05
    assert at(SETTLED, "lines", q=q) == pytest.approx(lines, rel=near)


@pytest.mark.parametrize(
    ("T0", "percent"), [(3e9, 0), (1e10, 66), (1e11, 99.95), (3e11, 72), (1e12, 0)]
)
def test_both_a_small_and_a_large_tumor_are_hard_to_cure(T0, percent):
    assert at(SETTLED, "cure_pos", q=0.9, T0=T0) == pytest.approx(percent, abs=5)


@pytest.mark.parametrize(
    ("r_T", "d_T", "lines"), [(0.05, 0.15, 2.27), (0.10, 0.10, 42), (0.02, 0.18, 0.004)]
)
def test_the_answer_hangs_on_how_fast_the_tumor_grows(r_T, d_T, lines):
    near = 0.5 if lines < 0.01 else 0.05  # printed with one digit
    assert at(SETTLED, "lines", q=0.8, r_T=r_T, d_T=d_T) == pytest.approx(
        lines, rel=near
    )


def log_sum_exp(x):
    return x.max() + np.log(np.exp(x - x.max()).sum())


@pytest.mark.parametrize("q", [0.6, 0.8, 1.0])
def test_the_textbook_integral_gives_the_same_by_log_sum_exp(q):
    """P(a line lives) = 1 / (e^-R(T) + ∫ b e^-R dt), R = ∫ b - d - k, terms up to 1e30."""
    t = np.linspace(0, SETTLED, 40_001)
    run = years.simulate(t, q=q)
    growth, d, k = 0.05, 0.15, run["hunted"]
    net = growth - k
    R = np.concatenate([[0], np.cumsum((net[1:] + net[:-1]) / 2 * np.diff(t))])
    weights = np.full(len(t), t[1] - t[0])
    weights[[0, -1]] /= 2
    terms = np.log((growth + d) * weights) - R
    lines = np.log(1e11) - log_sum_exp(np.append(terms, -R[-1]))
    assert np.log(run["lines"][-1]) == pytest.approx(lines, abs=0.02)


@pytest.mark.parametrize(("r_T", "d_T"), [(0.05, 0.15), (0.1, 0.05), (0.02, 0.3)])
def test_at_constant_rates_the_chance_is_the_closed_form(r_T, d_T):
    n, days = 5, 90
    grown = np.exp(r_T * days)
    dead = d_T * (grown - 1) / ((r_T + d_T) * grown - d_T)
    found = last_chance.simulate(few=n, k_now=0, r_T=r_T, d_T=d_T)["all_dead"][-1]
    assert found == pytest.approx(100 * dead**n, rel=1e-6)


def share(model, **values):
    wells = np.arange(1000)
    return model.simulate([0, model.t_end], well=wells, **values)["gone"][-1].mean()


@pytest.mark.parametrize(
    "values",
    [
        {},
        dict(few=3, k_now=0),
        dict(few=60, k_now=0.5),
        dict(few=30, halves=3, d_T=0.4),
    ],
)
def test_of_a_thousand_twins_as_many_die_out_as_the_chance_says(values):
    p = last_chance.simulate(**values)["all_dead"][-1] / 100
    assert abs(share(last_cells, **values) - p) <= SURE * np.sqrt(p * (1 - p) / 1000)


def test_the_twin_with_the_patients_own_killing_dies_out_as_often():
    """From day 34 on, when 49 cells are left of the tumor of a patient with q 0.85."""
    day, length = 34, 2
    run = years.simulate(np.array([day, day + 90]), q=0.85)
    few, lone = round(float(run["tumor_pos"][0])), run.states["lone"][0]
    # Of a line that lives on this day: what the whole chance says of the rest.
    lives = 1 / (1 + (run["lines"][0] / run["lines"][1] - 1) / lone)
    middle = np.arange(day + length / 2, day + 90, length)
    steps = years.simulate(middle, q=0.85)["hunted"]
    own = dict(change=dict(hunting=stepwise(steps)), k_now=1, halves=length, few=few)
    p = (1 - lives) ** few
    assert last_chance.edit(**own).simulate()["all_dead"][-1] == pytest.approx(
        100 * p, abs=0.5
    )
    assert abs(share(last_cells.edit(**own)) - p) <= SURE * np.sqrt(p * (1 - p) / 1000)


# Ten years, and the months before.


def test_what_is_sown_is_met_only_while_killing_outruns_growth():
    met = dict(m=2.5e-3, sown=1e5)
    assert at(1000, "hunted", ten_years(), **met) > 0.05
    assert at(1000, "tumor", ten_years(), **met) < 1
    assert at(1000, "tumor", ten_years(), beta=0.02, sown=1e5) > 1e9


def test_two_years_and_ten_years_stay_cheap():
    two, ten = years.simulate(rtol=SLIDERS), ten_years().simulate(rtol=SLIDERS)
    assert two.steps[0] < 700 and ten.steps[0] < 2500


def test_the_month_and_the_years_are_one_patient():
    run = month_and_years.simulate(q=0.8, phi=10)
    day = 20
    first = np.interp(day, run.times("cart_blood"), run["cart_blood"])
    later = np.interp(day, run.times("cart_engrafted"), run["cart_engrafted"])
    assert first == pytest.approx(later, rel=0.05)
