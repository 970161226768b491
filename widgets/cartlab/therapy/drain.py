"""The drain: interleukin 6 is made, and cleared in two ways, one of them by its receptor.

Three lines that hold what a blocked receptor does to the level in serum and to what still
acts. All other numbers are the patient's.
"""

from cartlab.language import Mark, Model, State, assumed, where

from . import patient

# fmt: off
drain = Model(
    "The drain",
    t_end=6,
    handed_over=Mark("t_block", "receptor blocked"),
    states=dict(
        C = State("made / k_I", "pg/mL", "interleukin 6 in serum", negligible=0.01),
    ),
    parameters=dict(
        made    = assumed(4000, "pg/mL/day", "interleukin 6 made",                       (100, 40000), "IL-6 made", scale="log"),
        k_I     = patient.after_infusion.parameters["k_I"],
        rm      = patient.after_infusion.parameters["rm"],
        blocked = assumed(99,   "%",         "share of the receptors that is blocked",   (0, 100),     "Receptor blocked"),
        t_block = assumed(2,    "day",       "the receptor is blocked from this day on", (0, 5),       "Blocked from day"),
    ),
    outputs={
        name: patient.after_infusion.outputs[name]
        for name in ("il6_serum", "il6_signal")
    },
)
# fmt: on


@drain.steps
def steps(t, y, p):
    return dict(free=where(t < p.t_block, 1, 1 - p.blocked / 100))


@drain.rates
def rates(t, y, p, s):
    return dict(C=p.made - p.k_I * (1 - p.rm / 100 + (p.rm / 100) * s.free) * y.C)


@drain.observe
def observe(t, y, p, s):
    return dict(il6_serum=y.C, il6_signal=y.C * s.free)
