"""Parts of a whole against time, one area above the other."""

import math
from dataclasses import dataclass

import numpy as np

from cartlab.explorer.curves import curves, parts_of, peaks
from cartlab.explorer.palette import color, numbers
from cartlab.explorer.panel import Panel, frame_row
from cartlab.explorer.pieces.flags import draw_flags, flag_rows
from cartlab.explorer.pieces.lines import named

__all__ = ["Stacked"]


@dataclass(frozen=True)
class Stacked(Panel):
    """Parts of a whole against time, one area above the other, the first one below.

    share: of 100 %. Outputs of one unit that are never negative.
    """

    outputs: tuple
    title: str = ""
    share: bool = False

    def spec(self, model):
        shown = curves(self.outputs, model, self.title)
        return shown | {"share": self.share} | ({"unit": "%"} if self.share else {})

    @staticmethod
    def readouts(spec, model):
        return peaks(spec, model)

    @staticmethod
    def arrays(spec, model, run):
        """Return the upper edge of each area."""
        t, found = parts_of(spec, run)
        parts = np.array(list(found.values()))
        tops = np.cumsum(100 * parts / parts.sum(axis=0) if spec["share"] else parts, 0)
        return {name: (t, top) for name, top in zip(found, tops, strict=True)}

    @staticmethod
    def painted(spec, model, run, frame):
        tops = Stacked.arrays(spec, model, run)
        end = model.home(spec["outputs"][0]).t_end
        y = (0, 100) if spec["share"] else (0, math.nan)
        rows, below = [frame_row("linear", (0, end), "linear", y)], (0, 0)
        for (name, (_, top)), shade in zip(
            tops.items(), shades(len(tops)), strict=True
        ):
            output, above = model.outputs[name], (top[0], top[-1])
            numbers = [below[0], above[0], below[1], above[1], shade]
            rows.append(("area", output.label or output.about, numbers))
            below = above
        return rows + flag_rows(run.given(spec["outputs"][0]), end, frame.main)

    @staticmethod
    def draw(axes, spec, model, run):
        tops = Stacked.arrays(spec, model, run)
        below = 0
        for (name, (t, top)), alpha in zip(
            tops.items(), shades(len(tops)), strict=True
        ):
            output = model.outputs[name]
            axes.fill_between(
                t, below, top, color=color(output.look), alpha=alpha, lw=0
            )
            axes.plot(t, top, color=color(output.look), linewidth=1)
            middle = (np.broadcast_to(below, t.shape)[-1] + top[-1]) / 2
            axes.annotate(
                output.label or output.about,
                (t[-1], middle),
                xytext=(4, 0),
                textcoords="offset points",
                va="center",
                fontsize=8,
                color=color(f"{output.look}-ink"),
            )
            below = top
        names = spec["outputs"]
        end = model.home(names[0]).t_end
        draw_flags(axes, run.given(names[0]), end)
        axes.set_xlabel(spec["clock"])
        axes.set_xlim(0, end)
        axes.set_ylim(0, 100 if spec["share"] else None)
        axes.set_ylabel(named(spec["title"], spec["unit"]))


def shades(n):
    """Return how dark each of n areas is, the lowest one first and darkest."""
    palest, darkest = numbers("shade-areas")
    step = (darkest - palest) / max(n - 1, 1)
    return [palest + step * (n - 1 - k) for k in range(n)]
