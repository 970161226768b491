"""Several signs that are graded each for itself, and the grade that counts."""

from dataclasses import dataclass

from .reading import measure, readout

MOST = 4  # grades go from 0 to 4


@dataclass(frozen=True)
class Grades:
    """Grades from 0 to 4 in a table, and the one that counts.

    parts: {label: readout} of single signs. total: (name, readout), such as
    ("CRS", "crs handed over").
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
        return {"kind": "grades", "title": name, "readouts": [*asked, total]}


def graded(panel, run):
    """Return {label: grade} of all signs and, last, of the total."""
    return {one["label"]: round(measure(one, run)) for one in panel["readouts"]}
