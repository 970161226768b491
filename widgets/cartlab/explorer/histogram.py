"""Many virtual donors or patients, counted by what a readout finds in each."""

from dataclasses import asdict, dataclass

import numpy as np

from cartlab.language.grammar import nearest
from cartlab.solve import SLIDERS

from .reading import measure_each, readout


@dataclass(frozen=True)
class Published:
    """What a source found in its patients: a middle and, where it is known, a spread.

    label: who, how many. low, high: the ends of the spread; say in the label or beside
    the explorer what they are.
    """

    label: str
    middle: float
    low: float | None = None
    high: float | None = None

    def spec(self, edges):
        """Return it as plain JSON; refuse what does not fit between the outer edges."""
        if (self.low is None) != (self.high is None):
            raise ValueError(
                f"Published “{self.label}”: give both low and high, or neither"
            )
        low = self.middle if self.low is None else self.low
        high = self.middle if self.high is None else self.high
        if not edges[0] <= low <= self.middle <= high <= edges[-1]:
            raise ValueError(
                f"Published “{self.label}”: choose rising numbers low, middle, high "
                f"from {edges[0]:g} to {edges[-1]:g}, the span of the Histogram"
            )
        return asdict(self)


@dataclass(frozen=True)
class Histogram:
    """A readout over many virtual donors, as bars.

    cohort: {parameter: n values}, drawn by the author within the parameters' ranges; the
    sliders act on all others. split: a readout that is 1 for those who pass and 0 for
    those who fail. span: (low, high) of the axis, the output's own where none is given;
    who lies outside counts in the first or the last bar. bins: how many bars.
    published: Published numbers, drawn above the bars. who: what one of them is called.
    verdicts: what is said of those for whom `split` is 1, and is 0.
    """

    readout: str
    cohort: dict
    split: str = ""
    title: str = ""
    span: tuple | None = None
    bins: int = 24
    published: tuple = ()
    who: str = "donors"
    verdicts: tuple = ("pass", "fail")

    def spec(self, model):
        asked = readout(self.readout, model)
        output = model.outputs[asked["output"]]
        edges = self._edges(output)
        return {
            "kind": "histogram",
            "title": self.title or asked["label"],
            "unit": asked["unit"],
            "readout": asked,
            "split": readout(self.split, model) if self.split else None,
            "log": output.scale == "log",
            "edges": edges,
            "cohort": self._cohort(model),
            "published": [one.spec(edges) for one in self.published],
            "who": self.who,
            "verdicts": list(self.verdicts),
        }

    def _edges(self, output):
        spread = np.geomspace if output.scale == "log" else np.linspace
        low, high = self.span or output.range
        if not low < high or (output.scale == "log" and low <= 0):
            raise ValueError(
                f"Histogram: span = {self.span}: choose a low and a higher end, above 0 "
                "on a logarithmic axis"
            )
        return [float(edge) for edge in spread(low, high, self.bins + 1)]

    def _cohort(self, model):
        sizes = {len(values) for values in self.cohort.values()}
        if len(sizes) != 1 or 0 in sizes:
            raise ValueError(
                f"Histogram: give each parameter the same number of values, at least "
                f"one: {sorted(sizes)}"
            )
        for name, values in self.cohort.items():
            if name not in model.parameters:
                close = nearest(name, list(model.parameters))
                raise ValueError(f"Histogram: {name} is not a parameter: {close}")
            model.parameters[name].check(np.asarray(values, float), name)
        return [
            {"name": name, "values": [float(value) for value in values]}
            for name, values in self.cohort.items()
        ]


def found(panel, model, run):
    """Return (values, passed) of all donors, where everything else is as in a run."""
    cohort = {one["name"]: np.array(one["values"]) for one in panel["cohort"]}
    size = len(next(iter(cohort.values())))
    many = model.simulate(rtol=SLIDERS, **(run.values | cohort))
    values = measure_each(panel["readout"], many, size)
    passed = np.ones(size, bool)
    if panel["split"]:
        passed = measure_each(panel["split"], many, size) >= 0.5
    return values, passed


def counts(panel, values):
    """Return how many values fall in each bin; what lies outside counts in the end bins."""
    edges = np.array(panel["edges"])
    bins = np.clip(np.searchsorted(edges, values, side="right") - 1, 0, len(edges) - 2)
    return np.bincount(bins, minlength=len(edges) - 1)
