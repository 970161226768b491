"""One thing in several units, as the reader chooses: panels of another kind, one at a time."""

from dataclasses import dataclass

from cartlab.explorer.panel import Panel
from cartlab.explorer.panels.time_course import TimeCourse

__all__ = ["Views"]


@dataclass(frozen=True)
class Views(Panel):
    """One of several outputs against time, as the reader chooses: one patient in two units.

    legend: what is chosen, such as "Counted as". outputs: {choice: output}, two or more.
    title and reference: as in a TimeCourse.
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
        made = {
            label: TimeCourse([name], self.title, reference=self.reference)
            for label, name in self.outputs.items()
        }
        return [
            spec | {"view": {"of": self.legend, "label": label}}
            for label, one in made.items()
            for spec in one.specs(model)
        ]
