"""The record, and the stages before infusion that write into it."""

import pytest

from cartlab.therapy import journey
from cartlab.therapy.collection import apheresis
from cartlab.therapy.engineering import transduction
from cartlab.therapy.fields import FIELDS, RECOGNIZED
from cartlab.therapy.journey import CASES, STAGES, at_harvest, reference
from cartlab.therapy.product import product
from cartlab.therapy.record import Record

ALL = pytest.mark.parametrize("case", CASES)


def test_a_record_cannot_be_changed_and_a_new_one_can_be_made():
    first = Record(weight_kg=75)
    with pytest.raises(AttributeError, match=r"record.with_\(weight_kg=80\)"):
        first.weight_kg = 80
    second = first.with_(weight_kg=80)
    assert (first.weight_kg, second.weight_kg) == (75, 80)


def test_what_is_out_of_range_or_unknown_is_refused_in_words():
    with pytest.raises(ValueError, match="weight_kg = 400 kg.*from 10 to 120 kg"):
        Record(weight_kg=400)
    with pytest.raises(ValueError, match="did you mean weight_kg"):
        Record(weight=75)
    with pytest.raises(AttributeError, match="dose is not known yet"):
        Record().dose  # noqa: B018


def test_a_stage_takes_a_record_and_returns_a_new_one():
    before = Record(weight_kg=75, cd3_per_uL=700)
    after = before.through(apheresis, volumes=2)
    assert "cd3_collected" not in before
    assert after.cd3_collected == pytest.approx(3.86e9, rel=0.01)
    assert after.weight_kg == 75


def test_every_lesson_opens_with_the_reference_adult():
    """A field's default is the reference adult's value, rounded."""
    adult = reference()
    for name, value in adult.items():
        assert FIELDS[name].value == pytest.approx(value, rel=0.03), name
    # What the receptor makes of a tumor is known after the infusion only.
    assert set(adult) == set(FIELDS) - set(RECOGNIZED)


@ALL
def test_a_case_goes_through_all_stages_and_is_in_its_ranges(case):
    found = reference(case)
    for name, value in found.items():
        FIELDS[name].check(value, name)
    assert found.in_spec == 1 and found.reasons == []


@pytest.mark.parametrize(
    "case, potency, fitness",
    [
        ("reference adult", 0.043, 1.00),
        ("heavily pretreated", 0.023, 0.84),
        ("static flask", 0.095, 1.08),
        ("short process", 0.486, 1.10),
    ],
)
def test_potency_becomes_fitness_as_the_course_says(case, potency, fitness):
    assert reference(case).potency == pytest.approx(potency, rel=0.05)
    mapped = product.simulate(potency=potency).handed["q"]
    assert mapped == pytest.approx(fitness, abs=0.005)
    assert reference(case).q == pytest.approx(fitness, abs=0.01)


def test_the_map_rises_and_saturates_inside_the_range_of_fitness():
    grid = [1e-12, 1e-4, 0.01, 0.05, 0.5, 3]
    mapped = [product.simulate(potency=x).handed["q"] for x in grid]
    assert mapped == sorted(mapped)
    low, high = FIELDS["q"].range
    assert low <= mapped[0] and mapped[-1] <= high
    assert mapped[-1] - mapped[-2] < 0.005


def test_memory_follows_the_stem_like_and_central_share():
    assert reference().phi == pytest.approx(2, abs=0.05)
    one, two = (
        product.simulate(product_fscm=s, product_fcm=20).handed["phi"] for s in (10, 40)
    )
    assert two / one == pytest.approx(2)


def test_the_tumor_grows_while_the_product_is_made():
    assert reference().T0 == pytest.approx(1e11, rel=1e-6)
    assert reference().v2v_d == pytest.approx(28)
    sooner = reference("short process")
    assert sooner.T0 / reference().T0 == pytest.approx(2 ** (-6 / 30))


def test_the_wait_loses_as_many_patients_as_eliana_did():
    waited = product.simulate(culture_d=9, other_d=45 - 9)
    assert waited.handed["p_infused"] == pytest.approx(100 * 75 / 85, abs=0.2)


@pytest.mark.parametrize(
    "choices, reason",
    [
        (dict(v_cryo=80), "viability 74.7 % is below 80 %"),
        (dict(car_frac=5), "5.00 % CAR-positive cells are fewer than 10 %"),
        (dict(vcn_pos=6), "6.00 copies per CAR-positive cell are not below 5"),
        (dict(viable=1e8), "CAR T cells are fewer than the least dose"),
    ],
)
def test_a_product_out_of_specification_says_why(choices, reason):
    found = reference().through(product, **choices)
    assert found.in_spec == 0
    assert len(found.reasons) == 1 and reason in found.reasons[0]


