"""A choice: each option is a claim, and the model decides which of them holds.

Twin of `choice.js`.
"""

import math
from html import escape

from cartlab.explorer.reading import speak
from cartlab.language.names import nearest

from ..quantity import computed, distinct
from ..task import Feedback, Task, said, setting_said

CLEAR = 0.01  # relative: by so much the first is ahead of the second
PICKS = ("greatest", "least")


class Choice(Task):
    """A question with choices, answered before or after the sliders are moved.

    choices: {choice: (claim, what is said to who takes it)}. A claim is a condition, and
    exactly one holds; with pick="greatest" or "least" it is a quantity, and the choice
    with the greatest or least one is right. predict: the reader commits to a choice, is
    then sent to the sliders, and compares. near: choices that are nearly right.
    """

    def __init__(
        self, lab, question, choices, pick=None, predict=False, near=(), **common
    ):
        self.choices, self.pick, self.predict = dict(choices), pick, predict
        self.near = list(near)
        if predict:
            self.kicker = "Predict first"
        super().__init__(lab, question, **common)

    def spec_of(self):
        if len(self.choices) < 2:
            raise ValueError("a choice needs at least two choices")
        if self.pick not in (None, *PICKS):
            raise ValueError(f"pick={self.pick!r}: choose one of {', '.join(PICKS)}")
        for text in self.near:
            self._refuse_what_is_not_offered(text)
        self.claims = [
            {
                "text": text,
                "claim": computed(claim, self.lab),
                "says": says,
                "near": text in self.near,
            }
            for text, (claim, says) in self.choices.items()
        ]
        return {"choices": self.claims, "pick": self.pick, "predict": self.predict}

    def _refuse_what_is_not_offered(self, text):
        if text not in self.choices:
            raise ValueError(f"“{text}” is not offered: {nearest(text, self.choices)}")

    def _numbers(self):
        return [self.asks.number(one["claim"]) for one in self.claims]

    def refuse_what_is_unclear(self):
        texts, numbers = list(self.choices), self._numbers()
        if not all(map(math.isfinite, numbers)):
            text = texts[[math.isfinite(one) for one in numbers].index(False)]
            raise ValueError(f"the model has no number for “{text}”")
        if self.pick is None:
            held = [t for t, one in zip(texts, numbers, strict=True) if one == 1]
            if not held:
                raise ValueError(
                    "none of the choices holds in the model: none is right"
                )
            if len(held) > 1:
                both = " and ".join(f"“{one}”" for one in held)
                raise ValueError(f"{both} hold in the model: only one may be right")
            if held[0] in self.near:
                raise ValueError(f"near: “{held[0]}” is right, and not nearly")
            return
        best, second = sorted(numbers, reverse=self.pick == "greatest")[:2]
        if abs(best - second) <= CLEAR * max(abs(best), abs(second)):
            raise ValueError(
                f"two choices are the {self.pick}: {said(best, '')} and {said(second, '')}"
            )

    def solution(self):
        numbers = self._numbers()
        wanted = 1.0 if self.pick is None else max(numbers)
        if self.pick == "least":
            wanted = min(numbers)
        return self.claims[numbers.index(wanted)]["text"]

    def mistakes(self):
        right = self.solution()
        return {one["says"]: one["text"] for one in self.claims if one["text"] != right}

    def told(self, given):
        return f"“{given}”"

    def judged(self, given):
        self._refuse_what_is_not_offered(given)
        says, right = self.choices[given][1], given == self.solution()
        verdict = "Yes." if right else "Nearly." if given in self.near else "No."
        return Feedback(
            right,
            f"{verdict} {says} {self.facts()} {self.why if right else ''}",
            None if right else says,
        )

    def facts(self):
        """Return what the model says to it: the readings, at the settings that matter."""
        parts = [
            self._fact(leaf)
            for leaf in distinct(
                {"of": [one["claim"] for one in self.claims], "op": ""}
            )
            if "read" in leaf
        ]
        return f"The model: {'; '.join(parts)}." if parts else ""

    def _fact(self, leaf):
        parameters = self.lab.model.parameters
        number, where = self.asks.number(leaf), []
        for name, value in leaf["at"].items():
            usual = self.asks.base.get(name, parameters[name].value)
            unmoved = leaf | {"at": leaf["at"] | {name: usual}}
            if value != usual and self.asks.number(unmoved) != number:
                one = parameters[name]
                where.append(f"{one.label or one.about} {setting_said(one, value)}")
        at = f" ({', '.join(where)})" if where else ""
        told = speak(leaf["read"], self.asks.run(leaf["at"]))
        return f"{leaf['read']['label']}{at}: {told}"

    def offered(self):
        items = "".join(f"<li>{escape(text)}</li>" for text in self.choices)
        return f"<ul>{items}</ul>\n"
