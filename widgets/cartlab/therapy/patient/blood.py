"""From cells in the body to what a laboratory finds in blood."""

from cartlab.language import assumed, derived

from ..fields import FIELDS
from ..sources import KIMMEL

# fmt: off
BLOOD = dict(
    V_T       = derived(5e8,    "µL",        "cells in the body for one cell in a microliter of blood", (2e8, 1e9),     tex="V_T",
                        source=f"{KIMMEL}: 2.5e11 cells and 500 per µL"),
    V_blood   = assumed(5e6,    "µL",        "blood volume, for cells just infused",                    (2e6, 7e6)),
    vcn_pos   = FIELDS["vcn_pos"],
    genomes   = assumed(151515, "copies/µg", "copies of a gene in a µg of DNA, if each cell has one",   (1.4e5, 1.6e5), tex=r"n_{\mathrm{DNA}}",
                        source="a textbook value: 6.6 pg of DNA in a cell"),
    wbc       = derived(2300,   "cell/µL",   "leukocytes but for CAR T cells, before the chemotherapy and after recovery", (500, 10000),
                        "Leukocytes", scale="log", tex="L_0", source="set so that the transgene peaks as in Stein 2019"),
    wbc_dip   = assumed(60,     "%",         "share of the leukocytes that is missing at their lowest, after full lymphodepletion", (0, 95),
                        "Leukocytes missing at the lowest", tex="f_L"),
    wbc_day   = assumed(7,      "day",       "day on which leukocytes are lowest",                      (0, 14),        "Leukocytes lowest on", tex="t_L"),
    wbc_width = assumed(4,      "day",       "how long leukocytes stay low, to either side",            (2, 8),         "Leukocytes stay low for",
                        tex=r"\tau_L"),
)
# fmt: on
