"""Stages one after the other, how long each takes, and what it hands on."""

from dataclasses import dataclass

import numpy as np

from cartlab.explorer.panel import Panel
from cartlab.explorer.reading import (
    all_readouts,
    measure,
    readout,
    say_short,
    speak,
)

__all__ = ["Stage", "Timeline"]


@dataclass(frozen=True)
class Stage:
    """One stage of a Timeline.

    lasts: its length: a number, the name of a parameter, or a readout. tells: readouts,
    texts or {label: text}.
    """

    lasts: float | str
    tells: tuple | list | dict

    def spec(self, label, model):
        spec = {"label": label, "lasts": None, "parameter": None, "length": 0.0}
        spec["tells"] = all_readouts(self.tells, model)
        if not isinstance(self.lasts, str):
            return spec | {"length": float(self.lasts)}
        if self.lasts in model.parameters:
            return spec | {"parameter": self.lasts}
        return spec | {"lasts": readout(self.lasts, model, label)}


@dataclass(frozen=True)
class Timeline(Panel):
    """Stages in their order, {label: Stage}: a bar of their lengths, and what each tells."""

    stages: dict
    title: str = "The journey"
    unit: str = "day"

    def spec(self, model):
        if not self.stages:
            raise ValueError("a Timeline needs a stage: {“Culture”: Stage(9, […])}")
        stages = [one.spec(label, model) for label, one in self.stages.items()]
        return {"title": self.title, "unit": self.unit, "stages": stages}

    @staticmethod
    def readouts(spec, model):
        return [one for stage in spec["stages"] for one in stage["tells"]]

    @staticmethod
    def rows(spec, run):
        return {
            f"{one['label']}, {days}": told(one, run) for one, days in when(spec, run)
        }

    @staticmethod
    def arrays(spec, model, run):
        """Return when each stage begins and when it ends, and each number that it tells."""
        found = {}
        for stage, span in spans(spec, run):
            label = stage["label"]
            found[label] = np.arange(2), np.array(span)
            for one in stage["tells"]:
                value = measure(one, run)
                number = np.nan if value is None else float(value)
                found[f"{label}: {one['text']}"] = np.arange(1), np.array([number])
        return found

    @staticmethod
    def painted(spec, model, run, frame):
        return [
            ("stage", f"{stage['label']}, {days}: {told(stage, run)}", [])
            for stage, days in when(spec, run)
        ]


def spans(spec, run):
    """Yield each stage and (first day, last day), counted from the first stage."""
    begins = 0.0
    for stage in spec["stages"]:
        lasts = stage["length"]
        if stage["lasts"]:
            lasts = float(measure(stage["lasts"], run))
        elif stage["parameter"]:
            lasts = float(run.values[stage["parameter"]])
        yield stage, (begins, begins + lasts)
        begins += lasts


def when(spec, run):
    """Yield each stage and its days in words."""
    for stage, (begins, ends) in spans(spec, run):
        days = say_short(begins)
        if ends > begins:
            days = f"{days} to {say_short(ends)}"
        yield stage, f"{spec['unit']} {days}"


def told(stage, run):
    """Return what a stage tells, as one text."""
    return "; ".join(f"{one['label']} {speak(one, run)}" for one in stage["tells"])
