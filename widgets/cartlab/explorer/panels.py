"""The kinds of panel beside the time course, as an author asks for them."""

from dataclasses import dataclass

from .checklist import Checklist
from .contour import Contour
from .grades import Grades
from .histogram import Histogram
from .reading import (
    known_number,
    known_output,
    measure,
    moment,
    readout,
    shown_unit,
    unit_of_axis,
)


@dataclass(frozen=True)
class Course:
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
                f"Course: outputs are a list: write Course([“{self.outputs}”])"
            )

    def spec(self, model):
        names = [known_output(name, model) for name in self.outputs]
        if not names:
            raise ValueError("a panel needs at least one output")
        shown = [model.outputs[name] for name in names]
        home = one_home(names, model)
        if len({output.unit for output in shown}) > 1:
            units = ", ".join(
                f"{n} ({o.unit})" for n, o in zip(names, shown, strict=True)
            )
            raise ValueError(
                f"one panel has one unit; give each its own panel: {units}"
            )
        if len(names) > 4:
            raise ValueError(f"more than four curves in one panel: {', '.join(names)}")
        labels = [output.label or output.about for output in shown]
        bands = [
            {"low": low, "high": high, "label": label}
            for (low, high), label in (self.bands or {}).items()
        ]
        title = self.title or ", ".join(labels)
        return {
            "kind": "course",
            "clock": home.clock,
            "title": title,
            "unit": shown_unit(shown[0].unit),
            "outputs": names,
            "bands": bands,
            "phases": [
                {"label": label, "start": text and moment(text, model)}
                for label, text in (self.phases or {}).items()
            ],
            "points": [points.spec(home.t_end) for points in self.points],
            "reference": self.reference,
        }


def phases_of(panel, run):
    """Return [(label, start, end)] of the phases that a run has, in order."""
    end, found = run.times(panel["outputs"][0])[-1], []
    for one in panel["phases"]:
        start = measure(one["start"], run) if one["start"] else 0
        if start is not None and start < end and (not found or start >= found[-1][1]):
            found.append((one["label"], start))
    ends = [*(start for _, start in found[1:]), end]
    return [(*one, until) for one, until in zip(found, ends, strict=False)]


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


@dataclass(frozen=True)
class Stacked:
    """Parts of a whole against time, one area above the other, the first one below.

    share: of 100 %. Outputs of one unit that are never negative.
    """

    outputs: tuple
    title: str = ""
    share: bool = False

    def spec(self, model):
        course = Course(self.outputs, self.title).spec(model)
        kept = {k: course[k] for k in ("clock", "title", "unit", "outputs")}
        if self.share:
            kept["unit"] = "%"
        return {"kind": "stacked", "share": self.share, **kept}


@dataclass(frozen=True)
class Sweep:
    """A readout against one parameter, all others as they are; now is marked.

    readout: such as "peak cart_blood". over: the parameter. points: runs to make.
    """

    readout: str
    over: str
    title: str = ""
    points: int = 41

    def __post_init__(self):
        if not isinstance(self.points, int) or self.points < 2:
            raise ValueError(
                f"Sweep: points = {self.points}: choose a whole number from 2 on"
            )

    def spec(self, model):
        over = known_number(self.over, model, "Sweep")
        asked = readout(self.readout, model)
        return {
            "kind": "sweep",
            "title": self.title or asked["label"],
            "unit": unit_of_axis(asked),
            "readout": asked,
            "over": over,
            "points": self.points,
        }


def one_home(names, model):
    """Return the model that owns all these outputs: one panel has one time axis."""
    homes = {name: model.home(name) for name in names}
    if len({id(home) for home in homes.values()}) > 1:
        owners = ", ".join(f"{name} ({home.title})" for name, home in homes.items())
        raise ValueError(
            f"one panel has the time axis of one model; give each its own: {owners}"
        )
    return homes[names[0]]


class Table:
    """Readouts as a table: the reference, the kept values and the ones of now."""

    def __init__(self, *readouts):
        if not readouts:
            raise ValueError("a table needs a readout, such as Table(“peak …”)")
        self.readouts = readouts

    def spec(self, model):
        rows = [readout(text, model) for text in self.readouts]
        return {"kind": "table", "title": "Readouts", "readouts": rows}


@dataclass(frozen=True)
class Views:
    """One of several outputs against time, as the reader chooses: one patient in two units.

    legend: what is chosen, such as "Counted as". outputs: {choice: output}, two or more.
    title and reference: as in a Course.
    """

    legend: str
    outputs: dict
    title: str = ""
    reference: bool = False

    def specs(self, model):
        """Return a panel for each choice; the page shows one of them at a time."""
        if len(self.outputs) < 2:
            raise ValueError(
                f"Views “{self.legend}”: give at least two choices, {{label: output}}"
            )
        return [
            Course([name], self.title, reference=self.reference).spec(model)
            | {"view": {"of": self.legend, "label": label}}
            for label, name in self.outputs.items()
        ]


PANELS = (Course, Stacked, Sweep, Contour, Histogram, Table, Checklist, Grades, Views)


def panel_specs(panels, model):
    """Return the panels of an explorer as plain JSON."""
    if not isinstance(panels, (list, tuple)) or not panels:
        name = next(iter(model.outputs))
        raise ValueError(
            f"panels is a list of at least one panel: write panels=[[“{name}”]]"
        )
    return [spec for panel in panels for spec in specs_of(panel, model)]


def specs_of(panel, model):
    """Return what a panel is as plain JSON; a list of names is a time course."""
    if isinstance(panel, str):
        raise ValueError(f"a panel is a list of outputs: write [“{panel}”]")
    if isinstance(panel, (list, tuple)):
        panel = Course(tuple(panel))
    if not isinstance(panel, PANELS):
        names = ", ".join(kind.__name__ for kind in PANELS)
        raise ValueError(
            f"{panel!r} is not a panel: give a list of outputs or one of {names}"
        )
    return panel.specs(model) if isinstance(panel, Views) else [panel.spec(model)]
