"""What is left in each of many virtual people: a bar for each, from the least change to the most."""

from dataclasses import dataclass

import numpy as np

from cartlab.explorer.cohort import cohort, conditions, holds, people_spec, varied
from cartlab.explorer.palette import color, number
from cartlab.explorer.panel import MANY_RUNS, Panel, frame_row
from cartlab.explorer.pieces.lines import draw_legend
from cartlab.explorer.reading import readout
from cartlab.language import Population
from cartlab.solve.say import spell

__all__ = ["Waterfall"]

SAME = 1.0  # the ratio of who has not changed: from there the bars hang
ALIKE = 1e-9  # of the logarithm: what rounding may do to a ratio, and a good deal more


@dataclass(frozen=True)
class Waterfall(Panel):
    """How a quantity changed in each of many people, sorted: the least change first.

    of, since: readouts; a bar is `of` as a multiple of `since`. population, size, seed: who
    they are. among: conditions of who has a bar; the others leave an empty place. split: of
    whom it does not hold, the bar is in full color. verdicts: what is said of those of whom
    it holds, and of the others. one: the number of the person whose bar has another color.
    span: (low, high) of the axis; what lies outside ends there.
    """

    of: str
    since: str
    population: Population
    size: int = 200
    seed: int = 1
    among: tuple = ()
    split: str = ""
    verdicts: tuple = ("pass", "fail")
    one: int | None = None
    span: tuple = (1e-10, 10)
    title: str = ""
    who: str = "patients"

    tolerance = MANY_RUNS

    def spec(self, model):
        of, since = readout(self.of, model), readout(self.since, model)
        low, high = self.span
        if not 0 < low < SAME <= high:
            raise ValueError(
                f"Waterfall: span = {self.span}: choose a low end above 0 and below 1, and "
                "a high end from 1 on"
            )
        if self.one is not None and not 0 <= self.one < self.size:
            raise ValueError(
                f"Waterfall: one = {self.one}: choose a person from 0 to {self.size - 1}"
            )
        people = people_spec(
            self.population, self.size, self.seed, model, "Waterfall", self.who
        )
        return {
            "title": self.title or of["label"],
            "unit": f"as a share of: {since['label']}",
            "of": of,
            "since": since,
            "people": people,
            "among": conditions(self.among, model),
            "split": conditions(self.split, model) if self.split else [],
            "verdicts": list(self.verdicts),
            "one": self.one,
            "span": [low, high],
            "who": self.who,
        }

    @staticmethod
    def varies(spec):
        return varied(spec["people"])

    @staticmethod
    def readouts(spec, model):
        return [spec["of"]]

    @staticmethod
    def rows(spec, run):
        order, _, good = sorted_bars(spec, run.model, run)
        said = f"{len(order)} of {spec['people']['size']}"
        if spec["split"]:
            said += f", {int(good[order].sum())} {spec['verdicts'][0]}"
        return {f"{spec['title']}, bars": said}

    @staticmethod
    def arrays(spec, model, run):
        """Return the outline of the bars, two points a bar; empty places come first."""
        size = spec["people"]["size"]
        places = np.arange(size + 1.0)
        order, ends_of, _ = sorted_bars(spec, model, run)
        ends = np.full(size, np.nan)
        ends[size - len(order) :] = ends_of[order]
        x = np.column_stack([places[:-1], places[1:]]).ravel()
        return {"change": (x, np.repeat(ends, 2))}

    @staticmethod
    def painted(spec, model, run, frame):
        size = spec["people"]["size"]
        order, _, good = sorted_bars(spec, model, run)
        ends = Waterfall.arrays(spec, model, run)["change"][1][::2]
        rows = [frame_row("linear", (0, size), "log", spec["span"])]
        for place, k in enumerate(order, start=size - len(order)):
            shade = number("shade-bar") if good[k] and k != spec["one"] else 1
            low, high = sorted((ends[place], SAME))
            rows.append(("bar", str(k), [place, place + 1, low, high, shade]))
        return rows

    @staticmethod
    def draw(axes, spec, model, run):
        size = spec["people"]["size"]
        order, _, good = sorted_bars(spec, model, run)
        ends = Waterfall.arrays(spec, model, run)["change"][1][::2]
        places = np.arange(size - len(order), size)
        look = color(model.outputs[spec["of"]["output"]].look)
        strong = order == spec["one"]
        for chosen, face, shade, label in (
            (good[order] & ~strong, look, number("shade-bar"), spec["verdicts"][0]),
            (~good[order] & ~strong, look, 1, spec["verdicts"][1]),
            (strong, color("hand"), 1, f"number {spec['one']}"),
        ):
            at = places[chosen]
            axes.bar(
                at + 0.5, ends[at] - SAME, 1, SAME, color=face, alpha=shade, label=label
            )
        if spec["split"]:
            draw_legend(axes)
        axes.set(xlim=(0, size), yscale="log", ylim=spec["span"])
        axes.set(xlabel=f"{size} {spec['who']}, sorted")
        end = f"at the end {spell(spec['span'][0])} or less"
        axes.set_ylabel(f"{spec['title']}\n{spec['unit']}\n{end}")


def sorted_bars(spec, model, run):
    """Return (order, ends, good): who has a bar, sorted; where it ends, and split, of all.

    Who ends where the axis does, or alike but for rounding, stands by number.
    """
    size = spec["people"]["size"]
    met = [one["readout"] for one in (*spec["among"], *spec["split"])]
    found = cohort(spec["people"], model, run, [spec["of"], spec["since"], *met])
    ratios = found[spec["of"]["text"]] / found[spec["since"]["text"]]
    ends = np.clip(ratios, *spec["span"])
    who = np.flatnonzero(holds(spec["among"], found, size) & np.isfinite(ratios))
    rank = np.rint(np.log10(ends[who]) / ALIKE)
    order = who[np.argsort(-rank, kind="stable")]
    return order, ends, holds(spec["split"], found, size)
