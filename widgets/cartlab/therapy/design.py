"""The design: what the choice of receptor and vector hands on to the cells in the patient.

The reference adult's receptor has 4-1BB, as the product whose kinetics the patient's model
follows. What CD28 changes, and that an affinity can be too low and too high, has published
directions; all sizes are assumed for teaching. Copies make receptors, and receptors change
nothing in the body here: no source says how much they do.
"""

from cartlab.language import Chain, Model, Output, assumed, exp, log10, where

from . import culture, engineering, patient, product, receptor
from .fields import FIELDS, output

BODY = patient.after_infusion.parameters

# fmt: off
design = Model(
    "The design of the receptor",
    kind="formula",
    t_end=1,
    parameters=dict(
        vcn_pos   = FIELDS["vcn_pos"],
        costim    = receptor.THRESHOLDS["costim"],
        grip      = assumed(40,    "nmol/L", "half of the antigen is bound at this concentration: small is a strong grip", (4, 400), "Dissociation constant",
                            scale="log", tex=r"K_{\mathrm{CAR}}", source="4 to 400 were compared: Greenman 2021"),
        best_grip = assumed(40,    "nmol/L", "the best grip",                                          (20, 80),     tex=r"K_{\mathrm{best}}"),
        w_grip    = assumed(2.5,   "1",      "powers of ten off it that cost two thirds of the killing", (1.5, 4),   tex=r"w_{\mathrm{grip}}"),
        per_copy  = assumed(30_000, "1/cell", "receptors on a cell from one copy",                     (5000, 1e5),  tex=r"R_{\mathrm{copy}}",
                            source="that they grow with the copies: Kustikova 2003"),
        gam_best  = assumed(FIELDS["gam"].value,  "1/day", "fastest killing with the best grip",       (0.6, 1.6),   tex=r"\gamma_{\mathrm{best}}"),
        rho_bb    = assumed(BODY["rho"].value,    "1/day", "fastest division, 4-1BB",                  (1.5, 2.1),   tex=r"\rho_{\mathrm{4-1BB}}"),
        m_bb      = assumed(BODY["m"].value,      "1/day", "effectors that become memory, 4-1BB",      (1e-4, 2e-3), tex=r"m_{\mathrm{4-1BB}}"),
        beta_bb   = assumed(BODY["beta"].value,   "1/day", "loss of memory cells, 4-1BB",              (2e-3, 1e-2), tex=r"\beta_{\mathrm{4-1BB}}"),
        faster_28 = assumed(1.1,   "1",      "division with CD28, times that with 4-1BB",              (1, 1.12),    tex=r"x_{\rho}",
                            source="direction: Salter 2018, CD28 signals faster"),
        recall_28 = assumed(0.5,   "1",      "becoming memory with CD28, times that with 4-1BB",       (0.2, 1),     tex=r"x_m",
                            source="direction: Majzner 2020, 4-1BB persists"),
        fade_28   = assumed(2.0,   "1",      "loss of memory with CD28, times that with 4-1BB",        (1, 3),       tex=r"x_{\beta}",
                            source="direction: Majzner 2020, 4-1BB persists"),
    ),
    outputs=dict(
        receptors = Output("1/cell", "receptors on a CAR-positive cell, on average", (0, 3e5), "Receptors a cell", look="car"),
        gam       = output("gam", "car"),
        rho       = Output("1/day", BODY["rho"].about,  (1, 2.4),  "Fastest division", look="car"),
        m         = Output("1/day", BODY["m"].about,    (0, 3e-3), "Becoming memory", look="memory"),
        beta      = Output("1/day", BODY["beta"].about, (1e-3, 3e-2), "Loss of memory", scale="log", look="memory"),
    ),
)
# fmt: on


@design.observe
def observe(t, y, p):
    off = log10(p.grip / p.best_grip) / p.w_grip
    return dict(
        receptors=p.per_copy * p.vcn_pos,
        gam=p.gam_best * exp(-(off**2)),
        rho=p.rho_bb * where(p.costim < 1.5, p.faster_28, 1),
        m=p.m_bb * where(p.costim < 1.5, p.recall_28, 1),
        beta=p.beta_bb * where(p.costim < 1.5, p.fade_28, 1),
    )


in_the_patient = Chain(
    "From the vector to the patient",
    [
        engineering.transduction,
        design,
        culture.culture,
        product.product,
        patient.after_infusion,
    ],
)
