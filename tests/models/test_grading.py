"""The grader gives the published tables, cell by cell."""

from itertools import product

import pytest

from cartlab.therapy.grading import bedside_grade

SIGNS = bedside_grade.parameters


def grades(**seen):
    """Return (CRS, ICANS) of what is seen; choices by their words."""
    values = {
        name: SIGNS[name].choices[said] if isinstance(said, str) else said
        for name, said in seen.items()
    }
    handed = bedside_grade.simulate(**values).handed
    return handed["crs"], handed["icans"]


# Lee 2019, table of CRS: fever, and the worst of hypotension and hypoxia.
PRESSURE = {
    "not low": 1,
    "low, no pressor": 2,
    "one pressor, with or without vasopressin": 3,
    "several pressors, vasopressin not counted": 4,
}
OXYGEN = {
    "none needed": 1,
    "low flow, up to 6 L/min": 2,
    "high flow, or a mask": 3,
    "positive pressure": 4,
}


@pytest.mark.parametrize(("pressure", "oxygen"), [*product(PRESSURE, OXYGEN)])
def test_with_fever_the_worse_of_pressure_and_oxygen_counts(pressure, oxygen):
    worst = max(PRESSURE[pressure], OXYGEN[oxygen])
    assert grades(fever=1, pressure=pressure, oxygen=oxygen) == (worst, 0)


def test_without_fever_it_is_not_the_syndrome():
    assert grades(pressure="low, no pressor", oxygen="positive pressure") == (0, 0)


@pytest.mark.parametrize("oxygen", OXYGEN)
def test_after_a_drug_that_takes_the_fever_away_fever_is_not_needed(oxygen):
    worst = OXYGEN[oxygen] if oxygen != "none needed" else 0
    assert grades(treated=1, oxygen=oxygen) == (worst, 0)


# Lee 2019, table of ICANS.
@pytest.mark.parametrize(
    ("points", "grade"),
    [(10, 0), (9, 1), (8, 1), (7, 1), (6, 2), (5, 2), (4, 2), (3, 2), (2, 3), (1, 3)],
)
def test_the_ice_score_gives_the_published_grade(points, grade):
    assert grades(ice=points) == (0, grade)


def test_an_ice_score_of_zero_is_grade_3_awake_and_grade_4_unarousable():
    assert grades(ice=0) == (0, 3)
    assert grades(ice=0, wakes="to vigorous touch, or not at all") == (0, 4)


def test_the_switch_of_the_drug_names_all_that_take_the_fever_away():
    told = f"{SIGNS['treated'].label} {SIGNS['treated'].about}".lower()
    for kind in ("antipyretic", "anticytokine", "steroid", "tocilizumab"):
        assert kind in told


def test_repeated_seizures_are_grade_4_only_without_return_to_baseline():
    grade_of = SIGNS["seizure"].choices
    (worst,) = (told for told, grade in grade_of.items() if grade == 4)
    (milder,) = (told for told, grade in grade_of.items() if grade == 3)
    assert "not at baseline in between" in worst
    assert "back to baseline after each" in milder


@pytest.mark.parametrize(
    ("sign", "grade"),
    [
        (dict(wakes="to voice"), 2),
        (dict(wakes="only to touch"), 3),
        (dict(seizure="soon over, back to baseline after each"), 3),
        (dict(seizure="over 5 min, or not at baseline in between"), 4),
        (dict(weak=1), 4),
        (dict(swelling="in one place"), 3),
        (dict(swelling="all over, or its signs"), 4),
    ],
)
def test_each_sign_of_the_brain_gives_its_grade_and_the_worst_counts(sign, grade):
    assert grades(**sign) == (0, grade)
    assert grades(ice=8, **sign) == (0, grade)
    assert grades(ice=2, **sign) == (0, max(3, grade))


def test_39_degrees_one_pressor_4_liters_and_ice_5_are_crs_3_and_icans_2():
    seen = dict(
        fever=1,
        pressure="one pressor, with or without vasopressin",
        oxygen="low flow, up to 6 L/min",
        ice=5,
    )
    assert grades(**seen) == (3, 2)
