"""Many virtual donors or patients, counted by what a readout finds in each."""

import math
from dataclasses import asdict, dataclass

import numpy as np

from cartlab.explorer.cohort import people_spec, varied
from cartlab.explorer.many import many
from cartlab.explorer.palette import color, number
from cartlab.explorer.panel import Panel, frame_row
from cartlab.explorer.pieces.lines import draw_legend, named
from cartlab.explorer.pieces.rings import draw_spread
from cartlab.explorer.reading import readout
from cartlab.explorer.values import spread
from cartlab.language import Population
from cartlab.language.population import people

__all__ = ["Histogram", "Published"]


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

    @classmethod
    def from_cv(cls, label, mean, percent):
        """Return a geometric mean with its geometric CV in percent, as labels give them.

        The spread is one standard deviation of the logarithms to either side.
        """
        factor = math.exp(math.sqrt(math.log(1 + (percent / 100) ** 2)))
        return cls(label, mean, mean / factor, mean * factor)

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
class Histogram(Panel):
    """A readout over many virtual donors or patients, as bars.

    population: a Population whose quantities are parameters of the model; the sliders act
    on all others. size, seed: how many people are drawn, and which. split: a readout that is 1 for those who pass and 0 for
    those who fail. span: (low, high) of the axis, the output's own where none is given;
    who lies outside counts in the first or the last bar. bins: how many bars.
    published: Published numbers, drawn above the bars. who: what one of them is called.
    verdicts: what is said of those for whom `split` is 1, and is 0.
    """

    readout: str
    population: Population
    size: int
    seed: int = 1
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
            "title": self.title or asked["label"],
            "unit": asked["unit"],
            "readout": asked,
            "split": readout(self.split, model) if self.split else None,
            "log": output.scale == "log",
            "edges": edges,
            **people_spec(
                self.population, self.size, self.seed, model, "Histogram", self.who
            ),
            "published": [one.spec(edges) for one in self.published],
            "who": self.who,
            "verdicts": list(self.verdicts),
        }

    def _edges(self, output):
        if not isinstance(self.bins, int) or self.bins < 1:
            raise ValueError(
                f"Histogram: bins = {self.bins}: choose a whole number from 1 on"
            )
        low, high = self.span or output.range
        if not low < high or (output.scale == "log" and low <= 0):
            raise ValueError(
                f"Histogram: span = {self.span}: choose a low and a higher end, above 0 "
                "on a logarithmic axis"
            )
        return [float(edge) for edge in spread(low, high, output.scale, self.bins + 1)]

    @staticmethod
    def varies(spec):
        return varied(spec)

    @staticmethod
    def readouts(spec, model):
        return [spec["readout"]]

    @staticmethod
    def arrays(spec, model, run):
        """Return the outlines of the bars, two points a bar: of all, of those who fail."""
        values, passed = cases(spec, model, run)
        edges = np.array(spec["edges"])
        x = np.column_stack([edges[:-1], edges[1:]]).ravel()
        counted = {"all": count(spec, values)}
        if spec["split"]:
            counted["fails"] = count(spec, values[~passed])
        return {name: (x, np.repeat(bars, 2)) for name, bars in counted.items()}

    @staticmethod
    def painted(spec, model, run, frame):
        outlines = Histogram.arrays(spec, model, run)
        every = outlines["all"][1][::2]
        fails = outlines["fails"][1][::2] if spec["split"] else 0 * every
        edges, shade = spec["edges"], number("shade-bar")
        scale = "log" if spec["log"] else "linear"
        ends = (edges[0], edges[-1])
        rows = [frame_row(scale, ends, "linear", (0, math.nan))]
        for k, (all_of_it, bad) in enumerate(zip(every, fails, strict=True)):
            if all_of_it:
                numbers = [edges[k], edges[k + 1], bad, all_of_it, shade]
                rows.append(("bar", str(k), numbers))
            if bad:
                rows.append(("hatch", str(k), [0, bad]))
        for one in spec["published"]:
            if one["low"] is not None:
                rows.append(("spread", one["label"], [one["low"], one["high"]]))
            rows.append(("ring", one["label"], [one["middle"]]))
        return rows

    @staticmethod
    def draw(axes, spec, model, run):
        bars = {
            name: outline[::2]
            for name, (_, outline) in Histogram.arrays(spec, model, run).items()
        }
        look = model.outputs[spec["readout"]["output"]].look
        edges, every = spec["edges"], bars["all"]
        good, bad = spec["verdicts"]
        axes.stairs(
            every,
            edges,
            fill=True,
            color=color(look),
            alpha=number("shade-bar"),
            label=good,
        )
        if spec["split"]:
            pattern = dict(fill=True, facecolor=color("page"), edgecolor=color("fail"))
            axes.stairs(bars["fails"], edges, hatch="////", label=bad, **pattern)
            draw_legend(axes)
        axes.set_xscale("log" if spec["log"] else "linear")
        axes.set_xlim(edges[0], edges[-1])
        axes.set_xlabel(named(spec["title"], spec["unit"]))
        axes.set_ylabel(f"{spec['who']} of {spec['size']}")
        for row, one in enumerate(spec["published"], start=1):
            draw_spread(axes, one, every.max() * (1 + 0.22 * row))


def cases(spec, model, run):
    """Return (values, passed) of everybody, where everything else is as in a run.

    values: NaN where the readout never happens; such cases have not passed.
    """
    drawn = people(spec["population"], spec["size"], spec["seed"])
    ask = [spec["readout"], spec["split"]] if spec["split"] else [spec["readout"]]
    shared = {name: x for name, x in run.values.items() if name not in drawn}
    values, *passed = many(model, shared, drawn, ask)
    found = np.isfinite(values)
    return values, found & (passed[0] >= 0.5) if passed else found


def count(spec, values):
    """Return how many values fall in each bin; what lies outside counts in the end bins."""
    edges, values = np.array(spec["edges"]), np.asarray(values, float)
    values = values[np.isfinite(values)]
    bins = np.clip(np.searchsorted(edges, values, side="right") - 1, 0, len(edges) - 2)
    return np.bincount(bins, minlength=len(edges) - 1)
