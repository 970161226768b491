"""Persistence: the years after the infusion, and whether the last tumor cell has died.

The patient is the patient of the first month (`patient`), without the cytokines and drugs
of the first weeks. No formula is written anew: the long runs are variants of that model.
A run of 720 days takes about 500 steps at the sliders' tolerance, of which the fast first
month needs a fifth; the whole model would take 1,013, because its cytokines are fast for
ever. Steps are at most 2 days long: with longer ones rounding errors grow so far that the
page and Python differ by more than 1e-9 (and at most 1e-5).

Below one cell a curve lies, so the tumor's end is computed as a chance: each tumor cell at
infusion starts a line that grows and dies at the patient's own rates, and `living` is how
many lines are expected to be left. The textbook's form of that is an integral of terms
that reach 1e30 (a test works it out by log-sum-exp); the same follows from the chance
`lone` that a living line is a single cell, because only then can its next death end it.
`last_cells` lets the same events happen one by one.
"""

from dataclasses import replace

from cartlab.language import Chain, Dose, Event, Mark, Model, State, where

from .. import culture, patient, product
from .chance import CHANCE, FEW, LIVING, LONE
from .memory import MEMORY
from .shown import CHANCE_SHOWN, FEW_SHOWN, LASTING
from .sight import SIGHT, SOWN

KEPT = ("cart_engrafted", "transgene", "tumor", "b_cells")
# What no long run needs: cytokines, the strain of vessels and the drugs against them.
FIRST_WEEKS = ("A", "G", "I6", "W", "Z", "S", "K")
MONTH = ("cart_blood", "il6_serum", "il6_signal")
# Here parts of a cell are told: they stand for the chance that a cell is left.
TUMOR = replace(patient.after_infusion.outputs["tumor"], least=None)

# fmt: off
first_month = patient.after_infusion.variant(
    "The first month", without=("W", "Z", "S", "K"), keeps=MONTH,
    change=dict(chemo="0", second="0"),
)

years = patient.after_infusion.variant(
    "The years after",
    t_end=720,
    longest=2,
    without=FIRST_WEEKS,
    keeps=KEPT,
    change=dict(
        # No second infusion; and once no infused cell is left in the blood, nothing as
        # fast as their leaving is followed any more.
        chemo="0", second="0", J="where(t < p.settled, -p.k_J * y.J, 0)",
        # Nothing kills what has no antigen.
        Tn="growth * y.Tn / (y.Tn + p.one) * y.Tn",
    ),
    states=dict(
        lone = LONE,
        living = State("T0 * (1 - lost)", "cell", LIVING, negligible=1e-9, tex=r"\Lambda"),
        Tp = State("T0 * (1 - lost)", "cell", "tumor with antigen",    tex="T_{+}"),
        Tn = State("T0 * lost",       "cell", "tumor without antigen", tex="T_{-}"),
    ),
    parameters=CHANCE | MEMORY | SIGHT,
    outputs=dict(tumor=TUMOR) | LASTING,
    said=dict(
        dying="p.d_T + kill",
        lone="-(growth - kill) * y.lone - dying * y.lone**2",
        living="-dying * y.lone * y.living",
        effectors="y.E / p.V_T",
        memory="y.M / p.V_T",
        hunted="kill",
        tumor_pos="y.Tp",
        tumor_lost="y.Tn",
        seen_pos="maximum(where(t < p.scan_day, 0, y.Tp), p.one)",
        seen_lost="maximum(where(t < p.scan_day, 0, y.Tn), p.one)",
        aplastic="where(100 * y.B < p.b_back * p.B0, 1, 0)",
        no_pos="where(y.Tp < p.T_seen, 1, 0)",
        no_lost="where(y.Tn < p.T_seen, 1, 0)",
        clear="where(tumor < p.T_seen, 1, 0)",
        # Of lines that nothing kills, the share that lives follows from constant rates.
        escaping="p.T0 * p.lost * p.r_T / (p.r_T + p.d_T)",
        lines="y.living",
        # Below 1 % nobody should read on: there an error in the rates grows with the lines.
        cure_pos="maximum(100 * exp(-y.living / p.one), 1)",
        cure="maximum(100 * exp(-(y.living + escaping) / p.one), 1)",
    ),
)

