"""A trial: people who differ, from enrollment to day 28, and those who are lost on the way.

The stages are the course's own (`journey`), in ranges wide enough for a whole population,
with a formula before them for what is each one's own, and one between them for who is
infused. Nobody dies early, gets an infection or is harmed by waiting in this model, so who
cannot be evaluated and who is lost come in as published rates, not out of the biology.
"""

from dataclasses import replace

from cartlab.language import (
    Chain,
    Model,
    Output,
    State,
    assumed,
    derived,
    exp,
    maximum,
    minimum,
    sqrt,
    where,
)

from .. import collection, culture, engineering, patient, product
from ..fields import FIELDS, output
from .people import PEOPLE, standing
from .protocol import DOSING, LABEL, LEAVING
from .rule import GIVEN, RULE, SAID
from .settings import LEUKEMIA, LYMPHOMA, LYMPHOMA_BY_EXPANSION

WEIGHT = FIELDS["weight_kg"]
LOST = replace(product.product.parameters["drop"], label="Lost each day")
AGING = replace(
    collection.apheresis.parameters["aging"],
    label="Chemotherapy ages cells",
    range=(0, 0.12),
    step=0.01,
)


def widened(model, title="", *, t_end=None, ranges, **more):
    """Return a variant of a stage that takes whole populations.

    ranges: {parameter: (low, high)}, in which nobody of a trial is refused; more: as in
    `Model.variant`.
    """
    wide = {n: replace(model.parameters[n], range=ends) for n, ends in ranges.items()}
    parameters = wide | more.pop("parameters", {})
    more.setdefault("keeps", list(model.outputs))
    return model.variant(
        title or model.title, t_end=t_end, parameters=parameters, **more
    )


# fmt: off
enrolled = Model(
    "Who is enrolled",
    kind="formula",
    t_end=1,
    parameters=dict(weight_kg=WEIGHT) | DOSING | PEOPLE,
    outputs=dict(
        dose_target = Output("cell",    "dose aimed at for this person",               (1e6, 1e9),   "Dose aimed at, of one", scale="log", look="car", tex=r"D_{\mathrm{aim}}"),
        dose_min    = output("dose_min", "car"),
        other_d     = Output("day",     "days beside the culture, of this person",     (0, 100),     "Days beside the culture", look="tcell", tex=r"t_{\mathrm{other}}"),
        T_coll      = Output("cell",    "tumor cells of this person at collection",    (1e9, 1e12),  "Tumor at collection", scale="log", look="tumor", tex=r"T_{\mathrm{coll}}"),
        rho         = Output("1/day",   "fastest division of this person's effector cells", (0, 6),  "Fastest division, effectors", look="car"),
        gam         = Output("1/day",   "fastest killing of a tumor cell, in this person", (0.01, 10), "Fastest killing", scale="log", look="car", tex=r"\gamma"),
        k_A         = Output("1/day",   "activation of this person's macrophages",     (0, 2),       "Activation of macrophages", look="mac"),
        wbc         = Output("cell/µL", "leukocytes but for CAR T cells, of this person", (100, 1e4), "Leukocytes", scale="log", look="tcell", tex="L_0"),
        r_N         = Output("1/day",   "recovery of this person's normal T cells",    (0, 0.6),     "Recovery of normal T cells", look="tcell"),
    ),
)

leaving = Model(
    "Who is infused",
    kind="formula",
    t_end=1,
    parameters=dict(
        in_spec   = FIELDS["in_spec"],
        v2v_d     = FIELDS["v2v_d"],
        T0        = FIELDS["T0"],
        T_coll    = product.product.parameters["T_coll"],
        drop      = product.product.parameters["drop"],
        T_max     = patient.after_infusion.parameters["T_max"],
    ) | LEAVING,
    outputs=dict(
        not_made  = Output("1", "no product in specification could be made: 1 yes, 0 no",    (0, 1), "Not made", whole=True, look="il6"),
        lost      = Output("1", "lost while waiting, though there was a product: 1 yes, 0 no", (0, 1), "Lost while waiting", whole=True, look="tumor"),
        infused   = Output("1", "got the infusion: 1 yes, 0 no",                             (0, 1), "Infused", whole=True, look="car"),
        stays     = Output("%", "chance that such a person comes as far as the infusion, if there is a product", (0, 100), "Chance to be infused", look="tcell", tex=r"p_{\mathrm{stay}}"),
        evaluable = Output("1", "could be called a responder or not: 1 yes, 0 no",           (0, 1), "Evaluable", whole=True, look="tcell"),
    ),
)
# fmt: on