def test_a_non_grower_does_not_reach_the_dose():
    slow = at_harvest() | dict(mu_max=0.2, seeded=2e7)
    found = Record().through(
        journey.to_release,
        **{k: v for k, v in slow.items() if k in journey.to_release.parameters},
    )
    assert found.in_spec == 0
    assert any("fewer than the least dose" in why for why in found.reasons)


@ALL
def test_the_record_shows_itself_as_a_table_and_as_text(case):
    found = reference(case)
    assert "weight_kg = " in repr(found) and "vessel = " in repr(found)
    assert found._repr_html_().count("<tr>") == len(found) + 1


def test_collection_gives_the_published_yields():
    def bag(**changes):
        return apheresis.simulate(**changes).handed["cd3_collected"]

    five_liters = dict(weight_kg=5.0 / 0.07)
    share = bag(**five_liters, cd3_per_uL=1000) / (1e9 * 10)
    assert share == pytest.approx(0.525, abs=0.02)
    assert bag(**five_liters, cd3_per_uL=349) == pytest.approx(1.83e9, rel=0.03)
    assert bag(**five_liters, cd3_per_uL=914) == pytest.approx(4.80e9, rel=0.03)
    still = apheresis.edit(k_rec=1e-9).simulate(**five_liters, cd3_per_uL=1000)
    assert still.handed["cd3_collected"] / 1e10 == pytest.approx(0.364, abs=0.005)


def test_gene_transfer_gives_the_numbers_of_its_closed_form():
    def car(**changes):
        return transduction.simulate(**changes).handed

    assert car(mixing=1)["car_frac"] == pytest.approx(14.4, abs=1)
    assert car(mixing=8)["car_frac"] == pytest.approx(31.8, abs=1)
    thin, deep = (car(mixing=1, depth=d, kappa=1) for d in (1.5, 3))
    odds = [one["car_frac"] / (100 - one["car_frac"]) for one in (thin, deep)]
    assert odds[0] / odds[1] == pytest.approx(2.0, rel=0.03)
    m = 400 / car(mixing=8)["vcn_pos"] / car(mixing=8)["car_frac"]
    crowded = car(mixing=8, moi=3 * m)
    assert crowded["vcn_pos"] == pytest.approx(5, rel=1e-6)
    assert crowded["car_frac"] == pytest.approx(80, abs=0.1)


def test_stages_are_in_the_order_of_the_therapy():
    given = set()
    for stage in STAGES:
        late = {
            name
            for later in STAGES[STAGES.index(stage) + 1 :]
            for name in later.outputs
        }
        assert not (stage.parameters.keys() & (late - given))
        given |= stage.outputs.keys()


def test_what_is_handed_over_is_declared_in_one_place():
    for stage in STAGES:
        for name in stage.parameters.keys() & FIELDS.keys():
            assert stage.parameters[name] is FIELDS[name], name
        for name in stage.outputs.keys() & FIELDS.keys():
            assert stage.outputs[name].unit == FIELDS[name].unit, name


def after_culture(**own):
    """Return the record at infusion of the reference adult with other cells."""
    record = Record()
    for stage in STAGES[:-1]:
        record = record.through(
            stage, **{name: x for name, x in own.items() if name in stage.parameters}
        )
    return record


def test_cells_that_hardly_grow_are_no_product_and_no_good_cells():
    """Potency is lost only by dividing: without this they would be the best."""
    stopped = after_culture(mu_max=0.3)
    assert stopped.growth == pytest.approx(0.347, abs=0.001)
    assert stopped.in_spec == 0
    assert stopped.reasons == [
        "the cells doubled 0.347 times a day, fewer than 0.5: the culture was stopped"
    ]
    assert stopped.q < reference("heavily pretreated").q


@pytest.mark.parametrize(
    "case, growth",
    [
        ("reference adult", 1.084),
        ("heavily pretreated", 0.786),
        ("short process", 1.040),
        ("static flask", 0.761),
    ],
)
def test_growth_is_judged_early_so_that_a_full_vessel_stops_nobody(case, growth):
    assert reference(case).growth == pytest.approx(growth, abs=0.001)


def test_a_harvest_too_early_to_judge_growth_is_not_judged():
    found = after_culture(culture_d=2, mu_max=0.7, seed_most=1e9)
    assert found.growth < found.growth_min and found.growth_asked == 0
    assert not [why for why in found.reasons if "stopped" in why]
