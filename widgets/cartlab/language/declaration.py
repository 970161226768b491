"""What a model declares: states, parameters, doses and outputs. Plain, frozen facts."""

import math
from dataclasses import dataclass

from .errors import LanguageError
from .grammar import expression
from .units import check_unit

STATUS = ("published", "derived", "assumed")
SCALES = ("linear", "log")
KINDS = ("number", "whole", "switch", "choice")


@dataclass(frozen=True)
class State:
    """A quantity that the model follows in time.

    start: a number, or a text over the parameters such as "T0 * (1 - f_neg)".
    negligible: amount (in the state's unit) below which nobody would look: the
    solver's absolute tolerance is its relative tolerance times this.
    """

    start: float | str
    unit: str
    about: str
    negligible: float = 1.0
    tex: str = ""

    def __post_init__(self):
        check_unit(self.unit, self.about)


@dataclass(frozen=True)
class Parameter:
    """A number that the model takes as given.

    range: (low, high), both allowed. label: short name beside a slider. scale: how a
    slider divides its range. kind: number, whole (number), switch (0 or 1) or choice.
    choices: {label: value}. needs: a parameter that must not be 0 for this one to act
    (a drug's day needs the drug). status: published, derived (computed from published
    numbers) or assumed (chosen for teaching). source: where a published value stands, or what
    a derived one comes from.
    """

    value: float
    unit: str
    about: str
    range: tuple
    label: str = ""
    scale: str = "linear"
    step: float | None = None
    kind: str = "number"
    choices: dict | None = None
    needs: str = ""
    status: str = "assumed"
    source: str = ""
    tex: str = ""

    def __post_init__(self):
        low, high = self.range
        name = self.label or self.about
        check_unit(self.unit, name)
        if not (math.isfinite(low) and math.isfinite(high) and low < high):
            raise ValueError(f"{name}: the range {self.range} must be (low, high)")
        if self.status not in STATUS:
            raise ValueError(f"{name}: the status is one of {', '.join(STATUS)}")
        if self.status != "assumed" and not self.source:
            raise ValueError(f"{name}: a {self.status} value needs its source")
        if self.scale not in SCALES:
            raise ValueError(
                f"{name}: scale = {self.scale}: choose one of {', '.join(SCALES)}"
            )
        if self.scale == "log" and low <= 0:
            raise ValueError(f"{name}: a log scale needs a range above 0")
        if self.kind not in KINDS or (self.kind == "choice") != bool(self.choices):
            raise ValueError(f"{name}: the kind is one of {', '.join(KINDS)}")
        if self.kind in ("whole", "switch", "choice") and self.scale != "linear":
            raise ValueError(f"{name}: only numbers have a log scale")
        if self.kind == "switch" and tuple(self.range) != (0, 1):
            raise ValueError(f"{name}: a switch has the range (0, 1)")
        if self.step is not None and not self.step > 0:
            raise ValueError(f"{name}: the step {self.step} must be above 0")
        for value in (self.choices or {}).values():
            self.check(value, name)
        self.check(self.value, name)

    def check(self, value, name):
        """Refuse a value (or an array of values) outside the range, and a text."""
        if isinstance(value, str):
            raise ValueError(f"{name} = “{value}”: give a number ({self.about})")
        low, high = self.range
        for one in getattr(value, "flat", [value]):
            if not low <= one <= high:
                unit = "" if self.unit == "1" else f" {self.unit}"
                raise ValueError(
                    f"{name} = {one:g}{unit} is not possible: choose a number from "
                    f"{low:g} to {high:g}{unit} ({self.about})"
                )
            if self.kind in ("whole", "switch") and one != round(one):
                raise ValueError(f"{name} = {one:g}: choose a whole number")
            if self.kind == "choice" and one not in self.choices.values():
                raise ValueError(f"{name} = {one:g}: choose one of {self.choices}")


def published(*declared, source="", **more):
    """Return a Parameter whose value stands in a publication: `source` says where."""
    return Parameter(*declared, status="published", source=source, **more)


def derived(*declared, source="", **more):
    """Return a Parameter that was computed from, or tuned to, what `source` names."""
    return Parameter(*declared, status="derived", source=source, **more)


def assumed(*declared, source="", **more):
    """Return a Parameter chosen for teaching; `source` may say what speaks for it."""
    return Parameter(*declared, status="assumed", source=source, **more)


@dataclass(frozen=True)
class Dose:
    """Something given: `amount` added to a state at `time`.

    amount, time, over, number and every are numbers or texts over the parameters.
    over: how long it takes (0: at once). number and every: how often, how far apart.
    """

    state: str
    amount: float | str
    time: float | str
    label: str
    over: float | str = 0
    number: float | str = 1
    every: float | str = 0

    def expressions(self, parameters):
        """Return the syntax trees of amount, time, over, number and every."""
        fields = ("amount", "time", "over", "number", "every")
        return {key: expression(getattr(self, key), parameters) for key in fields}


@dataclass(frozen=True)
class Mark:
    """A moment with a name on the time axis, such as the harvest of a culture.

    time: a number, or a text over the parameters.
    """

    time: float | str
    label: str


@dataclass(frozen=True)
class Output:
    """A quantity that is shown: made from states, never fed back.

    range: (low, high) of its axis. whole: told as a whole number (a grade, so many of
    100). least: what is less is told as “fewer than” it (1 for whole cells); None tells
    every number. look: which character of the course's pictures it belongs to, for color
    and line.
    """

    unit: str
    about: str
    range: tuple
    label: str = ""
    scale: str = "linear"
    whole: bool = False
    least: float | None = None
    look: str = "plain"
    tex: str = ""

    def __post_init__(self):
        low, high = self.range
        name = self.label or self.about
        check_unit(self.unit, name)
        if self.scale not in SCALES:
            raise ValueError(
                f"{name}: scale = {self.scale}: choose one of {', '.join(SCALES)}"
            )
        if not low < high:
            raise ValueError(f"{name}: the range {self.range} must be (low, high)")
        if self.scale == "log" and low <= 0:
            raise ValueError(
                f"{name}: a log scale needs a range above 0, not {self.range}"
            )


@dataclass(frozen=True, init=False)
class Event:
    """Something that happens at once and changes whole numbers: Event("divides", n=+1).

    about: what happens. changes: {state: whole number that is added to it}.
    """

    about: str
    changes: dict

    def __init__(self, about, /, **changes):
        for state, change in changes.items():
            if change != int(change) or not change:
                raise LanguageError(
                    f"{about}: {state} changes by {change:g}",
                    "choose a whole number that is not 0",
                )
        if not changes:
            raise LanguageError(
                f"{about}: nothing changes", 'write Event("a cell divides", n=+1)'
            )
        object.__setattr__(self, "about", about)
        object.__setattr__(self, "changes", changes)


# The parameters that every model of the kind "jumps" has by itself.
WELL = Parameter(
    0, "1", "which well: each has a chance of its own", (0, 9999), "Well", kind="whole"
)
SEED = Parameter(
    1, "1", "which experiment: all wells anew", (0, 9999), "Seed", kind="whole"
)
