"""Random patients over the declared ranges of a model, and scipy as the judge."""

from types import SimpleNamespace

import numpy as np
from scipy.integrate import solve_ivp

from cartlab.language import Chain
from cartlab.solve import SLIDERS


def cohort(model, n, seed):
    """Return {parameter: n values} spread over every declared range."""
    chance = np.random.default_rng(seed)
    values = {}
    for name, one in model.parameters.items():
        low, high = one.range
        if one.scale == "log":
            drawn = np.exp(chance.uniform(np.log(low), np.log(high), n))
        else:
            drawn = chance.uniform(low, high, n)
        if one.kind == "choice":
            drawn = chance.choice(list(one.choices.values()), n)
        whole = one.kind in ("whole", "switch")
        values[name] = np.round(drawn) if whole else np.clip(drawn, low, high)
    return values


def corners(model, n, seed):
    """Return {parameter: n values}, each at one end of its declared range."""
    chance = np.random.default_rng(seed)
    return {
        name: chance.choice(
            list(one.choices.values()) if one.kind == "choice" else one.range, n
        )
        for name, one in model.parameters.items()
    }


def accepted(chain, n, seed):
    """Return n random patients of a chain of whom every stage takes what it gets."""
    values = cohort(chain, 4 * n, seed)
    good = np.ones(4 * n, bool)
    for count in range(1, len(chain.models)):
        before = Chain("Before", chain.models[:count])
        own = {name: values[name] for name in before.parameters}
        middle = {name: np.full(4 * n, before.parameters[name].value) for name in own}
        run = before.simulate(
            SLIDERS, **{k: np.where(good, v, middle[k]) for k, v in own.items()}
        )
        for name, one in chain.models[count].parameters.items():
            if name in run.handed:
                low, high = one.range
                good &= (low <= run.handed[name]) & (run.handed[name] <= high)
    assert good.sum() >= n, f"only {good.sum()} random patients of {4 * n} go through"
    return {name: drawn[good][:n] for name, drawn in values.items()}


def patient(values, i):
    return {name: float(drawn[i]) for name, drawn in values.items()}


def difference(a, b):
    """Return the greatest |a - b| / (|b| + 1e-6 max |b|) along the time axis."""
    floor = 1e-6 * np.abs(b).max(axis=0) + 1e-300
    return float((np.abs(a - b) / (np.abs(b) + floor)).max())


def oracle(model, values, times):
    """Return the outputs by scipy's DOP853 at rtol 1e-12, {output: array}."""
    p, names = SimpleNamespace(**values), list(model.states)
    edges, jumps, inflows = model.runnable.segments(values)
    atol = [1e-12 * state.negligible for state in model.states.values()]
    y, found = model.runnable.start(values)[:, 0], np.empty((len(names), len(times)))
    with np.errstate(all="ignore"):
        for start, end, jump, inflow in zip(
            edges, edges[1:], jumps, inflows, strict=False
        ):
            hair = 1e-12 * (end - start)

            def rates(t, y, low=start + hair, high=end - hair, inflow=inflow):
                space = SimpleNamespace(**dict(zip(names, y, strict=True)))
                slopes = model.runnable.moving(min(max(t, low), high), space, p)
                return np.array([slopes[name] for name in names]) + inflow

            inside = (times >= start) & (times < end) | (times == end) & (
                end == edges[-1]
            )
            wanted = np.unique([*times[inside], end])
            run = solve_ivp(
                rates, (start, end), y + jump, "DOP853", wanted, rtol=1e-12, atol=atol
            )
            assert run.success, run.message
            found[:, inside] = run.y[:, : inside.sum()]
            y = run.y[:, -1]
        space = SimpleNamespace(**dict(zip(names, found, strict=True)))
        shown = model.runnable.observe(times, space, p)
    return {k: np.broadcast_to(shown[k], times.shape) for k in model.outputs}
