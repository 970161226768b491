"""The kinds of panel beside the time course, as an author asks for them."""

from dataclasses import dataclass

from cartlab.language.grammar import nearest

from .reading import TIMES, known_output, readout, shown_unit


@dataclass(frozen=True)
class Course:
    """Outputs against time. A plain list of output names does the same.

    title: what stands above the panel. bands: {(low, high): label}, areas such as grades.
    """

    outputs: tuple
    title: str = ""
    bands: dict | None = None

    def spec(self, model):
        names = [known_output(name, model) for name in self.outputs]
        if not names:
            raise ValueError("a panel needs at least one output")
        shown = [model.outputs[name] for name in names]
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
            "title": title,
            "unit": shown_unit(shown[0].unit),
            "outputs": names,
            "bands": bands,
        }


@dataclass(frozen=True)
class Sweep:
    """A readout against one parameter, all others as they are; now is marked.

    readout: such as "peak cart_blood". over: the parameter. points: runs to make.
    """

    readout: str
    over: str
    title: str = ""
    points: int = 41

    def spec(self, model):
        if self.over not in model.parameters:
            close = nearest(self.over, list(model.parameters))
            raise ValueError(
                f"{self.over} is not a parameter of {model.title}: {close}"
            )
        asked = readout(self.readout, model)
        return {
            "kind": "sweep",
            "title": self.title or asked["label"],
            "unit": f"{model.time}s" if asked["kind"] in TIMES else asked["unit"],
            "readout": asked,
            "over": self.over,
            "points": self.points,
        }


class Table:
    """Readouts as a table: the reference, the kept values and the ones of now."""

    def __init__(self, *readouts):
        self.readouts = readouts

    def spec(self, model):
        rows = [readout(text, model) for text in self.readouts]
        return {"kind": "table", "title": "Readouts", "readouts": rows}


def panel_spec(panel, model):
    """Return a panel as plain JSON; a list of names is a time course."""
    if isinstance(panel, str):
        raise ValueError(f"a panel is a list of outputs: write [“{panel}”]")
    if isinstance(panel, (list, tuple)):
        panel = Course(tuple(panel))
    return panel.spec(model)
