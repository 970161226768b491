"""A number to find. Twin of `number.js`."""

import math

from cartlab.explorer.values import grid
from cartlab.solve.say import spell

from ..quantity import computed, distinct, replaced
from ..task import DIGITS, Feedback, Task, half_unit, pairs, said

READ = 2  # digits that a reader is asked for
SAME_DIGITS = 0.05  # relative: digits that are right but for their power of ten
CLOSE, SAME_SIZE = 1.1, 3  # times


class Number(Task):
    """A number to find with an explorer.

    answer: a quantity. wrong: {what is said to who has it: quantity}, misconceptions as
    other computations. unit: that of the answer, where it is no reading's own. An answer
    is right to two digits, or as finely as numbers and sliders can be read.
    """

    def __init__(self, lab, question, answer, wrong=None, unit=None, **common):
        self.asked, self.wrong, self.unit = answer, pairs(wrong or {}, "wrong"), unit
        super().__init__(lab, question, **common)

    def spec_of(self):
        node = computed(self.asked, self.lab)
        if self.unit is None:
            self.unit = self.asked.unit(self.lab)
        wrong = [
            {"says": says, "answer": computed(one, self.lab)}
            for says, one in self.wrong.items()
        ]
        self.node, self.wrong_nodes = node, wrong
        self.tolerance = self._tolerance(node)
        return {
            "answer": node,
            "unit": self.unit,
            "tolerance": self.tolerance,
            "wrong": wrong,
        }

    def _tolerance(self, node):
        """Return how far a right answer may be off: what reading and sliders allow."""
        answer = self.asks.number(node)
        if not math.isfinite(answer):
            raise ValueError(
                "the model has no answer: what is read never happens, or nothing fulfills "
                "the condition"
            )
        read = sum(self._misread(node, leaf, answer) for leaf in distinct(node))
        moved = max(
            (self._moved(node, *one, answer) for one in self._set(node)), default=0
        )
        return max(half_unit(answer, READ), read, moved)

    def _misread(self, node, leaf, answer):
        """How far the answer is off when one reading is, by its last digit, or a step."""
        found = self.asks.number(leaf)
        off = half_unit(found, DIGITS)
        if "read" in leaf and self.lab.model.outputs[leaf["read"]["output"]].whole:
            off += abs(found - round(found))  # it is read as a whole number
        if "extreme" in leaf:
            near = self._neighbors(leaf["slider"], found)
            others = [self.asks.number(replaced(node, leaf, one)) for one in near]
            return max((abs(one - answer) for one in others), default=0)
        if "setting" in leaf or not math.isfinite(off):
            return 0
        return abs(self.asks.number(replaced(node, leaf, found + off)) - answer)

    def _set(self, node):
        """Yield (leaf, name, value) of every number that a reader sets for the task."""
        parameters = self.lab.model.parameters
        for leaf in distinct(node):
            for name, value in {**self.at, **leaf.get("at", {})}.items():
                if parameters[name].kind == "number" and "read" in leaf:
                    yield leaf, name, value

    def _moved(self, node, leaf, name, value, answer):
        """How far the answer is off when a slider stands half a step beside its place."""
        one, step = self.lab.model.parameters[name], self.lab.steps[name]
        near = value * 10 ** (step / 2) if one.scale == "log" else value + step / 2
        if near > one.range[1]:
            near = 2 * value - near
        moved = leaf | {"at": leaf["at"] | {name: near}}
        off = abs(
            self.asks.number(replaced(node, leaf, self.asks.number(moved))) - answer
        )
        return off if math.isfinite(off) else 0

    def _neighbors(self, name, value):
        values = list(grid(self.lab.model.parameters[name], self.lab.steps.get(name)))
        at = values.index(value)
        return values[max(at - 1, 0) : at] + values[at + 1 : at + 2]

    def refuse_what_is_unclear(self):
        answer, seen = self.solution(), {}
        for says, value in self.mistakes().items():
            if not math.isfinite(value):
                raise ValueError(f"the misconception “{says}” has no number")
            if abs(value - answer) <= self.tolerance:
                raise ValueError(
                    f"the misconception “{says}” gives {said(value, self.unit)}, which is "
                    f"right: the answer is {said(answer, self.unit)}, give or take "
                    f"{said(self.tolerance, self.unit)}"
                )
            for other, taken in seen.items():
                if abs(value - taken) <= half_unit(taken, READ):
                    raise ValueError(
                        f"the misconceptions “{other}” and “{says}” give one number, "
                        f"{said(value, self.unit)}: which of them is it?"
                    )
            seen[says] = value

    def solution(self):
        return self.asks.number(self.node)

    def mistakes(self):
        return {
            one["says"]: self.asks.number(one["answer"]) for one in self.wrong_nodes
        }

    def told(self, given):
        return said(given, self.unit)

    def judged(self, given):
        given, answer = float(given), self.solution()
        if not math.isfinite(given):
            return Feedback(False, "Write a number, such as 12, 0.5 or 3e8.")
        if abs(given - answer) <= self.tolerance:
            return Feedback(
                True, f"Right: the model gives {self.told(answer)}. {self.why}"
            )
        for says, value in self.mistakes().items():
            if abs(given - value) <= half_unit(value, READ):
                return Feedback(False, f"Not yet. {says}", says)
        return Feedback(False, compared(given, answer))


def compared(given, answer):
    """Return what is right about a number that is wrong, and how far it is off."""
    side = "high" if given > answer else "low"
    if given * answer <= 0:
        return f"Not yet: too {side}. {'Zero it is not' if given == 0 else 'Look at the sign'}."
    ratio = given / answer
    power = math.floor(math.log10(ratio) + 0.5)
    if power and abs(ratio / 10.0**power - 1) <= SAME_DIGITS:
        return (
            "The digits are right, the power of ten is not: it is too "
            f"{side} by a factor of {spell(10 ** abs(power))}."
        )
    times = max(ratio, 1 / ratio)
    percent = math.floor(100 * abs(ratio - 1) + 0.5)
    if times < CLOSE:
        return f"Close: too {side} by {max(percent, 1)} %."
    if times < SAME_SIZE:
        return f"The order of magnitude is right; it is too {side} by about {5 * math.floor(percent / 5 + 0.5)} %."
    digit = 10.0 ** math.floor(math.log10(times))
    about = math.floor(times / digit + 0.5) * digit
    return f"Not yet: too {side}, by a factor of about {spell(about)}."
