"""Follows a model by its rates: Dormand and Prince's method. Keeps contract.py."""

import numpy as np

from . import dopri5, dopri5_one
from .contract import Followed, SolverError


def follow(moving, patients, times, rtol, negligible, longest=np.inf):
    """Follow the rates moving(t, y), shape (m, n), to the relative tolerance rtol.

    negligible: (m,), the amount of each state below which nobody would look; rtol times
    that is the absolute tolerance. longest: no step is longer.
    """
    atol = rtol * negligible
    return finite(*dopri5.solve(moving, *patients, times, rtol, atol, longest))


def follow_one(moving, patients, times, rtol, negligible, longest=np.inf):
    """Follow one patient, faster: moving(t, y) is asked with and tells Python's numbers."""
    alone = (part[..., 0] for part in patients)
    atol = rtol * negligible
    states, steps = dopri5_one.solve(moving, *alone, times, rtol, atol, longest)
    return finite(states[:, :, None], np.array([steps]))


def finite(states, steps):
    """Return what was followed; refuse what is not a number."""
    if not np.isfinite(states).all():
        raise SolverError("the result is not a number")
    return Followed(states, steps)
