"""Room: CAR T cells and normal T cells compete for one place. Kimmel 2021.

doi:10.1098/rspb.2021.0229, its equations for T cells, in cells per microliter of blood.
No antigen stands in them: the CAR T cells grow because there is room. The paper's tumor
is left out, for nothing of it acts back on the cells.
"""

from cartlab.language import Model, Output, State, log, published

from . import patient
from .sources import KIMMEL

TABLE = f"{KIMMEL}, Table 1"

# fmt: off
competition = Model(
    "Room for CAR T cells",
    t_end=90,
    states=dict(
        L = State("left",  "cell/µL", "normal T cells in blood", negligible=1e-3),
        R = State("given", "cell/µL", "CAR T cells in blood",    negligible=1e-3),
    ),
    parameters=dict(
        left     = published(6,      "cell/µL", "normal T cells left by the lymphodepletion",          (6, 120),
                             "Normal T cells left", scale="log", tex=r"L_{\mathrm{left}}", source=TABLE),
        given    = published(0.36,   "cell/µL", "CAR T cells at the start, spread over the body",      (0.03, 3.6),
                             "CAR T cells at the start", scale="log", tex=r"R_{\mathrm{given}}", source=TABLE),
        full     = published(500,    "cell/µL", "T cells for which there is room",                     (250, 1000),
                             "Room for all T cells", tex=r"L_{\mathrm{full}}", source=TABLE),
        full_car = published(139,    "cell/µL", "T cells up to which CAR T cells multiply",            (70, 280),
                             "Room for CAR T cells", tex=r"R_{\mathrm{full}}", source=TABLE),
        r_N      = patient.after_infusion.parameters["r_N"],
        grow     = published(0.0251, "1/day",   "growth of CAR T cells without inflammation",          (0.01, 0.05), tex=r"\rho_C", source=TABLE),
        boost    = published(0.525,  "1/day",   "growth that the empty compartment adds",              (0.25, 1),    tex="b_C", source=TABLE),
        narrow   = published(0.423,  "1",       "how soon that growth fades as the compartment fills", (0.2, 0.8),   tex="a_C", source=TABLE),
    ),
    outputs=dict(
        car_room    = Output("cell/µL", "CAR T cells in blood, by competition alone",    (0.01, 1000), "CAR T cells", scale="log", look="car"),
        normal_room = Output("cell/µL", "normal T cells in blood, by competition alone", (0.01, 1000), "Normal T cells", scale="log", look="tcell"),
    ),
)
# fmt: on


@competition.rates
def rates(t, y, p):
    cells = y.L + y.R
    empty = (cells - p.full) ** 2
    growth = p.grow + p.boost * empty / (p.narrow * cells**2 + empty)
    return dict(
        L=-p.r_N * y.L * log(cells / p.full),
        R=-growth * y.R * log(cells / p.full_car),
    )


@competition.observe
def observe(t, y, p):
    return dict(car_room=y.R, normal_room=y.L)
