"""Who the virtual patients, donors and wells of the lessons are, in one place.

How widely people differ is assumed for teaching: no publication gives these spreads.
"""

from math import log

from cartlab.language import Population, always, lognormal, normal, uniform

from . import assay, collection, copies, journey, patient, persistence, trial
from .fields import FIELDS

TENFOLD = log(10)  # a spread told in powers of ten
TEACHING = "chosen for teaching"
AROUND = f"the median is the reference adult's, the spread {TEACHING}"

# Numbers of draws are never used again: a new law takes the next one, and nobody changes.
# fmt: off
ADULT_PATIENTS = Population("Adults at infusion", patient.after_infusion, dict(
    T0   = lognormal(FIELDS["T0"].value,   0.6 * TENFOLD, draw=0).clip().assumed(AROUND),
    q    = normal(0.82, 0.20,                             draw=1).clip().assumed(TEACHING),
    ld   = normal(0.95, 0.10,                             draw=2).clip().assumed(TEACHING),
    dose = lognormal(FIELDS["dose"].value, 0.3 * TENFOLD, draw=3).clip().assumed(AROUND),
))

# One donor in twenty hardly grows at all.
DONORS = Population("Donors", journey.to_release, dict(
    mu_max = lognormal(0.9, 0.2,  draw=0).clip(0.5, 1.4).rarely(0.05, always(0.25), draw=1).assumed(TEACHING),
    seeded = lognormal(8e7, 0.6,  draw=2).clip(1.2e7, 1.5e8).assumed(TEACHING),
    v_cryo = normal(92, 3.5,      draw=3).clip().assumed(TEACHING),
))

# The adults of the first month, and what differs in the years: memory, antigen, growth.
ADULTS_FOR_YEARS = Population("Adults over two years", persistence.years, dict(
    T0   = lognormal(FIELDS["T0"].value, 0.6 * TENFOLD, draw=0).clip().assumed(AROUND),
    q    = normal(0.82, 0.20,                           draw=1).clip().assumed(TEACHING),
    ld   = normal(0.95, 0.10,                           draw=2).clip().assumed(TEACHING),
    m    = lognormal(7e-4, 0.8,                         draw=3).clip(1e-5).assumed(AROUND),
    beta = lognormal(4.2e-3, 0.7,                       draw=4).clip().assumed(AROUND),
    lost = lognormal(1e-13, 1.5 * TENFOLD,              draw=5).clip().assumed(TEACHING),
    r_T  = lognormal(0.05, 0.35,                        draw=6).clip().assumed(AROUND),
))

# Wells differ by chance alone: each is one of ten thousand.
WELLS = Population("Wells", assay.well, dict(
    well = uniform(0, 9999, draw=0).assumed("chance alone"),
))
LAST_WELLS = Population("Patients with the last cells", persistence.last_cells, dict(
    well = uniform(0, 9999, draw=0).assumed("chance alone"),
))

# Who comes to the machine: the more chemotherapy, the fewer T cells. A child's weight is
# that of a trial whose median age was 11.
CHILDREN_AT_COLLECTION, ADULTS_AT_COLLECTION = (
    Population(f"{who} at collection", collection.one_bag, dict(
        prior_cycles = normal(6, 1.7,          draw=0).assumed(TEACHING),
        weight_kg    = lognormal(kg, spread,   draw=1).assumed(TEACHING),
        cd3_per_uL   = lognormal(650, 0.385,   draw=2).along("prior_cycles", -0.5).clip().assumed("between two groups of patients, 349 and 914 (Allen 2017)"),
    ))
    for who, kg, spread in (("Children", 35, 0.33), ("Adults", 75, 0.13))
)

# T cells that meet the vector: alike but for chance, and for what their law says.
CELLS = Population("Cells", copies.counted, dict(
    well = uniform(0, 9999, draw=0).assumed("chance alone"),
))

# Who is in a trial: the same laws for children with leukemia and adults with lymphoma, but
# for weight. Where somebody stands among all is a bell; `trial` makes numbers of it.
def of_a_trial(title, kg, spread):
    """Return the people of a trial around a weight in kg, its spread that of the logarithm."""
    return Population(title, trial.treated, dict(
        prior_cycles = normal(6, 1.7,                 draw=0).assumed(TEACHING),
        weight_kg    = lognormal(kg, spread,          draw=1).assumed(TEACHING),
        cd3_per_uL   = lognormal(650, 0.385,          draw=2).along("prior_cycles", -0.5).assumed("near the medians of two groups, 349 and 914 (Allen 2017)"),
        mu_max       = normal(0.95, 0.11,             draw=3).along("prior_cycles", -0.5).rarely(0.075, uniform(0.2, 0.4, draw=9), draw=8)
                       .derived("ELIANA: no product for 7 of 92; direction of the correlation: Das 2019"),
        integrates   = lognormal(0.30, 0.45,          draw=4).derived("fitted to 17.4 % CAR-positive cells (12 to 23) of UK lots"),
        T_double     = lognormal(30, 0.20,            draw=7).assumed(TEACHING),
        z_wait       = normal(0, 1,                   draw=5).assumed("a bell"),
        z_tumor      = normal(0, 1,                   draw=6).assumed("a bell"),
        z_expand     = normal(0, 1,                   draw=10).assumed("a bell"),
        z_kill       = normal(0, 1,                   draw=11).assumed("a bell"),
        z_inflame    = normal(0, 1,                   draw=12).assumed("a bell"),
        z_wbc        = normal(0, 1,                   draw=13).assumed("a bell"),
        z_recover    = normal(0, 1,                   draw=14).assumed("a bell"),
        luck_wait    = uniform(0, 1,                  draw=15).assumed("chance"),
        luck_seen    = uniform(0, 1,                  draw=16).assumed("chance"),
    ))


WITH_LEUKEMIA = of_a_trial("Children and young adults with leukemia", 35, 0.33)
WITH_LYMPHOMA = of_a_trial("Adults with lymphoma", 75, 0.13)

# Whose level is tested twice: nothing happens to it in between.
TESTED_TWICE = Population("People tested twice", trial.tested, dict(
    z_level  = normal(0, 1, draw=0).assumed("a bell"),
    z_first  = normal(0, 1, draw=1).assumed("a bell"),
    z_second = normal(0, 1, draw=2).assumed("a bell"),
))
# fmt: on
