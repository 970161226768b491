"""What is infused: the product, and perhaps a second infusion with its chemotherapy."""

from cartlab.language import assumed, published

from ..fields import FIELDS

# fmt: off
PRODUCT = dict(
    dose  = FIELDS["dose"],
    q     = FIELDS["q"],
    phi   = FIELDS["phi"],
    k_J   = assumed(2.0,  "1/day", "infused cells leave the blood",            (1, 4)),
    f_eng = assumed(22,   "%",     "share of the infused cells that engrafts", (10, 50)),
)

AGAIN = dict(
    dose_again = assumed(0,   "cell", "CAR T cells in a second infusion",                      (0, 1e9), "Second infusion", step=1e7,
                         tex=r"D_{\mathrm{again}}"),
    again_day  = assumed(60,  "day",  "day of the second infusion",                            (20, 90), "Second infusion on day", step=1, needs="dose_again",
                         tex=r"t_{\mathrm{again}}"),
    ld_again   = assumed(0,   "1",    "intensity of lymphodepletion before the second infusion: 0 none, 1 full", (0, 1),
                         "Lymphodepletion before it", step=0.01, needs="dose_again", tex=r"\ell_{\mathrm{again}}"),
    prep_d     = published(4, "day",  "length of the chemotherapy before the second infusion", (2, 6),   tex=r"\tau_{\mathrm{chemo}}",
                           source="Kymriah label: fludarabine for 3 or 4 days"),
)
# fmt: on
