"""Engagement: what the receptor makes of a tumor, carried into the patient.

Lysis sets how fast a tumor cell is killed; the alarm sets how many cells with antigen it
takes to stimulate the CAR T cells, because a dim cell stimulates like a part of a bright
one. The reference patient's tumor has 20,000 molecules a cell. The map is assumed for
teaching.
"""

from cartlab.language import Chain, Model, assumed, derived

from . import patient, receptor
from .fields import FIELDS, output

REFERENCE = receptor.receptor.simulate().handed
THERE = dict(source="the receptor's own numbers, rounded")

# fmt: off
engagement = Model(
    "The receptor in the patient",
    kind="formula",
    t_end=1,
    parameters={name: FIELDS[name] for name in ("sees", "alarms")}
    | dict(
        gam_bright = assumed(FIELDS["gam"].value, "1/day", "fastest killing of the reference tumor",            (0.6, 1.6), "Fastest killing, bright tumor",
                             tex=r"\gamma_{\mathrm{ref}}"),
        K_X_bright = assumed(FIELDS["K_X"].value, "cell",  "cells of the reference tumor for half stimulation", (1e9, 1e10), scale="log", tex=r"K_{X,\mathrm{ref}}"),
        sees_ref   = derived(round(float(REFERENCE["sees"]), 2),   "%", "lysis that 20,000 molecules allow a CD28 receptor", (90, 100), tex=r"h_{\mathrm{kill,ref}}", **THERE),
        alarms_ref = derived(round(float(REFERENCE["alarms"]), 2), "%", "alarm that 20,000 molecules allow a CD28 receptor", (90, 100), tex=r"h_{\mathrm{alarm,ref}}", **THERE),
    ),
    outputs=dict(gam=output("gam", "car"), K_X=output("K_X", "tumor")),
)
# fmt: on


@engagement.observe
def observe(t, y, p):
    return dict(
        gam=p.gam_bright * p.sees / p.sees_ref,
        # The smallest alarm is that of a single molecule, so this has an end.
        K_X=p.K_X_bright * p.alarms_ref / (p.alarms + 1e-4),
    )


def in_the_patient():
    """Return the Chain from the receptor to the patient after infusion.

    A dim tumor is outside of what the patient's own sliders allow: there both ranges are
    wider.
    """
    own = patient.after_infusion
    first = {name: own.parameters[name].value for name in ("gam", "K_X")}
    wide = own.edit(gam=0, K_X=4e15).edit(gam=2.2, K_X=1e8).edit(**first)
    models = [receptor.receptor, engagement, wide]
    return Chain("The receptor and the patient", models)
