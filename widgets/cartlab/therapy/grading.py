"""Grading: cytokine release syndrome and neurotoxicity, as the ASTCT consensus grades them.

What is seen at the bedside gives a grade each; the worst one counts. Nothing measured in
blood is part of it. Source: Lee and others 2019; the tables were read as reprinted.
"""

from cartlab.language import Model, Output, assumed, maximum, published, where

LEE = "Lee 2019"
GRADE = (0, 4)


def sign(about, label, choices):
    """Return a parameter whose choices stand for the grade that each gives by itself."""
    told = dict(kind="choice", choices=choices, source=LEE)
    return published(0, "1", about, GRADE, label, **told)


def switch(about, label):
    return assumed(0, "1", about, (0, 1), label, kind="switch")


def grade(about, label, look):
    return Output("1", about, GRADE, label, whole=True, look=look)


CRS = dict(
    fever=switch("fever of at least 38.0 °C that nothing else explains", "Fever"),
    treated=switch(
        "once the syndrome had begun, any drug that takes the fever away was given, against "
        "fever or against cytokines, such as acetaminophen, tocilizumab or steroids: fever "
        "is no longer required",
        "Antipyretic, anticytokine or steroid given",
    ),
    pressure=sign(
        "what keeps the blood pressure up",
        "Blood pressure",
        {
            "not low": 0,
            "low, no pressor": 2,
            "one pressor, with or without vasopressin": 3,
            "several pressors, vasopressin not counted": 4,
        },
    ),
    oxygen=sign(
        "what keeps the oxygen up",
        "Oxygen",
        {
            "none needed": 0,
            "low flow, up to 6 L/min": 2,
            "high flow, or a mask": 3,
            "positive pressure": 4,
        },
    ),
)

ICANS = dict(
    ice=assumed(
        10,
        "1",
        "points of the ICE score: orientation 4, naming 3, commands 1, writing 1, "
        "attention 1",
        (0, 10),
        "ICE score",
        kind="whole",
    ),
    wakes=sign(
        "what it takes to wake the patient",
        "Wakes",
        {
            "by itself": 0,
            "to voice": 2,
            "only to touch": 3,
            "to vigorous touch, or not at all": 4,
        },
    ),
    seizure=sign(
        "seizures, clinical or on the EEG; repeated ones are grade 4 only without return "
        "to baseline in between",
        "Seizures",
        {
            "none": 0,
            "soon over, back to baseline after each": 3,
            "over 5 min, or not at baseline in between": 4,
        },
    ),
    weak=switch("deep weakness of a side or of both legs", "Deep weakness"),
    swelling=sign(
        "swelling of the brain",
        "Swelling of the brain",
        {"none": 0, "in one place": 3, "all over, or its signs": 4},
    ),
)

bedside_grade = Model(
    "The grades at the bedside",
    kind="formula",
    t_end=1,
    parameters=CRS | ICANS,
    outputs=dict(
        by_fever=grade("grade that the fever gives", "Fever", "il6"),
        by_pressure=grade("grade that the blood pressure gives", "Pressure", "il6"),
        by_oxygen=grade("grade that the oxygen gives", "Oxygen", "il6"),
        crs=grade("grade of the cytokine release syndrome", "CRS grade", "il6"),
        by_ice=grade("grade that the ICE score gives", "ICE score", "vessel"),
        by_waking=grade("grade that the waking gives", "Waking", "vessel"),
        by_seizure=grade("grade that the seizures give", "Seizures", "vessel"),
        by_weakness=grade("grade that the weakness gives", "Weakness", "vessel"),
        by_swelling=grade("grade that the swelling gives", "Swelling", "vessel"),
        icans=grade("grade of the neurotoxicity", "ICANS grade", "vessel"),
    ),
)


@bedside_grade.observe
def observe(t, y, p):
    # Without fever there is no such syndrome, unless a drug has taken the fever away.
    begun = maximum(p.fever, p.treated)
    by_pressure = begun * p.pressure
    by_oxygen = begun * p.oxygen
    # An ICE score of 0 is grade 3 in who is awake; who cannot be woken has grade 4.
    by_ice = where(p.ice < 2.5, 3, where(p.ice < 6.5, 2, where(p.ice < 9.5, 1, 0)))
    by_weakness = 4 * p.weak
    body = maximum(by_pressure, by_oxygen)
    brain = maximum(p.seizure, p.swelling)
    return dict(
        by_fever=p.fever,
        by_pressure=by_pressure,
        by_oxygen=by_oxygen,
        crs=maximum(p.fever, body),
        by_ice=by_ice,
        by_waking=p.wakes,
        by_seizure=p.seizure,
        by_weakness=by_weakness,
        by_swelling=p.swelling,
        icans=maximum(maximum(by_ice, p.wakes), maximum(brain, by_weakness)),
    )
