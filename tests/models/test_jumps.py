"""Jumps: closed forms of birth and death, the mean field, whole numbers, refusals."""

import re

import numpy as np
import pytest

from cartlab.language import Dose, Event, LanguageError, Model, Output, Parameter, State
from cartlab.solve import jumps
from cartlab.solve.contract import SolverError
from cartlab.solve.jumps import log_of
from models.wells import TOYS, birth_and_death, hunters

WELLS = np.arange(2000)
SURE = 4  # standard errors: a right model fails once in 16,000 such comparisons
RHO, DELTA = 0.08, 0.05
TOY = pytest.mark.parametrize("model", TOYS.values(), ids=TOYS)


def counts(model, hours, wells=WELLS, **values):
    return model.simulate([0, hours], well=wells, **values)["cells"][-1]


# Judges.


@pytest.mark.parametrize(("rho", "delta"), [(0.08, 0.05), (0.05, 0.08), (0.1, 0)])
def test_mean_and_variance_follow_their_closed_forms(rho, delta):
    n0, hours = 5, 24
    found = counts(birth_and_death(n0), hours, rho=rho, delta=delta)
    grown = np.exp((rho - delta) * hours)
    mean = n0 * grown
    variance = n0 * (rho + delta) / (rho - delta) * grown * (grown - 1)
    off = found - mean
    assert abs(off.mean()) <= SURE * np.sqrt(variance / len(found))
    error = np.sqrt(((off**2).var()) / len(found))
    assert abs((off**2).mean() - variance) <= SURE * error


@pytest.mark.parametrize("n0", [1, 3])
def test_wells_die_out_as_often_as_the_closed_form_says(n0):
    hours = 24
    grown = np.exp((RHO - DELTA) * hours)
    p = (DELTA * (grown - 1) / (RHO * grown - DELTA)) ** n0
    share = (counts(birth_and_death(n0), hours) == 0).mean()
    assert abs(share - p) <= SURE * np.sqrt(p * (1 - p) / len(WELLS))


def test_many_cells_follow_the_mean_field():
    """With n times as many cells the noise is a square root of n smaller."""
    model = birth_and_death(2000)
    run = model.simulate([0, 12, 24], well=np.arange(50))
    mean = model.mean().simulate([0, 12, 24])
    hours = np.array([12, 24])
    grown = np.exp((RHO - DELTA) * hours)
    variance = 2000 * (RHO + DELTA) / (RHO - DELTA) * grown * (grown - 1)
    off = run["cells"][1:].mean(axis=1) - mean["cells"][1:]
    assert (np.abs(off) <= SURE * np.sqrt(variance / 50)).all()


def test_a_dose_and_a_switch_move_the_wells_as_they_move_the_mean_field():
    # One hunter less at a time, and no bursts: the mean field is then nearly exact.
    # 14 and a seventh of it are whole, so that both are given the same.
    model = hunters().edit(
        change={"leave": "0", "burst": "0"},
        prey0=80,
        hour=6,
        drug=12,
        kappa=0.05,
        more=14,
    )
    wells = model.simulate([0, 5.9, 6, 12, 18, 48], well=np.arange(400))["targets"]
    mean = model.mean().simulate([0, 5.9, 6, 12, 18, 48])["targets"]
    error = wells.std(axis=1) / np.sqrt(wells.shape[1])
    assert (np.abs(wells.mean(axis=1) - mean) <= SURE * error + 0.01 * mean).all()
    untouched = hunters().edit(change={"leave": "0", "burst": "0"}, prey0=80, kappa=0)
    assert wells[-1].mean() < untouched.simulate(well=1)["targets"][-1]


def test_the_mean_field_has_the_events_as_steps():
    twin = birth_and_death().mean()
    assert twin.kind == "rates" and "well" not in twin.parameters
    assert r"\frac{dn}{dt} = \mathrm{divide} - \mathrm{die}" in repr(twin.equations)
    assert twin.slopes(states={"n": 10.0})["n"] == pytest.approx(10 * (RHO - DELTA))
    assert twin.edit(change={"die": "0"}).slopes(states={"n": 10.0})["n"] == 10 * RHO


def test_a_mean_field_that_would_switch_on_a_state_is_refused():
    with pytest.raises(LanguageError, match="switches on a state; smooth it"):
        hunters().mean()
    with pytest.raises(
        LanguageError, match="only a model of the kind jumps has a mean"
    ):
        birth_and_death().mean().mean()


# The way.


@TOY
def test_a_well_is_the_same_alone_and_in_company(model):
    together = model.simulate(well=np.array([3, 17, 5]), seed=2)
    alone = model.simulate(together.t, well=17, seed=2)
    assert together.events(1)[0] == alone.events()[0]
    np.testing.assert_array_equal(together.events(1)[1], alone.events()[1])
    for name in model.outputs:
        np.testing.assert_array_equal(together[name][:, 1], alone[name])
    assert alone.steps[0] == len(alone.events()[0]) > 0


@TOY
def test_wells_and_seeds_differ(model):
    first, other = model.simulate(well=1), model.simulate(well=2)
    anew = model.simulate(well=1, seed=2)
    assert not np.array_equal(first.events()[1], other.events()[1])
    assert not np.array_equal(first.events()[1], anew.events()[1])


def test_the_curve_is_what_the_events_say():
    run = birth_and_death(20).simulate(well=17)
    names, times = run.events()
    change = np.where(np.array(names) == "divide", 1, -1)
    for t, n in zip(run.t, run["cells"], strict=True):
        assert n == 20 + change[times <= t].sum()
    assert (np.diff(times) > 0).all() and times[-1] < 24


