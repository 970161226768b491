"""Five reference patients from collection to day 28: record, chain, page and table agree.

`python -m models.test_golden` in the folder tests writes the table anew, when a model was
changed on purpose.
"""

import csv
from pathlib import Path

import pytest

from cartlab.explorer.reading import measure, readout
from cartlab.therapy.journey import CASES, journey, reference
from cartlab.therapy.patient import after_infusion

TABLE = Path(__file__).with_name("golden_patients.csv")
READOUTS = (
    "peak cart_engrafted",
    "time of peak cart_engrafted",
    "cart_blood at 28",
    "transgene at 28",
    "tumor at 28",
    "b_cells at 28",
    "normal_t at 28",
    "peak ifn",
    "peak il6_serum",
    "peak il6_signal",
    "peak strain",
    "peak crs_grade",
)
SAME = 1e-6
ALL = pytest.mark.parametrize("case", CASES)


def by_record(case):
    """Return the numbers of a case, its record handed from stage to stage."""
    known = reference(case)
    own = {name: known[name] for name in after_infusion.parameters if name in known}
    run = after_infusion.simulate(**own)
    told = {text: measure(readout(text, after_infusion), run) for text in READOUTS}
    return dict(known) | told


def by_chain(case):
    """Return the same numbers from one chain of all stages."""
    run = journey.simulate(**CASES[case])
    told = {text: measure(readout(text, journey), run) for text in READOUTS}
    fields = {
        name: run.values[name] if name in run.values else run.handed[name]
        for name in reference(case)
    }
    return fields | told


def stored():
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {case: {row["number"]: float(row[case]) for row in rows} for case in CASES}


def write():
    found = {case: by_record(case) for case in CASES}
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["number", *CASES])
        for name in found["reference adult"]:
            table.writerow([name, *(f"{found[case][name]:.9g}" for case in CASES)])


def agree(mine, theirs):
    assert mine.keys() == theirs.keys()
    for name, value in mine.items():
        assert value == pytest.approx(theirs[name], rel=SAME, abs=1e-12), name


@ALL
def test_the_record_gives_the_stored_numbers(case):
    agree(by_record(case), stored()[case])


@ALL
def test_the_chain_gives_the_stored_numbers(case):
    agree(by_chain(case), stored()[case])


@ALL
def test_the_page_gives_the_stored_numbers(twin, case):
    asked = [readout(text, journey) for text in READOUTS]
    page = twin.evaluate(
        """([spec, choices, asked]) => {
          const chain = twin.build(spec), p = chain.defaults();
          for (const [name, value] of Object.entries(choices)) p[chain.index.get(name)] = value;
          const run = chain.simulate(p, { rtol: 1e-8 });
          return { handed: Object.fromEntries(run.handed), own: Object.fromEntries([...chain.index].map(([name, i]) => [name, p[i]])),
                   told: asked.map((one) => twin.measure(one, run)) };
        }""",
        [journey.spec(), CASES[case], asked],
    )
    fields = {
        name: page["handed"].get(name, page["own"].get(name))
        for name in reference(case)
    }
    agree(fields | dict(zip(READOUTS, page["told"], strict=True)), stored()[case])


if __name__ == "__main__":
    write()
