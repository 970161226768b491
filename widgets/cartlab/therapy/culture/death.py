"""Death: of activation, of hunger, and at any time."""

from cartlab.language import assumed

# fmt: off
DEATH = dict(
    viab_0   = assumed(95,   "%",     "viability at seeding",                       (80, 100),    step=1, tex="v_0"),
    d_base   = assumed(0.03, "1/day", "death at any time",                          (0.01, 0.06), tex=r"d_{\mathrm{base}}"),
    d_act    = assumed(0.15, "1/day", "death from activation, at first",            (0.05, 0.3),  tex=r"d_{\mathrm{act}}"),
    tau_act  = assumed(1.0,  "day",   "how slowly death from activation wears off", (0.5, 2),     tex=r"\tau_{\mathrm{act}}"),
    d_starve = assumed(0.6,  "1/day", "death without glucose",                      (0.3, 1),     tex=r"d_{\mathrm{starve}}"),
    k_lys    = assumed(0.30, "1/day", "dead cells fall apart",                      (0.1, 0.6),   tex=r"k_{\mathrm{lys}}"),
)
# fmt: on
