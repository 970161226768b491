"""From the harvest to the vein: formulation, freezing, release, the wait, and the map
from what the culture made to what the patient's model takes.

The map is assumed for teaching; its directions are published.
"""

from cartlab.language import Model, assumed, derived, exp, minimum, where

from .fields import FIELDS, output

TAKEN = (
    "viable viability product_fscm product_fcm potency growth car_frac vcn_pos "
    "culture_d weight_kg viab_min car_min vcn_max growth_min dose_min"
).split()

# fmt: off
product = Model(
    "The product",
    kind="formula",
    t_end=1,
    parameters={name: FIELDS[name] for name in TAKEN}
    | dict(
        dose_target = assumed(1e8,                   "cell",  "dose that the product is divided into, if there are enough cells", (1e7, 6e8),
                              "Dose aimed at", scale="log", tex=r"D_{\mathrm{aim}}"),
        r_cryo      = assumed(85,                    "%",     "share of the cells left after washing, freezing and thawing", (60, 100),
                              tex=r"r_{\mathrm{cryo}}"),
        v_cryo      = assumed(92,                    "%",     "viability after thawing, percent of that at harvest", (70, 100),
                              "Viability kept by freezing", step=1, tex=r"v_{\mathrm{cryo}}"),
        other_d     = derived(19,                    "day",   "vein to vein without the culture: shipping, release, return, a free bed", (10, 60),
                              "Days beside the culture", step=1, tex=r"t_{\mathrm{other}}", source="with a culture of 9 days the median of axi-cel, 28 days"),
        drop        = derived(0.0028,                "1/day", "patients who can no longer be treated",              (0.001, 0.006), tex="h",
                              source="ELIANA: 10 of 85 with a product lost in a median of 45 days"),
        T_coll      = assumed(1e11 / 2 ** (28 / 30), "cell",  "tumor cells at collection",                          (5e9, 3e11),
                              "Tumor at collection", scale="log", tex=r"T_{\mathrm{coll}}", source="set so that the reference adult has 1e11 at infusion"),
        T_double    = assumed(30,                    "day",   "the tumor doubles during the wait",                  (15, 90),       "Tumor doubles in", step=1,
                              tex=r"t_{\mathrm{double}}"),
        q_least     = assumed(0.4,                   "1",     "fitness of a product without potency",               (0.4, 0.8),     tex=r"q_{\mathrm{least}}"),
        q_most      = assumed(1.1,                   "1",     "fitness of a product whose cells have lost nothing", (0.9, 1.1),     tex=r"q_{\mathrm{most}}"),
        x_half      = assumed(0.0175,                "1",     "potency for half of that",                           (0.01, 0.03),   tex="x_{1/2}"),
        g_half      = assumed(0.4,                   "1/day", "early growth of cells that can divide half as well in the patient, too", (0.2, 0.5), tex="g_{1/2}"),
        judged_from = assumed(2.5,                   "day",   "a culture harvested before this day is not judged by its growth", (2.2, 3), tex=r"t_{\mathrm{judged}}"),
        phi_ref     = assumed(2,                     "%",     "memory-like share of the reference adult's engrafted cells", (1, 5),
                              tex=r"\phi_{\mathrm{ref}}"),
        young_ref   = derived(32.15,                 "%",     "stem-like and central-memory share of the reference adult's product", (25, 40),
                              tex=r"x_{\mathrm{ref}}", source="the reference adult's culture"),
    ),
    outputs=dict(
        car_viable  = output("car_viable", "car"),
        viab_thaw   = output("viab_thaw", "car"),
        dose        = output("dose", "car"),
        dose_per_kg = output("dose_per_kg", "car"),
        growth_asked= output("growth_asked", "tcell"),
        in_spec     = output("in_spec", "car"),
        v2v_d       = output("v2v_d", "tcell"),
        p_infused   = output("p_infused", "tcell"),
        T0          = output("T0", "tumor"),
        q           = output("q", "car"),
        phi         = output("phi", "memory"),
    ),
)
# fmt: on


@product.observe
def observe(t, y, p):
    thawed = p.viability * (p.v_cryo / 100)
    left = (p.r_cryo / 100) * (p.v_cryo / 100)
    cells = p.viable * (p.car_frac / 100) * left
    infused = minimum(p.dose_target, cells)
    asked = where(p.culture_d < p.judged_from, 0, p.growth_min)
    kept = (
        where(thawed < p.viab_min, 0, 1)
        * where(p.car_frac < p.car_min, 0, 1)
        * where(p.vcn_pos < p.vcn_max, 1, 0)
        * where(p.growth < asked, 0, 1)
        * where(infused < p.dose_min, 0, 1)
    )
    # Cells that cannot divide in a flask cannot divide in a patient, either.
    divides = where(
        p.culture_d < p.judged_from, 1, p.growth**10 / (p.growth**10 + p.g_half**10)
    )
    wait = p.culture_d + p.other_d
    return dict(
        car_viable=cells,
        viab_thaw=thawed,
        dose=infused,
        dose_per_kg=infused / p.weight_kg,
        growth_asked=asked,
        in_spec=kept,
        v2v_d=wait,
        p_infused=100 * exp(-p.drop * wait),
        T0=p.T_coll * 2 ** (wait / p.T_double),
        q=p.q_least
        + (p.q_most - p.q_least)
        * p.potency**2
        / (p.potency**2 + p.x_half**2)
        * divides,
        phi=p.phi_ref * (p.product_fscm + p.product_fcm) / p.young_ref,
    )
