"""Drugs against the side effects: tocilizumab, dexamethasone, anakinra."""

from cartlab.language import assumed, derived, published

# fmt: off
DRUGS = dict(
    toci_mg  = assumed(0,       "mg",    "tocilizumab, each dose",                          (0, 800),    "Tocilizumab", step=20, tex=r"D_{\mathrm{toci}}"),
    toci_day = assumed(5.5,     "day",   "day of the first tocilizumab",                    (0, 15),     "Tocilizumab, day", step=0.5, needs="toci_mg",
                       tex=r"t_{\mathrm{toci}}"),
    toci_n   = assumed(1,       "1",     "doses of tocilizumab",                            (1, 4),      "Doses of tocilizumab", kind="whole", needs="toci_mg",
                       tex=r"n_{\mathrm{toci}}"),
    toci_gap = published(1 / 3, "day",   "between two doses of tocilizumab",                (1 / 3, 2),  source="Kymriah label: every 8 hours"),
    V_Z      = published(6.4,   "L",     "volume in which tocilizumab spreads",             (3, 10),
                         source="rheumatoid arthritis, steady state; the early peak is about twice as high"),
    k_Z      = assumed(0.10,    "1/day", "loss of tocilizumab, held constant",              (0.05, 0.2), "Loss of tocilizumab"),
    c_Z      = derived(1.0,     "mg/L",  "free tocilizumab for half blockade in the model", (0.1, 3),
                       source="set to the level above which CRP stays normal; the binding constant is 0.10 mg/L"),
    dex_mg   = assumed(0,       "mg",    "dexamethasone, each dose",                        (0, 20),     "Dexamethasone, each dose", step=1,
                       tex=r"D_{\mathrm{dex}}"),
    dex_day  = assumed(5.5,     "day",   "first day of dexamethasone",                      (0, 15),     "Dexamethasone, first day", step=0.5, needs="dex_mg",
                       tex=r"t_{\mathrm{dex}}"),
    dex_days = assumed(3,       "day",   "days of dexamethasone",                           (1, 10),     "Dexamethasone, days", step=1, needs="dex_mg",
                       tex=r"\tau_{\mathrm{dex}}"),
    dex_gap  = published(0.25,  "day",   "between two doses of dexamethasone",              (0.25, 1),   source="Kymriah label: every 6 to 12 hours"),
    k_S      = assumed(0.46,    "1/day", "dexamethasone wears off (36 hours, the short end of 36 to 54)", (0.3, 0.5)),
    S_half   = assumed(5.0,     "mg",    "dexamethasone for half its effect",               (2, 10),     tex="S_{1/2}"),
    e_SA     = assumed(0.9,     "1",     "dexamethasone holds macrophages back",            (0, 1)),
    e_SC     = assumed(0.8,     "1",     "dexamethasone holds IFN-γ and IL-6 back",         (0, 1)),
    e_SE     = assumed(0.15,    "1",     "dexamethasone slows division of effectors",       (0, 0.6)),
    d_S      = assumed(0.05,    "1/day", "dexamethasone kills effectors",                   (0, 0.2)),
    c_SA     = assumed(2.0,     "1",     "dexamethasone calms macrophages",                 (0, 4)),
    e_SW     = assumed(0.7,     "1",     "dexamethasone shields the endothelium",           (0, 1)),
    ana      = assumed(0,       "1",     "anakinra given",                                  (0, 1),      "Anakinra", kind="switch", tex="a"),
    ana_day  = assumed(5.5,     "day",   "first day of anakinra",                           (0, 15),     "Anakinra, first day", step=0.5, needs="ana",
                       tex=r"t_{\mathrm{ana}}"),
    ana_days = assumed(7,       "day",   "days of anakinra",                                (1, 14),     "Anakinra, days", step=1, needs="ana",
                       tex=r"\tau_{\mathrm{ana}}"),
    e_L      = assumed(0.8,     "1",     "anakinra holds the IL-1 loop back",               (0, 1)),
    e_I      = assumed(0.5,     "1",     "anakinra holds IL-6 back",                        (0, 1)),
)
# fmt: on
