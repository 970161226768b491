"""The fields of the record: what one stage hands to the next.

`FIELDS` is the one place where unit, range and meaning of what is handed over stand;
the models take their declarations from it. A default is the reference adult's, rounded.
"""

from cartlab.language import Output, assumed, derived, published

VESSELS = {
    "static flask": 1,
    "gas-permeable flask": 2,
    "rocking bioreactor": 3,
    "hollow fiber": 4,
}

COSTIMULI = {"CD28": 1, "4-1BB": 2}

# fmt: off
PATIENT = dict(
    weight_kg    = assumed(75,   "kg",      "body weight of the patient",                    (10, 120),   "Weight", tex=r"m_{\mathrm{body}}"),
    cd3_per_uL   = assumed(700,  "cell/µL", "T cells (CD3+) in the blood before collection", (100, 2500),
                           "T cells before collection", scale="log", tex=r"c_{\mathrm{CD3}}", source="two groups of patients: 349 and 914 (Allen 2017)"),
    prior_cycles = assumed(4,    "1",       "cycles of chemotherapy before collection",      (0, 12),     "Cycles of chemotherapy", kind="whole",
                           tex=r"n_{\mathrm{chemo}}"),
    mu_max       = assumed(0.95, "1/day",   "fastest division of this patient's T cells in culture; a healthy donor has 1.3 here, a heavily treated patient 0.70, a non-grower less than 0.4", (0.2, 1.4),
                           "Fastest division", step=0.01, tex=r"\mu_{\max}", source="1.3 gives a donor's more than 500-fold in 8 to 9 days (Quantum 2019)"),
)

COLLECTED = dict(
    cd3_collected = assumed(3.9e9, "cell", "T cells (CD3+) in the collection bag",                 (5e6, 1e11), "T cells collected", scale="log",
                            tex=r"N_{\mathrm{bag}}"),
    f_scm         = assumed(30,    "%",    "naive and stem-memory share of the T cells collected", (10, 50),    "Stem-like at collection", step=1,
                            tex=r"f_{\mathrm{stem}}"),
    f_cm          = assumed(30,    "%",    "central-memory share of the T cells collected",        (10, 50),    "Central memory at collection", step=1,
                            tex=r"f_{\mathrm{central}}"),
)

ENGINEERED = dict(
    seeded   = assumed(1.41e8, "cell", "living T cells with which the culture starts",     (1e7, 1e9), "Cells seeded", scale="log", tex="X_0"),
    car_frac = assumed(32,     "%",    "share of the T cells that carry the CAR",          (1e-3, 100), "CAR-positive share", tex=r"f_{\mathrm{CAR}}"),
    vcn_pos  = assumed(1.47,   "1",    "vector copies in a CAR-positive cell, on average", (1, 100),   "Copies per CAR+ cell", scale="log",
                       tex=r"n_{\mathrm{copies}}"),
)

CULTURED = dict(
    vessel       = assumed(VESSELS["rocking bioreactor"], "1",    "the vessel of the culture",                           (1, 4),
                           "Vessel", kind="choice", choices=VESSELS, tex=r"\mathrm{vessel}"),
    culture_d    = assumed(9,       "day",  "length of the culture, from seeding to harvest",      (1, 14),
                           "Harvest on day", step=0.1, tex=r"t_{\mathrm{harvest}}"),
    viable       = assumed(8.6e9,   "cell", "living T cells, with and without CAR",                (1e5, 1e12), "Living cells", scale="log", tex="X"),
    fold         = assumed(61,      "1",    "living T cells, times those seeded",                  (1e-3, 1e5), "Fold expansion", scale="log", tex="X/X_0"),
    viability    = assumed(93,      "%",    "living cells, percent of living and dead",            (0, 100),    "Viability", tex="v"),
    product_fscm = assumed(3.4,     "%",    "naive and stem-memory share of the cells in culture", (0, 50),     "Stem-like share", tex=r"x_{\mathrm{stem}}"),
    product_fcm  = assumed(28,      "%",    "central-memory share of the cells in culture",        (0, 100),    "Central-memory share",
                           tex=r"x_{\mathrm{central}}"),
    doublings    = assumed(6.7,     "1",    "times an average cell has divided in culture",        (0, 40),     "Doublings", tex="n"),
    growth       = assumed(1.08,    "1/day", "doublings a day from the end of the lag to day 4, or to the harvest", (0, 3), "Early growth", tex="g"),
    potency      = assumed(0.043,   "1",    "what a cell can still do in the patient, times that of an uncultured cell of which 30 % are stem-like", (1e-12, 10),
                           "Potency", scale="log", tex="x"),
)

