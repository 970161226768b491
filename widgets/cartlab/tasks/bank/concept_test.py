"""A test of concepts, asked before a course and after it: questions that no model answers.

It stands in a TOML file: `items`, each with what it `asks`, the `lesson` and the `outcome` that it
is about, and `choices`. One of these is `right = true`, and of each other one `is` quotes what it
gives away: a misconception or a wrong answer of a lesson. `named` calls it by a name that tells.
"""

import tomllib
from dataclasses import dataclass
from hashlib import sha256

from .items import ChoiceItem

TITLE = "Concept test"
LETTERS = "ABCD"


@dataclass(frozen=True)
class Choice:
    """misconception: as its lesson says it; None where the choice is right. lesson: whose it is.

    named: what the key calls it.
    """

    text: str
    misconception: str | None
    lesson: str
    named: str | None


@dataclass(frozen=True)
class Concept:
    """note: what the key says besides, or nothing."""

    lesson: str
    outcome: str
    asks: str
    choices: tuple
    note: str

    def right(self):
        """Return the letter of the right choice."""
        (place,) = [i for i, one in enumerate(self.choices) if not one.misconception]
        return LETTERS[place]

    def lettered(self):
        return list(zip(LETTERS, self.choices, strict=True))


def read(path):
    """Return the Concepts of a file. Raises ValueError for one without one right choice."""
    told = tomllib.loads(path.read_text("utf-8"))["items"]
    concepts = [concept(one) for one in told]
    for one in concepts:
        rights = sum(not choice.misconception for choice in one.choices)
        if rights != 1 or len(one.choices) != len(LETTERS):
            raise ValueError(
                f"{path.name}: “{one.asks}” has {len(one.choices)} choices, {rights} of "
                f"them right: give {len(LETTERS)}, one with `right = true`, the others "
                "with `is`, the misconception"
            )
    return concepts


def concept(told):
    choices = tuple(choice(one, told["lesson"]) for one in told["choices"])
    note = told.get("note", "")
    return Concept(told["lesson"], told["outcome"], told["asks"], choices, note)


def choice(told, lesson):
    misconception = None if told.get("right") else told["is"]
    named = told.get("named", misconception)
    return Choice(told["text"], misconception, told.get("lesson", lesson), named)


def items_of(concepts):
    """Return them as items for a platform, which tells nothing but the score."""
    return [
        ChoiceItem(
            id=sha256(one.asks.encode()).hexdigest()[:8],
            question=one.asks,
            explorer="",
            settings=[],
            why="",
            options=[(c.text, not c.misconception, "") for c in one.choices],
        )
        for one in concepts
    ]
