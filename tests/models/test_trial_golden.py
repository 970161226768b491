"""The virtual trial's numbers: as first computed, as the models give them now, and published.

`golden_trial.csv` holds a thousand people of each setting: `first` is what was computed when
the trial was designed, `now` what the models give since. What was changed on purpose stands
in CHANGED, and nothing else may differ. `python -m models.test_trial_golden` in the folder
tests writes `now` anew, when a model was changed on purpose.
"""

import csv
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from cartlab.therapy.population import WITH_LEUKEMIA, WITH_LYMPHOMA
from cartlab.therapy.trial import LEUKEMIA, LYMPHOMA, LYMPHOMA_BY_EXPANSION
from cartlab.therapy.trial.results import follow, mean, part, variation

TABLE = Path(__file__).with_name("golden_trial.csv")
SAME = 1e-6  # of a number that is stored
SEED, MANY = 2017, 1000

CASES = {
    "leukemia": (WITH_LEUKEMIA, LEUKEMIA, {}),
    "lymphoma": (WITH_LYMPHOMA, LYMPHOMA, {}),
    "lymphoma by expansion": (WITH_LYMPHOMA, LYMPHOMA_BY_EXPANSION, {}),
    "leukemia, drugs": (WITH_LEUKEMIA, LEUKEMIA, dict(drugs=True)),
    "leukemia, half the wait": (WITH_LEUKEMIA, LEUKEMIA, dict(wait_mid=18)),
    "leukemia, twice the wait": (WITH_LEUKEMIA, LEUKEMIA, dict(wait_mid=72)),
}

# What may differ from what was first computed, by how much (relative), and why.
CHANGED = {
    # Cells that hardly grow in culture are less fit (product).
    "peak": (3e-3, "and the settings are told in four digits"),
    "exposure": (3e-3, "the same"),
    "its CV": (1e-3, "the same"),
    "severe strain": (1e-2, "four digits: one person of 785 is below the line now"),
    "below 1e8": (5e-3, "the same: one person of 785 is above the line now"),
    "day of the peak": (2e-3, "the same, and days are reported more finely"),
    "CRS begins": (5e-3, "days are reported more finely"),
    "CRS lasts": (2e-2, "days are reported more finely"),
    "got dexamethasone": (0.06, "its line is looked at in the run without any drug"),
    "crude": (0.08, "the same"),
    "same people": (0.01, "the same"),
}


@cache
def followed(case):
    people, setting, more = CASES[case]
    return follow(people, MANY, SEED, setting, **more)


def by_model(case):
    """Return {name: number} of a case."""
    table = followed(case)
    yes, saw = table["infused"] == 1, table["evaluable"] == 1
    here = part(table, yes)
    ok = here["responds"] == 1
    if case == "leukemia, drugs":
        none = part(followed("leukemia"), yes)
        toci, dex = here["toci_mg"] > 0, here["dex_mg"] > 0
        exposure, peak = here["exposure"], here["peak"]
        return {
            "got tocilizumab": toci.mean(),
            "got dexamethasone": dex.mean(),
            "crude exposure": mean(exposure[dex]) / mean(exposure[~dex]),
            "same people": mean(exposure[dex]) / mean(none["exposure"][dex]),
            "crude peak, tocilizumab": mean(peak[toci]) / mean(peak[~toci]),
        }
    found = {"infused": yes.mean(), "remission": ok.mean(), "of all": ok.sum() / MANY}
    if "wait" in case:
        return found
    del found["of all"]
    counted = (table["responds"] == 1) & yes & saw
    hot = here["il6"] >= 10
    return found | {
        "infused": yes.sum(),
        "not made": table["not_made"].mean(),
        "lost": table["lost"].mean(),
        "remission, counted": counted.sum() / yes.sum(),
        "intention to treat": counted.mean(),
        "below 1e8": (here["tumor_28"] < 1e8).mean(),
        "any CRS": hot.mean(),
        "severe CRS": (here["il6"] >= 1000).mean(),
        "severe strain": (here["strain"] >= 1.1).mean(),
        "peak, responders": mean(here["peak"][ok]),
        "its CV": variation(here["peak"][ok]),
        "peak, others": mean(here["peak"][~ok]),
        "exposure, responders": mean(here["exposure"][ok]),
        "exposure, others": mean(here["exposure"][~ok]),
        "day of the peak": np.median(here["peak_day"][ok]),
        "CRS begins": np.nanmedian(here["crs_day"]),
        "CRS lasts": np.median(here["crs_days"][hot]),
        "aplasia": (here["b_cells_28"][ok] < 5).mean(),
    }


