"""Finds the number of a quantity by running the model. Twin of `evaluator.js`."""

import numpy as np

from cartlab.explorer.reading import measure_each
from cartlab.explorer.values import grid
from cartlab.language.simulate import how_many
from cartlab.solve import STORED

PAIR = {
    "+": np.add,
    "-": np.subtract,
    "*": np.multiply,
    "/": np.divide,
    ">=": np.greater_equal,
    "<": np.less,
    "and": np.minimum,
}
ONE = {"log2": np.log2, "log10": np.log10, "not": lambda x: 1 - x}


def key_of(values):
    """Return what a run at these settings is known by, in whatever order they stand."""
    return tuple(
        (name, np.asarray(x, float).tobytes()) for name, x in sorted(values.items())
    )


class Evaluator:
    """Asks one explorer's model. base: {parameter: value}, where a task's sliders stand.

    runs: what has been run of its model already, by `key_of` the settings.
    """

    def __init__(self, lab, base, runs=None):
        self.model, self.steps = lab.model, lab.steps
        self.base = {**lab.start, **base}
        self._runs = {} if runs is None else runs

    def number(self, node, **settings):
        """Return the number of a bound quantity, NaN where the model has none.

        A condition gives 1 where it holds, else 0.
        """
        with np.errstate(all="ignore"):
            return float(self._each(node, settings)[0])

    def holds(self, node, **settings):
        return self.number(node, **settings) == 1

    def run(self, at, **settings):
        """Return the run of the model at settings."""
        values = {**self.base, **settings, **at}
        key = key_of(values)
        if key not in self._runs:
            self._runs[key] = self.model.simulate(rtol=STORED, **values)
        return self._runs[key]

    def each(self, node, **settings):
        """Return the numbers of a quantity where settings are arrays, shape (n,)."""
        with np.errstate(all="ignore"):
            return self._each(node, settings)

    def _each(self, node, settings):
        if not isinstance(node, dict):
            return np.atleast_1d(float(node))
        if "read" in node:
            run = self.run(node["at"], **settings)
            n = how_many({**settings, **node["at"]})
            return measure_each(node["read"], run, n)
        if "setting" in node:
            return np.atleast_1d(self._setting(node["setting"], settings))
        if "extreme" in node:
            return np.atleast_1d(self._extreme(node, settings))
        numbers = [self._each(one, settings) for one in node["of"]]
        if len(numbers) == 1:
            return ONE[node["op"]](*numbers)
        return np.asarray(PAIR[node["op"]](*numbers), float)

    def _setting(self, name, settings):
        known = {**self.base, **settings}
        return known.get(name, self.model.parameters[name].value)

    def _extreme(self, node, settings):
        name = node["slider"]
        values = grid(self.model.parameters[name], self.steps.get(name))
        at = {**settings, **node["at"], name: values}
        held = values[np.broadcast_to(self._each(node["where"], at) == 1, len(values))]
        if not len(held):
            return np.nan
        return held[0] if node["extreme"] == "lowest" else held[-1]
