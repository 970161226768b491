"""Runs all that the variants of a task will ask for together: a cohort is far faster.

A first pass asks every variant with a run that stands in for all others, only to learn
which settings it asks for; these are then run at once, and a second pass finds them.
"""

from cartlab.language.simulate import how_many
from cartlab.solve import STORED
from cartlab.solve.dopri5 import SolverError

from ..evaluator import Evaluator, key_of

TOGETHER = 60  # patients of one cohort: more need more memory and are no faster


class Asking(Evaluator):
    """Collects the settings that are asked for, in `wanted`."""

    def __init__(self, lab, base, usual, wanted):
        super().__init__(lab, base)
        self.usual, self.wanted = usual, wanted

    def run(self, at, **settings):
        values = {**self.base, **settings, **at}
        if how_many(values) > 1:
            raise ValueError("this is a cohort already")
        self.wanted[key_of(values)] = values
        return self.usual


class One:
    """One patient of a cohort, with the face of a run."""

    def __init__(self, cohort, i):
        self.cohort, self.i, self.model = cohort, i, cohort.model

    @property
    def handed(self):
        return Handed(self.cohort.handed, self.i)

    def curve(self, output, _patient=0):
        return self.cohort.curve(output, self.i)


class Handed:
    def __init__(self, handed, i):
        self.all, self.i = handed, i

    def __getitem__(self, output):
        found = self.all[output]
        return found[self.i] if getattr(found, "ndim", 0) else found


def runs_of(model, wanted):
    """Return {key: run} of settings, run in cohorts; what cannot be run is left out."""
    found = {}
    keys = list(wanted)
    for first in range(0, len(keys), TOGETHER):
        some = keys[first : first + TOGETHER]
        if len(some) < 2:
            continue
        names = {name for key in some for name in wanted[key]}
        usual = {name: model.parameters[name].value for name in names}
        values = {n: [wanted[key].get(n, usual[n]) for key in some] for n in names}
        try:
            cohort = model.simulate(rtol=STORED, **values)
        except (ValueError, SolverError):
            continue  # one of them has no answer: each is run for itself
        found |= {key: One(cohort, i) for i, key in enumerate(some)}
    return found
