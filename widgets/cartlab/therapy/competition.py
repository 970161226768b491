"""Room: CAR T cells and normal T cells compete for one place. Kimmel 2021.

doi:10.1098/rspb.2021.0229, its equations for T cells, in cells per microliter of blood.
No antigen stands in them: the CAR T cells grow because there is room. The paper's tumor
is left out, for nothing of it acts back on the cells.
"""

from cartlab.language import Model, Output, Parameter, State, log

from . import patient

KIMMEL = dict(status="published", source="Kimmel 2021, Table 1")

competition = Model(
    "Room for CAR T cells",
    t_end=90,
    states=dict(
        L=State("left", "cell/µL", "normal T cells in blood", negligible=1e-3),
        R=State("given", "cell/µL", "CAR T cells in blood", negligible=1e-3),
    ),
    parameters=dict(
        left=Parameter(
            6,
            "cell/µL",
            "normal T cells left by the lymphodepletion",
            (6, 120),
            "Normal T cells left",
            scale="log",
            tex=r"L_{\mathrm{left}}",
            **KIMMEL,
        ),
        given=Parameter(
            0.36,
            "cell/µL",
            "CAR T cells at the start, spread over the body",
            (0.03, 3.6),
            "CAR T cells at the start",
            scale="log",
            tex=r"R_{\mathrm{given}}",
            **KIMMEL,
        ),
        full=Parameter(
            500,
            "cell/µL",
            "T cells for which there is room",
            (250, 1000),
            "Room for all T cells",
            tex=r"L_{\mathrm{full}}",
            **KIMMEL,
        ),
        full_car=Parameter(
            139,
            "cell/µL",
            "T cells up to which CAR T cells multiply",
            (70, 280),
            "Room for CAR T cells",
            tex=r"R_{\mathrm{full}}",
            **KIMMEL,
        ),
        r_N=patient.after_infusion.parameters["r_N"],
        grow=Parameter(
            0.0251,
            "1/day",
            "growth of CAR T cells without inflammation",
            (0.01, 0.05),
            tex=r"\rho_C",
            **KIMMEL,
        ),
        boost=Parameter(
            0.525,
            "1/day",
            "growth that the empty compartment adds",
            (0.25, 1),
            tex="b_C",
            **KIMMEL,
        ),
        narrow=Parameter(
            0.423,
            "1",
            "how soon that growth fades as the compartment fills",
            (0.2, 0.8),
            tex="a_C",
            **KIMMEL,
        ),
    ),
    outputs=dict(
        car_room=Output(
            "cell/µL",
            "CAR T cells in blood, by competition alone",
            (0.01, 1000),
            label="CAR T cells",
            scale="log",
            look="car",
        ),
        normal_room=Output(
            "cell/µL",
            "normal T cells in blood, by competition alone",
            (0.01, 1000),
            label="Normal T cells",
            scale="log",
            look="tcell",
        ),
    ),
)


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
