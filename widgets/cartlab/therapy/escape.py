"""Escape: target cells that lack one antigen or both, and receptors for one or two.

The contacts of the killing assay (`assay`) once more, for four classes: tumor cells with
both antigens, without the first, without both, and healthy cells that have the first
only. A CAR T cell touches any of them and loses time; it kills what its receptor allows.
Who is killed beside a killed neighbor (bystander killing) is off unless it is switched on.
"""

from cartlab.language import Model, Output, State, assumed, where

from . import assay, patient

LOGIC = {"antigen A": 1, "A or B": 2, "A and B": 3}

# fmt: off
escape = Model(
    "Escape",
    time="hour",
    t_end=240,
    clock="time in the well (hours)",
    states=dict(
        free_ab = State("planted * (100 - lost_a - lost_ab) / 100", "cell", "free tumor cells with both antigens",    negligible=1e-4, tex="T_{AB}"),
        free_b  = State("planted * lost_a / 100",                   "cell", "free tumor cells with antigen B only",   negligible=1e-4, tex="T_{B}"),
        free_0  = State("planted * lost_ab / 100",                  "cell", "free tumor cells without both antigens", negligible=1e-4, tex="T_{0}"),
        free_h  = State("planted * healthy",                "cell", "free healthy cells, antigen A only",     negligible=1e-4, tex="G_{A}"),
        held_ab = State(0,                                  "cell", "bound tumor cells with both antigens",   negligible=1e-4, tex="B_{AB}"),
        held_b  = State(0,                                  "cell", "bound tumor cells with antigen B only",  negligible=1e-4, tex="B_{B}"),
        held_0  = State(0,                                  "cell", "touched tumor cells without antigens",   negligible=1e-4, tex="B_{0}"),
        held_h  = State(0,                                  "cell", "bound healthy cells",                    negligible=1e-4, tex="B_{G}"),
        hunters = State("ratio * planted",                  "cell", "CAR T cells that are free and fit",      negligible=1e-4, tex="H"),
    ),
    parameters=assay.CONTACTS
    | dict(
        logic   = assumed(LOGIC["antigen A"], "1", "what the receptor must see to kill",            (1, 3), "Kills on", kind="choice", choices=LOGIC,
                          tex=r"\mathrm{logic}"),
        sees_a  = assumed(100,   "%", "lysis that antigen A allows, percent of that with much of it", (0, 100),     "Lysis by antigen A", step=1, tex="h_A"),
        sees_b  = assumed(90,    "%", "lysis that antigen B allows, percent of that with much of it", (0, 100),     "Lysis by antigen B", step=1, tex="h_B"),
        lost_a  = assumed(1,     "%", "tumor cells without antigen A, share of the tumor at the start", (0.01, 30),  "Without antigen A", scale="log", tex="f_A"),
        lost_ab = assumed(0.01,  "%", "tumor cells without both antigens, share of the tumor at the start", (1e-5, 1), "Without both", scale="log", tex="f_{AB}"),
        healthy = assumed(0.3,   "1", "healthy cells with antigen A, for each tumor cell",           (0.1, 1),     "Healthy cells with A", tex=r"f_{\mathrm{healthy}}"),
        by      = patient.after_infusion.parameters["by"],
    ),
    outputs=dict(
        with_both = Output("%", "tumor cells with both antigens, percent of the tumor at the start",  (1e-4, 1000), "Both antigens", scale="log", look="tumor"),
        with_b    = Output("%", "tumor cells without antigen A, percent of the tumor at the start",   (1e-4, 1000), "Without A", scale="log", look="tumor-neg"),
        with_none = Output("%", "tumor cells without both, percent of the tumor at the start",        (1e-4, 1000), "Without both", scale="log", look="mac"),
        tumor_left = Output("%", "all tumor cells, percent of those at the start",                    (1e-4, 1000), "Tumor left", scale="log", look="tumor"),
        spared    = Output("%", "healthy cells left, percent of those at the start",                  (0, 100),     "Healthy cells left", look="bcell"),
    ),
)
# fmt: on


@escape.steps
def steps(t, y, p):
    lysis_a = p.sees_a / 100
    lysis_b = p.sees_b / 100
    either = 1 - (1 - lysis_a) * (1 - lysis_b)
    one_of = where(p.logic < 2.5, either, lysis_a * lysis_b)
    # One antigen alone: A is enough for two of the three receptors, B for one.
    only_b = where(p.logic < 1.5, 0, where(p.logic < 2.5, lysis_b, 0))
    all_ab = y.free_ab + y.held_ab
    all_b = y.free_b + y.held_b
    all_0 = y.free_0 + y.held_0
    return dict(
        kill_ab=p.k_kill * where(p.logic < 1.5, lysis_a, one_of),
        kill_b=p.k_kill * only_b,
        kill_h=p.k_kill * where(p.logic < 2.5, lysis_a, 0),
        all_ab=all_ab,
        all_b=all_b,
        all_0=all_0,
        tumor=all_ab + all_b + all_0,
        all_h=y.free_h + y.held_h,
    )


@escape.rates
def rates(t, y, p, s):
    growth = p.k_div / (1 + (s.tumor / (p.crowd * p.planted)) ** 2)
    meet = p.k_on * y.hunters / p.planted
    killed = s.kill_ab * y.held_ab + s.kill_b * y.held_b + s.kill_h * y.held_h
    # Each kill endangers the neighbors, whatever they bear.
    beside = (p.by / 100) * killed / (s.tumor + s.all_h)
    found = y.free_ab + y.free_b + y.free_0 + y.free_h
    held = y.held_ab + y.held_b + y.held_0 + y.held_h
    return dict(
        free_ab=growth * s.all_ab - (meet + beside) * y.free_ab + p.k_off * y.held_ab,
        free_b=growth * s.all_b - (meet + beside) * y.free_b + p.k_off * y.held_b,
        free_0=growth * s.all_0 - (meet + beside) * y.free_0 + p.k_off * y.held_0,
        free_h=-(meet + beside) * y.free_h + p.k_off * y.held_h,
        held_ab=meet * y.free_ab - (p.k_off + s.kill_ab) * y.held_ab,
        held_b=meet * y.free_b - (p.k_off + s.kill_b) * y.held_b,
        held_0=meet * y.free_0 - p.k_off * y.held_0,
        held_h=meet * y.free_h - (p.k_off + s.kill_h) * y.held_h,
        hunters=p.k_off * held + killed - meet * found,
    )


@escape.observe
def observe(t, y, p, s):
    return dict(
        with_both=100 * s.all_ab / p.planted,
        with_b=100 * s.all_b / p.planted,
        with_none=100 * s.all_0 / p.planted,
        tumor_left=100 * s.tumor / p.planted,
        spared=100 * s.all_h / (p.planted * p.healthy),
    )