def stored():
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def number(case, name, column="now"):
    (row,) = (r for r in stored() if (r["case"], r["number"]) == (case, name))
    return float(row[column])


def write():
    rows = stored()
    for row in rows:
        row["now"] = f"{by_model(row['case'])[row['number']]:.9g}"
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(
            file, ["case", "number", "first", "now"], lineterminator="\n"
        )
        table.writeheader()
        table.writerows(rows)


@pytest.mark.parametrize("case", CASES)
def test_the_models_give_the_stored_numbers(case):
    kept = {r["number"]: float(r["now"]) for r in stored() if r["case"] == case}
    found = by_model(case)
    assert found.keys() == kept.keys()
    for name, value in found.items():
        assert value == pytest.approx(kept[name], rel=SAME), name


def allowed(name):
    """Return by how much a number may differ from what was first computed."""
    return next(
        (most for what, (most, _) in CHANGED.items() if name.startswith(what)), 1e-9
    )


@pytest.mark.parametrize(
    "row", stored(), ids=lambda row: f"{row['case']}: {row['number']}"
)
def test_only_what_was_changed_on_purpose_differs_from_the_first_numbers(row):
    first, now = float(row["first"]), float(row["now"])
    assert now == pytest.approx(first, rel=allowed(row["number"]))


# Published numbers: where the model has to lie, and where it is known to miss.
MET = {
    "remission, counted as in ELIANA, 81 % (71 to 89)": (
        "remission, counted",
        0.71,
        0.89,
    ),
    "of all enrolled, 66 % (56 to 76)": ("intention to treat", 0.56, 0.76),
    "any CRS, 77 %": ("any CRS", 0.66, 0.86),
    "severe CRS, 46 to 48 %": ("severe CRS", 0.35, 0.58),
    "responders' peak, 34,700 copies/µg": ("peak, responders", 26_000, 46_000),
    "responders' exposure, 318,000": ("exposure, responders", 230_000, 440_000),
}
MISSED = {
    "day of the peak, 9.9": ("day of the peak", 8.4),
    "the others' peak, 20,000 copies/µg": ("peak, others", 12_000),
}


@pytest.mark.parametrize("target", MET)
def test_a_published_number_is_met(target):
    name, low, high = MET[target]
    assert low <= number("leukemia", name) <= high


@pytest.mark.parametrize("target", MISSED)
def test_a_miss_that_the_lesson_prints_is_still_a_miss(target):
    name, least = MISSED[target]
    assert number("leukemia", name) < least, "mend the lesson: it is met now"


def test_only_the_others_exposure_tells_the_two_explanations_apart():
    killing, expansion = "lymphoma", "lymphoma by expansion"
    for name, factor in (("remission", 1.1), ("peak, responders", 1.1)):
        ratio = number(killing, name) / number(expansion, name)
        assert 1 / factor < ratio < factor, name
    assert number(killing, "peak, others") > 4 * number(expansion, "peak, others")


def test_who_got_the_drug_had_more_and_would_have_had_more_without_it():
    assert number("leukemia, drugs", "crude exposure") > 3
    assert number("leukemia, drugs", "same people") < 1


if __name__ == "__main__":
    write()
