"""A chapter's numbers as a table: what its models give, in Python and on the page."""

import csv
from pathlib import Path

import pytest

from cartlab.explorer.reading import measure, readout

SAME = 1e-6
ON_PAGE = """([spec, settings, asked]) => {
  const model = twin.build(spec), p = model.defaults();
  for (const [name, value] of Object.entries(settings)) p[model.index.get(name)] = value;
  const run = model.simulate(p, { rtol: 1e-8 });
  return asked.map((one) => twin.measure(one, run));
}"""


class Golden:
    """The table `golden_<chapter>.csv`. cases: {case: (model, settings, readouts)}."""

    def __init__(self, chapter, cases):
        self.table = Path(__file__).with_name(f"golden_{chapter}.csv")
        self.cases = cases

    def by_model(self, case):
        model, settings, texts = self.cases[case]
        run = model.simulate(**settings)
        return {text: measure(readout(text, model), run) for text in texts}

    def by_page(self, twin, case):
        model, settings, texts = self.cases[case]
        asked = [readout(text, model) for text in texts]
        told = twin.evaluate(ON_PAGE, [model.spec(), settings, asked])
        return dict(zip(texts, told, strict=True))

    def stored(self):
        with self.table.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        return {
            case: {r["readout"]: float(r["number"]) for r in rows if r["case"] == case}
            for case in self.cases
        }

    def write(self):
        with self.table.open("w", encoding="utf-8", newline="") as file:
            table = csv.writer(file, lineterminator="\n")
            table.writerow(["case", "readout", "number"])
            for case in self.cases:
                for text, number in self.by_model(case).items():
                    table.writerow([case, text, f"{number:.9g}"])


def agree(mine, theirs):
    assert mine.keys() == theirs.keys()
    for name, value in mine.items():
        assert value == pytest.approx(theirs[name], rel=SAME, abs=1e-9), name