def test_starts_and_doses_are_rounded_half_up():
    model = hunters().edit(
        change=dict.fromkeys(("divide", "kill", "burst", "leave"), "0")
    )
    run = model.simulate([0, 11.9, 12, 48], prey0=7, more=4.5)
    np.testing.assert_array_equal(run.states["prey"], 7)
    np.testing.assert_array_equal(run.states["hunter"], [4, 4, 9, 9])


def test_where_nothing_can_happen_nothing_does():
    run = birth_and_death(0).simulate()
    assert not run["cells"].any() and run.events()[0] == []


def test_the_own_logarithm_is_the_logarithm():
    x = np.random.default_rng(1).uniform(0, 1, 10_000) ** 3
    np.testing.assert_allclose(log_of(x), np.log(x), rtol=3e-16, atol=1e-16)
    assert log_of(np.array([1.0, 0.5]))[0] == 0


def test_too_many_events_are_refused_with_model_time_and_remedy(monkeypatch):
    monkeypatch.setattr(jumps, "MOST_EVENTS", 1000)
    with pytest.raises(
        SolverError, match="A well: more than 1,000 events by time .*beg"
    ):
        birth_and_death(2000).simulate([0, 24])


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"die": "p.delta * (y.n - 3 * p.n0)"}, "the propensity of die is -.* at time"),
        (
            {"die": "p.delta * p.n0"},
            "die took a number below 0.*needs the propensity 0",
        ),
    ],
)
def test_an_event_that_cannot_happen_is_refused_when_it_would(change, said):
    with pytest.raises(SolverError, match=said):
        birth_and_death(2).edit(change=change).simulate(well=WELLS, rho=0)


def test_a_run_without_events_says_so():
    with pytest.raises(ValueError, match="A well has no events"):
        birth_and_death().mean().simulate().events()


# Declarations.


def declared(**changes):
    parts = dict(
        kind="jumps",
        t_end=1,
        states=dict(n=State(1, "cell", "cells"), v=State(1, "copies", "virus")),
        events=dict(grow=Event("a cell divides", n=+1)),
        parameters=dict(k=Parameter(1, "1/day", "rate", (0, 2))),
        outputs=dict(cells=Output("cell", "cells", (0, 9))),
    )
    return Model("Refused", **parts | changes)


REFUSED = {
    "no events": (dict(events={}), "has no events; declare events=dict"),
    "events of rates": (dict(kind="rates"), "has events, which rates do not move"),
    "no states": (dict(states={}), "has no states; declare what is counted"),
    "rates without states": (
        dict(states={}, events={}, kind="rates"),
        'no states to follow; declare states, or kind="formula"',
    ),
    "a formula with states": (
        dict(kind="formula", events={}),
        'is a formula and has states; declare kind="rates" or "jumps"',
    ),
    "an unknown kind": (dict(kind="jump"), "kind = jump; did you mean jumps"),
    "an unknown state": (
        dict(events=dict(grow=Event("a cell divides", m=+1))),
        "grow changes m: no such state",
    ),
    "two units": (
        dict(events=dict(burst=Event("a cell bursts", n=-1, v=+9))),
        "burst changes n in cell and v in copies; count all",
    ),
    "an infusion": (
        dict(doses=[Dose("n", 5, time=0, over=1, label="cells")]),
        "cells is given over a time, but jumps are whole; give it at once",
    ),
    "a name that is there": (
        dict(parameters=dict(well=Parameter(1, "1", "a well", (0, 2)))),
        "well is there by itself",
    ),
    "an event called like a state": (
        dict(events=dict(v=Event("a cell divides", n=+1))),
        "v is an event and something else",
    ),
}


@pytest.mark.parametrize(("changes", "said"), REFUSED.values(), ids=REFUSED)
def test_a_declaration_that_does_not_fit_its_kind_is_refused(changes, said):
    with pytest.raises(LanguageError, match=re.escape(said)):
        declared(**changes)


@pytest.mark.parametrize("change", [0.5, 0])
def test_an_event_changes_whole_numbers(change):
    with pytest.raises(LanguageError, match="choose a whole number that is not 0"):
        Event("half a cell", n=change)


def test_an_event_that_changes_nothing_is_refused():
    with pytest.raises(LanguageError, match="nothing changes; write Event"):
        Event("nothing")


def test_propensities_are_checked_for_names_units_and_time():
    model = declared()
    with pytest.raises(
        LanguageError, match="grow should be in cell/day but is in 1/day"
    ):

        @model.propensities
        def no_unit(t, y, p):
            return dict(grow=p.k)

    with pytest.raises(LanguageError, match="the propensity of grow is not returned"):

        @model.propensities
        def nothing(t, y, p):
            return dict()

    with pytest.raises(
        LanguageError, match="changes all the time; let it switch: where"
    ):

        @model.propensities
        def smooth(t, y, p):
            return dict(grow=p.k * y.n * (p.k * t))

    with pytest.raises(
        LanguageError, match="takes no rates; write @model.propensities"
    ):

        @model.rates
        def rates(t, y, p):
            return dict(n=p.k * y.n)


def test_equations_show_what_each_event_does():
    lines = repr(birth_and_death().equations)
    assert (
        r"\mathrm{divide}\colon\ n \to n + 1\quad\text{at the rate } \rho\,n" in lines
    )


def test_an_edited_propensity_is_followed():
    still = birth_and_death(7).edit(change={"divide": "0", "die": "0"})
    assert (still.simulate()["cells"] == 7).all()

    def propensities(t, y, p):
        return dict(divide=0, die=p.rho * y.n)

    dying = birth_and_death(7).edit(propensities=propensities, rho=1)
    assert dying.simulate()["cells"][-1] == 0
