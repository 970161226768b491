"""Readouts in words: the reference, the kept values and the ones of now."""

from cartlab.explorer.panel import Panel
from cartlab.explorer.reading import readout, speak

__all__ = ["Table"]


class Table(Panel):
    """Readouts as a table: the reference, the kept values and the ones of now."""

    def __init__(self, *readouts):
        if not readouts:
            raise ValueError("a table needs a readout, such as Table(“peak …”)")
        self.asked = readouts

    def spec(self, model):
        rows = [readout(text, model) for text in self.asked]
        return {"title": "Readouts", "readouts": rows}

    @staticmethod
    def readouts(spec, model):
        return spec["readouts"]

    @staticmethod
    def rows(spec, run):
        return {one["label"]: speak(one, run) for one in spec["readouts"]}

    @staticmethod
    def painted(spec, model, run, frame):
        rows = Table.rows(spec, run).items()
        return [("row", f"{label}: {text}", []) for label, text in rows]
