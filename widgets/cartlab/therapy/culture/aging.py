"""Aging: differentiation and doublings, paid per division."""

from cartlab.language import assumed, derived

# fmt: off
AGING = dict(
    p_S   = assumed(25, "%", "chance that a daughter of a stem-like cell becomes central memory; IL-7 and IL-15 instead of IL-2 lower it", (10, 40),
                    "Differentiation per division", step=1, source="direction: Oncotarget 7:82354 (2016)"),
    p_C   = assumed(12, "%", "chance that a daughter of a central-memory cell becomes effector", (5, 25)),
    debt  = derived(0.68, "1", "doublings lost in the patient for each doubling in culture", (0, 1),       "Debt per doubling", step=0.01, tex=r"\lambda",
                    source="YTB323 against tisagenlecleucel: 25-fold lower dose (Dickinson 2023); two whole processes read as one exponent"),
    f_ref = assumed(30, "%", "stem-like share at collection for which potency starts at 1", (20, 45),    tex=r"f_{\mathrm{ref}}"),
)
# fmt: on