@enrolled.observe
def observe_enrolled(t, y, p):
    return dict(
        dose_target=minimum(p.aimed_per_kg * p.weight_kg, p.dose_most),
        dose_min=maximum(p.least_per_kg * p.weight_kg, p.least_dose),
        other_d=p.wait_mid * exp(p.s_wait * p.z_wait),
        T_coll=p.tumor_mid * exp(p.s_tumor * p.z_tumor),
        rho=p.rho_mid * exp(p.s_expand * p.z_expand),
        gam=p.gam_mid * exp(p.s_kill * p.z_kill),
        k_A=p.k_A_mid * exp(p.s_inflame * p.z_inflame),
        wbc=p.wbc_mid * exp(p.s_wbc * p.z_wbc),
        r_N=p.r_N_mid * exp(p.s_recover * p.z_recover),
    )


@leaving.observe
def observe_leaving(t, y, p):
    made = p.in_spec
    # Who has more tumor is lost sooner; who has the largest that the model knows, surely.
    risk = p.drop * (p.T_coll / p.tumor_usual) ** p.drop_power
    staying = exp(-risk * p.v2v_d)
    dropped = where(p.luck_wait < 1 - staying, 1, 0)
    gone = made * where(p.T0 < p.T_max, dropped, 1)
    return dict(
        not_made=1 - made,
        lost=gone,
        infused=made - gone,
        stays=100 * staying,
        evaluable=where(p.luck_seen < p.not_evaluable / 100, 0, 1),
    )


# fmt: off
counted = Model(
    "How sure a share is",
    kind="formula",
    t_end=1,
    parameters=dict(
        patients = assumed(20, "1", "patients of whom the share is told",   (5, 200), "Patients", step=1, tex=r"n_{\mathrm{pat}}"),
        seen_in  = assumed(80, "%", "share of them in whom it was seen",     (0, 100), "Seen in", step=1, tex="p"),
    ),
    outputs=dict(
        sure_low  = Output("%", "lower end of the 95 % interval, by Wilson's formula", (0, 100), "Lower end", look="car", tex=r"p_{\mathrm{low}}"),
        sure_high = Output("%", "upper end of the 95 % interval, by Wilson's formula", (0, 100), "Upper end", look="car", tex=r"p_{\mathrm{high}}"),
        sure_wide = Output("%", "from the lower to the upper end, in percent of the patients", (0, 100), "Width of the interval", look="tcell", tex=r"\Delta p"),
    ),
)
# fmt: on


@counted.observe
def observe_counted(t, y, p):
    share = p.seen_in / 100
    # 1.96 standard deviations, squared, for each patient.
    z = 3.841458820694124 / p.patients
    middle = (share + z / 2) / (1 + z)
    half = sqrt(share * (1 - share) * z + z**2 / 4) / (1 + z)
    return dict(
        sure_low=100 * (middle - half),
        sure_high=100 * (middle + half),
        sure_wide=200 * half,
    )


# fmt: off
tested = Model(
    "One level, tested twice",
    kind="formula",
    t_end=1,
    parameters=dict(
        level_mid = derived(34700, "copies/µg", "level of the person in the middle",            (1e4, 1e5), scale="log", tex=r"\bar G", source=f"{LABEL}: peak of responders"),
        s_level   = derived(1.11,  "1", "spread of the levels, of the logarithm",               (0, 1.5), "Spread of the levels", step=0.01, tex=r"s_G",
                            source=f"{LABEL}: 155 % in responders"),
        s_assay   = assumed(0.5,   "1", "error of one test, of the logarithm",                  (0, 1), "Error of a test", step=0.01, tex=r"s_{\mathrm{test}}"),
        z_level   = standing("level", "z_G"),
        z_first   = assumed(0,     "1", "error of the first test: standard deviations",         (-3.5, 3.5), tex="z_1"),
        z_second  = assumed(0,     "1", "error of the second test: standard deviations",        (-3.5, 3.5), tex="z_2"),
    ),
    outputs=dict(
        first_test  = Output("copies/µg", "what the first test finds",          (10, 1e7), "First test", scale="log", look="car", tex="G_1"),
        second_test = Output("copies/µg", "what the second test finds, of the same level", (10, 1e7), "Second test", scale="log", look="car", tex="G_2"),
    ),
)
# fmt: on


