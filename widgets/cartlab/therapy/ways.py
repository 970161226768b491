"""Four ways to bring in the gene, side by side, by the hour at which it is brought.

A lentiviral vector needs an activated cell, a gamma-retroviral one a cell that divides: a
gate in time for each. A transposon and a knock-in are brought in by a pulse of current
(electroporation), which not every cell survives; their shares do not wait for a virus.
Sizes are assumed for teaching, apart from what is marked as published.
"""

from cartlab.language import Chain, Model, Output, assumed, exp, maximum, published

from . import engineering

SHARED = ("kappa", "open_most", "t_gate", "w_gate")
PIGGYBAC = "piggyBac, PMC8482285"

# fmt: off
ways = Model(
    "Four ways in",
    kind="formula",
    time="hour",
    t_end=72,
    clock="from activation to the gene (hours)",
    parameters={name: engineering.transduction.parameters[name] for name in SHARED}
    | dict(
        delivered   = assumed(0.557, "1",    "copies that a cell gets on average, if it lets the virus in",  (0.01, 10), tex=r"m_{\mathrm{open}}"),
        t_divide    = assumed(44,    "hour", "activation after which half of the cells divide",              (30, 60),  "Half divide after", step=1,
                              tex=r"t_{\mathrm{divide}}", source="direction: this virus needs dividing cells"),
        w_divide    = assumed(6,     "hour", "width of that gate",                                           (3, 9),    tex=r"w_{\mathrm{divide}}"),
        jump_share  = published(60,   "%",   "share of the cells that a transposon changes",                 (20, 80), "Share, transposon", step=1,
                                tex=r"f_{\mathrm{jump}}", source=f"{PIGGYBAC}: more than 60 %"),
        jump_copies = assumed(2.5,   "1",    "copies in a cell that a transposon has changed, on average",   (1, 5),    tex=r"n_{\mathrm{jump}}",
                              source=f"{PIGGYBAC}: fewer than 3"),
        knock_share = assumed(35,    "%",    "share of the cells with a knock-in",                           (5, 70), "Share, knock-in", step=1,
                              tex=r"f_{\mathrm{knock}}"),
        pulse       = assumed(70,    "%",    "share of the cells that survives the pulse of current",        (40, 95), "Survive the pulse", step=1,
                              tex=r"s_{\mathrm{pulse}}"),
        intact      = assumed(94,    "%",    "share of the cells that survives the virus",                   (20, 100), tex=r"s_{\mathrm{virus}}"),
    ),
    outputs=dict(
        lenti        = Output("%", "CAR-positive cells, lentiviral vector",         (0, 100), "Lentiviral", look="car"),
        gamma        = Output("%", "CAR-positive cells, gamma-retroviral vector",   (0, 100), "Gamma-retroviral", look="tumor"),
        jump         = Output("%", "CAR-positive cells, transposon",                (0, 100), "Transposon", look="mac"),
        knock        = Output("%", "CAR-positive cells, knock-in",                  (0, 100), "Knock-in", look="bcell"),
        lenti_copies = Output("1", "copies in a CAR-positive cell, lentiviral",       (0, 4), "Lentiviral: copies", look="car"),
        gamma_copies = Output("1", "copies in a CAR-positive cell, gamma-retroviral", (0, 4), "Gamma-retroviral: copies", look="tumor"),
        jump_copies_each = Output("1", "copies in a CAR-positive cell, transposon",   (0, 4), "Transposon: copies", look="mac"),
        knock_copies = Output("1", "copies in a CAR-positive cell, knock-in",         (0, 4), "Knock-in: copies", look="bcell"),
        lenti_alive  = Output("%", "living CAR-positive cells, percent of the cells started with, lentiviral",       (0, 100), "Lentiviral: alive", look="car"),
        gamma_alive  = Output("%", "living CAR-positive cells, percent of the cells started with, gamma-retroviral", (0, 100), "Gamma-retroviral: alive", look="tumor"),
        jump_alive   = Output("%", "living CAR-positive cells, percent of the cells started with, transposon",       (0, 100), "Transposon: alive", look="mac"),
        knock_alive  = Output("%", "living CAR-positive cells, percent of the cells started with, knock-in",         (0, 100), "Knock-in: alive", look="bcell"),
    ),
)
# fmt: on


@ways.observe
def observe(t, y, p):
    most = p.delivered * (p.open_most / 100)
    # Below a copy in 100,000 cells the average of the positive ones is 1 all the same.
    into_active = maximum(1e-5, most / (1 + exp((p.t_gate - t) / p.w_gate)))
    into_dividing = maximum(1e-5, most / (1 + exp((p.t_divide - t) / p.w_divide)))
    active = 1 - (1 + into_active / p.kappa) ** (-p.kappa)
    dividing = 1 - (1 + into_dividing / p.kappa) ** (-p.kappa)
    return dict(
        lenti=100 * active,
        gamma=100 * dividing,
        jump=p.jump_share,
        knock=p.knock_share,
        lenti_copies=into_active / active,
        gamma_copies=into_dividing / dividing,
        jump_copies_each=p.jump_copies,
        knock_copies=1,
        lenti_alive=p.intact * active,
        gamma_alive=p.intact * dividing,
        jump_alive=p.pulse * (p.jump_share / 100),
        knock_alive=p.pulse * (p.knock_share / 100),
    )


side_by_side = Chain("Four ways, side by side", [engineering.transduction, ways])
