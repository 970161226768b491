"""What a trial's tables tell: rates with their intervals, means and ratios of many people."""

import math
from dataclasses import dataclass

import numpy as np

from cartlab.explorer.cohort import cohort, conditions, holds, people_spec, varied
from cartlab.explorer.palette import color
from cartlab.explorer.panel import MANY_RUNS, Panel
from cartlab.explorer.reading import readout
from cartlab.language import Population
from cartlab.solve.say import say, spell

__all__ = ["Between", "Level", "Measures", "Median", "Paired", "Rate", "Told", "wilson"]

Z = 1.959963984540054  # standard deviations on either side of 95 % of a bell
LEAST = 2  # people of whom a level is told: a spread needs two


def wilson(k, n):
    """Return (share, low, high): k of n, with Wilson's 95 % interval, NaN of nobody."""
    if not n:
        return math.nan, math.nan, math.nan
    p, z = k / n, Z * Z / n
    middle = (p + z / 2) / (1 + z)
    half = Z / (1 + z) * math.sqrt(p * (1 - p) / n + z / (4 * n))
    # At the ends rounding would leave a hair of a person.
    return p, 0.0 if k == 0 else middle - half, 1.0 if k == n else middle + half


@dataclass(frozen=True)
class Told:
    """What a source tells of the same measure.

    text: as it is printed. low, high: from where to where the model counts as near, in the
    measure's unit (a rate: percent); a confidence interval where the source allows one.
    """

    text: str
    low: float
    high: float

    @classmethod
    def rate(cls, k, n, text=""):
        """Return k of n patients, with Wilson's 95 % interval."""
        p, low, high = (100 * one for one in wilson(k, n))
        return cls(text or f"{k} of {n}, {say(p)} %", low, high)

    @classmethod
    def mean(cls, mean, percent, n, unit=""):
        """Return a geometric mean with its geometric CV in percent, of n patients."""
        deviation = math.sqrt(math.log(1 + (percent / 100) ** 2))
        factor = math.exp(Z * deviation / math.sqrt(n))
        told = f"{spell(mean)} {unit}".strip()
        return cls(
            f"{told} (CV {spell(percent)} %), n {n}", mean / factor, mean * factor
        )

    @classmethod
    def near(cls, value, share, unit=""):
        """Return a number without an interval: `share` of it either way counts as near."""
        told = f"{spell(value)} {unit}".strip()
        return cls(told, value * (1 - share), value * (1 + share))


@dataclass(frozen=True)
class Measure:
    """A row: label; `among` whom; what a source tells, and how the model came to it.

    among: conditions, see `condition`. by, part: (readout or "number", (i, n)): only the
    i-th of n equal parts of these people, ordered by a readout or by their number.
    status: "fitted", "set by hand", "put in" or "predicted".
    """

    label: str
    of: str | tuple
    among: tuple = ()
    told: Told | None = None
    status: str = ""
    by: str = ""
    part: tuple = (0, 1)
    against: dict | None = None

    kind = ""

    def spec(self, model):
        own = {"rate": {"holds": lambda: conditions(self.of, model)}}
        own = own.get(self.kind, {"readout": lambda: readout(self.of, model)})
        told = self.told
        return {
            "kind": self.kind,
            "label": self.label,
            "among": conditions(self.among, model),
            "told": told and {"text": told.text, "low": told.low, "high": told.high},
            "status": self.status,
            "by": readout(self.by, model) if self.by not in ("", "number") else None,
            "part": list(self.part),
            "against": self.against or {},
            **{name: make() for name, make in own.items()},
        }


@dataclass(frozen=True)
class Rate(Measure):
    """How many of them: `of` is a condition, or several that all have to hold."""

    kind = "rate"


@dataclass(frozen=True)
class Level(Measure):
    """The geometric mean of a readout, with its geometric coefficient of variation."""

    kind = "mean"


@dataclass(frozen=True)
class Median(Measure):
    """The median of a readout."""

    kind = "median"


@dataclass(frozen=True)
class Between(Measure):
    """How many times higher the mean of a readout is in those of whom `of` holds."""

    split: str | tuple = ()
    kind = "between"

    def spec(self, model):
        return super().spec(model) | {"split": conditions(self.split, model)}


@dataclass(frozen=True)
class Paired(Measure):
    """How many times higher a readout is here than `against` other values, of the same people."""

    kind = "paired"


