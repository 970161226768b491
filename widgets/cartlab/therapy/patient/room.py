"""Room: normal T cells, lymphodepletion, IL-7 and IL-15."""

from cartlab.language import assumed, published

from ..sources import KIMMEL

# fmt: off
ROOM = dict(
    ld     = assumed(1.0,      "1",     "intensity of lymphodepletion: 0 none, 1 full",            (0, 1),        "Lymphodepletion", step=0.01, tex=r"\ell"),
    N_frac = published(1.2,    "%",     "share of normal T cells left after full lymphodepletion", (0.5, 5), tex="f_N", source=f"{KIMMEL}, Table 1"),
    K_N    = published(2.5e11, "cell",  "normal number of T cells",                                (1e11, 5e11),  source=f"{KIMMEL}, Table 1"),
    r_N    = published(0.17,   "1/day", "recovery of normal T cells",                              (0.08, 0.3),   "Recovery of normal T cells",
                       source=f"{KIMMEL}, Table 1"),
    H_max  = assumed(6.0,      "1",     "IL-7 and IL-15 in an empty compartment, normal is 1",     (2, 10),       tex=r"H_{\max}"),
    K_H    = assumed(2.5,      "1",     "IL-7 and IL-15 for half effect on division",              (1.5, 4)),
)
# fmt: on
