"""A task as a question that a platform can mark: a number, a choice, or places to give."""

from dataclasses import dataclass, field

from cartlab.explorer.reading import shown_unit
from cartlab.explorer.values import grid

from ..kinds.number import READ
from ..quantity import at_start
from ..task import half_unit, setting_said


@dataclass(frozen=True)
class Item:
    """What all questions have. settings: [(label, value)], where the sliders stand.

    explorer: its title; "" for a question that needs none.
    """

    id: str
    question: str
    explorer: str
    settings: list
    why: str


@dataclass(frozen=True)
class NumberItem(Item):
    """answers: [number], what is right, the best first; wrong: [(number, tolerance,

    what is said to it)].
    """

    answers: list
    tolerance: float
    unit: str
    wrong: list


@dataclass(frozen=True)
class ChoiceItem(Item):
    """options: [(text, whether it is right, what is said to it)]."""

    options: list


@dataclass(frozen=True)
class OrderItem(Item):
    """shown: the things as they are listed; order: in the right order.

    first: what place 1 means. wrong: [(the order of a misconception, what is said to it)].
    """

    shown: list
    order: list
    first: str
    wrong: list = field(default_factory=list)


def item_of(task, settings, id):
    """Return a task at settings as an Item; None where a platform could not mark it."""
    common = dict(
        id=id,
        question=task.question,
        explorer=task.lab.picture.spec["title"],
        settings=told_settings(task),
        why=explained(task, settings),
    )
    return KINDS[task.kind](task, common)


def explained(task, settings):
    """Return why it is so; for a number at drawn settings, as an author's word on his own."""
    elsewhere = settings and task.kind in ("number", "reach")
    return f"As the lesson has it: {task.why}" if elsewhere and task.why else task.why


def told_settings(task):
    """Return [(label, value)] of all sliders, where they stand for a task."""
    parameters = task.lab.model.parameters
    return [
        (
            parameters[name].label or parameters[name].about,
            setting_said(parameters[name], value),
        )
        for name, value in {**at_start(task.lab), **task.at}.items()
    ]


def number(task, common):
    wrong = [(x, half_unit(x, READ), says) for says, x in task.mistakes().items()]
    return NumberItem(
        **common,
        answers=[task.solution()],
        tolerance=task.tolerance,
        unit=task.unit,
        wrong=wrong,
    )


def choice(task, common):
    right = task.solution()
    options = [(one["text"], one["text"] == right, one["says"]) for one in task.claims]
    return ChoiceItem(**common, options=options)


def order(task, common):
    return OrderItem(
        **common,
        shown=list(task.items),
        order=task.solution(),
        first="least" if task.by == "rising" else "greatest",
        wrong=[(given, says) for says, given in task.mistakes().items()],
    )


def reach(task, common):
    """Ask where the slider stands, if there is one place: there, or a step further in."""
    if task.best is None:
        return None
    (name,) = task.moves
    one, answer = task.lab.model.parameters[name], task.solution()[name]
    values = list(grid(one, task.lab.steps.get(name)))
    step = min(abs(x - answer) for x in values if x != answer)
    further = values.index(answer) + (1 if task.best == "lowest" else -1)
    answers = [answer, *([values[further]] if 0 <= further < len(values) else [])]
    wrong = [(at[name], step / 2, says) for says, at in task.mistakes().items()]
    if any(abs(x - answer) <= step for x, _, _ in wrong):
        return None
    conditions = "; ".join(one["text"] for one in task.conditions)
    label = one.label or one.about
    asked = f"{common['question']} To hold: {conditions}. Write where “{label}” stands."
    unit = shown_unit(one.unit)
    common = common | {"question": asked}
    # Nearer than half a step there is no other place of the slider.
    return NumberItem(
        **common, answers=answers, tolerance=step / 4, unit=unit, wrong=wrong
    )


def draw(task, common):
    return None  # a platform cannot mark a curve; the sheet has an axis for it


KINDS = {
    "number": number,
    "choice": choice,
    "order": order,
    "reach": reach,
    "draw": draw,
}
