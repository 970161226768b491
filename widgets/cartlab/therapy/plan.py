"""A plan: eight decisions from the vein to the vein, for five people of a trial.

The stages are those of the `trial`, in its ranges and with its rule for drugs. Before them
stand who it is and what is decided; after them the body is followed from day 28 to the end
of year two. Bridging is assumed for teaching: it takes tumor away, and it takes days.
"""

from cartlab.language import Chain, Model, Output, State, assumed, derived, where

from . import patient, persistence, population, trial
from .fields import FIELDS
from .trial.settings import LEUKEMIA

SEED = 2017
# Numbers of the trial's people, of whom the usual first plan loses each in another way.
PLAYERS = {
    "slow cells, much tumor": 4,
    "slow cells": 8,
    "much tumor": 20,
    "long wait": 28,
    "slow killers": 31,
}
BRIDGING = {"none": 0, "mild": 1, "intensive": 2}
DRUGS = {
    "none": 0,
    "tocilizumab after grade 1": 1,
    "tocilizumab after grade 2": 2,
    "tocilizumab after grade 3": 3,
    "both drugs after grade 2": 4,
}
NEVER = 10  # a strain that nobody reaches
# A number in the text of a model has no unit: these give it one.
ONES = {
    "kg": "one_kg",
    "cell/µL": "one_per_uL",
    "1/day": "one_per_day",
    "day": "one_day",
}

# fmt: off
DECIDED = dict(
    bridging  = assumed(0,   "1",     "treatment that bridges the wait for the product", (0, 2), "Bridging", kind="choice", choices=BRIDGING, tex=r"\mathrm{bridging}"),
    drugs     = assumed(3,   "1",     "drugs against the side effects, by a rule of the teaching map", (0, 4), "Drugs", kind="choice", choices=DRUGS, tex=r"\mathrm{drugs}"),
    left_mild = assumed(30,  "%",     "tumor that mild bridging leaves",                 (20, 60),    tex=r"b_{\mathrm{mild}}"),
    left_hard = assumed(10,  "%",     "tumor that intensive bridging leaves",            (5, 20),     tex=r"b_{\mathrm{hard}}"),
    days_mild = assumed(7,   "day",   "days that mild bridging takes",                   (3, 14),     tex=r"d_{\mathrm{mild}}"),
    days_hard = assumed(14,  "day",   "days that intensive bridging takes",              (7, 28),     tex=r"d_{\mathrm{hard}}"),
    tumor_found = derived(trial.enrolled.parameters["tumor_mid"].value, "cell", "tumor at collection without bridging, of the person in the middle", (3.9e9, 3.9e11),
                          scale="log", tex=r"\bar T_{\mathrm{found}}", source="the trial's"),
    strain_most = assumed(NEVER, "1", "strain that nobody reaches: without it a drug is never given", (5, 20), tex=r"W_{\mathrm{never}}"),
    crs_1     = patient.after_infusion.parameters["crs_1"],
    icans_2   = patient.after_infusion.parameters["icans_2"],
)

DECISIONS = dict(
    tumor_mid = Output("cell",  "tumor that bridging leaves of the person in the middle", (1e8, 3.9e11), "Tumor at collection, middle", scale="log", look="tumor", tex=r"\bar T_{\mathrm{coll}}"),
    bridge_d  = Output("day",   "days that bridging takes",                              (0, 30),    "Days of bridging", look="tcell", tex=r"t_{\mathrm{bridge}}"),
    toci_at   = Output("pg/mL", "signaling IL-6 after which tocilizumab is given",       (10, 1e4),  "Tocilizumab after", scale="log", look="given", tex=r"C_{\mathrm{toci}}"),
    dex_at    = Output("1",     "strain after which dexamethasone is given",             (0, 2 * NEVER), "Dexamethasone after", look="given", tex=r"W_{\mathrm{dex}}"),
    by_rule   = Output("1",     "drugs are given by a rule: 1 yes, 0 no",                (0, 1),     "Drugs by a rule", whole=True, look="given", tex=r"r_{\mathrm{drug}}"),
    severe_at = Output("pg/mL", "signaling IL-6 that is called severe here",             (100, 1e4), "Severe from", scale="log", look="il6", tex=r"C_{\mathrm{severe}}"),
)
# fmt: on


def drawn(name, number):
    """Return text for what differs between the players: each one's own number."""
    people = population.WITH_LEUKEMIA.draw(max(PLAYERS.values()) + 1, seed=SEED)
    *others, last = PLAYERS.values()
    said = repr(float(people[name][last]))
    for who in reversed(others):
        said = f"where(p.player < {who + 0.5}, {float(people[name][who])!r}, {said})"
    unit = population.WITH_LEUKEMIA.model.parameters[name].unit
    return said if unit == "1" else f"{said} * p.{ONES[unit]}"


