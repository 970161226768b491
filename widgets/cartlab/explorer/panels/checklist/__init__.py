"""Limits that a product must keep, as a panel that turns from pass to fail."""

from dataclasses import dataclass

import numpy as np

from cartlab.explorer.panel import Panel
from cartlab.explorer.reading import measure, readout, shown_unit
from cartlab.language.names import no_such

__all__ = ["Check", "Checklist"]

SIDES = {
    "at least": lambda found, limit: found >= limit,
    "below": lambda found, limit: found < limit,
}


@dataclass(frozen=True)
class Check:
    """One limit: what must be "at least" or "below" a limit.

    found: a readout, or the name of a parameter. limit: a number, or a readout or the
    name of a parameter of the same unit.
    """

    found: str
    side: str
    limit: float | str

    def spec(self, label, model):
        if self.side not in SIDES:
            raise ValueError(f"{label}: the side is one of {', '.join(SIDES)}")
        asked = by = hangs = None
        if self.found in model.parameters:
            unit = model.parameters[self.found].unit
        else:
            asked = readout(self.found, model, label)
            unit = model.outputs[asked["output"]].unit
        if isinstance(self.limit, str) and " " in self.limit:
            hangs = readout(self.limit, model, label)
        elif isinstance(self.limit, str):
            by = self.limit
            known = model.parameters
            if by not in known:
                why = no_such(by, "a parameter", model.title, known)
                raise ValueError(f"{label}: {why}")
        return {
            "label": label,
            "readout": asked,
            "parameter": None if asked else self.found,
            "side": self.side,
            "limit": None if by or hangs else float(self.limit),
            "by": by,
            "hangs": hangs,
            "unit": shown_unit(unit),
        }


@dataclass(frozen=True)
class Checklist(Panel):
    """Limits in a table with a verdict: {label: Check}.

    passes, fails: what the verdict says when all are kept, or one is not.
    """

    checks: dict
    title: str = "Limits"
    passes: str = "all limits are kept"
    fails: str = "not all limits are kept"

    def spec(self, model):
        if not self.checks:
            raise ValueError("a Checklist needs a check: {“Viability”: Check(…)}")
        checks = [check.spec(label, model) for label, check in self.checks.items()]
        return {
            "title": self.title,
            "passes": self.passes,
            "fails": self.fails,
            "checks": checks,
        }

    @staticmethod
    def readouts(spec, model):
        asked = [one[key] for one in spec["checks"] for key in ("readout", "hangs")]
        return [one for one in asked if one]

    @staticmethod
    def rows(spec, run):
        return {spec["title"]: verdict(spec, run)}

    @staticmethod
    def arrays(spec, model, run):
        """Return what each check finds, its limit, and 1 where it is kept."""
        return {
            label: (np.arange(3), np.array([found, limit, kept], float))
            for label, found, limit, kept in results(spec, run)
        }

    @staticmethod
    def painted(spec, model, run, frame):
        kept = {label: one for label, _, _, one in results(spec, run)}
        said = f"{tick(all(kept.values()))} {verdict(spec, run)}"
        return [
            ("verdict", said, []),
            *((tick(one), label, []) for label, one in kept.items()),
        ]


def tick(kept):
    return "✓" if kept else "✗"


def results(spec, run):
    """Return [(label, found, limit, kept)] of a checklist for one run."""
    rows = []
    for one in spec["checks"]:
        told, given = one["readout"], one["parameter"]
        found = float(run.values[given]) if given else measure(told, run)
        limit = float(run.values[one["by"]]) if one["by"] else one["limit"]
        if one["hangs"]:
            limit = measure(one["hangs"], run)
        rows.append((one["label"], found, limit, SIDES[one["side"]](found, limit)))
    return rows


def verdict(spec, run):
    """Return what the checklist says of a run: the verdict and what is missed."""
    missed = [label for label, _, _, kept in results(spec, run) if not kept]
    return f"{spec['fails']}: {', '.join(missed)}" if missed else spec["passes"]
