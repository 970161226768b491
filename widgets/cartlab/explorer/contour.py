"""A readout over two parameters, as areas between levels."""

from dataclasses import dataclass

import numpy as np

from cartlab.solve import SLIDERS

from .reading import known_number, measure_each, readout, unit_of_axis

COLUMNS, ROWS = 21, 17  # runs; one more than a multiple of the page's coarse stride, 4


@dataclass(frozen=True)
class Contour:
    """A readout over two parameters, all others as they are; now is marked.

    readout: such as "peak cart_blood". x: the parameter across, y: the one upward.
    levels: one to seven rising values of the readout; a line is drawn at each.
    """

    readout: str
    x: str
    y: str
    levels: tuple
    title: str = ""

    def spec(self, model):
        for name in (self.x, self.y):
            known_number(name, model, "Contour")
        if self.x == self.y:
            raise ValueError(f"Contour: x and y are both {self.x}: choose two")
        levels = [float(level) for level in self.levels]
        if not 1 <= len(levels) <= 7 or levels != sorted(set(levels)):
            raise ValueError(
                f"Contour: levels = {self.levels}: choose one to seven rising values"
            )
        asked = readout(self.readout, model)
        return {
            "kind": "contour",
            "title": self.title or asked["label"],
            "unit": unit_of_axis(asked),
            "readout": asked,
            "log": model.outputs[asked["output"]].scale == "log",
            "x": self.x,
            "y": self.y,
            "levels": levels,
            "columns": COLUMNS,
            "rows": ROWS,
        }


def surface(panel, model, run):
    """Return (x, y, values) with values in rows of y, where all else is as in a run."""
    axes = []
    for name, points in ((panel["x"], panel["columns"]), (panel["y"], panel["rows"])):
        parameter = model.parameters[name]
        spread = np.geomspace if parameter.scale == "log" else np.linspace
        axes.append(spread(*parameter.range, points))
    across, up = np.meshgrid(*axes)
    both = {panel["x"]: across.ravel(), panel["y"]: up.ravel()}
    many = model.simulate(rtol=SLIDERS, **(run.values | both))
    values = measure_each(panel["readout"], many, across.size)
    return *axes, values.reshape(across.shape)
