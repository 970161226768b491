"""Models in a row: what is handed over, when, and what is refused."""

import math

import numpy as np
import pytest

from cartlab.language import (
    Chain,
    LanguageError,
    Mark,
    Model,
    Output,
    Parameter,
    State,
)

DAYS = Parameter(4, "day", "days of growth", (1, 10), label="Days")


def growing(unit="cell"):
    model = Model(
        "Growing",
        t_end=10,
        clock="time in the flask (days)",
        handed_over=Mark("days", "harvest"),
        states=dict(x=State("seed", "cell", "cells")),
        parameters=dict(
            seed=Parameter(1e6, "cell", "cells at first", (1e5, 1e7), scale="log"),
            mu=Parameter(0.5, "1/day", "growth", (0.1, 1)),
            days=DAYS,
            one=Parameter(1, unit, "a unit", (0, 2)),
        ),
        outputs=dict(cells=Output(unit, "cells", (1e5, 1e12), scale="log")),
    )

    @model.rates
    def rates(t, y, p):
        return dict(x=p.mu * y.x)

    if unit == "cell":

        @model.observe
        def observe(t, y, p):
            return dict(cells=y.x)

    else:

        @model.observe
        def observe_share(t, y, p):
            return dict(cells=p.one)

    return model


def fever(most=1e12, **more):
    model = Model(
        "Fever",
        t_end=28,
        states=dict(z=State("cells", "cell", "cells infused")),
        parameters=dict(
            cells=Parameter(1e6, "cell", "cells infused", (1e3, most), scale="log"),
            k=Parameter(0.2, "1/day", "loss", (0.1, 1)),
        )
        | more,
        outputs=dict(fever=Output("cell", "fever", (1, 1e12), scale="log")),
    )

    @model.rates
    def rates(t, y, p):
        return dict(z=-p.k * y.z)

    @model.observe
    def observe(t, y, p):
        return dict(fever=y.z)

    return model


def chained(**options):
    return Chain("From flask to fever", [growing(), fever(**options)])


def test_the_next_model_starts_from_what_was_there_at_the_hand_over():
    run = chained().simulate(mu=0.5, days=4)
    assert run.handed["cells"] == pytest.approx(1e6 * math.exp(2), rel=1e-6)
    assert run["fever"][0] == run.handed["cells"]
    assert run["cells"][-1] == pytest.approx(1e6 * math.exp(5), rel=1e-6)


def test_a_cohort_is_handed_over_each_at_its_own_time():
    days = np.array([2.0, 3.3, 7.0])
    run = chained().simulate(days=days)
    assert run.handed["cells"] == pytest.approx(1e6 * np.exp(0.5 * days), rel=1e-6)
    singles = [chained().simulate(days=d)["fever"] for d in days]
    np.testing.assert_allclose(run["fever"].T, singles, rtol=1e-9)
    only_the_second = chained().simulate(k=np.array([0.2, 0.4]))
    assert only_the_second["cells"].ndim == 1 and only_the_second["fever"].ndim == 2


def test_each_output_has_the_time_axis_of_its_stage():
    chain = chained()
    run = chain.simulate()
    assert run.times("cells")[-1] == 10 and run.times("fever")[-1] == 28
    assert chain.home("cells").clock == "time in the flask (days)"
    assert (chain.clock, chain.t_end) == ("time (days)", 28)
    assert run.given("cells") == [dict(label="harvest", time=4, over=0, kind="mark")]
    assert run.given("fever") == []


def test_what_is_handed_over_cannot_be_chosen():
    chain = chained()
    assert "cells" not in chain.parameters
    with pytest.raises(ValueError, match="Growing hands over to Fever"):
        chain.simulate(cells=1e6)
    with pytest.raises(ValueError, match="did you mean days"):
        chain.simulate(dayz=3)


def test_what_the_next_model_cannot_take_is_refused_and_never_clipped():
    with pytest.raises(ValueError, match=r"Growing hands over 7.39 × 10⁶ cell.*Fever"):
        chained(most=2e6).simulate()


def test_a_hand_over_after_the_end_is_refused():
    with pytest.raises(ValueError, match="harvest at day 4.*from 0 to 3 day"):
        growing().edit(t_end=3).simulate()


def test_a_name_means_one_thing_in_a_chain():
    other = Parameter(3, "day", "something else", (1, 10))
    with pytest.raises(LanguageError, match="days means two things"):
        chained(days=other)
    assert chained(days=DAYS).parameters["days"] is DAYS
    with pytest.raises(LanguageError, match="already in the chain"):
        Chain("Twice", [growing(), growing()])
    with pytest.raises(LanguageError, match="give both one unit"):
        Chain("Units", [growing("1"), fever()])


def test_an_edited_chain_keeps_its_links():
    chain = chained().edit(t_end=7, change={"x": "2 * p.mu * y.x"}, k=0.4)
    run = chain.simulate()
    assert run.handed["cells"] == pytest.approx(1e6 * math.exp(4), rel=1e-6)
    assert run.t[-1] == 7 and chain.parameters["k"].value == 0.4
    with pytest.raises(
        LanguageError, match="nothing is not a step, a rate or an output"
    ):
        chained().edit(change={"nothing": "1"})
