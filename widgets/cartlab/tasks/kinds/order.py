"""Things to put in order, by what the model finds for each. Twin of `order.js`."""

from html import escape
from itertools import pairwise

from ..quantity import computed
from ..task import Feedback, Task, pairs
from .choice import CLEAR

WAYS = ("rising", "falling")


class Order(Task):
    """Put things in order.

    items: {thing: quantity}, in the order in which they are shown at first. by: "rising",
    the least first, or "falling". wrong: {what is said to who has it: {thing: quantity}},
    the order that another computation gives.
    """

    def __init__(self, lab, question, items, by="rising", wrong=None, **common):
        self.items, self.by = pairs(items, "items"), by
        self.wrong = pairs(wrong or {}, "wrong")
        super().__init__(lab, question, **common)

    def spec_of(self):
        if len(self.items) < 3:
            raise ValueError(
                "an order needs three things or more: with two, ask a Choice"
            )
        if self.by not in WAYS:
            raise ValueError(f"by={self.by!r}: choose one of {', '.join(WAYS)}")
        for says, others in self.wrong.items():
            if set(others) != set(self.items):
                raise ValueError(f"the misconception “{says}” is about other things")
        self.nodes = self._bound(self.items)
        self.wrong_nodes = {says: self._bound(one) for says, one in self.wrong.items()}
        wrong = [{"says": says, "items": one} for says, one in self.wrong_nodes.items()]
        return {
            "items": self.nodes,
            "by": self.by,
            "hint": self.hint(),
            "wrong": wrong,
        }

    def hint(self):
        """Return what they are ordered by, if all have it, and which comes first."""
        read = [one["is"]["read"] for one in self.nodes if "read" in one["is"]]
        named = {one["label"] for one in read}
        same = len(read) == len(self.nodes) and len(named) == 1
        when = same and read[0]["is_time"]
        ends = ["the earliest", "the latest"] if when else ["the least", "the most"]
        first, last = ends if self.by == "rising" else ends[::-1]
        return f"{f'{named.pop()}: ' if same else ''}{first} first, {last} last"

    def _bound(self, items):
        return [
            {"text": text, "is": computed(items[text], self.lab)} for text in self.items
        ]

    def _sorted(self, nodes):
        numbers = {one["text"]: self.asks.number(one["is"]) for one in nodes}
        texts = sorted(numbers, key=numbers.get, reverse=self.by == "falling")
        return texts, numbers

    def refuse_what_is_unclear(self):
        texts, numbers = self._sorted(self.nodes)
        if texts == list(self.items):
            raise ValueError("the things stand in the right order from the start")
        for a, b in pairwise(texts):
            gap = abs(numbers[a] - numbers[b])
            if not gap > CLEAR * max(abs(numbers[a]), abs(numbers[b])):
                raise ValueError(
                    f"“{a}” and “{b}” are alike: two orders would be right"
                )
        for says, given in self.mistakes().items():
            if given == texts:
                raise ValueError(f"the misconception “{says}” gives the right order")

    def solution(self):
        return self._sorted(self.nodes)[0]

    def mistakes(self):
        return {says: self._sorted(one)[0] for says, one in self.wrong_nodes.items()}

    def told(self, given):
        return ", ".join(f"“{one}”" for one in given)

    def judged(self, given):
        given, right = list(given), self.solution()
        if sorted(given) != sorted(right):
            raise ValueError(f"name each thing once: {self.told(self.items)}")
        if given == right:
            return Feedback(True, f"Right. {self.why}")
        for says, order in self.mistakes().items():
            if given == order:
                return Feedback(False, f"Not yet. {says}", says)
        return Feedback(False, told_pairs(given, right))

    def offered(self):
        return (
            f"<ul>{''.join(f'<li>{escape(text)}</li>' for text in self.items)}</ul>\n"
        )


def told_pairs(given, right):
    """Return which neighbors of a wrong order are right, and the first that are not."""
    place = right.index
    good = [(a, b) for a, b in pairwise(given) if place(a) < place(b)]
    a, b = next((a, b) for a, b in pairwise(given) if place(a) > place(b))
    kept = f"“{good[0][0]}” before “{good[0][1]}” is right. " if good else ""
    return f"Not yet. {kept}“{a}” and “{b}” are the other way round."
