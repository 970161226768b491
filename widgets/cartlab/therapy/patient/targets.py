"""What CAR T cells kill: the tumor, with and without antigen, and normal B cells."""

from cartlab.language import assumed, published

from ..fields import FIELDS
from ..sources import KIMMEL, LEON_TRIANA

# fmt: off
TARGETS = dict(
    T0     = FIELDS["T0"],
    f_neg  = assumed(0.0,      "%",     "antigen-negative share of the tumor at infusion",  (0, 0.1),     tex="f_{-}"),
    r_T    = published(0.05,   "1/day", "growth of the tumor",                              (0.01, 0.2),  "Tumor growth", scale="log", source=f"{KIMMEL}: 0.01 to 0.5"),
    T_ref  = assumed(1e11,     "cell",  "tumor up to which growth is not slowed",           (5e10, 2e11)),
    T_max  = assumed(2e12,     "cell",  "largest tumor",                                    (1e12, 4e12), tex=r"T_{\max}"),
    w_T    = assumed(0.02,     "1",     "width over which the tumor's growth turns slower", (0.01, 0.05)),
    one    = assumed(1.0,      "cell",  "one cell: below it nothing grows",                 (0.5, 2),     tex="1"),
    gam    = FIELDS["gam"],
    k_B    = published(2.0e9,  "cell",  "effector cells for half the fastest killing",      (1e9, 4e9),
                       source=f"{KIMMEL}: 2.024e9; the data do not tell it apart from gamma"),
    nu     = assumed(0.75,     "1",     "how much bulk hides a tumor from effector cells",  (0, 1),       "Bulk hides the tumor"),
    th     = assumed(0.0575,   "1",     "time spent on a kill; gamma over theta is 20 kills a day, as mouse killer T cells do at most; in patients nobody has measured it", (0.03, 0.12),
                     "Time spent on a kill", step=0.0005, tex=r"\theta"),
    by     = assumed(0.0,      "%",     "bystander killing of antigen-negative cells, percent of that of cells with antigen", (0, 50), "Bystander killing", step=1, tex="b"),
    T_seen = assumed(1e9,      "cell",  "tumor cells below which no method sees them",      (1e8, 1e10)),
    B0     = published(2.5e10, "cell",  "normal number of B cells",                         (1e10, 5e10), tex="B_0", source=f"{LEON_TRIANA} (model file)"),
    tau_B  = published(60,     "day",   "life of a B cell",                                 (30, 120),    "Life of a B cell", source=f"{LEON_TRIANA} (model file)"),
    k_BB   = assumed(2e8,      "cell",  "effector cells for half the killing of B cells",   (1e8, 4e8)),
)
# fmt: on
