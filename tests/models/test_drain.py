"""A blocked receptor: the level rises, what acts falls, as the formula says."""

import numpy as np
import pytest

from cartlab.therapy.drain import drain


@pytest.mark.parametrize(("blocked", "rm"), [(98.87, 75), (50, 75), (100, 20)])
def test_serum_and_signal_settle_where_the_formula_says(blocked, rm):
    run = drain.simulate(blocked=blocked, rm=rm, t_block=1)
    start = run["il6_serum"][0]
    fold = 1 / (1 - rm / 100 * blocked / 100)
    assert run["il6_serum"][-1] / start == pytest.approx(fold, rel=0.02)
    assert run["il6_signal"][-1] / start == pytest.approx(
        fold * (1 - blocked / 100), rel=0.02
    )


def test_at_the_reference_serum_rises_3_87_fold_and_4_4_percent_still_act():
    run = drain.simulate(blocked=98.87, rm=75, t_block=0)
    start = 4000 / 3.96
    assert run["il6_serum"][-1] / start == pytest.approx(3.87, rel=0.01)
    assert run["il6_signal"][-1] / start == pytest.approx(0.044, rel=0.02)


def test_what_is_made_and_cleared_balance_until_the_receptor_is_blocked():
    run = drain.simulate(t_block=3)
    before = run.t < 3
    np.testing.assert_allclose(run["il6_serum"][before], 4000 / 3.96, rtol=1e-8)
    np.testing.assert_allclose(run["il6_signal"][before], 4000 / 3.96, rtol=1e-8)


def test_where_the_receptor_clears_nothing_serum_does_not_move():
    run = drain.simulate(rm=0)
    np.testing.assert_allclose(run["il6_serum"], run["il6_serum"][0], rtol=1e-8)
