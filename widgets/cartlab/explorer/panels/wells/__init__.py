"""Many wells of a jumps model against time, with their average and their mean field."""

import math
from dataclasses import dataclass

import numpy as np

from cartlab.explorer.curves import curves
from cartlab.explorer.palette import color
from cartlab.explorer.panel import MANY_RUNS, Panel, frame_row
from cartlab.explorer.pieces.lines import draw_legend, draw_line, named
from cartlab.solve import SLIDERS

__all__ = ["Wells"]

MOST = 50  # of wells in one picture: an eye cannot follow more
POINTS = 145  # report times of each well: every half hour of three days
FAINT = 0.35
FIELD = "expected"  # the look of the mean field


@dataclass(frozen=True)
class Wells(Panel):
    """An output of a jumps model against time, in many wells at once.

    output: what is drawn. size: how many wells, 0 to size - 1; chance says what differs.
    who: what they are called. top: the highest number that is drawn; a well that climbs
    above it leaves the picture. Without it the picture grows with the wells.
    Over them lie the average of these wells and the mean field, `model.mean()`.
    """

    output: str
    size: int = 20
    title: str = ""
    who: str = "wells"
    top: float | None = None

    tolerance = MANY_RUNS

    def spec(self, model):
        if getattr(model, "kind", "") != "jumps":
            raise ValueError(
                f"Wells: {model.title} is followed by no jumps, so all its wells are "
                "alike: take a model of the kind jumps"
            )
        if not isinstance(self.size, int) or not 1 <= self.size <= MOST:
            raise ValueError(
                f"Wells: size = {self.size}: choose a whole number from 1 to {MOST}"
            )
        if self.top is not None and not self.top > 0:
            raise ValueError(f"Wells: top = {self.top}: choose a number above 0")
        shown = curves([self.output], model, self.title)
        return shown | {
            "size": self.size,
            "who": self.who,
            "top": self.top,
            "points": POINTS,
            "mean": model.mean().spec(),
        }

    @staticmethod
    def varies(spec):
        return ["well"]

    @staticmethod
    def rows(spec, run):
        wells, _, _ = followed(spec, run.model, run)
        empty = int((wells[-1] == 0).sum())
        return {f"{spec['title']}, {spec['who']} at 0": f"{empty} of {spec['size']}"}

    @staticmethod
    def arrays(spec, model, run):
        wells, average, field = followed(spec, model, run)
        t = times(spec, model)
        found = {f"well {k}": (t, wells[:, k]) for k in range(spec["size"])}
        return found | {"average": (t, average), "mean field": (t, field)}

    @staticmethod
    def painted(spec, model, run, frame):
        wells, _, _ = followed(spec, model, run)
        top = math.nan if spec["top"] is None else spec["top"]
        rows = [frame_row("linear", (0, model.t_end), "linear", (0, top))]
        return rows + [
            ("well", str(k), [wells[0, k], wells[-1, k]]) for k in range(spec["size"])
        ]

    @staticmethod
    def draw(axes, spec, model, run):
        drawn = Wells.arrays(spec, model, run)
        look = model.outputs[spec["outputs"][0]].look
        for name, (t, values) in drawn.items():
            if name.startswith("well"):
                faint = dict(color=color(look), alpha=FAINT, linewidth=0.8)
                axes.step(t, values, where="post", **faint)
        draw_line(axes, *drawn["average"], look, label=f"average of the {spec['who']}")
        draw_line(axes, *drawn["mean field"], FIELD, label="mean field")
        axes.set(xlabel=spec["clock"], xlim=(0, model.t_end), ylim=(0, spec["top"]))
        axes.set_ylabel(named(spec["title"], spec["unit"]))
        draw_legend(axes)


def times(spec, model):
    return np.linspace(0, model.t_end, spec["points"])


def followed(spec, model, run):
    """Return (wells, average, mean field): an output at all times, in each well as well."""
    (name,), size = spec["outputs"], spec["size"]
    shared = {n: value for n, value in run.values.items() if n != "well"}
    wells = model.simulate(times(spec, model), well=np.arange(size), **shared)[name]
    wells = np.atleast_2d(wells.T).T
    alone = {n: value for n, value in shared.items() if n != "seed"}
    field = model.mean().simulate(times(spec, model), rtol=SLIDERS, **alone)[name]
    return wells, wells.mean(axis=1), field
