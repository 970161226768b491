"""Toys that several test modules share."""

from cartlab.language import (
    Model,
    Output,
    Parameter,
    Population,
    always,
    log_uniform,
    lognormal,
    normal,
    uniform,
)


def waiting_room():
    """A formula over quantities in which people differ."""
    model = Model(
        "The waiting room",
        kind="formula",
        t_end=1,
        parameters=dict(
            age=Parameter(50, "year", "age", (0, 120)),
            weight=Parameter(70, "kg", "weight", (30, 100)),
            count=Parameter(700, "cell/µL", "cells", (100, 5000), scale="log"),
            dust=Parameter(100, "1", "grains of dust", (1, 1e4), scale="log"),
            visits=Parameter(4, "1", "visits before", (0, 12), kind="whole"),
            sick=Parameter(0, "1", "sick", (0, 1), kind="switch"),
        ),
        outputs=dict(old=Output("year", "age", (0, 120), "Age")),
    )

    @model.observe
    def observe(t, y, p):
        return dict(old=p.age)

    return model


def everybody():
    """A population with every kind of law."""
    return Population(
        "Everybody",
        waiting_room(),
        dict(
            age=normal(50, 10, draw=0).published("A & B 2020"),
            count=lognormal(700, 0.4, draw=4).along("age", -0.5),
            weight=uniform(40, 90, draw=1),
            dust=log_uniform(10, 1000, draw=2),
            visits=normal(5, 2, draw=3).clip().rarely(0.1, always(12), draw=7),
        ),
    )