def who_it_is():
    """Return the model of who is treated: it hands over what is each one's own."""
    known = trial.treated.parameters
    own = [
        n for n in population.WITH_LEUKEMIA.laws if n not in ("luck_wait", "luck_seen")
    ]
    choice = assumed(
        28, "1", "who is treated, one of five people drawn from a trial", (4, 31),
        "Patient", kind="choice", choices=PLAYERS, tex=r"\mathrm{patient}",
    )  # fmt: skip
    model = Model(
        "Who it is",
        kind="formula",
        t_end=1,
        parameters=dict(player=choice)
        | {n: assumed(1, unit, f"one {unit}", (0.5, 2)) for unit, n in ONES.items()},
        outputs={name: shown(known[name]) for name in own},
    )

    @model.observe
    def observe(t, y, p):
        # Each is said anew below: a row of numbers for each person.
        return dict(
            prior_cycles=0,
            weight_kg=0,
            cd3_per_uL=0,
            mu_max=0,
            integrates=0,
            T_double=0,
            z_wait=0,
            z_tumor=0,
            z_expand=0,
            z_kill=0,
            z_inflame=0,
            z_wbc=0,
            z_recover=0,
        )

    return model.edit(change={name: drawn(name, own) for name in own})


def shown(parameter):
    """Return the Output that gives a parameter of a later stage."""
    return Output(
        parameter.unit,
        parameter.about,
        parameter.range,
        label=parameter.label or parameter.about,
        scale=parameter.scale,
        look="tcell",
        tex=parameter.tex,
    )


# fmt: off
who = who_it_is()

decided = Model("What is decided", kind="formula", t_end=1, parameters=DECIDED, outputs=DECISIONS)

# The trial's models over wider ranges or with other outputs: parts of a plan, no models of their own.
PARTS = {}

PARTS["bridged"] = trial.widened(trial.enrolled, "Who is enrolled, after bridging", ranges=dict(tumor_mid=(1e8, 3.9e11)))

PARTS["waited"] = trial.widened(
    trial.TO_THE_BAG[4],
    "The product, after the wait",
    ranges={},
    parameters=dict(bridge_d=assumed(0, "day", "days that bridging takes", (0, 30), "Days of bridging", tex=r"t_{\mathrm{bridge}}")),
    change=dict(wait="p.culture_d + p.other_d + p.bridge_d"),
)

reaching = Model(
    "Of 100 such patients",
    kind="formula",
    t_end=1,
    parameters=dict(p_infused=FIELDS["p_infused"]),
    outputs=dict(
        of_100 = Output("1", "patients who reach the infusion, of 100 such", (0, 100), "Of 100 such, infused", whole=True, look="tcell", tex=r"n_{100}"),
    ),
)

# With what the years begin: those of the patient with the long wait, rounded, where the years run alone.
LEFT = dict(
    E_28  = assumed(1e9,  "cell", "effector CAR T cells on day 28",     (0, 2e12), tex="E_{28}"),
    M_28  = assumed(2e7,  "cell", "memory CAR T cells on day 28",       (0, 2e12), tex="M_{28}"),
    Tp_28 = assumed(7e5,  "cell", "tumor cells with antigen on day 28", (0, 4e12), tex="T_{28}"),
    B_28  = assumed(1e8,  "cell", "B cells on day 28",                  (0, 1e11), tex="B_{28}"),
    N_28  = assumed(2e11, "cell", "normal T cells on day 28",           (0, 2e12), tex="N_{28}"),
)
LOOKS = dict(E_28="car", M_28="memory", Tp_28="tumor", B_28="bcell", N_28="tcell")

# What holds the division of the CAR T cells back, and what feeds the release.
BRAKES = dict(
    no_antigen = Output("1/day", "division that is missing for want of antigen",      (0, 6), "want of antigen", look="tumor", tex=r"\beta_{\mathrm{antigen}}"),
    no_room    = Output("1/day", "division that is missing for want of room",         (0, 6), "want of room beside the other T cells", look="tcell", tex=r"\beta_{\mathrm{room}}"),
    unfit      = Output("1/day", "division that the cells of the product cannot do any more", (0, 6), "fatigue of the cells", look="car", tex=r"\beta_{\mathrm{tired}}"),
    fed_ifn    = Output("1",     "what macrophages hear from CAR T cells",            (0, 2), "IFN-γ of the CAR T cells", look="ifn", tex=r"\alpha_{\mathrm{IFN}}"),
    fed_debris = Output("1",     "what macrophages hear from killed cells",           (0, 2), "debris of killed cells", look="tumor", tex=r"\alpha_{\mathrm{debris}}"),
    fed_loop   = Output("1",     "what macrophages hear from themselves",             (0, 2), "the loop of IL-6 and IL-1", look="il6", tex=r"\alpha_{\mathrm{loop}}"),
)

