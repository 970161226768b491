"""Small models of the kind jumps, whose answers are known or that use every part."""

from cartlab.language import Dose, Event, Model, Output, Parameter, State, where


def birth_and_death(n=1):
    """Cells that divide and die, each for itself."""
    model = Model(
        "A well",
        kind="jumps",
        time="hour",
        t_end=24,
        states=dict(n=State("n0", "cell", "tumor cells")),
        events=dict(
            divide=Event("a cell divides", n=+1), die=Event("a cell dies", n=-1)
        ),
        parameters=dict(
            n0=Parameter(n, "cell", "cells seeded", (0, max(n, 60))),
            rho=Parameter(0.08, "1/hour", "division", (0, 0.12)),
            delta=Parameter(0.05, "1/hour", "death", (0, 0.12)),
        ),
        outputs=dict(cells=Output("cell", "cells", (0, 1000), "Cells", whole=True)),
    )

    @model.propensities
    def propensities(t, y, p):
        return dict(divide=p.rho * y.n, die=p.delta * y.n)

    @model.observe
    def observe(t, y, p):
        return dict(cells=y.n)

    return model


def hunters():
    """Two kinds of cell, a second dose of one, a drug that is there for a while."""
    model = Model(
        "Hunters",
        kind="jumps",
        time="hour",
        t_end=48,
        states=dict(
            prey=State("prey0", "cell", "target cells"),
            hunter=State("0.5 * prey0", "cell", "effector cells"),
        ),
        events=dict(
            divide=Event("a target divides", prey=+1),
            kill=Event("a target is killed and its killer divides", prey=-1, hunter=+1),
            burst=Event("a hunter dies and takes a target along", hunter=-1, prey=-1),
            leave=Event("two hunters leave", hunter=-2),
        ),
        parameters=dict(
            prey0=Parameter(41, "cell", "targets seeded", (1, 80)),
            rho=Parameter(0.04, "1/hour", "division", (0, 0.08)),
            kappa=Parameter(0.02, "1/hour", "killing", (0, 0.05)),
            half=Parameter(30, "cell", "targets for half of that", (1, 90)),
            gone=Parameter(0.01, "1/hour", "hunters' loss", (0, 0.05)),
            more=Parameter(20.5, "cell", "second dose", (0, 40)),
            hour=Parameter(12.0, "hour", "of the second dose", (0, 50)),
            drug=Parameter(20.0, "hour", "the drug is given", (0, 48)),
            one=Parameter(2, "cell", "too few to leave", (1, 4)),
        ),
        # Two doses at one moment, neither of them whole.
        doses=[
            Dose("hunter", "more", time="hour", label="more hunters"),
            Dose("hunter", "more / 7", time="hour", label="some of them late"),
        ],
        outputs=dict(
            targets=Output("cell", "targets", (0, 200), "Targets", whole=True),
            share=Output("1", "share of hunters", (0, 1), "Share"),
        ),
    )

    @model.steps
    def steps(t, y, p):
        return dict(both=y.prey + y.hunter + 1e-9 * p.half)

    @model.propensities
    def propensities(t, y, p, s):
        free = where(t < p.drug, 1, where(t < p.drug + p.hour, 0.2, 1))
        met = y.prey * y.hunter / (p.half + y.prey)
        return dict(
            divide=p.rho * y.prey,
            kill=p.kappa * free * met,
            burst=p.gone * met * y.hunter / s.both,
            leave=where(y.hunter < p.one, 0, p.gone * y.hunter),
        )

    @model.observe
    def observe(t, y, p, s):
        return dict(targets=y.prey, share=y.hunter / s.both)

    return model


TOYS = {"birth and death": birth_and_death(20), "hunters": hunters()}
