"""What the trial's protocol sets, and by what rules people leave it before the infusion."""

from cartlab.language import assumed, derived, published

LABEL = "Kymriah label"

# fmt: off
DOSING = dict(
    aimed_per_kg = published(3.1e6, "cell/kg", "dose aimed at, per kilogram",           (3e5, 3.1e7),   "Dose aimed at, per kg", scale="log",
                             tex=r"d_{\mathrm{aim}}", source="ELIANA: median of the doses per kg (Maude 2018)"),
    dose_most    = published(2.5e8, "cell",    "largest dose",                          (2e7, 3e9),     "Largest dose", scale="log", tex=r"D_{\max}", source=LABEL),
    least_per_kg = published(2e5,   "cell/kg", "least dose, per kilogram",              (1e5, 5e5),     tex=r"d_{\min}", source=LABEL),
    least_dose   = assumed(1e4,     "cell",    "least dose for everybody",              (1e4, 1e8),     tex=r"D_{\mathrm{least}}", source="of no effect here; lymphoma: 6e7 (Kymriah label)"),
)

LEAVING = dict(
    drop_power    = assumed(0.4,  "1", "how much sooner those with more tumor are lost: their risk rises with this power of it", (0, 1),
                            "Tumor drives losses", step=0.1, tex=r"a_{\mathrm{lost}}"),
    tumor_usual   = assumed(3.9e10, "cell", "tumor at collection with the usual risk of being lost", (2e10, 8e10), tex=r"T_{\mathrm{usual}}"),
    not_evaluable = derived(8,    "%", "share of the infused who cannot be called responders or not", (0, 20),  "Not evaluable", step=1,
                            tex=r"f_{\mathrm{n.e.}}", source="6 of 75: ELIANA's 75 infused less the label's 62 + 8 with a response or none"),
    luck_wait     = assumed(0.5,  "1", "this person's luck while waiting, from 0 to 1",  (0, 1), tex=r"u_{\mathrm{wait}}"),
    luck_seen     = assumed(0.5,  "1", "this person's luck with the evaluation",         (0, 1), tex=r"u_{\mathrm{seen}}"),
)
# fmt: on
