"""The medium: glucose, lactate and IL-2."""

from cartlab.language import assumed, derived

from ..sources import CULTURE_REVIEW

# fmt: off
MEDIUM = dict(
    glc_in = assumed(25,    "mmol/L",         "glucose in fresh medium",                                  (10, 30),                   "Glucose in the medium",
                     tex=r"c_{\mathrm{glc,in}}"),
    lac_0  = assumed(0.5,   "mmol/L",         "lactate at seeding",                                       (0, 2), tex=r"c_{\mathrm{lac,0}}"),
    il2_in = assumed(200,   "IU/mL",          "IL-2 in fresh medium",                                     (0, 500),
                     "IL-2 in the medium", step=10, tex=r"c_{\mathrm{IL2,in}}", source=f"20 to 500 in published processes ({CULTURE_REVIEW})"),
    feed   = assumed(0.5,   "1/day",          "IL-2 topped up, averaged over time",                       (0, 1),                     tex=r"k_{\mathrm{feed}}"),
    k_il2  = assumed(0.35,  "1/day",          "IL-2 loses its activity",                                  (0.1, 0.7),                 tex=r"k_{\mathrm{IL2}}"),
    q_il2  = assumed(30e-6, "IU/cell/day",    "IL-2 that a cell takes up at most",                        (10e-6, 56e-6),             tex=r"q_{\mathrm{IL2}}"),
    q_glc  = derived(1.5,   "pmol/cell/day",  "glucose that a dividing cell takes up",                    (0.5, 4),
                     "Glucose uptake", tex=r"q_{\mathrm{glc}}", source=f"ten times a resting cell (Blood 28:163, 1966); at most 1.67 by the schedule of {CULTURE_REVIEW}"),
    q_calm = assumed(20,    "%",              "share of that uptake without division",                    (10, 40),                   tex=r"q_{\mathrm{calm}}"),
    mu_glc = assumed(0.7,   "1/day",          "division at which uptake is full",                         (0.4, 1), tex=r"\mu_{\mathrm{glc}}"),
    w_glc  = assumed(0.05,  "1",              "width over which uptake becomes full",                     (0.02, 0.1),                tex=r"w_{\mathrm{glc}}"),
    Y_lac  = assumed(1.6,   "1",              "lactate made of one glucose",                              (1, 2),                     tex=r"Y_{\mathrm{lac}}",
                     source="resting cells: 1.53 (Blood 28:163, 1966)"),
    pmol   = assumed(1e-6,  "mmol mL/pmol/L", "picomoles in a milliliter, told as millimoles in a liter", (0.999999e-6, 1.000001e-6),
                     tex=r"\kappa_{\mathrm{pmol}}"),
)
# fmt: on
