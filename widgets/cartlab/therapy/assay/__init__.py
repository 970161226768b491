"""The killing assay: CAR T cells and target cells in one well, event by event.

One list of events, told once: `well` lets them happen one by one, by chance; `assay` is
their mean field, the same list with many cells. The scheme of contacts is Kuznetsov's
(1994, doi:10.1007/BF02460644), without its supply of immune cells. What counts is how
many CAR T cells there are for each target, so both start from the same few cells. Target
cells divide more slowly as the well fills up, and CAR T cells only while they have room,
which also bounds how fast anything happens.
"""

from cartlab.language import Chain, Dose, Event, Model, State, exp, where

from .. import patient, receptor
from .alarm import ALARM
from .contact import CONTACT
from .shown import SHOWN
from .targets import TARGETS
from .wear import WEAR

# fmt: off
well = Model(
    "The well, cell by cell",
    kind="jumps",
    time="hour",
    t_end=72,
    clock="time in the well (hours)",
    states=dict(
        free     = State("planted",         "cell", "target cells that are not bound",            negligible=1e-4, tex="T"),
        hunters  = State("ratio * planted", "cell", "CAR T cells that are free and fit",          negligible=1e-4, tex="H"),
        bound    = State(0,                 "cell", "target cells bound by a CAR T cell",         negligible=1e-4, tex="B_T"),
        tired    = State(0,                 "cell", "CAR T cells that have lost their function",  negligible=1e-4, tex="U"),
        alarmed  = State(0,                 "cell", "CAR T cells that are alarmed",               negligible=1e-4, tex="Q"),
        killed   = State(0,                 "cell", "target cells killed so far",                 negligible=1e-4, tex=r"T_{\dagger}"),
        released = State(0,                 "fg",   "IFN-γ released so far",                      tex="Y"),
    ),
    events=dict(
        divide  = Event("a target cell divides", free=+1),
        meet    = Event("a CAR T cell binds a target", free=-1, hunters=-1, bound=+1),
        part    = Event("it lets go, and nothing has happened", free=+1, hunters=+1, bound=-1),
        lyse    = Event("it kills, and is free again", hunters=+1, bound=-1, killed=+1),
        tire    = Event("it loses its function and lets go", free=+1, tired=+1, bound=-1),
        rest    = Event("a tired cell recovers", hunters=+1, tired=-1),
        alarm   = Event("a CAR T cell is alarmed", alarmed=+1),
        calm    = Event("an alarm ends", alarmed=-1),
        more    = Event("an alarmed CAR T cell divides", hunters=+1),
        release = Event("alarmed cells release a packet of IFN-γ, 100 fg", released=+100),
    ),
    parameters=TARGETS | CONTACT | ALARM | WEAR | {"one": patient.after_infusion.parameters["one"]},
    doses=[
        Dose("free", "planted", time="gap", number="more_rounds", every="gap", label="fresh targets"),
    ],
    outputs=SHOWN,
)
# fmt: on


@well.steps
def steps(t, y, p):
    targets = y.free + y.bound
    fit = y.hunters + y.bound
    return dict(targets=targets, fit=fit, cart=fit + y.tired)


@well.propensities
def propensities(t, y, p, s):
    fullness = s.targets / (p.crowd * p.planted)
    working = s.fit / s.cart  # the share that divides and releases when alarmed
    return dict(
        divide=p.k_div * s.targets / (1 + fullness**2),
        meet=p.k_on * y.hunters * y.free / p.planted,
        part=p.k_off * y.bound,
        lyse=p.k_kill * (p.sees / 100) * y.bound,
        tire=p.k_tire * (p.sees / 100) * y.bound,
        rest=p.k_rest * y.tired,
        alarm=p.k_alarm * (p.alarms / 100) * y.bound * (1 - y.alarmed / s.cart),
        calm=y.alarmed / p.tau_alarm,
        # Below its room, by a few CAR T cells for each target, nothing is changed.
        more=p.k_more * y.alarmed * working / (1 + exp(s.cart / p.planted - p.room)),
        release=p.s_ifn * y.alarmed * working / 100,
    )


@well.observe
def observe(t, y, p, s):
    gone = where(2 * s.targets < p.one, 1, 0)
    return dict(
        alive=s.targets,
        cleared=gone,
        uncleared=1 - gone,
        targets_left=100 * s.targets / p.planted,
        lysis=100 * y.killed / (y.killed + s.targets),
        kills_each=y.killed / (p.ratio * p.planted),
        cart_each=s.cart / p.planted,
        fit_share=100 * s.fit / s.cart,
        alarmed_share=100 * y.alarmed / s.cart,
        ifn_well=y.released / p.fg_in_pg * p.c_planted / p.planted,
    )


assay = well.mean("The killing assay")

# What other wells take over from this one: the target cells, and their contacts.
CONTACTS = {
    name: assay.parameters[name]
    for name in ("planted", "ratio", "k_div", "crowd", "k_on", "k_off", "k_kill")
}

with_receptor = Chain("The receptor in the assay", [receptor.receptor, assay])
