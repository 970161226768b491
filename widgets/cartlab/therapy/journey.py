"""The stages in a row, and the five reference patients who go through them."""

from functools import cache

from cartlab.language import Chain

from . import collection, culture, engineering, patient, product
from .fields import VESSELS
from .record import Record

STAGES = (
    collection.apheresis,
    engineering.transduction,
    culture.culture,
    product.product,
    patient.after_infusion,
)

to_release = Chain("From culture to release", STAGES[2:4])
from_culture = Chain("From culture to patient", STAGES[2:])
journey = Chain("Vein to vein", STAGES)

# What tells a case from the reference adult. Cases, not persons.
CASES = {
    "reference adult": {},
    "heavily pretreated": dict(cd3_per_uL=180, prior_cycles=10, mu_max=0.70),
    "short process": dict(culture_d=3, seed_most=1e9),
    "static flask": dict(vessel=VESSELS["static flask"]),
    "child, 20 kg": dict(
        weight_kg=20, cd3_per_uL=900, volumes=3, dose_target=6e7, dose_min=4e6
    ),
}


@cache
def reference(case="reference adult"):
    """Return the Record of a reference patient at infusion, stage by stage.

    Raises ValueError for a case that is not in CASES.
    """
    if case not in CASES:
        raise ValueError(
            f"{case} is no reference patient: choose one of {', '.join(CASES)}"
        )
    record = Record()
    for stage in STAGES[:-1]:
        own = {n: v for n, v in CASES[case].items() if n in stage.parameters}
        record = record.through(stage, **own)
    return record


def at_harvest(case="reference adult"):
    """Return {parameter: value} with which `to_release` and `from_culture` start."""
    record = reference(case)
    own = {n: v for n, v in CASES[case].items() if n in to_release.parameters}
    return {n: record[n] for n in to_release.parameters if n in record} | own
