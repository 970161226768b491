"""At the machine: T cells leave the blood for the bag, and the tissues refill the blood.

The same collection as `collection.apheresis`, followed minute by minute; its closed form
is the check of this one. Beside the T cells the machine keeps other white cells, each
with an efficiency of its own, most of them assumed for teaching.
"""

from cartlab.language import Mark, Model, Output, State, assumed, exp, maximum, where

from . import collection

OF_APHERESIS = (
    "weight_kg",
    "cd3_per_uL",
    "volumes",
    "blood_per_kg",
    "drawn",
    "kept",
    "k_rec",
)

# fmt: off
machine = Model(
    "At the machine",
    time="min",
    t_end=700,
    clock="time at the machine (minutes)",
    handed_over=Mark("volumes / drawn", "the machine stops"),
    states=dict(
        blood = State("cd3_per_uL * blood_per_kg * weight_kg", "cell", "T cells in the blood", tex=r"N_{\mathrm{blood}}"),
        bag   = State(0,                                       "cell", "T cells in the bag",   tex=r"n_{\mathrm{bag}}"),
    ),
    parameters={name: collection.apheresis.parameters[name] for name in OF_APHERESIS}
    | dict(
        monocytes_per_uL    = assumed(400,  "cell/µL", "monocytes in the blood",                       (0, 2000),  "Monocytes in blood", step=50, tex=r"c_{\mathrm{mono}}"),
        blasts_per_uL       = assumed(100,  "cell/µL", "leukemia cells (blasts) in the blood",         (0, 5000),  "Blasts in blood", step=50, tex=r"c_{\mathrm{blast}}"),
        granulocytes_per_uL = assumed(3000, "cell/µL", "granulocytes in the blood",                    (0, 10000), "Granulocytes in blood", step=100,
                                      tex=r"c_{\mathrm{gran}}"),
        keeps_monocytes     = assumed(55,   "%",       "monocytes in the bag, share of count times volume",    (30, 80),  tex=r"E_{\mathrm{mono}}"),
        keeps_blasts        = assumed(50,   "%",       "blasts in the bag, share of count times volume",       (30, 80),  tex=r"E_{\mathrm{blast}}"),
        keeps_granulocytes  = assumed(5,    "%",       "granulocytes in the bag, share of count times volume", (1, 30),   tex=r"E_{\mathrm{gran}}"),
        liter               = assumed(1e6,  "µL/L",    "microliters in a liter",                       (0.999999e6, 1.000001e6), tex=r"\kappa_{\mathrm{L}}"),
    ),
    outputs=dict(
        blood_left   = Output("%",       "T cells in the blood, percent of those at the start",                  (0, 100),    "In the blood", look="tcell"),
        blood_lone   = Output("%",       "T cells in the blood if none came back from the tissues, percent of those at the start", (0, 100), "Without refill", look="vessel"),
        in_bag       = Output("cell",    "T cells in the bag",                                                   (0, 6e9),   "T cells in the bag", look="tcell"),
        bag_lone     = Output("cell",    "T cells in the bag if none came back from the tissues",                (0, 6e9),   "Without refill", look="vessel"),
        bag_endless  = Output("cell",    "T cells in the bag if the blood were always full",                     (0, 6e9),   "Blood always full", look="drug"),
        monocytes    = Output("cell",    "monocytes in the bag",                                                 (0, 6e9),   "Monocytes", look="mac"),
        blasts       = Output("cell",    "blasts in the bag",                                                    (0, 6e9),   "Blasts", look="tumor"),
        granulocytes = Output("cell",    "granulocytes in the bag",                                              (0, 6e9),   "Granulocytes", look="bcell"),
        nucleated    = Output("cell",    "all nucleated cells in the bag",                                       (0, 6e9),   "All nucleated cells", look="plain"),
        ce2          = Output("%",       "T cells in the bag, percent of the count before times the volume processed", (0, 100), "Efficiency CE2", look="tcell"),
        per_kg       = Output("cell/kg", "T cells in the bag, per kilogram of body weight",                      (0, 1.5e8),    "T cells per kg", look="tcell"),
        processed    = Output("L",       "blood that has gone through the machine",                              (0, 40),     "Blood processed", look="vessel"),
        stops        = Output("min",     "minutes until the machine stops",                                      (0, 700),    "Time at the machine"),
    ),
)
# fmt: on


@machine.steps
def steps(t, y, p):
    full = p.cd3_per_uL * p.blood_per_kg * p.weight_kg
    stop = p.volumes / p.drawn
    running = where(t < stop, 1, 0)
    taken = running * (p.kept / 100) * p.drawn * y.blood
    back = p.k_rec * (full - y.blood)
    ran = where(t < stop, t, stop)
    volume = p.drawn * p.blood_per_kg * p.weight_kg * ran
    return dict(full=full, stop=stop, ran=ran, volume=volume, taken=taken, back=back)


@machine.rates
def rates(t, y, p, s):
    return dict(blood=s.back - s.taken, bag=s.taken)


@machine.observe
def observe(t, y, p, s):
    left = exp(-(p.kept / 100) * p.drawn * s.ran)
    monocytes = (p.keeps_monocytes / 100) * p.monocytes_per_uL * s.volume
    blasts = (p.keeps_blasts / 100) * p.blasts_per_uL * s.volume
    granulocytes = (p.keeps_granulocytes / 100) * p.granulocytes_per_uL * s.volume
    return dict(
        blood_left=100 * y.blood / s.full,
        blood_lone=100 * left,
        in_bag=y.bag,
        bag_lone=s.full * (1 - left),
        bag_endless=(p.kept / 100) * p.cd3_per_uL * s.volume,
        monocytes=monocytes,
        blasts=blasts,
        granulocytes=granulocytes,
        nucleated=y.bag + monocytes + blasts + granulocytes,
        # At the very start nothing has run, and nothing is in the bag.
        ce2=100 * y.bag / (s.full * p.drawn * maximum(s.ran, 0.001 * s.stop)),
        per_kg=y.bag / p.weight_kg,
        processed=s.volume / p.liter,
        stops=s.stop,
    )
