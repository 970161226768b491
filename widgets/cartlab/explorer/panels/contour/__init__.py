"""A readout over two parameters, as areas between levels."""

from dataclasses import dataclass

import numpy as np

from cartlab.explorer.many import many
from cartlab.explorer.palette import color, number
from cartlab.explorer.panel import MANY_RUNS, Panel, frame_row
from cartlab.explorer.pieces.lines import named
from cartlab.explorer.pieces.rings import draw_now
from cartlab.explorer.reading import (
    known_number,
    readout,
    say_short,
    shown_unit,
    speak,
    unit_of_axis,
)
from cartlab.explorer.values import spread

__all__ = ["Contour"]

SMALLEST = np.finfo(float).tiny  # what 0 is on a logarithmic scale
COLUMNS, ROWS = 21, 17  # runs; one more than a multiple of the page's coarse stride, 4


@dataclass(frozen=True)
class Contour(Panel):
    """A readout over two parameters, all others as they are; now is marked.

    readout: such as "peak cells". x: the parameter across, y: the one upward.
    levels: one to seven rising values of the readout; a line is drawn at each.
    """

    readout: str
    x: str
    y: str
    levels: tuple
    title: str = ""

    tolerance = MANY_RUNS

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

    @staticmethod
    def along(spec):
        return [spec["x"], spec["y"]]

    @staticmethod
    def readouts(spec, model):
        return [spec["readout"]]

    @staticmethod
    def arrays(spec, model, run):
        """Return the surface, a series for each row."""
        x, _, values = surface(spec, model, run)
        return {str(j): (x, row) for j, row in enumerate(values)}

    @staticmethod
    def painted(spec, model, run, frame):
        _, _, values = surface(spec, model, run)
        scaled = np.log10(np.maximum(values, SMALLEST)) if spec["log"] else values
        across, up = (model.parameters[spec[side]] for side in ("x", "y"))
        rows = [frame_row(across.scale, across.range, up.scale, up.range)]
        for k, level in enumerate(spec["levels"]):
            bound = np.log10(level) if spec["log"] else level
            covered, length = area_and_line(scaled, bound)
            if covered:
                rows.append(("level", str(k), [covered, length, number("shade-level")]))
        here = [run.values[spec["x"]], run.values[spec["y"]]]
        return [*rows, ("now", f"now: {speak(spec['readout'], run)}", here)]

    @staticmethod
    def draw(axes, spec, model, run):
        x, y, values = surface(spec, model, run)
        tint = color(model.outputs[spec["readout"]["output"]].look)
        lowest, highest = np.nanmin(values), np.nanmax(values)
        crossed = [level for level in spec["levels"] if lowest < level < highest]
        for level in crossed:
            area = [level, highest]
            shade = number("shade-level")
            axes.contourf(x, y, values, area, colors=[tint], alpha=shade)
        if crossed:
            lines = axes.contour(x, y, values, crossed, colors=[tint], linewidths=1)
            axes.clabel(lines, fmt=say_short, fontsize=8)
        draw_now(axes, run.values[spec["x"]], run.values[spec["y"]])
        for name, side in ((spec["x"], "x"), (spec["y"], "y")):
            parameter = model.parameters[name]
            label = named(
                parameter.label or parameter.about, shown_unit(parameter.unit)
            )
            axes.set(**{f"{side}scale": parameter.scale, f"{side}lim": parameter.range})
            axes.set(**{f"{side}label": label})
        axes.set_title(named(spec["title"], spec["unit"]), fontsize=9, loc="left")


def surface(spec, model, run):
    """Return (x, y, values) with values in rows of y, where all else is as in a run."""
    axes = []
    for name, points in ((spec["x"], spec["columns"]), (spec["y"], spec["rows"])):
        parameter = model.parameters[name]
        axes.append(spread(*parameter.range, parameter.scale, points))
    across, up = np.meshgrid(*axes)
    both = {spec["x"]: across.ravel(), spec["y"]: up.ravel()}
    shared = {name: x for name, x in run.values.items() if name not in both}
    (values,) = many(model, shared, both, [spec["readout"]])
    return *axes, values.reshape(across.shape)


def area_and_line(values, level):
    """Return what lies at or above a level, and how long its line is, both in frames.

    values: rows of y. Each cell of the grid is two triangles with straight sides, as the
    page draws them; a cell with a gap is left out.
    """
    rows, columns = values.shape
    y, x = np.mgrid[0 : 1 : rows * 1j, 0 : 1 : columns * 1j]
    grid = np.stack([values, x, y])
    low_left, low_right = grid[:, :-1, :-1], grid[:, :-1, 1:]
    high_left, high_right = grid[:, 1:, :-1], grid[:, 1:, 1:]
    whole = np.isfinite(low_left + low_right + high_left + high_right)[0]
    threes = np.concatenate(
        [
            np.stack([low_left, low_right, high_right])[:, :, whole],
            np.stack([low_left, high_right, high_left])[:, :, whole],
        ],
        axis=2,
    )
    order = np.argsort(threes[:, :1], axis=0)
    a, b, c = np.take_along_axis(threes, order, axis=0)

    def crossing(one, other):
        return one + (level - one[0]) / (other[0] - one[0]) * (other - one)

    with np.errstate(divide="ignore", invalid="ignore"):
        to_c, to_b, from_b = crossing(a, c), crossing(a, b), crossing(b, c)
        top = (c[0] - level) ** 2 / ((c[0] - a[0]) * (c[0] - b[0]))
        bottom = (level - a[0]) ** 2 / ((b[0] - a[0]) * (c[0] - a[0]))
    parts = [level <= a[0], level <= b[0], level <= c[0]]
    area = np.select(parts, [np.ones_like(top), 1 - bottom, top], 0.0)
    _, across, up = np.where(level <= b[0], to_b, from_b) - to_c
    crossed = (a[0] < level) & (level <= c[0])
    cells = (rows - 1) * (columns - 1)
    return area.sum() / (2 * cells), np.hypot(across, up)[crossed].sum()
