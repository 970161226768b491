"""Several signs that are graded each for itself, and the grade that counts."""

from dataclasses import dataclass

import numpy as np

from cartlab.explorer.palette import color
from cartlab.explorer.panel import Panel
from cartlab.explorer.reading import measure, readout, speak

__all__ = ["Grades"]

MOST = 4  # grades go from 0 to 4


@dataclass(frozen=True)
class Grades(Panel):
    """Grades from 0 to 4 in a table, and the one that counts.

    parts: {label: readout} of single signs. total: (name, readout), such as
    ("Rash", "grade handed over").
    """

    parts: dict
    total: tuple

    def spec(self, model):
        if not self.parts:
            raise ValueError("Grades need a sign: {“Fever”: “by_fever at end”}")
        name, text = self.total
        asked = [readout(each, model, label) for label, each in self.parts.items()]
        total = readout(text, model, name)
        for one in [*asked, total]:
            output = model.outputs[one["output"]]
            if not output.whole or output.range != (0, MOST):
                raise ValueError(
                    f"Grades: {one['output']} goes from {output.range[0]:g} to "
                    f"{output.range[1]:g}: take a whole output from 0 to {MOST}"
                )
        return {"title": name, "readouts": [*asked, total], "most": MOST}

    @staticmethod
    def readouts(spec, model):
        return spec["readouts"]

    @staticmethod
    def rows(spec, run):
        return {one["label"]: speak(one, run) for one in spec["readouts"]}

    @staticmethod
    def arrays(spec, model, run):
        return {
            label: (np.zeros(1), np.array([grade], float))
            for label, grade in grades(spec, run).items()
        }

    @staticmethod
    def painted(spec, model, run, frame):
        *signs, (name, total) = grades(spec, run).items()
        said = f"grade {total}" if total else "none"
        boxes = [("boxes", label, [grade, spec["most"]]) for label, grade in signs]
        return [("verdict", f"{name}: {said}", []), *boxes]

    @staticmethod
    def draw(axes, spec, model, run):
        drawn = grades(spec, run)
        look = model.outputs[spec["readouts"][-1]["output"]].look
        axes.barh(
            range(len(drawn)), list(drawn.values()), color=color(look), height=0.5
        )
        for place, label in enumerate(drawn):
            axes.annotate(
                f"{label} ",
                (0, place),
                ha="right",
                va="center",
                fontsize=9,
                color=color("ink"),
            )
        axes.set_yticks([])
        axes.invert_yaxis()
        axes.set_xlim(0, spec["most"])
        axes.set_xticks(range(spec["most"] + 1))
        axes.set_xlabel(f"grade of {spec['title']}")


def grades(spec, run):
    """Return {label: grade} of all signs and, last, of the total."""
    return {one["label"]: round(measure(one, run)) for one in spec["readouts"]}
