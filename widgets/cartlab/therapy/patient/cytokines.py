"""IFN-γ, macrophages, IL-6 and the strain on vessels and brain barrier."""

from cartlab.language import assumed, published

from ..sources import HARDIANSYAH

# fmt: off
CYTOKINES = dict(
    p_G = assumed(1.1e-8, "pg/mL/day/cell", "IFN-γ from a stimulated effector",                (5e-9, 2e-8)),
    d_G = published(1.51, "1/day",          "loss of IFN-γ",                                   (0.7, 3),     source=HARDIANSYAH),
    K_G = assumed(600,    "pg/mL",          "IFN-γ for half activation of macrophages",        (300, 1200)),
    K_D = assumed(4e11,   "cell/day",       "killing for half activation of macrophages",      (2e11, 8e11)),
    K_I = assumed(3000,   "pg/mL",          "IL-6 signal for half activation of the loop",     (1500, 6000)),
    a_G = assumed(0.6,    "1",              "weight of IFN-γ",                                 (0, 2),       "Weight of IFN-γ"),
    a_D = assumed(1.5,    "1",              "weight of debris from killed cells",              (0, 2),       "Weight of debris"),
    a_I = assumed(0.5,    "1",              "weight of the IL-6 and IL-1 loop",                (0, 2),       "Weight of the loop"),
    k_A = assumed(1.0,    "1/day",          "activation of macrophages",                       (0.5, 1.5)),
    d_M = assumed(0.6,    "1/day",          "macrophages calm down",                           (0.3, 1.2)),
    p_I = assumed(2.6e5,  "pg/mL/day",      "IL-6 from fully active macrophages",              (1e5, 5e5)),
    I_b = assumed(2.0,    "pg/mL",          "IL-6 in serum without inflammation",              (1, 5)),
    k_I = published(3.96, "1/day",          "clearance of IL-6, both ways",                    (2, 8),       source=HARDIANSYAH),
    rm  = assumed(75,     "%",              "share of IL-6 that its receptor clears",          (0, 90),      "IL-6 cleared by its receptor", step=1,
                  tex=r"\sigma"),
    k_W = assumed(0.8,    "1/day",          "strain on the endothelium builds up",             (0.4, 1.6)),
    d_W = assumed(0.35,   "1/day",          "strain on the endothelium heals",                 (0.2, 0.7)),
    w_A = assumed(50,     "%",              "share of the strain that comes from macrophages", (0, 100)),
    K_W = assumed(2000,   "pg/mL",          "IL-6 for half its strain",                        (1000, 4000)),
)
# fmt: on
