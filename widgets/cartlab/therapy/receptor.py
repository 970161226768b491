"""The receptor: what a CAR makes of the antigen on one target cell.

Two thresholds, one for lysis and a higher one for the alarm (cytokines, division), and
two helper molecules, CD28 and 4-1BB. Directions are published; how large the differences
between the two are is assumed for teaching.
"""

from cartlab.language import Model, assumed, published, where

from .fields import COSTIMULI, FIELDS, output

WATANABE = "Watanabe 2015, CD20-CD28 in a dish"

# fmt: off
THRESHOLDS = dict(
    antigen = assumed(20_000,  "1/cell", "antigen molecules on a target cell",                     (1, 1e5),     "Antigen molecules", scale="log",
                      tex=r"n_{\mathrm{ag}}"),
    costim  = assumed(COSTIMULI["CD28"], "1", "the helper molecule in the receptor",               (1, 2),       "Helper molecule", kind="choice",
                      choices=COSTIMULI, tex=r"\mathrm{helper}"),
    A_kill  = published(200,   "1/cell", "antigen for half of the lysis, CD28",                    (50, 1000),   "Antigen for half the lysis", scale="log",
                        tex=r"n_{\mathrm{kill}}", source=f"{WATANABE}: about 200, read as the half"),
    A_alarm = published(2000,  "1/cell", "antigen for half of the alarm, CD28",                    (500, 10_000), "Antigen for half the alarm", scale="log",
                        tex=r"n_{\mathrm{alarm}}", source=f"{WATANABE}: about ten times more, a few thousand"),
    n_A     = assumed(1.5,     "1",      "how steep both thresholds are",                          (1, 3),       tex=r"n_{\mathrm{steep}}"),
)

CD28 = dict(
    kill_28  = assumed(FIELDS["k_kill"].value,    "1/hour",       "lysis of a bound cell, CD28",        (0.1, 1.5)),
    alarm_28 = assumed(FIELDS["k_alarm"].value,   "1/hour",       "alarm in contact, CD28",             (0.2, 2)),
    tau_28   = assumed(FIELDS["tau_alarm"].value, "hour",         "an alarm lasts, CD28",               (9, 48)),
    ifn_28   = assumed(FIELDS["s_ifn"].value,     "fg/cell/hour", "IFN-γ of an alarmed cell, CD28",     (0.5, 4)),
    tire_28  = assumed(FIELDS["k_tire"].value,    "1/hour",       "loss of function in contact, CD28",  (0, 0.05), "Tiring, CD28", step=0.001),
    rest_28  = assumed(FIELDS["k_rest"].value,    "1/hour",       "recovery of a tired cell, CD28",     (0, 0.02)),
    more_28  = assumed(FIELDS["k_more"].value,    "1/hour",       "division of an alarmed cell, CD28",  (0, 0.04)),
)

FOUR_1BB = dict(
    dim_bb   = assumed(2.0,   "1",            "antigen for half the lysis, 4-1BB, times that of CD28", (1, 4), source="Majzner 2020: CD28 is better on dim cells"),
    quiet_bb = assumed(2.5,   "1",            "antigen for half the alarm, 4-1BB, times that of CD28", (1, 4), source="Majzner 2020: CD28 is better on dim cells"),
    kill_bb  = assumed(0.42,  "1/hour",       "lysis of a bound cell, 4-1BB",        (0.1, 1.5), source="Salter 2018: CD28 signals faster"),
    alarm_bb = assumed(0.60,  "1/hour",       "alarm in contact, 4-1BB",             (0.2, 2),   source="Salter 2018: CD28 signals more strongly"),
    tau_bb   = assumed(24,    "hour",         "an alarm lasts, 4-1BB",               (9, 48)),
    ifn_bb   = assumed(1.179, "fg/cell/hour", "IFN-γ of an alarmed cell, 4-1BB; 700 molecules a minute are 1.179", (0.5, 4)),
    tire_bb  = assumed(0.007, "1/hour",       "loss of function in contact, 4-1BB",  (0, 0.05),  "Tiring, 4-1BB", step=0.001,
                       source="Majzner 2020: 4-1BB persists"),
    rest_bb  = assumed(0.004, "1/hour",       "recovery of a tired cell, 4-1BB",     (0, 0.02)),
    more_bb  = assumed(0.028, "1/hour",       "division of an alarmed cell, 4-1BB",  (0, 0.04)),
)

receptor = Model(
    "The receptor",
    kind="formula",
    t_end=1,
    parameters=THRESHOLDS | CD28 | FOUR_1BB,
    outputs=dict(
        sees      = output("sees", "car"),
        alarms    = output("alarms", "ifn"),
        k_kill    = output("k_kill", "car"),
        k_alarm   = output("k_alarm", "ifn"),
        tau_alarm = output("tau_alarm", "ifn"),
        s_ifn     = output("s_ifn", "ifn"),
        k_tire    = output("k_tire", "tcell"),
        k_rest    = output("k_rest", "tcell"),
        k_more    = output("k_more", "car"),
    ),
)
# fmt: on


@receptor.observe
def observe(t, y, p):
    dim = (p.antigen / (p.A_kill * where(p.costim < 1.5, 1, p.dim_bb))) ** p.n_A
    loud = (p.antigen / (p.A_alarm * where(p.costim < 1.5, 1, p.quiet_bb))) ** p.n_A
    return dict(
        sees=100 * dim / (1 + dim),
        alarms=100 * loud / (1 + loud),
        k_kill=where(p.costim < 1.5, p.kill_28, p.kill_bb),
        k_alarm=where(p.costim < 1.5, p.alarm_28, p.alarm_bb),
        tau_alarm=where(p.costim < 1.5, p.tau_28, p.tau_bb),
        s_ifn=where(p.costim < 1.5, p.ifn_28, p.ifn_bb),
        k_tire=where(p.costim < 1.5, p.tire_28, p.tire_bb),
        k_rest=where(p.costim < 1.5, p.rest_28, p.rest_bb),
        k_more=where(p.costim < 1.5, p.more_28, p.more_bb),
    )
