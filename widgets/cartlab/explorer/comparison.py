"""Several cases of one model in one table."""

from html import escape

from cartlab.language.tables import number, table
from cartlab.solve import STORED

from .reading import all_readouts, spoken

FEW = 4  # columns that fit on a phone


class Comparison:
    """One row a case, one column a readout; shows as a table.

    cases: {label: {parameter: value}}. readouts: texts, or {column: text}, as in an Explorer.
    Cases that are scenes of an Explorer are compared by its `compare`.
    """

    def __init__(self, model, cases, readouts):
        asked = all_readouts(readouts, model)
        self.columns = [" ".join(filter(None, self._head(item))) for item in asked]
        self.rows = {}
        for label, values in cases.items():
            run = model.simulate(rtol=STORED, **values)
            self.rows[label] = [spoken(item, run)[1] for item in asked]

    def _head(self, item):
        unit = item["unit"]
        return item["label"], f"({unit})" if unit and item["label"] != unit else ""

    def _repr_html_(self):
        numbers = (
            f'<th scope="col" class="v2v-num">{escape(c)}</th>' for c in self.columns
        )
        rows = [[escape(case), *map(number, row)] for case, row in self.rows.items()]
        few = len(self.columns) <= FEW
        return table(", ".join(self.rows), ["Case", *numbers], rows, few=few)

    def __repr__(self):
        lines = [" | ".join(["case", *self.columns])]
        lines += [" | ".join([label, *row]) for label, row in self.rows.items()]
        return "\n".join(lines)
