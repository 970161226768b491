"""A population: who is drawn, and what a declaration may not say."""

import json
from itertools import count

import numpy as np
import pytest

from cartlab.language import (
    Population,
    always,
    log_uniform,
    lognormal,
    normal,
    uniform,
)
from cartlab.solve import chance
from cartlab.therapy import populations
from cartlab.therapy.population import (
    ADULT_PATIENTS,
    ADULTS_AT_COLLECTION,
    ADULTS_FOR_YEARS,
    CELLS,
    CHILDREN_AT_COLLECTION,
    DONORS,
    LAST_WELLS,
    TESTED_TWICE,
    WELLS,
    WITH_LEUKEMIA,
    WITH_LYMPHOMA,
)
from models.toys import everybody, waiting_room

POPULATIONS = populations()
ALL = pytest.mark.parametrize("people", POPULATIONS.values(), ids=POPULATIONS)
MANY = 40_000


def test_the_lessons_populations_are_found_once():
    assert list(POPULATIONS.values()) == [
        ADULT_PATIENTS,
        DONORS,
        ADULTS_FOR_YEARS,
        WELLS,
        LAST_WELLS,
        CHILDREN_AT_COLLECTION,
        ADULTS_AT_COLLECTION,
        CELLS,
        WITH_LEUKEMIA,
        WITH_LYMPHOMA,
        TESTED_TWICE,
    ]


@ALL
def test_everybody_lies_within_the_ranges_of_the_model(people):
    for name, values in people.draw(2000, seed=1).items():
        people.model.parameters[name].check(values, name)


@ALL
def test_a_population_is_plain_json(people):
    assert json.loads(json.dumps(people.spec())) == people.spec()


def test_who_is_drawn_depends_on_seed_and_number_only():
    few, many = everybody().draw(5, seed=3), everybody().draw(500, seed=3)
    for name, values in many.items():
        assert values.shape == (500,)
        assert few[name].tolist() == values[:5].tolist(), name
    other = everybody().draw(500, seed=4)
    assert all((other[name] != many[name]).any() for name in many)


def test_a_new_law_changes_nobody():
    before = Population("few", waiting_room(), dict(age=normal(50, 10, draw=0)))
    after = Population(
        "more",
        waiting_room(),
        dict(weight=uniform(40, 90, draw=1), age=normal(50, 10, draw=0)),
    )
    assert (before.draw(99, 1)["age"] == after.draw(99, 1)["age"]).all()


def test_a_quantity_can_be_left_to_the_model_and_the_others_stay_who_they_are():
    some = ADULT_PATIENTS.without("dose").draw(150, seed=4)
    all_of_it = ADULT_PATIENTS.draw(150, seed=4)
    assert set(some) == {"T0", "q", "ld"}
    assert all((some[name] == all_of_it[name]).all() for name in some)


def test_laws_have_the_middles_and_spreads_they_name():
    drawn = everybody().draw(MANY, seed=5)
    error = 4 / np.sqrt(MANY)
    assert abs(drawn["age"].mean() - 50) < 10 * error
    assert drawn["age"].std() == pytest.approx(10, rel=0.01)
    logs = np.log(drawn["count"])
    assert abs(logs.mean() - np.log(700)) < 0.4 * error
    assert logs.std() == pytest.approx(0.4, rel=0.01)
    assert abs(drawn["weight"].mean() - 65) < 50 / np.sqrt(12) * error
    assert abs(np.log10(drawn["dust"]).mean() - 2) < 2 / np.sqrt(12) * error
    joined = np.corrcoef(drawn["age"], logs)[0, 1]
    assert joined == pytest.approx(-0.5, abs=error)


def test_a_whole_parameter_gets_whole_numbers():
    visits = everybody().draw(500, seed=1)["visits"]
    assert set(visits) <= set(range(13)) and len(set(visits)) > 5


def test_an_exception_holds_for_its_share_of_the_people():
    slow = DONORS.draw(MANY, seed=2)["mu_max"] == 0.25
    assert abs(slow.mean() - 0.05) < 4 * np.sqrt(0.05 * 0.95 / MANY)


class Bells:
    """numpy's generator as the lessons used it, but for bells: one draw after the other."""

    def __init__(self, seed):
        self.seed, self.draws = seed, count()

    def normal(self, middle, spread, n):
        return middle + spread * chance.bell(np.arange(n), next(self.draws), self.seed)

    def lognormal(self, middle, spread, n):
        return np.exp(self.normal(middle, spread, n))

    def random(self, n):
        return chance.uniform(np.arange(n), next(self.draws), self.seed)


def adults_by_hand(random, n):
    """Lessons 4 and 7, before there was a declaration."""
    return dict(
        T0=10 ** random.normal(11, 0.6, n).clip(9, 12.3),
        q=random.normal(0.82, 0.2, n).clip(0.4, 1.1),
        ld=random.normal(0.95, 0.1, n).clip(0, 1),
        dose=10 ** random.normal(8, 0.3, n).clip(6, 9),
    )


def donors_by_hand(random, n):
    """Lesson 3, before there was a declaration."""
    speed = np.clip(random.lognormal(np.log(0.9), 0.2, n), 0.5, 1.4)
    speed[random.random(n) < 0.05] = 0.25
    return dict(
        mu_max=speed,
        seeded=np.clip(random.lognormal(np.log(8e7), 0.6, n), 1.2e7, 1.5e8),
        v_cryo=np.clip(random.normal(92, 3.5, n), 70, 100),
    )


