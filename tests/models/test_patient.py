"""The patient after infusion gives the reference table's numbers, its limits and no more."""

import numpy as np
import pytest

from cartlab.solve.readouts import first, measure, summit
from cartlab.therapy.patient import after_infusion

SEVERE = dict(T0=1e12)
RESCUE_DAY = 5.45  # 12 hours after signaling IL-6 passes 1,000 pg/mL at T0 = 1e12
TOCI = dict(toci_mg=560, toci_day=RESCUE_DAY)
DEX = dict(dex_mg=10, dex_day=RESCUE_DAY, dex_days=3)
ANAKINRA = dict(ana=1, ana_day=RESCUE_DAY, ana_days=7)


def run(days=28, **values):
    model = after_infusion.edit(t_end=days)
    return model.simulate(np.linspace(0, days, days * 20 + 1), **values)


def peak(result, name):
    """Return (day, height) of a curve's peak."""
    return summit(result.t, result[name], after_infusion.outputs[name].whole)


@pytest.fixture(scope="module")
def arms():
    """The severe patient untreated and under each rescue."""
    drugs = dict(
        none={},
        toci=TOCI,
        dex=DEX,
        toci_dex=TOCI | DEX,
        toci_anakinra=TOCI | ANAKINRA,
        toci_early=dict(toci_mg=560, toci_day=0.01),
        dex_early_long=dict(dex_mg=10, dex_day=2, dex_days=10),
    )
    return {name: run(**SEVERE, **given) for name, given in drugs.items()}


# (values, day of the peak, peak per µL, tumor on day 28, serum IL-6 peak, its day,
#  first day above 10 pg/mL, CRS grade, ICANS grade): the reference table.
FIRST_MONTH = {
    "responder": ({}, 8.85, 128.4, 12.7, 601, 8.8, 3.75, 2, 1),
    "low burden": (dict(T0=1e10), 7.20, 7.15, 60.5, 2.3, 4.9, None, 0, 0),
    "high burden": (SEVERE, 11.4, 280, 3.59e3, 17836, 8.1, 3.5, 4, 4),
    "poor product": (dict(q=0.5), 12.3, 1.963, 3.10e10, 27.2, 13.6, 9.2, 1, 0),
    "no lymphodepletion": (dict(ld=0), 28, 0.0617, 2.92e11, 2.0, 28, None, 0, 0),
    "half lymphodepletion": (dict(ld=0.5), 11.5, 15.92, 2.41e5, 179.8, 8.8, 5.2, 2, 0),
    "dose 1e7": (dict(dose=1e7), 10.85, 73.54, 324, 398.5, 8.7, 5.5, 2, 0),
    "dose 1e9": (dict(dose=1e9), 7.10, 178.6, 1.04, 1499, 8.0, 2.2, 3, 1),
}


@pytest.mark.parametrize("case", FIRST_MONTH)
def test_the_first_month_is_that_of_the_table(case):
    values, t_max, c_max, tumor, il6, il6_day, onset, crs, icans = FIRST_MONTH[case]
    result = run(**values)
    found_day, found = peak(result, "cart_engrafted")
    assert found == pytest.approx(c_max, rel=0.01)
    assert found_day == pytest.approx(t_max, abs=0.06)
    assert result["tumor"][-1] == pytest.approx(tumor, rel=0.01)
    assert peak(result, "il6_serum")[1] == pytest.approx(il6, rel=0.02)
    if il6 > 10:
        assert peak(result, "il6_serum")[0] == pytest.approx(il6_day, abs=0.1)
    found_onset = first(result.t, result["il6_signal"], 10, above=True)
    assert found_onset == (onset and pytest.approx(onset, abs=0.1))
    assert result["crs_grade"].max() == crs
    assert result["icans_grade"].max() == icans


def test_the_responder_moves_like_the_published_kinetics():
    month, years = run(), run(900)
    t_max, c_max = peak(month, "cart_engrafted")
    c = month["cart_engrafted"]
    nadir = month.t[month.t < 6][np.argmin(month["cart_blood"][month.t < 6])]
    assert 1 <= nadir <= 4
    assert 7.5 <= t_max <= 11
    doubling = (t_max - 1) * np.log(2) / np.log(c_max / c[20])
    assert 0.55 <= doubling <= 0.95  # Stein 2019: 0.78 days
    assert 12_000 <= peak(month, "transgene")[1] <= 48_000  # Stein 2019: 24,000

    def half_life(result, start, end):
        x = np.interp([start, end], result.t, result["cart_engrafted"])
        return (end - start) * np.log(2) / np.log(x[0] / x[1])

    assert 3.3 <= half_life(month, t_max + 3, t_max + 13) <= 5.5  # Stein 2019: 4.3
    assert 170 <= half_life(years, 200, 500) <= 290  # Stein 2019: 220
    assert 0.003 <= np.interp(90, years.t, years["cart_engrafted"]) / c_max <= 0.02


