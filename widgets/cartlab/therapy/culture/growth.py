"""Growth: what makes the cells divide, and what holds them back."""

from cartlab.language import assumed

# fmt: off
GROWTH = dict(
    t_lag    = assumed(1.5,  "day",    "activation: before it the cells do not divide",        (0.5, 3),     "Lag", tex=r"t_{\mathrm{lag}}"),
    w_lag    = assumed(0.2,  "day",    "width over which division begins",                     (0.1, 0.4),   tex=r"w_{\mathrm{lag}}"),
    t_rest   = assumed(8,    "day",    "without new stimulation division fades from here",     (4, 12),      "Division fades from", step=0.5,
                       tex=r"t_{\mathrm{rest}}"),
    tau_rest = assumed(5,    "day",    "how slowly it fades",                                  (2, 10),      tex=r"\tau_{\mathrm{rest}}"),
    K_glc    = assumed(0.5,  "mmol/L", "glucose for half the division, uptake and survival",   (0.2, 1),     tex=r"K_{\mathrm{glc}}"),
    K_lac    = assumed(25,   "mmol/L", "lactate that halves division",                         (10, 60),
                       "Lactate that halves division", tex=r"K_{\mathrm{lac}}", source="direction: Fischer 2007"),
    K_il2    = assumed(20,   "IU/mL",  "IL-2 for half its effect and uptake",                  (5, 60),      tex=r"K_{\mathrm{IL2}}"),
    b_il2    = assumed(15,   "%",      "share of division that needs no IL-2",                 (0, 50),      tex=r"b_{\mathrm{IL2}}"),
    f_eff    = assumed(0.90, "1",      "division of effector cells, times that of the others", (0.7, 1),     tex=r"f_{\mathrm{eff}}"),
    t_judge  = assumed(4,    "day",    "growth is judged by the doublings until here",         (3, 6),       tex=r"t_{\mathrm{judge}}"),
    w_judge  = assumed(0.05, "day",    "width over which that count ends",                     (0.02, 0.1),  tex=r"w_{\mathrm{judge}}"),
    t_count  = assumed(1,    "day",    "least time after the lag over which growth is judged", (0.5, 2),     tex=r"t_{\mathrm{count}}"),
    w_full   = assumed(0.02, "1",      "width over which a full vessel ends division",         (0.01, 0.05), tex=r"w_{\mathrm{full}}"),
)
# fmt: on