# The last two models of the trial: without drugs, to see when a line is passed, and with them.
PARTS["noted"] = trial.widened(trial.treated.models[-2], "When a line is passed", ranges=dict(dex_at=(0.3, 2 * NEVER)))

PARTS["month"] = trial.treated.models[-1].variant(
    "The month of the plan",
    keeps=trial.SEEN,
    outputs=dict(
        cart_cells = Output("cell", "engrafted CAR T cells in the body", (1, 3e12), "CAR T cells in the body", scale="log", look="car", tex=r"N_{\mathrm{CAR}}"),
    )
    | {n: Output(one.unit, one.about, (1, 3e12), one.about, scale="log", look=LOOKS[n], tex=one.tex) for n, one in LEFT.items()} | BRAKES,
    said=dict(
        cart_cells="y.E + y.M", E_28="y.E", M_28="y.M", Tp_28="y.Tp", B_28="y.B", N_28="y.N",
        no_antigen="p.rho * (1 - stimulus)",
        no_room="p.rho * stimulus * (1 - room)",
        unfit="p.rho * stimulus * room * (1 - p.q)",
        fed_ifn="by_ifn", fed_debris="by_debris", fed_loop="by_loop",
    ),
)

PARTS["later"] = trial.widened(
    patient.after_infusion,
    "From day 28 to year two",
    t_end=702,
    ranges={n: trial.OWN[n] for n in ("T0", "rho", "gam", "r_N")},
    keeps=(),
    longest=2,
    without=("J", "Tn", *persistence.FIRST_WEEKS),
    change=trial.NEVER,
    states=dict(
        E  = State("E_28",  "cell", "effector CAR T cells"),
        M  = State("M_28",  "cell", "memory CAR T cells"),
        Tp = State("Tp_28", "cell", "tumor with antigen", tex="T_{+}"),
        B  = State("B_28",  "cell", "normal B cells"),
        N  = State("N_28",  "cell", "normal T cells"),
    ),
    parameters=LEFT,
    outputs=dict(
        tumor_later = Output("cell",    "tumor cells, from day 28 on",                   (1, 3e12),    "Tumor later", scale="log", least=1, look="tumor"),
        b_later     = Output("%",       "B cells, percent of normal, from day 28 on",    (0, 100),     "B cells later", look="bcell"),
        cart_later  = Output("cell/µL", "CAR T cells in blood, from day 28 on",          (0.01, 1000), "CAR T cells later", scale="log", look="car"),
    ),
    said=dict(tumor_later="tumor", b_later="100 * y.B / p.B0", cart_later="(y.E + y.M) / p.V_T"),
)
# fmt: on


@decided.observe
def observe_decided(t, y, p):
    # The rule: the grade after which tocilizumab is given, or both drugs.
    grade_2 = 10 * p.crs_1
    grade_3 = 100 * p.crs_1
    left = where(p.bridging < 1.5, p.left_mild, p.left_hard)
    days = where(p.bridging < 1.5, p.days_mild, p.days_hard)
    later = where(p.drugs < 2.5, grade_2, where(p.drugs < 3.5, grade_3, grade_2))
    return dict(
        tumor_mid=p.tumor_found * where(p.bridging < 0.5, 1, left / 100),
        bridge_d=where(p.bridging < 0.5, 0, days),
        toci_at=where(p.drugs < 1.5, p.crs_1, later),
        dex_at=where(p.drugs < 3.5, p.strain_most, p.icans_2),
        by_rule=where(p.drugs < 0.5, 0, 1),
        severe_at=grade_3,
    )


@reaching.observe
def observe_reaching(t, y, p):
    return dict(of_100=p.p_infused)


# Nobody is lost by chance: how many are is told for 100 such patients.
MONTHS = [
    who,
    decided,
    PARTS["bridged"],
    *trial.TO_THE_BAG[1:4],
    PARTS["waited"],
    reaching,
    PARTS["noted"],
    PARTS["month"],
]
to_day_28 = LEUKEMIA.of(Chain("A plan, to day 28", MONTHS))
vein_to_vein = LEUKEMIA.of(Chain("A plan, to year two", [*MONTHS, PARTS["later"]]))
