"""A state to reach with the sliders. Twin of `reach.js`."""

from html import escape

import numpy as np

from cartlab.explorer.values import grid
from cartlab.language.names import nearest

from ..quantity import at_start, computed, known_slider, settings_of
from ..task import Feedback, Task, pairs, setting_said

MOST = 2  # sliders that a reader moves at once
POINTS = 25  # places of each of them where a solution is looked for
NEAR = 1e-9  # relative: the same place of a slider


class Reach(Task):
    """Move sliders until conditions hold.

    holds: {condition in words: condition}, asked where the sliders stand. moves: the
    sliders to move, one or two; all others stay. best: "lowest" or "highest" where the
    one slider is to stand as far there as the conditions let it. wrong: {what is said to
    who has it: condition}, states that a misconception leads to.
    """

    def __init__(self, lab, question, holds, moves, best=None, wrong=None, **common):
        self.holds, self.moves, self.best = pairs(holds, "holds"), list(moves), best
        self.wrong = pairs(wrong or {}, "wrong")
        super().__init__(lab, question, **common)

    def spec_of(self):
        if not self.holds:
            raise ValueError("a state needs a condition: holds={“…”: read(“…”) >= 1}")
        if not 1 <= len(self.moves) <= MOST or self.best and len(self.moves) > 1:
            raise ValueError(
                f"moves names one slider, or {MOST} where none of them is to be the "
                "lowest or highest"
            )
        if self.best not in (None, "lowest", "highest"):
            raise ValueError(f"best={self.best!r}: choose “lowest” or “highest”")
        for name in self.moves:
            known_slider(name, self.lab)
            if self.lab.model.parameters[name].kind not in ("number", "whole"):
                raise ValueError(f"{name} is no number: name a slider to move")
        self.stay = {
            name: value
            for name, value in {**at_start(self.lab), **self.at}.items()
            if name not in self.moves
        }
        self.conditions = self._bound(self.holds)
        self.slips = self._bound(self.wrong)
        wrong = [{"says": one["text"], "holds": one["holds"]} for one in self.slips]
        return {
            "holds": self.conditions,
            "moves": self.moves,
            "best": self.best,
            "stay": self.stay,
            "wrong": wrong,
        }

    def _bound(self, conditions):
        return [
            {"text": text, "holds": computed(one, self.lab)}
            for text, one in conditions.items()
        ]

    def refuse_what_is_unclear(self):
        start = {name: {**at_start(self.lab), **self.at}[name] for name in self.moves}
        if self.judged(start).right:
            raise ValueError(
                "the sliders stand there already: set them elsewhere with at="
            )
        found = self.solution()  # refuses where there is none
        self._refuse_what_is_open()
        for one in self.slips:
            if self.asks.holds(one["holds"], **self.stay, **found):
                raise ValueError(
                    f"the misconception “{one['text']}” holds in the solution"
                )
        self.mistakes()

    def _refuse_what_is_open(self):
        """Refuse a state that the page shows before the reader has moved anything."""
        opens = at_start(self.lab)
        shown = {"the explorer opens": opens}
        for scene in self.lab.scenes:
            shown[f"the scene “{scene}” stands"] = {
                **opens,
                **settings_of(self.lab, scene, {}),
            }
        for where, settings in shown.items():
            stand = {n: x for n, x in settings.items() if n in self.lab.names}
            if self.judged(stand).right:
                raise ValueError(
                    f"it is solved where {where}, before a slider is moved: ask for "
                    "another state, or give the explorer another start or scene"
                )

    def _places(self):
        """Return {slider: values} of all places where a state is looked for."""
        each = []
        for name in self.moves:
            values = grid(self.lab.model.parameters[name], self.lab.steps.get(name))
            some = {i * (len(values) - 1) // (POINTS - 1) for i in range(POINTS)}
            each.append(values if len(self.moves) == 1 else values[sorted(some)])
        crossed = np.meshgrid(*each, indexing="ij")
        return {n: x.ravel() for n, x in zip(self.moves, crossed, strict=True)}

    def _found(self, nodes, last=False):
        """Return the first place, or the last, where all conditions hold; None without."""
        places = self._places()
        n = len(next(iter(places.values())))
        held = np.ones(n, bool)
        for node in nodes:
            held &= np.broadcast_to(self.asks.each(node, **self.stay, **places) == 1, n)
        at = np.flatnonzero(held)
        if not len(at):
            return None
        middle = at[len(at) // 2] if self.best is None else at[-1 if last else 0]
        return {name: float(values[middle]) for name, values in places.items()}

    def solution(self):
        every = [one["holds"] for one in self.conditions]
        found = self._found(every, last=self.best == "highest")
        if found is None:
            raise ValueError(
                f"no place of {' and '.join(self.moves)} fulfills all conditions"
            )
        return found

    def mistakes(self):
        found = {one["text"]: self._found([one["holds"]]) for one in self.slips}
        for says, at in found.items():
            if at is None:
                raise ValueError(f"the misconception “{says}” holds nowhere")
        return found

    def told(self, given):
        parameters = self.lab.model.parameters
        return ", ".join(
            f"{parameters[name].label or parameters[name].about}: "
            f"{setting_said(parameters[name], given[name])}"
            for name in self.moves
        )

    def judged(self, given):
        """Judge where the sliders stand: {parameter: value}, what is left out stays."""
        for name in given:
            if name not in self.lab.names:
                raise ValueError(
                    f"{name} has no slider here: {nearest(name, self.lab.names)}"
                )
        now = {**self.stay, **{name: float(value) for name, value in given.items()}}
        held = [self.asks.holds(one["holds"], **now) for one in self.conditions]
        moved = [n for n, v in self.stay.items() if abs(now[n] - v) > NEAR * abs(v)]
        there = all(held) and not moved
        if there and (self.best is None or self._is_best(now)):
            return Feedback(True, f"You are there: {self.told(now)}. {self.why}")
        checked = f"You checked {self.told(now)}."
        for one in self.slips:
            if self.asks.holds(one["holds"], **now):
                says = f"{checked} Not yet. {one['text']}"
                return Feedback(False, says, one["text"])
        if there:
            side = "lower" if self.best == "lowest" else "higher"
            label = self.told(now).partition(":")[0]
            says = f"{checked} All conditions hold. {label} can still be {side}."
            return Feedback(False, says)
        return Feedback(False, f"{checked} {self._kept(held, moved)}")

    def _kept(self, held, moved):
        texts = [one["text"] for one in self.conditions]
        yes = [text for text, one in zip(texts, held, strict=True) if one]
        no = [text for text, one in zip(texts, held, strict=True) if not one]
        parts = [f"Holds: {'; '.join(yes)}."] if yes else []
        parts += [f"Still missing: {'; '.join(no)}."] if no else []
        labels = [self.lab.model.parameters[n].label for n in moved]
        parts += [f"Leave where it was: {', '.join(labels)}."] if moved else []
        return " ".join(parts)

    def _is_best(self, now):
        """Whether the next place but one on the slider fulfills the conditions no more."""
        (name,) = self.moves
        values = grid(self.lab.model.parameters[name], self.lab.steps.get(name))
        best = list(values).index(self.solution()[name])
        if self.best == "lowest":
            return now[name] <= values[min(best + 1, len(values) - 1)] * (1 + NEAR)
        return now[name] >= values[max(best - 1, 0)] * (1 - NEAR)

    def offered(self):
        return (
            f"<ul>{''.join(f'<li>{escape(text)}</li>' for text in self.holds)}</ul>\n"
        )
