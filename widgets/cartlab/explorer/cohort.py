"""Virtual people whom several panels look at: drawn once, followed together.

Twin of `pieces/cohort.js`. Who somebody is depends on the seed and on his number only, so
that all panels, arms of a comparison and later cells speak of the same people.
"""

import json
import re

import numpy as np

from cartlab.language import Population
from cartlab.language.names import no_such
from cartlab.language.population import people

from .many import many
from .reading import NUMBER, readout

MOST = 500  # of people in one explorer: more would keep a phone busy for seconds
CONDITION = re.compile(rf"(?P<readout>.+?) (?P<than><|>=) (?P<line>{NUMBER})")
REMEMBERED = (
    12  # cohorts: the panels of an explorer ask for the same one again and again
)
_followed = {}


def people_spec(population, size, seed, model, panel, who="people"):
    """Return who is drawn as plain JSON; refuse people whom the model cannot take."""
    if not isinstance(population, Population):
        raise ValueError(f"{panel}: give a Population, such as those of a course")
    if not isinstance(size, int) or not 1 <= size <= MOST:
        raise ValueError(
            f"{panel}: size = {size}: choose a whole number of {who} from 1 to {MOST}"
        )
    for name, values in population.draw(size, seed).items():
        if name not in model.parameters:
            why = no_such(name, "a parameter", model.title, model.parameters)
            raise ValueError(f"{panel}: {why}")
        model.parameters[name].check(values, name)
    return {"population": population.spec(), "size": size, "seed": seed}


def varied(spec):
    """Return the names of the parameters in which the people differ."""
    return [one["name"] for one in spec["population"]["people"]]


def condition(text, model):
    """Return what has to hold of somebody as plain JSON.

    text: "cells at 28 < 1e9", "peak fever >= 39", or a readout that is 1 or 0.
    """
    found = CONDITION.fullmatch(text.strip())
    asked, than, line = found.groups() if found else (text, ">=", 0.5)
    return {"readout": readout(asked, model), "than": than, "line": float(line)}


def conditions(texts, model):
    """Return several conditions, all of which have to hold."""
    if isinstance(texts, str):
        texts = (texts,)
    return [condition(text, model) for text in texts]


def cohort(spec, model, run, ask, against=None):
    """Return {text of a readout: what it finds in each of the people, (size,)}.

    All other parameters are those of `run`, `against` put in. NaN: never, or the model
    cannot be followed there.
    """
    drawn = people(spec["population"], spec["size"], spec["seed"])
    shared = {n: x for n, x in run.values.items() if n not in drawn} | (against or {})
    asked = {one["text"]: one for one in ask}
    key = json.dumps([spec, {n: float(x) for n, x in shared.items()}, list(asked)])
    known, found = _followed.get(key, (None, None))
    if known is not model:
        found = dict(
            zip(asked, many(model, shared, drawn, asked.values()), strict=True)
        )
        while len(_followed) >= REMEMBERED:
            del _followed[next(iter(_followed))]
        _followed[key] = model, found
    return found


def holds(conditions, found, size):
    """Return for each of the people whether all conditions hold, (size,)."""
    good = np.ones(size, bool)
    for one in conditions:
        values = found[one["readout"]["text"]]
        good &= values < one["line"] if one["than"] == "<" else values >= one["line"]
    return good
