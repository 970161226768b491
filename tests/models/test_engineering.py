"""The gene transfer against small steps, exact laws and chance."""

import math

import numpy as np
import pytest

from cartlab.therapy import copies, ways
from cartlab.therapy.engineering import transduction
from cartlab.therapy.population import CELLS

IN_TIME = transduction.edit(change={"washed": "t"})


def slice_by_slice(depth, mixing, hours, slices=80):
    """Return the percent of the virus that has arrived: small steps, no closed form."""
    p = transduction.values()
    spread, decay = mixing * p["D_virus"], math.log(2) / p["t_half"]
    thick = depth / slices
    virus, arrived = np.ones(slices), 0.0
    step = hours / math.ceil(hours / (0.2 * thick**2 / spread))
    for _ in range(round(hours / step)):
        drift = spread * np.diff(virus, prepend=-virus[0], append=virus[-1])
        arrived += drift[0] * step / thick
        virus += np.diff(drift) * step / thick**2 - decay * virus * step
    return 100 * arrived / depth


@pytest.mark.parametrize(("depth", "mixing"), [(3, 1), (3, 8), (10, 1)])
def test_the_share_that_arrives_is_that_of_diffusion_and_decay(depth, mixing):
    run = transduction.simulate(depth=depth, mixing=mixing)
    small = slice_by_slice(depth, mixing, hours=24)
    assert run.handed["arrived"] == pytest.approx(small, rel=0.01)


def test_every_virus_is_somewhere_at_every_hour():
    run = IN_TIME.simulate(depth=np.array([0.5, 3, 10]), mixing=np.array([50, 8, 1]))
    whole = run["arrived"] + run["swimming"] + run["decayed"]
    assert whole == pytest.approx(100)
    for name in ("arrived", "swimming", "decayed"):
        assert run[name].min() >= -1e-9, name


def test_with_the_clock_running_it_is_the_same_transfer():
    run = IN_TIME.simulate(np.array([0.0, 24.0]), moi=5)
    handed = transduction.simulate(moi=5, exposed=24).handed
    for name in ("arrived", "swimming", "decayed", "effective", "car_frac", "vcn_pos"):
        assert run[name][-1] == pytest.approx(handed[name], rel=1e-12), name


def law(mean, kappa, n):
    """Return the chance of n copies, from gamma functions."""
    log = math.lgamma(n + kappa) - math.lgamma(kappa) - math.lgamma(n + 1)
    log += n * math.log(mean / (mean + kappa)) + kappa * math.log(
        kappa / (mean + kappa)
    )
    return math.exp(log)


def poisson(mean, n):
    return math.exp(-mean + n * math.log(mean) - math.lgamma(n + 1))


@pytest.mark.parametrize("kappa", [0.4, 1, 20])
@pytest.mark.parametrize("limit", [2, 4.5, 10])
def test_the_spread_of_copies_is_the_law_it_names(kappa, limit):
    mean, below = 1.7, math.ceil(limit)
    found = copies.spread.simulate(effective=mean, kappa=kappa, vcn_max=limit).handed
    for end, chance in (
        ("", [law(mean, kappa, n) for n in range(below)]),
        ("_even", [poisson(mean, n) for n in range(below)]),
    ):
        positive = 1 - chance[0]
        assert found[f"positive{end}"] == pytest.approx(100 * positive)
        assert found[f"single{end}"] == pytest.approx(100 * chance[1] / positive)
        assert found[f"many{end}"] == pytest.approx(100 * (1 - sum(chance)) / positive)


def test_cells_counted_one_by_one_follow_both_laws():
    n, mean, kappa = 4000, 1.5, 1
    run = copies.cell.simulate(
        [0, 72], effective=mean, kappa=kappa, **CELLS.draw(n, seed=3)
    )
    for name, chance in (
        ("copies", [law(mean, kappa, k) for k in range(6)]),
        ("copies_even", [poisson(mean, k) for k in range(6)]),
    ):
        counted = [np.mean(run[name][-1] == k) for k in range(6)]
        wobble = 4 * np.sqrt(np.array(chance) / n)
        assert np.all(np.abs(np.array(counted) - chance) < wobble), name


def test_no_copy_comes_in_after_the_virus_is_washed_off():
    run = copies.cell.simulate([0, 12, 72], exposed=12, effective=5, well=np.arange(50))
    assert np.array_equal(run["copies"][1], run["copies"][2])
    assert run["copies"][1].max() > 0


def test_the_lentiviral_way_is_the_gene_transfer_of_the_course():
    for hour in (12, 30, 60):
        asked = transduction.simulate(t_add=hour).handed
        run = ways.side_by_side.simulate()
        curve = np.interp(hour, run.times("lenti"), run["lenti"])
        assert curve == pytest.approx(asked["car_frac"], rel=1e-3)