@tested.observe
def observe_tested(t, y, p):
    level = p.level_mid * exp(p.s_level * p.z_level)
    return dict(
        first_test=level * exp(p.s_assay * p.z_first),
        second_test=level * exp(p.s_assay * p.z_second),
    )


# The line below which no tumor is seen, for a slider.
SIGHT = dict(
    T_seen=replace(
        patient.after_infusion.parameters["T_seen"],
        label="Seen from",
        scale="log",
    )
)

# fmt: off
TO_THE_BAG = (
    enrolled,
    widened(collection.apheresis, ranges=dict(cd3_per_uL=(50, 5000))),
    widened(engineering.transduction, ranges=dict(cd3_collected=(1e6, 1e12), integrates=(0.03, 3)), keeps=("seeded", "car_frac", "vcn_pos")),
    # The protocol harvests on day 9: nothing is followed longer.
    widened(
        culture.culture, t_end=9, ranges=dict(seeded=(1e5, 1e10), mu_max=(0.05, 2), culture_d=(3, 9)),
        keeps=("viable", "fold", "viability", "product_fscm", "product_fcm", "doublings", "growth", "potency"),
    ),
    widened(
        product.product,
        ranges=dict(dose_target=(1e5, 4e9), other_d=(1, 300), T_coll=(1e6, 1e14), viable=(1e2, 1e13), culture_d=(3, 9), T_double=(10, 120)),
        parameters=dict(T_max=patient.after_infusion.parameters["T_max"], drop=LOST),
        change=dict(T0="minimum(p.T_coll * 2 ** (wait / p.T_double), p.T_max)"),
        keeps=("viab_thaw", "dose", "dose_per_kg", "in_spec", "v2v_d", "p_infused", "T0", "q", "phi"),
    ),
    widened(leaving, parameters=dict(drop=LOST), ranges=dict(v2v_d=(1, 400), T0=(1e6, 4e12), T_coll=(1e6, 1e14))),
)

# As far as the product, with a slider for how much chemotherapy ages cells.
TO_THE_PRODUCT = (enrolled, widened(TO_THE_BAG[1], ranges={}, parameters=dict(aging=AGING)), *TO_THE_BAG[2:])

OWN = dict(
    T0=(1e6, 4e12), dose=(1e2, 4e9), rho=(0.1, 20), gam=(5e-4, 200), k_A=(0.02, 10),
    wbc=(40, 5e4), r_N=(0.02, 1.2), phi=(0, 30),
)
SEEN = ("transgene", "tumor", "il6_signal", "strain", "cart_engrafted", "b_cells", "responds")
NEVER = dict(chemo="0", second="0")  # no second infusion
# Longest steps, days: about two over the fastest rate, of IL-6 and of the note of a line.
CALM, SHARP = 0.2, 0.08

untreated = Chain("A trial without drugs", [
    *TO_THE_BAG,
    widened(patient.after_infusion, "The month of a trial", longest=CALM, ranges=OWN, without=("Z", "S", "K"), change=NEVER, keeps=SEEN, parameters=SIGHT),
])

treated = Chain("A trial with drugs by a rule", [
    *TO_THE_BAG,
    widened(
        patient.after_infusion, "The month without drugs", longest=SHARP, ranges=OWN, without=("Z", "S", "K"), change=NEVER, keeps=(),
        states=dict(
            past_C = State(0, "1",   "the line of tocilizumab is passed",   negligible=1e-3),
            day_C  = State(0, "day", "days before that line",               negligible=1e-2),
            past_W = State(0, "1",   "the line of dexamethasone is passed", negligible=1e-3),
            day_W  = State(0, "day", "days before that line",               negligible=1e-2),
        ),
        parameters=RULE | dict(weight_kg=WEIGHT), outputs=GIVEN, said=SAID,
    ),
    widened(patient.after_infusion, "The month of a trial with drugs", longest=CALM, ranges=OWN, without=("K",), change=NEVER, keeps=SEEN, parameters=SIGHT),
])
# fmt: on

# The trials of the lesson, {title: Setting}, and their chains without drugs.
SETTINGS = {one.title: one for one in (LEUKEMIA, LYMPHOMA, LYMPHOMA_BY_EXPANSION)}
TRIALS = {title: setting.of(untreated) for title, setting in SETTINGS.items()}
