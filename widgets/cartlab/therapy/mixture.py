"""A mixed tumor: four classes of target cells, from dim to bright, in one well.

The contacts of the killing assay (`assay`), for each class with the lysis that its own
antigen density allows. Nothing tires here and no CAR T cell divides, so that only the
density tells the classes apart. A class has `spread` times the antigen of the one below
it; the shares at the start are 1, 3, 3 and 1 eighth (assumed).
"""

from cartlab.language import Model, Output, State, assumed, log10

from . import assay, receptor

# fmt: off
mixture = Model(
    "A mixed tumor",
    time="hour",
    t_end=72,
    clock="time in the well (hours)",
    states=dict(
        free_1 = State("1/8 * planted",   "cell", "free target cells, dimmest class",    negligible=1e-5, tex="T_1"),
        free_2 = State("3/8 * planted",   "cell", "free target cells, dim class",        negligible=1e-5, tex="T_2"),
        free_3 = State("3/8 * planted",   "cell", "free target cells, bright class",     negligible=1e-5, tex="T_3"),
        free_4 = State("1/8 * planted",   "cell", "free target cells, brightest class",  negligible=1e-5, tex="T_4"),
        held_1 = State(0,                 "cell", "bound target cells, dimmest class",   negligible=1e-5, tex="B_1"),
        held_2 = State(0,                 "cell", "bound target cells, dim class",       negligible=1e-5, tex="B_2"),
        held_3 = State(0,                 "cell", "bound target cells, bright class",    negligible=1e-5, tex="B_3"),
        held_4 = State(0,                 "cell", "bound target cells, brightest class", negligible=1e-5, tex="B_4"),
        hunters = State("ratio * planted", "cell", "CAR T cells that are free and fit",  negligible=1e-5, tex="H"),
    ),
    parameters=assay.CONTACTS
    | {name: receptor.receptor.parameters[name] for name in ("A_kill", "A_alarm", "n_A")}
    | {"one": assay.assay.parameters["one"]}
    | dict(
        middle = assumed(500,  "1/cell", "antigen molecules on a typical cell of the tumor", (100, 20_000), "Antigen, typical cell", scale="log",
                         tex=r"n_{\mathrm{middle}}"),
        spread = assumed(8,    "1",      "antigen from one class to the next, times",        (1.2, 12),     "From class to class, times", tex=r"\varsigma"),
    ),
    outputs=dict(
        dimmest   = Output("cell",   "target cells alive, dimmest class",                        (0, 60),   "Dimmest", look="tumor-neg"),
        dim       = Output("cell",   "target cells alive, dim class",                            (0, 60),   "Dim", look="tumor"),
        bright    = Output("cell",   "target cells alive, bright class",                         (0, 60),   "Bright", look="bcell"),
        brightest = Output("cell",   "target cells alive, brightest class",                      (0, 60),   "Brightest", look="car"),
        mixed     = Output("%",      "target cells of all classes alive, percent of those planted", (0.01, 1000), "All targets left", scale="log", look="tumor"),
        typical   = Output("1/cell", "antigen molecules on a typical cell that is left (geometric mean)", (10, 1e5), "Antigen on what is left", scale="log",
                           look="tumor"),
        alarm_now = Output("%",      "alarm that the target cells left can raise, percent of that of as many bright ones as were planted", (0, 100), "Alarm they can raise",
                           look="ifn"),
    ),
)
# fmt: on


@mixture.steps
def steps(t, y, p):
    # Antigen of the classes, as multiples of the two thresholds.
    at_kill = p.middle / p.A_kill
    at_alarm = p.middle / p.A_alarm
    return dict(
        sees_1=1 / (1 + (at_kill / p.spread**1.5) ** -p.n_A),
        sees_2=1 / (1 + (at_kill / p.spread**0.5) ** -p.n_A),
        sees_3=1 / (1 + (at_kill * p.spread**0.5) ** -p.n_A),
        sees_4=1 / (1 + (at_kill * p.spread**1.5) ** -p.n_A),
        loud_1=1 / (1 + (at_alarm / p.spread**1.5) ** -p.n_A),
        loud_2=1 / (1 + (at_alarm / p.spread**0.5) ** -p.n_A),
        loud_3=1 / (1 + (at_alarm * p.spread**0.5) ** -p.n_A),
        loud_4=1 / (1 + (at_alarm * p.spread**1.5) ** -p.n_A),
        all_1=y.free_1 + y.held_1,
        all_2=y.free_2 + y.held_2,
        all_3=y.free_3 + y.held_3,
        all_4=y.free_4 + y.held_4,
        all_free=y.free_1 + y.free_2 + y.free_3 + y.free_4,
        all_held=y.held_1 + y.held_2 + y.held_3 + y.held_4,
    )


@mixture.rates
def rates(t, y, p, s):
    growth = p.k_div / (1 + ((s.all_free + s.all_held) / (p.crowd * p.planted)) ** 2)
    meet = p.k_on * y.hunters / p.planted
    lysis = (
        s.sees_1 * y.held_1
        + s.sees_2 * y.held_2
        + s.sees_3 * y.held_3
        + s.sees_4 * y.held_4
    )
    return dict(
        free_1=growth * s.all_1 - meet * y.free_1 + p.k_off * y.held_1,
        free_2=growth * s.all_2 - meet * y.free_2 + p.k_off * y.held_2,
        free_3=growth * s.all_3 - meet * y.free_3 + p.k_off * y.held_3,
        free_4=growth * s.all_4 - meet * y.free_4 + p.k_off * y.held_4,
        held_1=meet * y.free_1 - (p.k_off + p.k_kill * s.sees_1) * y.held_1,
        held_2=meet * y.free_2 - (p.k_off + p.k_kill * s.sees_2) * y.held_2,
        held_3=meet * y.free_3 - (p.k_off + p.k_kill * s.sees_3) * y.held_3,
        held_4=meet * y.free_4 - (p.k_off + p.k_kill * s.sees_4) * y.held_4,
        hunters=p.k_off * s.all_held + p.k_kill * lysis - meet * s.all_free,
    )


@mixture.observe
def observe(t, y, p, s):
    # Where hardly anything is left, the rest is told as dimmest: nobody could tell.
    dimmest = s.all_1 + 1e-3 * p.one
    told = dimmest + s.all_2 + s.all_3 + s.all_4
    place = 1.5 * (s.all_4 - dimmest) + 0.5 * (s.all_3 - s.all_2)
    raised = (
        s.loud_1 * s.all_1
        + s.loud_2 * s.all_2
        + s.loud_3 * s.all_3
        + s.loud_4 * s.all_4
    )
    return dict(
        dimmest=dimmest,
        dim=s.all_2,
        bright=s.all_3,
        brightest=s.all_4,
        mixed=100 * (s.all_1 + s.all_2 + s.all_3 + s.all_4) / p.planted,
        typical=p.middle * 10 ** (log10(p.spread) * place / told),
        alarm_now=100 * raised / p.planted,
    )
