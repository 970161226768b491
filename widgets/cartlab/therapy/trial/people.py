"""How the people of a trial differ: middles and spreads of what is each one's own.

Each quantity is its middle times a factor that depends on where somebody stands among
all: a number of standard deviations, drawn once (`therapy/population.py`) and kept, while
the sliders move middle and spread. What was fitted, and to what, stands with the number.
"""

from cartlab.language import assumed, derived

REMISSION = "remission among the evaluable, 62 of 70 (Kymriah label)"
PEAK = "the responders' peak of 34,700 copies/µg (Kymriah label)"
SPREAD = "the responders' spread of 155 % (Kymriah label)"
KILLING = "Kimmel 2021: quartiles 0.64 to 1.35"


def standing(about, tex):
    """Return where somebody stands among all, in standard deviations."""
    return assumed(0, "1", f"{about} of this person: standard deviations from the middle", (-3.5, 3.5), tex=tex)  # fmt: skip


# fmt: off
PEOPLE = dict(
    wait_mid   = derived(36,       "day",     "days beside the culture, of the person in the middle", (9, 80),      "Wait, middle", step=1,
                         tex=r"\bar t_{\mathrm{other}}", source="ELIANA: a median of 45 days from enrollment to infusion"),
    s_wait     = assumed(0.20,     "1",       "spread of these days, of the logarithm",               (0, 0.3),     "Spread of the wait", step=0.01, tex=r"s_{\mathrm{wait}}"),
    tumor_mid  = assumed(3.9e10,   "cell",    "tumor at collection, of the person in the middle",     (3.9e9, 3.9e11), "Tumor at collection, middle", scale="log",
                         tex=r"\bar T_{\mathrm{coll}}", source="set so that the middle at infusion is near Kimmel's 9.5e10"),
    s_tumor    = assumed(1.036,    "1",      "spread of the tumor, of the logarithm",                (0, 1.2),     "Spread of the tumor", step=0.01, tex=r"s_{\mathrm{tumor}}",
                         source="0.45 powers of ten"),
    rho_mid    = derived(1.95 * 1.14, "1/day", "fastest division of effector cells, of the person in the middle", (0.8, 4), "Division, middle", step=0.01,
                         tex=r"\bar\rho", source=f"fitted to {PEAK}"),
    s_expand   = derived(0.28,     "1",       "spread of the division, of the logarithm",             (0, 0.4),     "Spread of the division", step=0.01, tex=r"s_{\mathrm{expand}}",
                         source=f"fitted to {SPREAD}"),
    gam_mid    = derived(1.15 * 0.61, "1/day", "fastest killing of a tumor cell, of the person in the middle", (0.1, 4), "Killing, middle", scale="log",
                         tex=r"\bar\gamma", source=f"fitted to {REMISSION}"),
    s_kill     = derived(0.55,     "1",       "spread of the killing, of the logarithm",              (0, 1.3),     "Spread of the killing", step=0.01, tex=r"s_{\mathrm{kill}}",
                         source=KILLING),
    k_A_mid    = derived(0.58,     "1/day",   "activation of macrophages, of the person in the middle", (0.2, 1.5), "Macrophages, middle", step=0.01,
                         tex=r"\bar k_A", source="set by hand to two rates of CRS, 77 and 46 % (Kymriah label, Penn scale)"),
    s_inflame  = assumed(0.30,     "1",       "spread of the activation, of the logarithm",           (0, 0.5),     "Spread of the activation", step=0.01, tex=r"s_{\mathrm{inflame}}"),
    wbc_mid    = assumed(1000,     "cell/µL", "leukocytes but for CAR T cells, of the person in the middle", (500, 5000), "Leukocytes, middle", scale="log",
                         tex=r"\bar L_0"),
    s_wbc      = assumed(0.40,     "1",       "spread of the leukocytes, of the logarithm",           (0, 0.6),     "Spread of the leukocytes", step=0.01, tex="s_L"),
    r_N_mid    = assumed(0.17,     "1/day",   "recovery of normal T cells, of the person in the middle", (0.1, 0.25), "Recovery of T cells, middle", step=0.01,
                         tex=r"\bar r_N", source="Kimmel 2021, Table 1"),
    s_recover  = assumed(0.30,     "1",       "spread of the recovery, of the logarithm",             (0, 0.4),     "Spread of the recovery", step=0.01, tex=r"s_{\mathrm{recover}}"),
    z_wait     = standing("wait", r"z_{\mathrm{wait}}"),
    z_tumor    = standing("tumor", r"z_{\mathrm{tumor}}"),
    z_expand   = standing("division", r"z_{\mathrm{expand}}"),
    z_kill     = standing("killing", r"z_{\mathrm{kill}}"),
    z_inflame  = standing("activation of macrophages", r"z_{\mathrm{inflame}}"),
    z_wbc      = standing("leukocytes", "z_L"),
    z_recover  = standing("recovery of T cells", r"z_{\mathrm{recover}}"),
)
# fmt: on
