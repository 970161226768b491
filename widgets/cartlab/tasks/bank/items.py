"""A task as a question that a platform can mark: a number, a choice, or places to give."""

from dataclasses import dataclass, field

from cartlab.explorer.reading import shown_unit
from cartlab.explorer.values import grid

from ..kinds.choice import spoken
from ..kinds.number import READ
from ..task import half_unit


@dataclass(frozen=True)
class Item:
    """What all questions have. settings: [(label, value)], where the sliders stand."""

    id: str
    question: str
    explorer: str
    settings: list
    why: str


@dataclass(frozen=True)
class NumberItem(Item):
    """wrong: [(number, tolerance, what is said to it)]."""

    answer: float
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

    first: what place 1 means. wrong: [what is said to a misconception].
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
        settings=told_settings(task, settings),
        why=explained(task, settings),
    )
    return KINDS[task.kind](task, common)


def explained(task, settings):
    """Return why it is so; for a number at drawn settings, as an author's word on his own."""
    elsewhere = settings and task.kind in ("number", "reach")
    return f"As the lesson has it: {task.why}" if elsewhere and task.why else task.why


def told_settings(task, settings):
    """Return [(label, value)] of the sliders that do not stand where the explorer opens."""
    parameters, opens = task.lab.model.parameters, task.lab.picture.spec["start"]
    found = []
    for name, value in {**task.at, **settings}.items():
        one = parameters[name]
        if name in settings or value != opens.get(name, one.value):
            label = one.label or one.about
            words = spoken(one, value).removeprefix(label).strip()
            found.append((label, f"{words} {shown_unit(one.unit)}".strip()))
    return found


def number(task, common):
    wrong = [(x, half_unit(x, READ), says) for says, x in task.mistakes().items()]
    return NumberItem(
        **common,
        answer=task.solution(),
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
        wrong=list(task.mistakes()),
    )


def reach(task, common):
    """Ask where the slider stands, if there is one place; as finely as it can be set."""
    if task.best is None:
        return None
    (name,) = task.moves
    one, answer = task.lab.model.parameters[name], task.solution()[name]
    values = grid(one, task.lab.steps.get(name))
    step = min(abs(x - answer) for x in values if x != answer)
    wrong = [(at[name], step / 2, says) for says, at in task.mistakes().items()]
    if any(abs(x - answer) <= step for x, _, _ in wrong):
        return None
    conditions = "; ".join(one["text"] for one in task.conditions)
    label = one.label or one.about
    asked = f"{common['question']} To hold: {conditions}. Write where “{label}” stands."
    unit = shown_unit(one.unit)
    common = common | {"question": asked}
    return NumberItem(**common, answer=answer, tolerance=step, unit=unit, wrong=wrong)


def draw(task, common):
    return None  # a platform cannot mark a curve; the sheet has an axis for it


KINDS = {
    "number": number,
    "choice": choice,
    "order": order,
    "reach": reach,
    "draw": draw,
}
