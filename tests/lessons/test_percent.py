"""A share is told in percent, everywhere: on sliders, in readouts, tables and models."""

import re

import pytest

from cartlab.therapy import models
from lessons.rerun import LESSONS
from pages.explorers import explorers, title

EACH = pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
EVERY = pytest.mark.parametrize("model", models().values(), ids=models().keys())

# Numbers from 0 to 1 that a lesson shows as they are. Each needs its reason here.
NO_SHARE = {
    "debt": "doublings lost for each doubling: a ratio, no part of a whole",
    "ld": "an intensity: half of it does not leave half of the cells",
    "ld_again": "the same",
    "nu": "a power of the tumor",
    "th": "time spent on a kill, told as a killing rate times hours",
    "drop_power": "a power of the tumor",
    "aging": "a rate for each cycle, in an exponent",
    "s_wait": "a spread of logarithms",
    "s_expand": "a spread of logarithms",
    "s_assay": "a spread of logarithms",
    "lost": "one cell in so many: nobody reads a billionth of a percent",
}


def is_plain_part(one):
    """Whether a quantity is a number without a unit that lies from 0 to 1."""
    graded = getattr(one, "kind", "number") == "number"
    low, high = one.range
    return (
        one.unit == "1"
        and 0 <= low < high <= 1
        and graded
        and not getattr(one, "whole", False)
    )


def shown(lab):
    """Return the names of the parameters and outputs that an explorer shows as numbers."""
    return {*lab.names, *(one["output"] for one in lab.readouts)}


def plain_parts(lab):
    known = lab.model.parameters | lab.model.outputs
    return {name for name in shown(lab) if is_plain_part(known[name])}


@EACH
def test_every_share_that_a_lesson_shows_is_in_percent(path):
    for lab in explorers(path):
        found = plain_parts(lab) - set(NO_SHARE)
        assert not found, f"{title(lab)}: {found} should be in %, or say why not here"


@EVERY
def test_what_a_model_calls_a_share_is_in_percent(model):
    for name, one in (model.parameters | model.outputs).items():
        if re.search(r"\bshare\b", one.about) and name not in NO_SHARE:
            assert not is_plain_part(one), f"{name}: {one.about}"


def test_each_exception_is_a_number_of_a_model_that_needs_it():
    every = [model.parameters | model.outputs for model in models().values()]
    needy = {name for one in every for name in one if is_plain_part(one[name])}
    assert set(NO_SHARE) <= needy