@dataclass(frozen=True)
class Measures(Panel):
    """Rates, means and ratios of many virtual people, beside what a source tells.

    measures: Rate, Level, Median, Between and Paired. population, size, seed: who the people
    are; the sliders act on all that does not differ between them.
    """

    measures: tuple
    population: Population
    size: int = 200
    seed: int = 1
    title: str = ""
    who: str = "patients"

    tolerance = MANY_RUNS

    def spec(self, model):
        if not self.measures:
            raise ValueError(
                "Measures need a row, such as Rate(“Cured”, “cells at 28 < 1”)"
            )
        people = people_spec(
            self.population, self.size, self.seed, model, "Measures", self.who
        )
        return {
            "title": self.title or f"{self.size} {self.who}",
            "who": self.who,
            "rows": [row.spec(model) for row in self.measures],
            "people": people,
        }

    @staticmethod
    def varies(spec):
        return varied(spec["people"])

    @staticmethod
    def rows(spec, run):
        return {
            one["label"]: say_measure(one, found)
            for one, found in measured(spec, run.model, run)
        }

    @staticmethod
    def arrays(spec, model, run):
        places = np.arange(3.0)
        return {
            one["label"]: (places, np.array(found[:3]))
            for one, found in measured(spec, model, run)
        }

    @staticmethod
    def painted(spec, model, run, frame):
        return [
            ("row", f"{one['label']}: {said(one, found)}", [])
            for one, found in measured(spec, model, run)
        ]

    @staticmethod
    def draw(axes, spec, model, run):
        found = measured(spec, model, run)
        for place, (one, (value, low, high, *_)) in enumerate(found):
            if one["kind"] == "rate" and math.isfinite(value):
                axes.plot([low, high], [place, place], color=color("hand"), linewidth=2)
                axes.plot(value, place, "o", color=color("hand"))
                if one["told"]:
                    ends = one["told"]["low"], one["told"]["high"]
                    ink = color("ink")
                    axes.plot(ends, [place + 0.25] * 2, color=ink, linewidth=1)
            axes.annotate(
                f"{one['label']}: {said(one, found[place][1])}",
                (0, place - 0.3),
                fontsize=7,
                color=color("ink"),
            )
        axes.set_yticks([])
        axes.set_ylim(len(found) - 0.4, -0.8)
        axes.set_xlim(0, 100)
        if any(one["kind"] == "rate" for one in spec["rows"]):
            axes.set_xlabel("percent of them; the thin line is what the source tells")
        else:
            axes.set_xticks([])


def measured(spec, model, run):
    """Return [(row, (value, low, high, k, n))]; a rate is in percent, see `of_row`."""
    size, tables = spec["people"]["size"], {}
    for row in spec["rows"]:
        for against in ({}, row["against"]):
            tables.setdefault(str(against), (against, []))
            tables[str(against)][1].extend(asked_by(row))
    read = {
        key: cohort(spec["people"], model, run, ask, against)
        for key, (against, ask) in tables.items()
    }
    return [
        (row, of_row(row, read["{}"], read[str(row["against"])], size))
        for row in spec["rows"]
    ]


def asked_by(row):
    """Return the readouts that a row needs, each once."""
    met = [*row["among"], *row.get("holds", ()), *row.get("split", ())]
    own = [one for one in (row.get("readout"), row["by"]) if one]
    asked = {one["text"]: one for one in [*(c["readout"] for c in met), *own]}
    return list(asked.values())


def of_row(row, found, other, size):
    """Return (value, low, high, k, n) of a row: NaN where there is nobody, or no interval."""
    who = np.flatnonzero(holds(row["among"], found, size))
    who = part_of(row, found, who)
    n = len(who)
    if row["kind"] == "rate":
        k = int(holds(row["holds"], found, size)[who].sum())
        return (*(100 * one for one in wilson(k, n)), k, n)
    values = found[row["readout"]["text"]]
    if row["kind"] == "between":
        split = holds(row["split"], found, size)[who]
        ratio = mean_of(values[who[split]]) / mean_of(values[who[~split]])
        return ratio, math.nan, math.nan, int(split.sum()), n
    if row["kind"] == "paired":
        ratio = mean_of(values[who]) / mean_of(other[row["readout"]["text"]][who])
        return ratio, math.nan, math.nan, n, n
    values = np.sort(values[who][np.isfinite(values[who])])
    n = len(values)
    if n < LEAST:
        return math.nan, math.nan, math.nan, 0, n
    if row["kind"] == "median":
        return float(values[n // 2]), float(values[0]), float(values[-1]), n, n
    logs = np.log(values)
    deviation = math.sqrt(((logs - logs.mean()) ** 2).sum() / (n - 1))
    half = math.exp(Z * deviation / math.sqrt(n))
    middle = math.exp(logs.mean())
    cv = 100 * math.sqrt(math.exp(deviation * deviation) - 1)
    return middle, middle / half, middle * half, cv, n


def part_of(row, found, who):
    """Return the part of these people that a row is about, ordered by value and number."""
    i, n = row["part"]
    if row["by"]:
        values = found[row["by"]["text"]][who]
        who = who[np.argsort(values, kind="stable")]
    first, last = (math.floor(len(who) * place / n) for place in (i, i + 1))
    return np.sort(who[first:last])


def mean_of(values):
    """Return the geometric mean of those that are known, NaN where there are none."""
    values = values[np.isfinite(values)]
    return math.exp(np.log(values).mean()) if len(values) else math.nan


def say_measure(row, found):
    """Return a row's number in words."""
    value, low, high, k, n = found
    if not math.isfinite(value):
        return "nobody" if not n else "too few"
    if row["kind"] == "rate":
        return f"{say(value)} % ({say(low)} to {say(high)}), {k} of {n}"
    if row["kind"] in ("between", "paired"):
        of = f"{k} against {n - k}" if row["kind"] == "between" else f"{n} patients"
        return f"{say(value)} times, {of}"
    asked = row["readout"]
    told = (
        f"{asked['unit']} {say(value)}"
        if asked["is_time"]
        else f"{say(value)} {asked['unit']}".strip()
    )
    if row["kind"] == "median":
        return f"{told} ({say(low)} to {say(high)}), n {n}"
    return f"{told} (CV {say(k)} %), n {n}"


def verdict(row, found):
    """Return whether the model is near what the source tells, in a word or two."""
    told, value = row["told"], found[0]
    if not told or not math.isfinite(value):
        return ""
    if value < told["low"]:
        return "missed, too low"
    return "missed, too high" if value > told["high"] else "near"


def said(row, found):
    """Return all that a row says: the model, the source, the verdict and its status."""
    told = row["told"]["text"] if row["told"] else ""
    parts = [say_measure(row, found), told, verdict(row, found), row["status"]]
    return " | ".join(filter(None, parts))
