"""Runs a model in Python: check, plan, follow, observe, hand over."""

from types import SimpleNamespace

import numpy as np

from cartlab.solve.contract import Patients, SolverError
from cartlab.solve.segments import CLOSE, together

from .run import Run


def simulate(model, times, rtol, p):
    """Return the Run of a model with the values p, reported at `times`."""
    times = report_times(model, times)
    n = how_many(p)
    pieces = model.runnable.segments_of(p, n)
    moments = np.broadcast_to(model.hands_over_at(p), n)
    own = [
        with_moment(both_sides(times, edges, model.t_end), moment)
        for (edges, _, _), moment in zip(pieces, moments, strict=True)
    ]
    # Most patients share their times; each array is looked through once.
    seen = np.unique(np.concatenate([*{id(one): one for one in own}.values()]))
    with np.errstate(all="ignore"):
        patients = Patients(model.runnable.start(p, n), *together(pieces))
        try:
            followed = model.way.follow(model, p, patients, seen, rtol)
            rows = np.moveaxis(followed.states, 1, 0)
            states = rows[:, :, 0] if n == 1 else rows
            states = dict(zip(model.states, states, strict=True))
            outputs = observed(model, p, n, seen, states)
        except SolverError as error:
            raise SolverError(f"{model.title}: {error}") from None
    handed = handed_over(outputs, np.searchsorted(seen, moments), n)
    at = {id(one): np.searchsorted(seen, one) for one in own}
    own = [at[id(one)] for one in own]
    return Run(model, p, times, seen, own, states, outputs, handed, followed)


def report_times(model, times):
    """Return the report times, checked; by default `points` over the whole run."""
    if times is None:
        return np.linspace(0, model.t_end, model.points)
    times = np.atleast_1d(np.asarray(times, float))
    within = len(times) and times[0] >= 0 and times[-1] <= model.t_end
    if not (within and (np.diff(times) > 0).all()):
        raise ValueError(
            f"report times rise from 0 at the earliest to {model.t_end:g} "
            f"{model.time} at the latest"
        )
    return times


def how_many(p):
    """Return how many patients the values p speak of."""
    sizes = {np.size(v) for v in p.values()} - {1}
    if len(sizes) > 1 or 0 in sizes or any(np.ndim(v) > 1 for v in p.values()):
        raise ValueError(
            f"the arrays of a cohort need one length above 0: {sorted(sizes)}"
        )
    return sizes.pop() if sizes else 1


def both_sides(times, edges, t_end):
    """Return `times` with two more for each cut: just before it, and at it."""
    cuts = edges[1:-1]
    if not len(cuts):
        return times
    inside = cuts[(cuts > times[0]) & (cuts < times[-1])]
    before = np.maximum(inside - CLOSE * t_end, times[0])
    return np.unique(np.concatenate([times, before, inside]))


def with_moment(times, moment):
    """Return `times` with one more, if it is not among them."""
    at = np.searchsorted(times, moment)
    if at < len(times) and times[at] == moment:
        return times
    return np.insert(times, at, moment)


def observed(model, p, n, seen, states):
    """Return {output: numbers, (r,) or (r, n)}; refuse what is not a number."""
    t = seen if n == 1 else seen[:, None]
    y = SimpleNamespace(**states)
    shown = model.runnable.observe(t, y, SimpleNamespace(**p))
    shape = (len(seen),) if n == 1 else (len(seen), n)
    outputs = {k: np.broadcast_to(shown[k], shape) for k in model.outputs}
    for name, x in outputs.items():
        if not np.isfinite(x).all():
            when = seen[np.argwhere(~np.isfinite(x))[0][0]]
            label = model.outputs[name].label or name
            raise SolverError(f"{label} is not a number at {model.time} {when:g}")
    return outputs


def handed_over(outputs, at, n):
    """Return {output: number, or numbers (n,)} at the moments with the indices `at`."""
    if n == 1:
        return {k: float(x[at[0]]) for k, x in outputs.items()}
    return {k: x[at, range(n)] for k, x in outputs.items()}