@pytest.mark.parametrize(
    "people, by_hand",
    [(ADULT_PATIENTS, adults_by_hand), (DONORS, donors_by_hand)],
    ids=["adults", "donors"],
)
def test_declared_people_follow_the_laws_of_the_lessons(people, by_hand):
    mine, theirs = people.draw(2000, seed=6), by_hand(Bells(6), 2000)
    assert mine.keys() == theirs.keys()
    for name, values in mine.items():
        # The lessons' largest tumor is 10**12.3; that of the range is 2e12.
        np.testing.assert_allclose(values, theirs[name], rtol=3e-3, err_msg=name)


@pytest.mark.parametrize("by_hand", [adults_by_hand, donors_by_hand])
def test_bells_in_place_of_normal_numbers_keep_medians_and_spreads(by_hand):
    bells, usual = (
        by_hand(chance, MANY) for chance in (Bells(6), np.random.default_rng(6))
    )
    for name in bells:
        mine, theirs = np.log(bells[name]), np.log(usual[name])
        assert abs(np.median(mine) - np.median(theirs)) < 0.03 * theirs.std(), name
        assert mine.std() == pytest.approx(theirs.std(), rel=0.03), name


AGE = dict(age=normal(50, 10, draw=0))


@pytest.mark.parametrize(
    "laws, told",
    [
        (
            dict(agee=normal(50, 10, draw=0)),
            "agee is not a parameter.*did you mean age",
        ),
        (dict(age=normal(50, 20, draw=0)), r"age: the lowest .* -19.3 year, is below"),
        (dict(age=normal(90, 10, draw=0)), r"age: the highest .* 125 year, is above"),
        (dict(age=normal(50, 20, draw=0)), r"say clip\(\)"),
        (dict(age=normal(50, 20, draw=0).clip(-5, 90)), "clipped at -5 and 90 year"),
        (
            AGE | dict(weight=uniform(40, 90, draw=0)),
            "draw 0 belongs to age.*such as 1",
        ),
        (dict(sick=uniform(0, 1, draw=0)), "sick is a switch: only numbers"),
        (
            dict(age=normal(50, 10, draw=0).rarely(0.1, always(130), draw=1)),
            "age: the highest .* 130 year, is above",
        ),
        (
            dict(age=normal(50, 10, draw=0).along("weight", 0.5)),
            "age goes along with weight: declare that before it",
        ),
        (dict(age=50), r"age = 50 is no law: write age=normal"),
    ],
)
def test_a_declaration_that_cannot_be_right_is_refused(laws, told):
    with pytest.raises(ValueError, match=told):
        Population("nobody", waiting_room(), laws)


def test_two_joined_bells_reach_farther_and_the_range_must_hold_them():
    alone = dict(visits=normal(6, 1.5, draw=1))
    Population("alone", waiting_room(), AGE | alone)
    joined = dict(visits=normal(6, 1.5, draw=1).along("age", -0.5))
    with pytest.raises(ValueError, match="visits: the (lowest|highest) that can be"):
        Population("joined", waiting_room(), AGE | joined)


@pytest.mark.parametrize(
    "declare, told",
    [
        (
            lambda: normal(1, 1, draw=0).rarely(
                0.1, normal(1, 1, draw=2).along("x", 0.5), draw=1
            ),
            "an exception goes along with nothing",
        ),
        (lambda: normal(1, 0, draw=0), "spread = 0: choose a number above 0"),
        (lambda: lognormal(0, 1, draw=0), "around 0: choose a median above 0"),
        (lambda: uniform(2, 1, draw=0), r"from 2 to 1: choose \(low, high\)"),
        (lambda: log_uniform(0, 1, draw=0), "from 0: choose low above 0"),
        (lambda: normal(1, 1, draw=-1), "draw = -1: choose a whole number"),
        (lambda: normal(1, 1, draw=2**32), "choose a whole number from 0 to 4,294"),
        (lambda: normal(float("nan"), 1, draw=0), "nan and 1: choose two numbers"),
        (lambda: normal(1, float("inf"), draw=0), "1 and inf: choose two numbers"),
        (
            lambda: (
                normal(1, 1, draw=0)
                .rarely(0.1, always(1), draw=1)
                .rarely(0.1, always(2), draw=2)
            ),
            "a law has one exception",
        ),
        (lambda: uniform(1, 2, draw=0).along("x", 0.5), "normal and lognormal laws go"),
        (lambda: normal(1, 1, draw=0).along("x", 1), "r between -1 and 1"),
        (
            lambda: normal(1, 1, draw=0).rarely(2, always(1), draw=1),
            "a share of 2 of the people: choose one between 0 and 1",
        ),
        (
            lambda: normal(1, 1, draw=0).published(""),
            "a published law needs its source",
        ),
    ],
)
def test_a_law_that_cannot_be_is_refused_with_the_reason(declare, told):
    with pytest.raises(ValueError, match=told):
        declare()


@pytest.mark.parametrize("seed", [-1, 1.5, 2**32])
def test_a_seed_that_the_page_could_not_hold_is_refused(seed):
    with pytest.raises(ValueError, match=f"seed = {seed}: choose a whole number"):
        ADULT_PATIENTS.draw(3, seed)


def test_nobody_goes_along_with_what_is_left_out():
    with pytest.raises(ValueError, match="goes along with age: leave count out too"):
        everybody().without("age")


def test_the_table_tells_law_status_and_source():
    html, text = everybody()._repr_html_(), repr(everybody())
    assert html.count("<tr>") == len(everybody().laws) + 1
    assert 'data-status="published"' in html and "A &amp; B 2020" in html
    assert "normal, 50 ± 10 year" in text
    assert "lognormal, median 700 cell/µL, times or divided by 1.49" in text
    assert "goes along with age, r = −0.5" in text
    assert "in 10 % of people 12" in text
