"""Remembers runs of models while lessons are run again and again.

Many tests run the same lesson: as it is, on its page, with one number changed. What
depends on nothing that was changed gives the same, and is not worked out anew.
"""

import json
from contextlib import contextmanager
from functools import cache

import numpy as np
import pytest

from cartlab.language import model as home
from cartlab.language.simulate import simulate

MOST = 600_000_000  # bytes of curves that are remembered
RUNS = {}  # {what was asked: (its run, bytes)}, the oldest first


@cache
def said(model):
    """Return all that a model says, as a text: lessons make the same model twice."""
    return json.dumps(model.spec())


def run_or_remember(model, times, rtol, p):
    values = tuple((name, np.asarray(v, float).tobytes()) for name, v in p.items())
    when = None if times is None else np.asarray(times, float).tobytes()
    key = said(model), when, rtol, values
    if key not in RUNS:
        run = simulate(model, times, rtol, p)
        RUNS[key] = run, size(run)
        while sum(taken for _, taken in RUNS.values()) > MOST:
            del RUNS[next(iter(RUNS))]
        return run
    return RUNS[key][0]


def size(run):
    """Return how many bytes the curves of a run take, about."""
    curves = [*run.states.values(), *run.outputs.values()]
    return 2 * sum(one.nbytes for one in curves)


@contextmanager
def remembered_runs():
    """Within, a run of a model that was made before is not made again."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(home, "simulate", run_or_remember)
        yield
