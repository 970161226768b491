"""A readout against one parameter."""

import math
from dataclasses import dataclass

import numpy as np

from cartlab.explorer.many import many
from cartlab.explorer.palette import color
from cartlab.explorer.panel import MANY_RUNS, Panel, frame_row
from cartlab.explorer.pieces.lines import draw_line, fit, named
from cartlab.explorer.reading import (
    known_number,
    measure,
    readout,
    shown_unit,
    speak,
    unit_of_axis,
)
from cartlab.explorer.values import spread

__all__ = ["Sweep"]

STILL_POINTS = 15  # a still need not be as fine as the page


@dataclass(frozen=True)
class Sweep(Panel):
    """A readout against one parameter, all others as they are; now is marked.

    readout: such as "peak cells". over: the parameter. points: runs to make.
    """

    readout: str
    over: str
    title: str = ""
    points: int = 41

    tolerance = MANY_RUNS

    def __post_init__(self):
        if not isinstance(self.points, int) or self.points < 2:
            raise ValueError(
                f"Sweep: points = {self.points}: choose a whole number from 2 on"
            )

    def spec(self, model):
        over = known_number(self.over, model, "Sweep")
        asked = readout(self.readout, model)
        return {
            "title": self.title or asked["label"],
            "unit": unit_of_axis(asked),
            "readout": asked,
            "over": over,
            "points": self.points,
        }

    @staticmethod
    def along(spec):
        return [spec["over"]]

    @staticmethod
    def readouts(spec, model):
        return [spec["readout"]]

    @staticmethod
    def arrays(spec, model, run, points=None):
        over = model.parameters[spec["over"]]
        x = spread(*over.range, over.scale, points or spec["points"])
        shared = {name: v for name, v in run.values.items() if name != spec["over"]}
        (found,) = many(model, shared, {spec["over"]: x}, [spec["readout"]])
        return {spec["readout"]["text"]: (x, found)}

    @staticmethod
    def painted(spec, model, run, frame):
        over, asked = model.parameters[spec["over"]], spec["readout"]
        ((_, values),) = Sweep.arrays(spec, model, run).values()
        now, here = run.values[spec["over"]], measure(asked, run)
        rows = [
            frame_row(over.scale, over.range, *axis_up(spec, model, values)),
            ("line", f"now: {speak(asked, run)}", [now]),
        ]
        if here is None:
            return rows
        low, high = frame.y
        return [*rows, ("now", "", [now, min(max(here, low), high)])]

    @staticmethod
    def draw(axes, spec, model, run):
        over, output = (
            model.parameters[spec["over"]],
            model.outputs[spec["readout"]["output"]],
        )
        ((x, y),) = Sweep.arrays(spec, model, run, STILL_POINTS).values()
        draw_line(axes, x, y, output.look)
        axes.axvline(run.values[spec["over"]], color=color("hand"), linewidth=1.2)
        axes.set_xscale(over.scale)
        axes.set_xlim(*over.range)
        axes.set_xlabel(named(over.label or over.about, shown_unit(over.unit)))
        axes.set_ylabel(named(spec["title"], spec["unit"]))
        if spec["readout"]["on_axis"]:
            fit(axes, [output], [y])


def axis_up(spec, model, values):
    """Return (scale, (low, high)) of the axis upward; high is NaN where it grew."""
    asked = spec["readout"]
    output, highest = model.outputs[asked["output"]], np.nanmax([0, *values])
    if asked["on_axis"] and output.scale == "log":
        return "log", output.range
    low, high = 0, math.nan
    if asked["on_axis"]:
        low, high = output.range
    elif asked["is_time"]:
        high = model.home(asked["output"]).t_end
    return "linear", (low, high if highest <= high else math.nan)
