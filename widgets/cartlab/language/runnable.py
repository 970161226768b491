"""A model's declarations and text as functions that run in Python."""

from types import SimpleNamespace

import numpy as np

from cartlab.solve.segments import Given, segments

from .functions import NUMBERS, runnable, runnable_program

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
        self.moving_one = runnable_program(moving, NUMBERS)

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
        return self.moves_one(p, names) if single else self.moves_many(p, names)

    def moves_many(self, p, names):
        space = SimpleNamespace(**p)

        def moving(t, y):
            states = SimpleNamespace(**dict(zip(self.names, y, strict=True)))
            told = self.moving(t, states, space)
            filled = np.empty((len(names), y.shape[1]))
            for i, name in enumerate(names):
                filled[i] = told[name]
            return filled

        return moving

    def moves_one(self, p, names):
        own = {name: np.asarray(v).item() for name, v in p.items()}
        plain, space = SimpleNamespace(**own), SimpleNamespace(**p)

        def told_at(t, rows):
            try:
                states = SimpleNamespace(
                    **dict(zip(self.names, rows.tolist(), strict=True))
                )
                told = self.moving_one(float(t), states, plain)
                return [[float(told[name])] for name in names]
            except STOPPED:
                states = SimpleNamespace(**dict(zip(self.names, rows, strict=True)))
                told = self.moving(t, states, space)
                return [[told[name]] for name in names]

        return lambda t, y: np.array(told_at(t[0], y[:, 0]))


def one_of(p, i):
    """Return the values of patient `i` of a cohort."""
    return {name: v[i] if np.size(v) > 1 else v for name, v in p.items()}
