"""A model's declarations and text as functions that run in Python."""

from functools import cache
from types import SimpleNamespace

import numpy as np

from cartlab.solve.segments import Given, segments

from .functions import runnable, runnable_one, runnable_program

# Where Python's numbers stop, numpy's go on with an infinity or NaN.
STOPPED = ZeroDivisionError, OverflowError, TypeError


class Runnable:
    """What a model says, ready to be worked out for the values p {parameter: number}.

    cuts: expressions of the parameters at which the time axis is cut. moving and observe
    are functions of t, y and p with states and parameters as attributes; they return
    {name: number}.
    """

    def __init__(self, model, moving, observed, cuts):
        self.names, self.t_end = list(model.states), model.t_end
        # A model that is being declared has nothing yet that moves it.
        self.moved = [x for x in model.way.moved(model) if x in moving.returns]
        self.starts = [runnable(node) for node in model.starts.values()]
        self.cuts = [runnable(cut) for cut in cuts]
        self.doses = [
            (
                dose,
                self.names.index(dose.state),
                {key: runnable(node) for key, node in nodes.items()},
            )
            for dose, nodes in model.dose_expressions
        ]
        self.moment = runnable(model.handing_over)
        self.moving, self.observe = runnable_program(moving), runnable_program(observed)
        # Made when it is asked for: most variants of a model are followed in cohorts.
        self._moving_one = cache(lambda: runnable_one(moving, self.names, self.moved))

    def start(self, p, n=1):
        """Return the initial states of n patients, (m, n)."""
        space, y = SimpleNamespace(**p), np.empty((len(self.names), n))
        for i, start in enumerate(self.starts):
            y[i] = start(space)
        return y

    def given(self, p):
        """Return [(Dose, Given)]: each declared dose with one patient's numbers."""
        space = SimpleNamespace(**p)
        return [
            (dose, Given(state, **{key: float(f(space)) for key, f in run.items()}))
            for dose, state, run in self.doses
        ]

    def segments(self, p):
        """Return the edges, jumps and inflows of one patient's segments."""
        space = SimpleNamespace(**p)
        cuts = [float(cut(space)) for cut in self.cuts]
        given = [one for _, one in self.given(p)]
        return segments(cuts, given, self.t_end, len(self.names))

    def segments_of(self, p, n):
        """Return the segments of each of n patients; those who differ in none share them."""
        if not (self.cuts or self.doses):
            return [segments([], [], self.t_end, len(self.names))] * n
        return [self.segments(one_of(p, i)) for i in range(n)]

    def moves(self, p):
        """Return moving(t, y) on arrays: t (n,), y (m, n), what it returns (k, n)."""
        space = SimpleNamespace(**p)

        def moving(t, y):
            states = SimpleNamespace(**dict(zip(self.names, y, strict=True)))
            told = self.moving(t, states, space)
            filled = np.empty((len(self.moved), y.shape[1]))
            for i, name in enumerate(self.moved):
                filled[i] = told[name]
            return filled

        return moving

    def moves_one(self, p):
        """Return moving(t, y) of one patient on numbers: y and what it returns are lists.

        It gives what `moves` gives; the last bit of a power may differ, for numpy and
        Python each have one of their own.
        """
        own = {name: np.asarray(v).item() for name, v in p.items()}
        many = self.moves(p)

        def as_one_of_many(t, y):
            return many(np.array([t]), np.array(y)[:, None])[:, 0].tolist()

        try:
            plain = self._moving_one()(own)
        except STOPPED:
            return as_one_of_many

        def moving(t, y):
            try:
                return [*map(float, plain(t, y))]
            except STOPPED:
                return as_one_of_many(t, y)

        return moving


def one_of(p, i):
    """Return the values of patient `i` of a cohort."""
    return {name: v[i] if np.size(v) > 1 else v for name, v in p.items()}