RELEASED = dict(
    viab_min    = published(80,   "%",       "least viability after thawing",                    (50, 95),    "Viability, at least", step=1, tex=r"v_{\min}",
                            source="80 % US, 70 % Japan and first trial (Pasquini 2020)"),
    car_min     = assumed(10,   "%",       "least CAR-positive share; each product has a limit of its own", (2, 30),
                          "CAR-positive share, at least", step=1, tex=r"f_{\min}"),
    vcn_max     = assumed(5,      "1",       "most vector copies in a CAR-positive cell; each laboratory sets its own", (2, 10),
                          "Copies per CAR+ cell, below", step=0.5, tex=r"n_{\max}"),
    dose_min    = published(6e7,  "cell",    "least dose of CAR-positive living T cells",        (1e6, 3e8),  "Dose, at least", scale="log", tex=r"D_{\min}",
                            source="Kymriah label, lymphoma: 0.6e8 to 6e8"),
    growth_min  = assumed(0.5,  "1/day",     "least early growth: a culture that grows less is stopped", (0.2, 1), "Early growth, at least", step=0.05, tex=r"g_{\min}"),
    growth_asked = assumed(0.5, "1/day",     "least early growth of this culture; 0 where it is harvested too early to be judged", (0, 1), "Early growth asked",
                           tex=r"g_{\mathrm{asked}}"),
    viab_thaw   = assumed(86,     "%",       "viability after thawing",                          (0, 100),    "Viability after thawing",
                          tex=r"v_{\mathrm{thaw}}"),
    car_viable  = assumed(2.1e9,  "cell",    "CAR-positive living T cells after thawing",        (1e3, 1e12), "CAR T cells made", scale="log",
                          tex=r"N_{\mathrm{CAR}}"),
    dose        = published(1e8,  "cell",    "infused CAR-positive viable T cells",              (1e6, 1e9),  "Dose", scale="log", tex=r"D_{\mathrm{CAR}}",
                            source="Kymriah label, above 50 kg: 1e7 to 2.5e8; the slider goes beyond"),
    dose_per_kg = assumed(1.33e6, "cell/kg", "infused CAR-positive viable T cells per kilogram", (5e3, 1e8),  "Dose per kg", scale="log"),
    in_spec     = assumed(1,      "1",       "the product keeps all its limits: 1 yes, 0 no",    (0, 1),      "In specification", kind="switch"),
    v2v_d       = assumed(28,     "day",     "from collection to infusion, vein to vein",        (5, 90),     "Vein to vein", tex=r"t_{\mathrm{v2v}}"),
    p_infused   = assumed(92,     "%",       "share of such patients who reach their infusion",  (0, 100),    "Reach infusion", tex=r"P_{\mathrm{infused}}"),
    T0          = derived(1e11,   "cell",    "tumor cells at infusion",                          (1e9, 2e12), "Tumor at infusion", scale="log", tex="T_0",
                          source="Kimmel 2021: median 9.49e10, rounded"),
    q           = assumed(1.0,    "1",       "fitness of the product: its division, times the fastest possible", (0.4, 1.1),  "Fitness of the product",
                          step=0.01),
    phi         = assumed(2,      "%",       "memory-like share of the cells that engraft",      (0, 30),     "Memory-like share", step=1),
)

# What a receptor makes of a target cell, and what that is in the patient.
RECOGNIZED = dict(
    sees      = assumed(100,    "%",            "lysis that the antigen allows, percent of that with much of it", (0, 100), "Lysis allowed", step=1, tex=r"h_{\mathrm{kill}}"),
    alarms    = assumed(100,    "%",            "alarm that the antigen allows, percent of that with much of it", (0, 100), "Alarm allowed", step=1, tex=r"h_{\mathrm{alarm}}"),
    k_kill    = assumed(0.60,   "1/hour",       "lysis of a bound target cell with much antigen",          (0.1, 1.5),   "Lysis of a bound cell", step=0.01,
                        tex=r"k_{\mathrm{kill}}"),
    k_alarm   = assumed(1.0,    "1/hour",       "a CAR T cell in contact is alarmed",                      (0.2, 2),     "Alarm in contact",
                        tex=r"k_{\mathrm{alarm}}"),
    tau_alarm = assumed(18,     "hour",         "an alarm lasts, on average",                              (9, 48),      "Alarm lasts", tex=r"\tau_{\mathrm{alarm}}"),
    s_ifn     = assumed(1.684,  "fg/cell/hour", "IFN-γ from an alarmed CAR T cell; 1,000 molecules a minute are 1.684", (0.5, 4), "IFN-γ of a cell",
                        tex=r"s_{\mathrm{IFN}}"),
    k_tire    = assumed(0.030,  "1/hour",       "a CAR T cell in contact loses its function",              (0, 0.05),    "Tiring in contact", tex=r"k_{\mathrm{tire}}"),
    k_rest    = assumed(0.002,  "1/hour",       "a tired CAR T cell recovers",                             (0, 0.02),    "Recovery", tex=r"k_{\mathrm{rest}}"),
    k_more    = assumed(0.020,  "1/hour",       "division of an alarmed CAR T cell",                       (0, 0.04),    "Division when alarmed",
                        tex=r"k_{\mathrm{more}}"),
    gam       = published(1.15, "1/day",        "fastest killing of a tumor cell",                         (0.3, 2),     "Fastest killing", tex=r"\gamma",
                          source="Kimmel 2021: quartiles 0.64 to 1.35"),
    K_X       = assumed(2.5e9,  "cell",         "antigen-bearing cells for half stimulation",              (1e9, 1e10),  "Cells for half stimulation", scale="log"),
)
# fmt: on

FIELDS = PATIENT | COLLECTED | ENGINEERED | CULTURED | RELEASED | RECOGNIZED


def output(name, look, span=None):
    """Return the Output that gives a field: unit, meaning and symbol are the field's.

    span: (low, high) of its axis, where the field's whole range is too wide to look at.
    """
    one = FIELDS[name]
    return Output(
        one.unit,
        one.about,
        span or one.range,
        label=one.label,
        scale=one.scale,
        whole=one.kind == "switch",
        look=look,
        tex=one.tex,
    )
