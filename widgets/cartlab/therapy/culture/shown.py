"""What is read from the culture's model: curves, their axes and their looks."""

from cartlab.language import Output

from ..fields import output

# fmt: off
SHOWN = dict(
    viable        = output("viable", "car", (1e7, 1e11)),
    fold          = output("fold", "car", (0.3, 1000)),
    stem          = Output("cell",    "living naive and stem-memory cells",                   (1e6, 1e11), "Stem-like", scale="log", look="memory", tex="X_S"),
    central       = Output("cell",    "living central-memory cells",                          (1e6, 1e11), "Central memory", scale="log", look="tcell",
                           tex="X_C"),
    effector      = Output("cell",    "living effector-memory and effector cells",            (1e6, 1e11), "Effector", scale="log", look="car", tex="X_E"),
    product_fscm  = output("product_fscm", "memory"),
    product_fcm   = output("product_fcm", "tcell"),
    viability     = output("viability", "car"),
    glucose       = Output("mmol/L",  "glucose in the medium",                                (0, 30),     "Glucose", look="mac", tex=r"c_{\mathrm{glc}}"),
    lactate       = Output("mmol/L",  "lactate in the medium",                                (0, 30),     "Lactate", look="vessel", tex=r"c_{\mathrm{lac}}"),
    il2           = Output("IU/mL",   "IL-2 in the medium",                                   (0, 500),    "IL-2", look="ifn", tex=r"c_{\mathrm{IL2}}"),
    volume        = Output("mL",      "medium in the vessel",                                 (0, 2000),   "Volume", look="vessel", tex="V"),
    perfusion     = Output("mL/day",  "fresh medium that flows through while the cells stay", (0, 1000),   "Perfusion", look="drug", tex="F"),
    density       = Output("cell/mL", "living cells in a milliliter",                         (1e5, 1e8),  "Density", scale="log", look="car"),
    doublings     = output("doublings", "tcell", (0, 12)),
    growth        = output("growth", "tcell", (0, 2)),
    potency       = output("potency", "memory", (1e-3, 3)),
    capacity      = Output("cell",    "capacity: living cells times potency",                 (1e7, 1e11), "Capacity", scale="log", look="memory"),
    capacity_fold = Output("1",       "capacity, times that of the cells seeded",             (0.3, 1000), "Capacity, fold", scale="log", look="memory"),
)
# fmt: on
