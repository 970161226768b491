"""Target cells in the well: how many, how they divide, and fresh ones."""

from cartlab.language import assumed

# fmt: off
TARGETS = dict(
    planted   = assumed(20,     "cell",    "target cells put into the well",                       (10, 60),   "Target cells", step=1,
                        tex=r"T_{\mathrm{well}}"),
    ratio     = assumed(1.0,    "1",       "CAR T cells for each target cell at the start",        (0.05, 10), "CAR T cells per target", scale="log",
                        tex=r"r_{\mathrm{E:T}}"),
    k_div     = assumed(0.0231, "1/hour",  "division of target cells; 0.0231 is once in 30 hours", (0, 0.04),  "Division of targets", tex=r"k_{\mathrm{div}}"),
    crowd     = assumed(5,      "1",       "target cells, times those planted, at which they divide half as fast", (3, 8), tex=r"T_{\mathrm{crowd}}"),
    more_rounds = assumed(0,    "1",       "how often as many fresh target cells are added",       (0, 3),     "Fresh targets, times", kind="whole",
                          tex=r"n_{\mathrm{fresh}}"),
    gap       = assumed(48,     "hour",    "time until fresh target cells are added",              (24, 48),   "Hours between", step=1, needs="more_rounds",
                        tex=r"t_{\mathrm{gap}}"),
    c_planted = assumed(1e5,    "cell/mL", "target cells in a milliliter at the start",            (5e4, 2e5), tex=r"c_{\mathrm{well}}"),
)
# fmt: on