long_run = years.variant(
    "The long run",
    t_end=500,
    # Else parts of a cell would grow back in ten years.
    change=dict(Tp="(growth * y.Tp**2 / (y.Tp**2 + p.one**2) - kill) * y.Tp"),
    without=("lone", "living", "Tn"),
    keeps=(*KEPT, "effectors", "memory", "hunted"),
    doses=[Dose("Tp", "sown", time="sown_day", label="tumor cells sown")],
    parameters=SOWN,
    handed_over=Mark("look_day", "the look"),
)

last_cells = Model(
    "The last cells, one by one",
    kind="jumps",
    t_end=90,
    clock="days from then on",
    states=dict(n=State("few", "cell", "tumor cells left", negligible=1e-4, tex=r"n_{\mathrm{left}}")),
    events=dict(
        divide = Event("a tumor cell divides", n=+1),
        die    = Event("a tumor cell dies by itself", n=-1),
        lyse   = Event("a tumor cell is killed", n=-1),
    ),
    parameters=FEW | {name: years.parameters[name] for name in ("r_T", "d_T", "one")},
    outputs=FEW_SHOWN,
)
# fmt: on


@last_cells.steps
def steps(t, y, p):
    # The killing halves again and again, six times; then nothing kills any more.
    fading = where(
        t < p.halves,
        1,
        where(
            t < 2 * p.halves,
            0.5,
            where(
                t < 3 * p.halves,
                0.25,
                where(
                    t < 4 * p.halves,
                    0.125,
                    where(
                        t < 5 * p.halves,
                        0.0625,
                        where(t < 6 * p.halves, 0.03125, 0),
                    ),
                ),
            ),
        ),
    )
    # A line that got away is hardly followed: it would cost time and change nothing.
    followed = y.n / (1 + (y.n / p.escaped) ** 4)
    return dict(hunting=p.k_now * fading, followed=followed)


@last_cells.propensities
def propensities(t, y, p, s):
    return dict(
        divide=(p.r_T + p.d_T) * s.followed,
        die=p.d_T * s.followed,
        lyse=s.hunting * s.followed,
    )


@last_cells.observe
def observe(t, y, p):
    gone = where(2 * y.n < p.one, 1, 0)
    return dict(left=y.n, gone=gone, ungone=1 - gone)


last_chance = last_cells.mean().variant(
    "The chance of the last cells",
    states=dict(
        lone=LONE,
        living=State("few", "cell", LIVING, negligible=1e-6, tex=r"\Lambda"),
    ),
    outputs=CHANCE_SHOWN,
    said=dict(
        dying="p.d_T + hunting",
        lone="-(p.r_T - hunting) * y.lone - dying * y.lone**2",
        living="-dying * y.lone * y.living",
        all_dead="100 * (1 - y.living / p.few) ** (p.few / p.one)",
    ),
)

from_culture = Chain(
    "From culture to the years", [culture.culture, product.product, years]
)
month_and_years = Chain("The month and the years", [first_month, years])


def ten_years():
    """Return `long_run` over ten years.

    It is declared over 500 days: a tumor and its hunters that live together for longer go
    through cycles that no solver can tell to a millionth.
    """
    longer = long_run.edit(t_end=3650, look_day=3650)
    return longer.edit(look_day=long_run.parameters["look_day"].value)


def stepwise(rates):
    """Return text for the step `hunting`: one rate after the other, then 0.

    With `last_cells.edit(change=dict(hunting=stepwise(rates)), k_now=1, halves=length)`
    the twin has the killing (per day) of one patient's run, each rate for `length` days:
    jumps allow none that changes all the time.
    """
    said = "0"
    for k, rate in reversed(list(enumerate(rates, start=1))):
        said = f"where(t < {k} * p.halves, {float(rate)!r} * p.k_now, {said})"
    return said
