"""By what rule drugs are given: so long after a line is passed, seen in the untreated run.

A model has no doses that a state sets off. So a patient is followed twice: first without
drugs, and a sharp state notes the day on which a line is passed; then with them.
"""

from cartlab.language import Output, assumed, derived, published

LABEL = "Kymriah label"

# fmt: off
RULE = dict(
    by_rule   = assumed(1,     "1",     "drugs are given by the rule",                       (0, 1),      "Drugs by the rule", kind="switch", tex=r"r_{\mathrm{drug}}"),
    toci_at   = assumed(1000,  "pg/mL", "signaling IL-6 after which tocilizumab is given",   (10, 1e4),   "Tocilizumab after", scale="log", tex=r"C_{\mathrm{toci}}"),
    dex_at    = assumed(1.1,   "1",     "strain after which dexamethasone is given",         (0.3, 2),    "Dexamethasone after", step=0.05, tex=r"W_{\mathrm{dex}}"),
    delay     = assumed(0.5,   "day",   "from the line to the drug",                         (0.2, 2),    "From the line to the drug", step=0.1, tex=r"\tau_{\mathrm{drug}}"),
    noticed   = derived(20,    "1/day", "how sharply the model notes that a line is passed", (10, 40),    tex=r"k_{\mathrm{note}}",
                        source="sharper costs steps and moves no drug by more than an hour"),
    w_line    = derived(0.002, "1",     "width of the line, of the logarithm",               (0.001, 0.01), tex=r"w_{\mathrm{line}}",
                        source="narrow against the tenfold of a grade"),
    toci_late = assumed(15,    "day",   "last day on which a drug of this rule is begun",    (10, 15),    tex=r"t_{\mathrm{late}}"),
    mg_per_kg = published(8,   "mg/kg", "tocilizumab, per kilogram",                         (4, 12),     tex=r"d_{\mathrm{toci}}", source=LABEL),
    mg_child  = published(12,  "mg/kg", "tocilizumab, per kilogram of a child below 30 kg",  (8, 16),     tex=r"d_{\mathrm{child}}", source=LABEL),
    child_kg  = published(30,  "kg",    "weight from which the dose of tocilizumab is that of adults", (20, 40), tex=r"m_{\mathrm{child}}", source=LABEL),
    toci_most = published(800, "mg",    "largest dose of tocilizumab",                       (400, 800),  tex=r"D_{\mathrm{toci,max}}", source=LABEL),
    dex_each  = assumed(10,    "mg",    "dexamethasone by the rule, each dose",              (4, 20),     tex=r"d_{\mathrm{dex}}", source="within the label's schedule of every 6 to 12 hours"),
)

GIVEN = dict(
    toci_mg  = Output("mg",  "tocilizumab that the rule gives",      (0, 800), "Tocilizumab by the rule",   look="drug", tex=r"D_{\mathrm{toci}}"),
    toci_day = Output("day", "day on which the rule gives it",       (0, 15),  "Tocilizumab, day",          look="drug", tex=r"t_{\mathrm{toci}}"),
    dex_mg   = Output("mg",  "dexamethasone that the rule gives",    (0, 20),  "Dexamethasone by the rule", look="drug", tex=r"D_{\mathrm{dex}}"),
    dex_day  = Output("day", "day on which the rule begins with it", (0, 15),  "Dexamethasone, first day",  look="drug", tex=r"t_{\mathrm{dex}}"),
)

SAID = dict(
    fevered="1 / (1 + exp(-log(maximum(signal, p.I_b) / p.toci_at) / p.w_line))",
    strained="1 / (1 + exp((p.dex_at - y.W) / (p.w_line * p.dex_at)))",
    past_C="p.noticed * (1 - y.past_C) * fevered",
    day_C="1 - y.past_C",
    past_W="p.noticed * (1 - y.past_W) * strained",
    day_W="1 - y.past_W",
    # The notes are late by 1 / noticed, on average.
    toci_on="y.day_C - 1 / p.noticed + p.delay",
    dex_on="y.day_W - 1 / p.noticed + p.delay",
    toci_due="p.by_rule * where(y.past_C < 0.5, 0, where(toci_on < p.toci_late, 1, 0))",
    dex_due="p.by_rule * where(y.past_W < 0.5, 0, where(dex_on < p.toci_late, 1, 0))",
    toci_mg="toci_due * minimum(where(p.weight_kg < p.child_kg, p.mg_child, p.mg_per_kg) * p.weight_kg, p.toci_most)",
    toci_day="minimum(toci_on, p.toci_late)",
    dex_mg="dex_due * p.dex_each",
    dex_day="minimum(dex_on, p.toci_late)",
)
# fmt: on
