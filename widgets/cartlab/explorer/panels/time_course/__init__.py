"""Outputs against time, with bands, phases and published points."""

import math
from dataclasses import dataclass

from matplotlib.ticker import MaxNLocator

from cartlab.explorer.curves import curves, parts_of, peaks
from cartlab.explorer.palette import color
from cartlab.explorer.panel import Panel, frame_row
from cartlab.explorer.pieces.bands import band_rows, draw_bands
from cartlab.explorer.pieces.flags import draw_flags, flag_rows
from cartlab.explorer.pieces.lines import draw_legend, draw_line, fit, named
from cartlab.explorer.pieces.phases import draw_phases, phase_rows
from cartlab.explorer.pieces.rings import draw_rings, ring_rows
from cartlab.explorer.reading import moment

__all__ = ["Points", "TimeCourse"]


@dataclass(frozen=True)
class TimeCourse(Panel):
    """Outputs against time. A plain list of output names does the same.

    title: what stands above the panel. bands: {(low, high): label}, areas such as grades.
    phases: {label: readout that tells when it starts, None for the start of the axis},
    stretches of time such as expansion. points: published Points beside the curves.
    reference: show where the explorer starts as a thin line.
    """

    outputs: tuple
    title: str = ""
    bands: dict | None = None
    phases: dict | None = None
    points: tuple = ()
    reference: bool = False

    def __post_init__(self):
        if isinstance(self.outputs, str):
            raise ValueError(
                f"TimeCourse: outputs are a list: write TimeCourse([“{self.outputs}”])"
            )

    def spec(self, model):
        shown = curves(self.outputs, model, self.title)
        t_end = model.home(shown["outputs"][0]).t_end
        bands = [
            {"low": low, "high": high, "label": label}
            for (low, high), label in (self.bands or {}).items()
        ]
        phases = [
            {"label": label, "start": text and moment(text, model)}
            for label, text in (self.phases or {}).items()
        ]
        return shown | {
            "bands": bands,
            "phases": phases,
            "points": [points.spec(t_end) for points in self.points],
            "reference": self.reference,
        }

    @staticmethod
    def readouts(spec, model):
        return peaks(spec, model)

    @staticmethod
    def arrays(spec, model, run):
        t, parts = parts_of(spec, run)
        return {name: (t, part) for name, part in parts.items()}

    @staticmethod
    def painted(spec, model, run, frame):
        outputs = [model.outputs[name] for name in spec["outputs"]]
        end = model.home(spec["outputs"][0]).t_end
        y = (math.nan, math.nan)
        if outputs[0].scale == "log":
            y = min(o.range[0] for o in outputs), max(o.range[1] for o in outputs)
        rings = [
            row
            for points in spec["points"]
            for row in ring_rows(points["label"], points["x"], points["y"], frame)
        ]
        return [
            frame_row("linear", (0, end), outputs[0].scale, y),
            *band_rows(spec["bands"], frame.y),
            *phase_rows(spec, run),
            *flag_rows(run.given(spec["outputs"][0]), end, frame.main),
            *rings,
        ]

    @staticmethod
    def draw(axes, spec, model, run):
        outputs = {name: model.outputs[name] for name in spec["outputs"]}
        first = next(iter(outputs.values()))
        drawn = TimeCourse.arrays(spec, model, run)
        for name, output in outputs.items():
            label = output.label or output.about
            draw_line(axes, *drawn[name], output.look, label=label)
        tint = color(f"{first.look}-tint")
        draw_bands(axes, spec["bands"], tint, first.scale)
        draw_phases(axes, spec, run, tint)
        for points in spec["points"]:
            draw_rings(axes, points["x"], points["y"], label=points["label"])
        end = model.home(spec["outputs"][0]).t_end
        draw_flags(axes, run.given(spec["outputs"][0]), end)
        axes.set_xlabel(spec["clock"])
        axes.set_xlim(0, end)
        axes.xaxis.set_major_locator(MaxNLocator(8, steps=[1, 2, 4, 5, 7, 10]))
        axes.set_ylabel(named(spec["title"], spec["unit"]))
        fit(axes, list(outputs.values()), [values for _, values in drawn.values()])
        if len(outputs) > 1 or spec["points"]:
            draw_legend(axes)


@dataclass(frozen=True)
class Points:
    """Published points of one source, shown as open rings.

    x: times, y: values, in the units of the panel they stand in.
    """

    label: str
    x: tuple
    y: tuple

    def spec(self, t_end):
        if not self.x or len(self.x) != len(self.y):
            raise ValueError(
                f"Points “{self.label}”: give as many y as x, at least one"
            )
        if not all(0 <= x <= t_end for x in self.x):
            raise ValueError(f"Points “{self.label}”: choose times from 0 to {t_end:g}")
        return {"label": self.label, "x": list(self.x), "y": list(self.y)}
