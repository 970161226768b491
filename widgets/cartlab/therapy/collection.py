"""Collection by leukapheresis: a machine takes T cells from blood that refills meanwhile.

A closed form: blood is drawn at a steady rate, a share of its T cells is kept, and cells
from the tissues come back into the blood. What share of the cells is young is a rule for
teaching. `machine` follows the same collection minute by minute.
"""

from cartlab.language import (
    Chain,
    Model,
    Output,
    assumed,
    derived,
    exp,
    published,
    where,
)

from .fields import FIELDS, output

# fmt: off
apheresis = Model(
    "The collection",
    kind="formula",
    time="min",
    t_end=600,
    parameters={
        name: FIELDS[name] for name in ("weight_kg", "cd3_per_uL", "prior_cycles")
    }
    | dict(
        volumes      = published(2.0,   "1",     "blood volumes that go through the machine",          (0.5, 4),
                                 "Blood volumes processed", step=0.1, tex=r"n_{\mathrm{vol}}", source="J Clin Apher 33:349 (2018)"),
        blood_per_kg = assumed(7e4,     "µL/kg", "blood of a kilogram",                                (6e4, 8e4),     tex=r"V_{\mathrm{kg}}"),
        drawn        = derived(0.009,   "1/min", "share of the blood that is drawn in a minute",       (0.006, 0.012), tex=r"\omega",
                               source="two blood volumes in 222 min (J Clin Apher 33:349, 2018)"),
        kept         = assumed(65,      "%",     "share of the T cells drawn that the machine keeps",  (30, 80),       "Kept by the machine", step=1,
                               tex=r"\varepsilon"),
        k_rec        = derived(0.01911, "1/min", "T cells come back from the tissues",                 (0.005, 0.05),  "Refill from the tissues", tex=r"k_{\mathrm{rec}}",
                               source="set so that 52.5 % of count times volume is collected (J Clin Apher 33:349, 2018: 50.4 and 54.7 %)"),
        young_0      = assumed(45,      "%",     "naive and stem-memory share without chemotherapy",   (40, 50),       tex=r"f_{\mathrm{young}}"),
        aging        = assumed(0.10,    "1",     "loss of that share with each cycle, as an exponent", (0, 0.2),       tex=r"a_{\mathrm{chemo}}",
                               source="direction: Das 2019"),
        f_cm_0       = assumed(30,      "%",     "central-memory share",                               (10, 50),       tex=r"f_{\mathrm{central},0}"),
    ),
    outputs=dict(
        cd3_collected = output("cd3_collected", "tcell"),
        f_scm         = output("f_scm", "memory"),
        f_cm          = output("f_cm", "tcell"),
    ),
)
# fmt: on


@apheresis.observe
def observe(t, y, p):
    in_blood = p.cd3_per_uL * p.blood_per_kg * p.weight_kg
    taken = (p.kept / 100) * p.drawn
    both = taken + p.k_rec
    minutes = p.volumes / p.drawn
    steady = p.k_rec * minutes / both
    at_first = taken / both**2 * (1 - exp(-both * minutes))
    return dict(
        cd3_collected=taken * in_blood * (steady + at_first),
        f_scm=p.young_0 * exp(-p.aging * p.prior_cycles),
        f_cm=p.f_cm_0,
    )


# fmt: off
enough = Model(
    "Is one bag enough?",
    kind="formula",
    time="min",
    t_end=600,
    parameters=dict(
        cd3_collected = FIELDS["cd3_collected"],
        needed        = assumed(2e9, "cell", "T cells that the bag must hold", (1e8, 4e9), "Needed in the bag", scale="log",
                                tex=r"N_{\mathrm{needed}}", source="0.6e9 is the least, 2e9 the target of one center (Allen 2017)"),
    ),
    outputs=dict(
        suffices = Output("1", "the bag holds what it must: 1 yes, 0 no", (0, 1), "One bag is enough", whole=True, look="tcell"),
    ),
)
# fmt: on


@enough.observe
def observe_bag(t, y, p):
    return dict(suffices=where(p.cd3_collected < p.needed, 0, 1))


one_bag = Chain("One bag", [apheresis, enough])
