"""Collection: the followed machine, its closed form, its limits, and who comes to it."""

import numpy as np
import pytest

from cartlab.therapy.collection import apheresis, one_bag
from cartlab.therapy.machine import machine
from cartlab.therapy.population import ADULTS_AT_COLLECTION, CHILDREN_AT_COLLECTION

CHANGES = [
    {},
    dict(volumes=0.5),
    dict(volumes=4, cd3_per_uL=2500, weight_kg=120),
    dict(kept=80, k_rec=0.005),
    dict(weight_kg=12, cd3_per_uL=400, volumes=3),
]
EACH = pytest.mark.parametrize("changes", CHANGES)


@EACH
def test_the_followed_bag_is_that_of_the_closed_form(changes):
    followed = machine.simulate(**changes, rtol=1e-9).handed["in_bag"]
    closed = apheresis.simulate(**changes).handed["cd3_collected"]
    assert followed == pytest.approx(closed, rel=1e-6)


@EACH
def test_every_t_cell_is_in_the_blood_in_the_bag_or_still_in_the_tissues(changes):
    """What came back is the refill, added up; nothing else enters or leaves."""
    run = machine.simulate(np.linspace(0, 700, 14_001), **changes)
    full = run.states["blood"][0]
    lacking = full - run.states["blood"]
    back = run.values["k_rec"] * np.trapezoid(lacking, run.t)
    total = run.states["blood"][-1] + run["in_bag"][-1]
    assert total == pytest.approx(full + back, rel=1e-4)


@EACH
def test_the_bag_lies_between_no_refill_and_a_blood_that_is_always_full(changes):
    run = machine.simulate(**changes)
    later = run.t > 1
    assert (run["bag_lone"] < run["in_bag"])[later].all()
    assert (run["in_bag"] < run["bag_endless"])[later].all()


def test_refill_at_its_limits_gives_the_two_limiting_curves():
    none = machine.edit(k_rec=1e-9).simulate()
    np.testing.assert_allclose(none["in_bag"], none["bag_lone"], rtol=1e-5, atol=1e3)
    np.testing.assert_allclose(none["blood_left"], none["blood_lone"], rtol=1e-5)
    fast = machine.edit(k_rec=20).simulate()
    np.testing.assert_allclose(fast["in_bag"], fast["bag_endless"], rtol=1e-3, atol=1e6)


def test_when_the_machine_has_stopped_the_bag_stays_and_the_blood_fills_up():
    run = machine.simulate(volumes=1)
    after = run.t > run.handed["stops"] + 1
    np.testing.assert_allclose(run["in_bag"][after], run.handed["in_bag"], rtol=1e-9)
    assert (np.diff(run["blood_left"][after]) > 0).all()
    assert run["blood_left"][-1] > 99.5


@pytest.mark.parametrize(
    "volumes, percent", [(0.5, 58.01), (1, 54.92), (2, 52.5), (3, 51.6), (4, 51.14)]
)
def test_the_efficiency_falls_with_the_volume(volumes, percent):
    assert machine.simulate(volumes=volumes).handed["ce2"] == pytest.approx(
        percent, rel=1e-3
    )


def test_the_headline_numbers_of_the_reference_adult():
    handed = machine.simulate().handed
    assert handed["in_bag"] == pytest.approx(3.859e9, rel=1e-3)
    assert handed["blood_left"] == pytest.approx(76.65, rel=1e-3)
    assert handed["stops"] == pytest.approx(222, rel=0.01)
    assert handed["processed"] == pytest.approx(10.5, rel=1e-9)
    mean = (1 + handed["blood_left"] / 100) / 2
    assert handed["ce2"] / mean == pytest.approx(59.4, rel=1e-3), "CE1"
    assert handed["in_bag"] / (700 * 7e4 * 75) == pytest.approx(1.05, rel=1e-3)


def test_without_refill_the_efficiency_is_36_percent():
    still = machine.edit(k_rec=1e-9).simulate().handed["ce2"]
    assert still == pytest.approx(50 * (1 - np.exp(-1.3)), rel=1e-5)
    assert still == pytest.approx(36.4, abs=0.5)


@pytest.mark.parametrize(
    "count, volumes, minutes", [(349, 2.083, 231), (914, 0.741, 82)]
)
def test_two_billion_take_as_many_volumes_as_the_count_asks_for(
    count, volumes, minutes
):
    handed = machine.simulate(cd3_per_uL=count, volumes=volumes).handed
    assert handed["in_bag"] == pytest.approx(2e9, rel=2e-3)
    assert handed["stops"] == pytest.approx(minutes, rel=5e-3)


def test_a_small_child_misses_the_fixed_minimum_and_not_that_by_weight():
    handed = machine.simulate(weight_kg=12, cd3_per_uL=400, volumes=3).handed
    assert handed["in_bag"] == pytest.approx(5.20e8, rel=0.01)
    assert handed["per_kg"] == pytest.approx(43e6, rel=0.01)


def test_blasts_fill_a_bag_that_is_judged_by_nucleated_cells():
    sick = dict(
        cd3_per_uL=150,
        monocytes_per_uL=300,
        blasts_per_uL=800,
        granulocytes_per_uL=2000,
    )
    handed = machine.simulate(weight_kg=10 / 0.14, **sick).handed  # 10 liters
    assert handed["processed"] == pytest.approx(10)
    assert handed["nucleated"] == pytest.approx(7.4375e9, rel=1e-3)
    assert handed["in_bag"] / handed["nucleated"] == pytest.approx(0.106, rel=0.01)


@pytest.mark.parametrize(
    "who, volumes, least, target",
    [
        (CHILDREN_AT_COLLECTION, 1, 0.766, 0.048),
        (CHILDREN_AT_COLLECTION, 2, 0.977, 0.368),
        (CHILDREN_AT_COLLECTION, 3, 0.997, 0.661),
        (CHILDREN_AT_COLLECTION, 4, 1.000, 0.833),
        (ADULTS_AT_COLLECTION, 2, 1.000, 0.930),
    ],
)
def test_so_many_of_a_thousand_have_enough_in_one_bag(who, volumes, least, target):
    people = who.draw(1000, seed=2017)
    for needed, share in ((6e8, least), (2e9, target)):
        found = one_bag.simulate(**people, volumes=volumes, needed=needed)
        assert found.handed["suffices"].mean() == pytest.approx(share, abs=1e-9)


def test_who_had_more_chemotherapy_has_fewer_t_cells():
    people = CHILDREN_AT_COLLECTION.draw(1000, seed=2017)
    r = np.corrcoef(people["prior_cycles"], np.log(people["cd3_per_uL"]))[0, 1]
    assert r == pytest.approx(-0.5, abs=0.06)
