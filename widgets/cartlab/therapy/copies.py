"""Copies: how the vector copies are spread over cells, when the average is known.

Two laws with one average, as closed forms (`spread`) and copy by copy, by chance (`cell`).
Poisson: each cell is as easy to enter as every other. Negative binomial: cells differ, and
`kappa` says how little. `cell` draws from that law copy by copy: who has copies is likely
an easy cell, so the next one comes the sooner. No copy helps another in; it is a way to
draw from the law with one event.
"""

from cartlab.language import (
    Chain,
    Event,
    Mark,
    Model,
    Output,
    State,
    assumed,
    exp,
    log,
    maximum,
    where,
)

from . import engineering
from .fields import FIELDS

# fmt: off
AVERAGE = dict(
    effective = assumed(0.466, "1", "copies that a cell gets on average, the effective multiplicity of infection", (0.05, 20), "Effective multiplicity",
                        scale="log", tex=r"m_{\mathrm{eff}}"),
    kappa     = engineering.transduction.parameters["kappa"],
    vcn_max   = FIELDS["vcn_max"],
)

spread = Model(
    "The spread of copies",
    kind="formula",
    t_end=1,
    parameters=AVERAGE,
    outputs=dict(
        positive      = Output("%", "cells with a copy or more, uneven",                  (0, 100), "CAR-positive", look="car"),
        positive_even = Output("%", "cells with a copy or more, by Poisson",              (0, 100), "CAR-positive, Poisson", look="memory"),
        each          = Output("1", "copies in a CAR-positive cell, on average, uneven",  (1, 10),  "Copies per CAR+ cell", look="car"),
        single        = Output("%", "CAR-positive cells with one copy, uneven",           (0, 100), "One copy", look="car"),
        single_even   = Output("%", "CAR-positive cells with one copy, by Poisson",       (0, 100), "One copy, Poisson", look="memory"),
        many          = Output("%", "CAR-positive cells with as many copies as the limit, or more, uneven",     (0, 100), "Cells at the limit or above", look="car"),
        many_even     = Output("%", "CAR-positive cells with as many copies as the limit, or more, by Poisson", (0, 100), "At the limit or above, Poisson",
                               look="memory"),
    ),
)

cell = Model(
    "A cell, copy by copy",
    kind="jumps",
    time="hour",
    t_end=72,
    clock="time with the virus (hours)",
    handed_over=Mark("exposed", "virus washed off"),
    states=dict(
        inside      = State(0, "1", "copies in the cell, uneven",     negligible=1e-4, tex="n_{\\kappa}"),
        inside_even = State(0, "1", "copies in the cell, by Poisson", negligible=1e-4, tex=r"n_{\infty}"),
    ),
    events=dict(
        enter      = Event("a copy integrates: a cell that has some is likely an easy one", inside=+1),
        enter_even = Event("a copy integrates: all cells are alike",                        inside_even=+1),
    ),
    parameters=AVERAGE | dict(exposed=engineering.transduction.parameters["exposed"]),
    outputs=dict(
        copies      = Output("1", "copies in the cell, uneven",                           (0, 12), "Copies, uneven", whole=True, look="car"),
        copies_even = Output("1", "copies in the cell, by Poisson",                       (0, 12), "Copies, Poisson", whole=True, look="memory"),
        few         = Output("1", "fewer copies than the limit, uneven: 1 yes, 0 no",     (0, 1),  "Below the limit", whole=True, look="car"),
        few_even    = Output("1", "fewer copies than the limit, by Poisson: 1 yes, 0 no", (0, 1),  "Below the limit, Poisson", whole=True, look="memory"),
    ),
)
# fmt: on


@spread.observe
def observe(t, y, p):
    none = (1 + p.effective / p.kappa) ** (-p.kappa)
    none_even = exp(-p.effective)
    share = p.effective / (p.effective + p.kappa)
    # The chance of n copies is that of none, times n factors; a limit is at most 10.
    below = none * sum(
        where(
            n < p.vcn_max,
            exp(
                sum(
                    where(i < n, log(share * (p.kappa + i) / (i + 1)), 0)
                    for i in range(9)
                )
            ),
            0,
        )
        for n in range(10)
    )
    below_even = none_even * sum(
        where(
            n < p.vcn_max,
            exp(sum(where(i < n, log(p.effective / (i + 1)), 0) for i in range(9))),
            0,
        )
        for n in range(10)
    )
    # Below one cell in a million a difference of two numbers near 1 says nothing.
    tail = maximum(1e-6, 1 - below)
    tail_even = maximum(1e-6, 1 - below_even)
    return dict(
        positive=100 * (1 - none),
        positive_even=100 * (1 - none_even),
        each=p.effective / (1 - none),
        single=100 * none * share * p.kappa / (1 - none),
        single_even=100 * none_even * p.effective / (1 - none_even),
        many=100 * tail / (1 - none),
        many_even=100 * tail_even / (1 - none_even),
    )


@cell.propensities
def propensities(t, y, p):
    ease = log(1 + p.effective / p.kappa) / p.exposed
    return dict(
        enter=where(t < p.exposed, ease * (p.kappa + y.inside), 0),
        enter_even=where(t < p.exposed, p.effective / p.exposed, 0),
    )


@cell.observe
def watch(t, y, p):
    return dict(
        copies=y.inside,
        copies_even=y.inside_even,
        few=where(y.inside < p.vcn_max, 1, 0),
        few_even=where(y.inside_even < p.vcn_max, 1, 0),
    )


counted = Chain("Copies, counted cell by cell", [spread, cell])
against_share = Chain("Share against copies", [engineering.transduction, spread])
