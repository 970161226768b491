"""Many virtual people against time: a thin line each, the median and two bands."""

import math
from dataclasses import dataclass

import numpy as np

from cartlab.explorer.cohort import cohort, conditions, holds, people_spec, varied
from cartlab.explorer.curves import curves
from cartlab.explorer.palette import color
from cartlab.explorer.panel import MANY_RUNS, Panel, frame_row
from cartlab.explorer.pieces.lines import draw_line, named
from cartlab.explorer.pieces.rings import draw_rings, ring_rows
from cartlab.explorer.reading import readout
from cartlab.language import Population

__all__ = ["Cohort"]

SHOWN = 60  # thin lines: an eye sees no more
LEVELS = (0.05, 0.25, 0.5, 0.75, 0.95)
BANDS = {"5 to 95 %": ("5 %", "95 %"), "25 to 75 %": ("25 %", "75 %")}
MIDDLE = "median"
FAINT = 0.3


@dataclass(frozen=True)
class Cohort(Panel):
    """An output against time in many people: 60 thin lines, median, two bands.

    population, size, seed: who they are. among: conditions of who is drawn at all; split:
    those of whom it does not hold have broken lines. one: the number of the person whose
    line is strong. every: days from one point to the next. span: (low, high) of the axis, the
    output's own where none is given. points: published Points.
    """

    output: str
    population: Population
    size: int = 200
    seed: int = 1
    among: tuple = ()
    split: str = ""
    one: int | None = None
    every: float = 1.0
    span: tuple | None = None
    title: str = ""
    points: tuple = ()

    tolerance = MANY_RUNS

    def spec(self, model):
        shown = curves([self.output], model, self.title)
        home = model.home(self.output)
        count = round(home.t_end / self.every)
        times = [home.t_end * i / count for i in range(count + 1)]
        if self.one is not None and not 0 <= self.one < self.size:
            raise ValueError(
                f"Cohort: one = {self.one}: choose a person from 0 to {self.size - 1}"
            )
        return shown | {
            "people": people_spec(
                self.population, self.size, self.seed, model, "Cohort"
            ),
            "among": conditions(self.among, model),
            "split": conditions(self.split, model) if self.split else [],
            "one": self.one,
            "span": list(self.span or model.outputs[self.output].range),
            "times": times,
            "values": [readout(f"{self.output} at {t!r}", model) for t in times],
            "shown": SHOWN,
            "points": [points.spec(home.t_end) for points in self.points],
        }

    @staticmethod
    def varies(spec):
        return varied(spec["people"])

    @staticmethod
    def readouts(spec, model):
        return [readout(f"peak {spec['outputs'][0]}", model)]

    @staticmethod
    def rows(spec, run):
        lines, whole = followed(spec, run.model, run)[:2]
        return {
            f"{spec['title']}, people drawn": f"{len(whole)} of {spec['people']['size']}"
        }

    @staticmethod
    def arrays(spec, model, run):
        lines, whole, _ = followed(spec, model, run)
        t = np.array(spec["times"])
        return {
            MIDDLE if level == 0.5 else f"{100 * level:.0f} %": (t, values)
            for level, values in zip(LEVELS, quantiles(lines[:, whole]), strict=True)
        }

    @staticmethod
    def painted(spec, model, run, frame):
        output = model.outputs[spec["outputs"][0]]
        lines, whole, good = followed(spec, model, run)
        y = spec["span"] if output.scale == "log" else (spec["span"][0], math.nan)
        low, high = frame.y
        ends = np.clip(lines[-1], low, high)
        found = {name: x for name, (_, x) in Cohort.arrays(spec, model, run).items()}
        bands = [
            ("area", label, list(np.clip([found[a][-1], found[b][-1]], low, high)))
            for label, (a, b) in BANDS.items()
        ]
        people = [
            ("person", f"{k}{'' if good[k] else ', broken'}", [ends[k]])
            for k in drawn(spec, whole)
        ]
        rings = [
            row
            for points in spec["points"]
            for row in ring_rows(points["label"], points["x"], points["y"], frame)
        ]
        home = model.home(spec["outputs"][0])
        return [
            frame_row("linear", (0, home.t_end), output.scale, y),
            *(bands if len(whole) else []),
            *people,
            *rings,
        ]

    @staticmethod
    def draw(axes, spec, model, run):
        output = model.outputs[spec["outputs"][0]]
        lines, whole, good = followed(spec, model, run)
        t, look = spec["times"], color(output.look)
        found = {name: x for name, (_, x) in Cohort.arrays(spec, model, run).items()}
        for a, b in BANDS.values():
            axes.fill_between(t, found[a], found[b], color=look, alpha=0.15, lw=0)
        for k in drawn(spec, whole):
            strong = k == spec["one"]
            axes.plot(
                t,
                lines[:, k],
                color=color("hand") if strong else look,
                alpha=1 if strong else FAINT,
                linewidth=1.5 if strong else 0.6,
                linestyle="-" if good[k] else "--",
            )
        draw_line(axes, t, found[MIDDLE], output.look, label=MIDDLE)
        for points in spec["points"]:
            draw_rings(axes, points["x"], points["y"], label=points["label"])
        axes.set(xlabel=spec["clock"], xlim=(0, t[-1]), yscale=output.scale)
        axes.set_ylim(*spec["span"])
        axes.set_ylabel(named(spec["title"], spec["unit"]))
        axes.legend(frameon=False, fontsize=8, labelcolor=color("ink"))


def followed(spec, model, run):
    """Return (lines, whole, good): (times, people), who is drawn, and of whom split holds."""
    size = spec["people"]["size"]
    met = [*spec["among"], *spec["split"]]
    ask = [*spec["values"], *(one["readout"] for one in met)]
    found = cohort(spec["people"], model, run, ask)
    lines = np.array([found[one["text"]] for one in spec["values"]])
    among = holds(spec["among"], found, size) & np.isfinite(lines).all(axis=0)
    return lines, np.flatnonzero(among), holds(spec["split"], found, size)


def drawn(spec, whole):
    """Return whose thin lines are drawn: the first of them, and the strong one."""
    first = list(whole[: spec["shown"]])
    strong = spec["one"]
    return first + [strong] * (strong in whole and strong not in first)


def quantiles(lines):
    """Return the values below which each level's share of the people lies, (5, times)."""
    n = lines.shape[1]
    if not n:
        return np.full((len(LEVELS), len(lines)), np.nan)
    ordered = np.sort(lines, axis=1)
    return [ordered[:, min(n - 1, math.floor(level * n))] for level in LEVELS]
