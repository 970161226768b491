"""What is read from a well: curves, their axes and their looks."""

from cartlab.language import Output

# fmt: off
SHOWN = dict(
    alive         = Output("cell",  "target cells alive in the well",                       (0, 60),   "Target cells alive", look="tumor"),
    cleared       = Output("1",     "no target cell is left: 1 yes, 0 no",                  (0, 1),    "Cleared", whole=True, look="car"),
    uncleared     = Output("1",     "a target cell is left: 1 yes, 0 no",                   (0, 1),    "Not cleared", whole=True, look="tumor"),
    targets_left  = Output("%",     "target cells alive, percent of those planted",         (0, 100),  "Targets left", look="tumor"),
    lysis         = Output("%",     "target cells killed so far, percent of all there were", (0, 100), "Targets killed", look="car"),
    kills_each    = Output("1",     "target cells killed so far, for each CAR T cell put in",(0, 20),   "Kills per CAR T cell", look="car"),
    cart_each     = Output("1",     "CAR T cells for each target cell planted",             (0, 2),    "CAR T cells", look="car"),
    fit_share     = Output("%",     "CAR T cells that have kept their function",            (0, 100),  "CAR T cells still fit", look="car"),
    alarmed_share = Output("%",     "CAR T cells that are alarmed",                         (0, 100),  "Alarmed CAR T cells", look="ifn"),
    ifn_well      = Output("pg/mL", "IFN-γ in the well",                                    (0, 2500), "IFN-γ in the well", look="ifn"),
)
# fmt: on