def test_burden_moves_the_peak_far_more_than_the_dose():
    def c_max(**values):
        return peak(run(**values), "cart_engrafted")[1]

    assert 1 <= c_max(dose=1e9) / c_max(dose=1e7) <= 5
    assert 8 <= c_max(T0=1e12) / c_max(T0=1e10) <= 80
    assert c_max(ld=0) / c_max() <= 0.05
    assert c_max(q=0.5) / c_max() <= 0.2


def test_months_and_years_are_those_of_the_table():
    years = run(720)

    def at(result, name, day):
        return np.interp(day, result.t, result[name])

    for day, cells in (
        (28, 8.17),
        (90, 1.094),
        (180, 0.821),
        (365, 0.474),
        (720, 0.198),
    ):
        assert at(years, "cart_engrafted", day) == pytest.approx(cells, rel=0.02)
    for day, share in ((180, 3.50), (365, 4.64), (720, 8.20)):
        assert at(years, "b_cells", day) == pytest.approx(share, rel=0.02)
    assert at(years, "tumor", 60) < 1
    lost = run(90, q=0.5)
    assert 0.5 <= lost["tumor"][-1] / 1e11 <= 20


def test_both_kinds_of_relapse_come_when_the_table_says():
    def day_of_relapse(result):
        late = result.t > 40
        return first(result.t[late], result["tumor"][late], 1e9, above=True)

    negative = run(720, f_neg=1e-4)
    day = day_of_relapse(negative)
    assert day == pytest.approx(184.5, abs=1)
    assert 0.3 <= np.interp(day, negative.t, negative["cart_engrafted"]) <= 5
    assert np.interp(day, negative.t, negative["b_cells"]) <= 5
    positive = run(300, q=0.7, m=1e-5, phi=0, beta=0.03, r_T=0.08)
    day = day_of_relapse(positive)
    assert day == pytest.approx(168, abs=3)
    assert np.interp(day, positive.t, positive["b_cells"]) == pytest.approx(86, abs=2)


def test_tocilizumab_raises_serum_il6_and_lowers_what_signals(arms):
    toci, none = arms["toci"], arms["none"]
    ratio = peak(toci, "il6_serum")[1] / peak(none, "il6_serum")[1]
    assert ratio == pytest.approx(2.218, rel=0.02)
    assert peak(toci, "il6_serum")[1] == pytest.approx(39567, rel=0.02)

    def at(result, name, day):
        return np.interp(day, result.t, result[name])

    after = RESCUE_DAY + 1
    assert at(toci, "il6_serum", RESCUE_DAY - 1e-6) == pytest.approx(3396, rel=0.02)
    assert at(toci, "il6_serum", after) == pytest.approx(19364, rel=0.02)
    assert at(toci, "il6_signal", after) == pytest.approx(241.5, rel=0.02)
    share = at(toci, "il6_signal", after) / at(none, "il6_signal", after)
    assert share == pytest.approx(0.0201, rel=0.03)
    np.testing.assert_allclose(toci["cart_blood"], none["cart_blood"], rtol=1e-6)
    assert peak(toci, "strain")[1] / peak(none, "strain")[1] == pytest.approx(
        0.967, abs=0.02
    )


@pytest.mark.parametrize(
    ("day", "top"), [(0, 1140), (4, 743), (5, 1260), (6, 8020), (8, 17_800)]
)
def test_the_day_of_tocilizumab_sets_how_high_the_signal_goes(day, top):
    """The reference table's samples, every twentieth of a day, miss the very top."""
    curve = after_infusion.simulate(**SEVERE, toci_mg=560, toci_day=day).curve
    assert measure({"kind": "peak"}, *curve("il6_signal")) == pytest.approx(
        top, rel=0.01
    )


def test_in_the_model_faster_killers_cause_less_il6():
    tops = [peak(run(gam=gam), "il6_serum")[1] for gam in (0.92, 1.15, 1.4375)]
    assert tops[0] / tops[1] == pytest.approx(4.2, rel=0.05)
    assert tops[2] / tops[1] == pytest.approx(0.64, rel=0.05)


def test_anakinra_is_there_from_its_first_day_to_its_last():
    given = after_infusion.simulate(ana=1, ana_day=3, ana_days=4)
    there = given.states["K"]
    inside = (given.t > 3.01) & (given.t < 6.99)
    assert (there[inside] == 1).all() and (there[given.t > 7.01] == 0).all()
    marks = [one["time"] for one in given.given("tumor")]
    assert marks == [3, 7]
    assert not after_infusion.simulate().states["K"].any()


