"""The solver gives closed forms, keeps dose times, and treats cohorts fairly."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from cartlab.language import Dose, Model, Output, Parameter, State, where
from cartlab.solve import SLIDERS, STORED, dopri5
from cartlab.solve.segments import Given, occasions, segments

TIMES = np.linspace(0, 10, 101)


def drug(**dose):
    """Amount z of a drug, lost at rate k, with the doses given."""
    model = Model(
        "Drug",
        t_end=10,
        states=dict(z=State(0, "mg", "drug", negligible=1e-3)),
        parameters=dict(
            k=Parameter(0.7, "1/day", "loss", (0.1, 2)),
            mg=Parameter(80, "mg", "each dose", (0, 100)),
            day=Parameter(2.0, "day", "first day", (0, 12)),
            n=Parameter(3, "1", "doses", (1, 5), kind="whole"),
            gap=Parameter(1.5, "day", "between doses", (0.1, 3)),
            length=Parameter(0.25, "day", "length of an infusion", (0.01, 1)),
        ),
        doses=[Dose("z", "mg", time="day", label="drug", **dose)],
        outputs=dict(z=Output("mg", "drug", (0, 200))),
    )

    @model.rates
    def rates(t, y, p):
        return dict(z=-p.k * y.z)

    @model.observe
    def observe(t, y, p):
        return dict(z=y.z)

    return model


def test_doses_at_once_follow_their_closed_form():
    z = drug(number="n", every="gap").simulate(TIMES)["z"]
    exact = sum(
        np.where(TIMES >= day, 80 * np.exp(-0.7 * (TIMES - day)), 0)
        for day in (2, 3.5, 5)
    )
    np.testing.assert_allclose(z, exact, rtol=1e-7, atol=1e-9)


def test_an_infusion_follows_its_closed_form():
    z = drug(over="length").simulate(TIMES)["z"]
    since = np.clip(TIMES - 2, 0, 0.25)
    after = np.maximum(TIMES - 2.25, 0)
    exact = 80 / 0.25 / 0.7 * (1 - np.exp(-0.7 * since)) * np.exp(-0.7 * after)
    np.testing.assert_allclose(z, exact, rtol=1e-7, atol=1e-9)


def test_at_the_time_of_a_dose_the_amount_after_it_is_reported():
    z = drug().simulate([1.9, 2.0, 2.1])["z"]
    assert z[0] == 0 and z[1] == 80 and z[2] == pytest.approx(80 * np.exp(-0.07))


def test_a_dose_after_the_end_or_of_nothing_is_not_given():
    assert not drug().simulate(TIMES, day=12)["z"].any()
    assert not drug().simulate(TIMES, mg=0)["z"].any()


@pytest.mark.parametrize("day", [10 - 1e-9, 10 - 1e-8, 9.99])
def test_a_dose_just_before_the_end_is_not_given_earlier(day):
    for over in ({}, {"over": "length"}):
        z = drug(**over).simulate([5, 9.9], day=day)["z"]
        assert not z.any()


def test_doses_up_to_the_very_end_stay_apart():
    times = np.linspace(0, 10, 1001)
    z = drug(number="n", every="10 * day / 4").simulate(times, n=5, day=1, k=0.1)["z"]
    exact = sum(
        np.where(times >= day - 1e-9, 80 * np.exp(-0.1 * (times - day)), 0)
        for day in (1, 3.5, 6, 8.5)
    )
    np.testing.assert_allclose(z, exact, rtol=1e-6, atol=1e-9)


@given(
    time=some.floats(0, 11),
    over=some.floats(0, 3),
    number=some.integers(0, 6),
    every=some.floats(0, 2),
)
@settings(derandomize=True, deadline=None)
def test_what_is_given_adds_up_to_the_doses(time, over, number, every):
    dose = Given(0, 2.5, time, over, number, every)
    edges, jumps, inflows = segments([1.0, 4.0], [dose], 10.0, 1)
    whole = 0.0
    for start in occasions(dose, 10.0):
        share = min(1, (10 - start) / over) if over > 1e-7 else 1
        whole += 2.5 * share
    lengths = np.diff(edges)[:, None]
    assert (jumps + inflows * lengths).sum() == pytest.approx(whole, rel=1e-6)


def test_doses_that_fall_together_are_one_cut():
    given = [
        Given(0, 1.0, 2.0, 0.0, 1.0, 0.0),
        Given(0, 2.0, 2.0 + 1e-13, 0.0, 1.0, 0.0),
    ]
    edges, jumps, _ = segments([2.0 - 1e-13], given, 10.0, 1)
    assert len(edges) == 3 and jumps[1, 0] == 3


def test_a_switch_in_time_is_met_exactly():
    model = drug()

    @model.rates
    def rates(t, y, p):
        loss = where(t < p.day + p.gap, 0, p.k)
        return dict(z=-loss * y.z)

    z = model.simulate(TIMES, rtol=SLIDERS)["z"]
    exact = np.where(TIMES >= 2, 80 * np.exp(-0.7 * np.maximum(TIMES - 3.5, 0)), 0)
    np.testing.assert_allclose(z, exact, rtol=1e-5)


def oscillator():
    model = Model(
        "Oscillator",
        t_end=20,
        states=dict(
            x=State(1, "m", "place", negligible=1e-3),
            v=State(0, "m/day", "speed", negligible=1e-3),
        ),
        parameters=dict(w=Parameter(2.0, "1/day", "frequency", (1, 5))),
        outputs=dict(x=Output("m", "place", (-1, 1))),
    )

    @model.rates
    def rates(t, y, p):
        return dict(x=y.v, v=-(p.w**2) * y.x)

    @model.observe
    def observe(t, y, p):
        return dict(x=y.x)

    return model


def test_the_error_follows_the_tolerance_also_between_the_steps():
    times = np.linspace(0, 20, 777)
    exact = np.cos(2 * times)
    errors = [
        np.abs(oscillator().simulate(times, rtol=rtol)["x"] - exact).max()
        for rtol in (SLIDERS, STORED)
    ]
    assert errors[0] < 1e-4 and errors[1] < 1e-6 and errors[0] > 20 * errors[1]


def test_each_patient_of_a_cohort_gets_the_numbers_it_would_get_alone():
    model, days = (
        drug(number="n", every="gap", over="length"),
        np.array([0, 1.3, 7, 11]),
    )
    cohort = model.simulate(TIMES, day=days, n=np.array([1, 5, 2, 3]), k=0.3)
    for i, (day, n) in enumerate(zip(days, (1, 5, 2, 3), strict=True)):
        alone = model.simulate(TIMES, day=day, n=n, k=0.3)
        np.testing.assert_allclose(
            cohort["z"][:, i], alone["z"], rtol=1e-12, atol=1e-15
        )
        assert cohort.steps[i] == alone.steps[0]


def test_a_model_that_cannot_be_followed_says_where_it_stopped():
    model = drug()

    @model.rates
    def rates(t, y, p):
        return dict(z=p.k * (y.z + p.mg) ** 2 / p.mg)

    with pytest.raises(dopri5.SolverError, match="could not go past time 1.42857"):
        model.simulate(day=9)


@pytest.mark.parametrize(
    "share", ["p.mg / y.z", "(-y.z / p.mg) ** 0.5", "(1e200 + y.z / p.mg) ** 3"]
)
def test_where_pythons_numbers_stop_one_patient_moves_as_one_of_many(share):
    model = drug().edit(change={"z": f"p.k * p.mg * ({share})"})
    p = model.values()
    for z in (0.0, 1.0):
        with np.errstate(all="ignore"):
            one = model.runnable.moves_one(p)(0.0, [z])
            many = model.runnable.moves(p)(np.array([0.0]), np.array([[z]]))
        np.testing.assert_array_equal(one, many[:, 0])


def test_a_cohort_of_arrays_of_different_length_is_refused():
    with pytest.raises(ValueError, match="need one length"):
        drug().simulate(k=np.array([1, 2]), mg=np.array([1, 2, 3]))
