"""A model's declarations and text as functions that run in Python."""

from types import SimpleNamespace

import numpy as np

from cartlab.solve.segments import Given, segments

from .functions import runnable, runnable_program


class Runnable:
    """What a model says, ready to be worked out for the values p {parameter: number}.

    cuts: expressions of the parameters at which the time axis is cut. moving and observe
    are functions of t, y and p with states and parameters as attributes; they return
    {name: number}.
    """

    def __init__(self, model, moving, observed, cuts):
        self.names, self.t_end = list(model.states), model.t_end
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

    def moves(self, p, names, single):
        """Return moving(t, y) on arrays, (m, n) to (the `names` that it returns, n)."""
        space = SimpleNamespace(**p)

        def moving(t, y):
            # Numbers are several times faster than arrays of one element.
            rows = y[:, 0] if single else y
            now = t[0] if single else t
            states = SimpleNamespace(**dict(zip(self.names, rows, strict=True)))
            told = self.moving(now, states, space)
            filled = np.empty((len(names), y.shape[1]))
            for i, name in enumerate(names):
                filled[i] = told[name]
            return filled

        return moving


def one_of(p, i):
    """Return the values of patient `i` of a cohort."""
    return {name: v[i] if np.size(v) > 1 else v for name, v in p.items()}