@pytest.mark.parametrize("day", [2, 5.45, 5.5, 7.5, 8])
def test_no_readout_reaches_across_a_dose(day):
    """Before a drug is given nothing differs; after it nothing signals more."""
    none = after_infusion.simulate(**SEVERE)
    toci = after_infusion.simulate(**SEVERE, toci_mg=560, toci_day=day)
    just_before = {"kind": "value", "at": day - 1e-6}
    signal = toci.curve("il6_signal")
    assert measure(just_before, *signal) == pytest.approx(
        measure(just_before, *none.curve("il6_signal")), rel=1e-2
    )
    highest = measure({"kind": "peak"}, *none.curve("il6_signal"))
    assert measure({"kind": "peak"}, *signal) <= highest * (1 + 1e-9)
    before = none["il6_signal"][none.t < day].max()
    assert measure({"kind": "peak"}, *signal) >= before


def test_the_other_rescues_give_the_tables_ratios(arms):
    def ratio(arm, name, other="none"):
        return peak(arms[arm], name)[1] / peak(arms[other], name)[1]

    assert ratio("dex", "strain") == pytest.approx(0.186, rel=0.05)
    assert ratio("dex", "cart_engrafted") == pytest.approx(0.723, rel=0.02)
    assert arms["dex"]["tumor"][-1] == pytest.approx(1.60e4, rel=0.02)
    assert ratio("toci_anakinra", "strain", "toci") == pytest.approx(0.783, rel=0.02)
    assert peak(arms["toci_anakinra"], "il6_serum")[1] == pytest.approx(18057, rel=0.02)
    assert ratio("dex_early_long", "cart_engrafted") == pytest.approx(0.56, rel=0.02)
    assert arms["dex_early_long"]["crs_grade"].max() == 0
    more = arms["dex_early_long"]["tumor"][-1] / arms["none"]["tumor"][-1]
    assert more == pytest.approx(31, rel=0.05)
    assert peak(arms["toci_early"], "il6_signal")[1] == pytest.approx(1138, rel=0.02)
    assert peak(arms["toci_early"], "strain")[1] == pytest.approx(1.54, abs=0.02)


def test_no_single_input_explains_the_saturated_amplifier():
    for weight, height in (("a_D", 10926), ("a_G", 15232), ("a_I", 9949)):
        found = peak(run(**SEVERE, **{weight: 0}), "il6_serum")[1]
        assert found == pytest.approx(height, rel=0.02)


def test_the_weights_of_serum_and_signal_follow_the_closed_form():
    """At a constant production, serum and signal settle at production over clearance."""
    held = after_infusion.edit(t_end=28, I_b=5, toci_mg=560, toci_day=0, k_Z=1e-9)
    result = held.simulate(T0=1e9, dose=1e6, ld=0)
    blocked = (560 / 6.4) / (560 / 6.4 + 1)
    serum = 5 / (1 - 0.75 * blocked)
    assert result["il6_serum"][-1] == pytest.approx(serum, rel=0.01)
    assert result["il6_signal"][-1] == pytest.approx(serum * (1 - blocked), rel=0.01)
    assert serum / 5 == pytest.approx(3.87, abs=0.01)


def test_without_killing_the_small_tumor_just_grows():
    alone = after_infusion.edit(gam=0, T0=1e9, r_T=0.05)
    result = alone.simulate()
    np.testing.assert_allclose(
        result["tumor"], 1e9 * np.exp(0.05 * result.t), rtol=1e-6
    )


def test_the_infused_cells_leave_the_blood_at_their_own_rate():
    result = after_infusion.simulate()
    np.testing.assert_allclose(
        result.states["J"], 1e8 * np.exp(-2 * result.t), rtol=1e-5, atol=1e-3
    )


def test_without_car_t_cells_there_is_no_release_of_cytokines():
    none = after_infusion.edit(dose=0)
    result = none.simulate(T0=1e12)
    # Baseline IL-6 alone stirs its own loop by a few parts in a million.
    np.testing.assert_allclose(result["il6_serum"], 2.0, rtol=1e-5)
    assert not result["ifn"].any() and not result["cart_blood"].any()


def test_more_lymphodepletion_never_means_fewer_cells():
    ld = np.linspace(0, 1, 11)
    heights = after_infusion.simulate(ld=ld)["cart_engrafted"].max(axis=0)
    assert (np.diff(heights) > 0).all()
    for depth, height in ((0.25, 1.3), (0.5, 16), (0.75, 64)):
        found = after_infusion.simulate(ld=depth)["cart_engrafted"].max()
        assert found == pytest.approx(height, rel=0.05)


def test_dexamethasone_is_given_every_six_hours():
    doses = after_infusion.given(after_infusion.values(**DEX))
    given = {dose.label: numbers for dose, numbers in doses}["dexamethasone"]
    assert (given.number, given.every, given.amount) == (12, 0.25, 10)
