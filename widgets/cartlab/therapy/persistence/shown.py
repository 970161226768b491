"""What is read from the years: curves, their axes and their looks."""

from cartlab.language import Output

# fmt: off
LASTING = dict(
    effectors  = Output("cell/µL", "effector CAR T cells in blood",                            (1e-2, 1000), "Effectors", scale="log", look="car"),
    memory     = Output("cell/µL", "memory CAR T cells in blood",                              (1e-2, 10), "Memory", scale="log", look="memory"),
    hunted     = Output("1/day",   "killing of a tumor cell with antigen",                     (1e-3, 2),    "Killing of a tumor cell", scale="log", look="car"),
    tumor_pos  = Output("cell",    "tumor cells with antigen, parts of a cell included",       (1e-6, 3e12), "Tumor with antigen", scale="log", look="tumor"),
    tumor_lost = Output("cell",    "tumor cells without antigen, parts of a cell included",    (1e-6, 3e12), "Tumor without antigen", scale="log",
                        look="tumor-neg"),
    seen_pos   = Output("cell",    "tumor cells with antigen, from the first scan on",         (1, 3e12),    "With CD19", scale="log", look="tumor"),
    seen_lost  = Output("cell",    "tumor cells without antigen, from the first scan on",      (1, 3e12),    "Without CD19", scale="log",
                        look="tumor-neg"),
    aplastic   = Output("1",       "B cells are missing: 1 yes, 0 no",                         (0, 1),       "B-cell aplasia", whole=True, look="bcell"),
    no_pos     = Output("1",       "no tumor with antigen to be seen: 1 yes, 0 no",            (0, 1),       "No tumor with antigen", whole=True, look="tumor"),
    no_lost    = Output("1",       "no tumor without antigen to be seen: 1 yes, 0 no",         (0, 1),       "No tumor without antigen", whole=True,
                        look="tumor-neg"),
    clear      = Output("1",       "no tumor to be seen: 1 yes, 0 no",                         (0, 1),       "Clear scan", whole=True, look="tumor"),
    lines      = Output("cell",    "lines of tumor cells with antigen that are expected to live", (1e-9, 1e12), "Lines expected to live", scale="log", look="tumor"),
    cure_pos   = Output("%",       "chance that no line with antigen lives, told as 1 where it is less",                  (0, 100),     "All with antigen dead", look="plain"),
    cure       = Output("%",       "chance that no line of the tumor lives, told as 1 where it is less",                  (0, 100),     "Chance of cure", look="plain"),
)

FEW_SHOWN = dict(
    left    = Output("cell", "tumor cells left",                                               (0, 60),      "Tumor cells left", look="tumor"),
    gone    = Output("1",    "no tumor cell is left: 1 yes, 0 no",                             (0, 1),       "All gone", whole=True, look="tumor"),
    ungone  = Output("1",    "tumor cells are left: 1 yes, 0 no",                              (0, 1),       "Not all gone", whole=True, look="tumor"),
)

CHANCE_SHOWN = dict(
    all_dead = Output("%", "chance that all the lines of the last cells are dead", (0, 100), "Chance that all are dead", look="plain"),
)
# fmt: on
