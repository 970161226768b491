"""The same task where the sliders stand elsewhere, drawn from a seed.

A slider is drawn only if nothing in the task's texts or in its computation speaks of it:
“the harvest is on day 9” would not be so elsewhere. The computation stays the same, and
what a lesson refuses is left out here: no answer, or a misconception that is right.
"""

import random
import re
from collections import Counter
from contextlib import suppress
from functools import partial

from cartlab.explorer.values import grid
from cartlab.solve.dopri5 import SolverError

from ..evaluator import Evaluator
from .ahead import Asking, runs_of

MOVED = 3  # sliders that are drawn at once: as many as are soon set
RAISED = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")
POWER = r"(?:(?P<head>\d[\d,]*(?:\.\d+)?) × )?10(?P<power>[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)"
WRITTEN = re.compile(rf"(?<![\w.-])(?:{POWER}|(?P<plain>\d[\d,]*(?:\.\d+)?))")
OPENS = re.compile(r"\bopens\b")  # it would open elsewhere
WORDS = "one two three four five six seven eight nine ten eleven twelve".split()

UNCLEAR = "no answer there, or a misconception that is right"
ALIKE = "an answer that another variant has"
UNEXPLAINED = "another answer than the one that the task's texts explain"


class Elsewhere:
    """An explorer as if it opened with other settings: {parameter: value}."""

    def __init__(self, lab, settings):
        self._lab = lab
        self.start = {**lab.start, **settings}
        self.reference = {**lab.reference, **settings}

    def __getattr__(self, name):
        return getattr(self._lab, name)


def moved(task, settings, asks=Evaluator):
    """Return the task where the sliders stand elsewhere.

    asks: makes the evaluator of an explorer and a base. Raises ValueError, as a lesson
    does, for a task without one clear answer there.
    """
    kind = type(task)
    made = kind.__new__(kind)
    vars(made).update({k: v for k, v in vars(task).items() if k[0] != "_"})
    made.lab = Elsewhere(task.lab, settings)
    made.asks = asks(made.lab, task.at)
    made.spec_of()
    made.refuse_what_is_unclear()
    return made


def variants(task, count, seed):
    """Return ([(settings, task)], Counter of why others were left out).

    The first is the task as it stands in the lesson; `count` are drawn with it at most.
    """
    kept, left_out = [({}, task)], Counter()
    taken = {task.answer()}
    every = list(drawn(task, count - 1, seed))
    runs = run_ahead(task, every)
    for settings in every:
        try:
            made = moved(task, settings, partial(Evaluator, runs=runs))
            answer = made.answer()
        except (ValueError, SolverError):
            left_out[UNCLEAR] += 1
            continue
        explained = task.kind in ("choice", "order")
        if explained and answer not in taken:
            left_out[UNEXPLAINED] += 1
        elif not explained and answer in taken:
            left_out[ALIKE] += 1
        else:
            taken.add(answer)
            kept.append((settings, made))
    return kept, left_out


def run_ahead(task, every):
    """Return the runs that a task will ask for, where its sliders stand elsewhere."""
    wanted = {}
    asks = partial(Asking, usual=task.asks.run({}), wanted=wanted)
    for settings in every:
        with suppress(ValueError, SolverError):
            made = moved(task, settings, asks)
            made.answer(), made.mistakes()
    return runs_of(task.lab.model, wanted)


def drawn(task, count, seed):
    """Yield settings of sliders, {parameter: value}, none where no slider is free."""
    names = free(task)
    chance = random.Random(f"{seed} {task.spec['id']}")
    for _ in range(count if names else 0):
        chosen = chance.sample(names, min(MOVED, len(names)))
        yield {name: float(chance.choice(places(task.lab, name))) for name in chosen}


def places(lab, name):
    """Return the values that a slider can take, but for where it stands."""
    values = grid(lab.model.parameters[name], lab.steps.get(name))
    return [value for value in values if value != lab.reference[name]]


def free(task):
    """Return the sliders that may be drawn."""
    if tells_a_number(task):
        return []
    told = " ".join(texts(task.spec)).casefold()
    if OPENS.search(told):
        return []
    words = re.findall(r"[a-z]+", told)
    said = {*numbers(told), *(n for n, w in enumerate(WORDS, 1) if w in words)}
    fixed = set(task.at) | set(task.spec.get("moves", ())) | spoken_for(task)
    for label, settings in task.lab.scenes.items():
        if label.casefold() in told:
            fixed |= set(settings)
    return [
        name
        for name in task.lab.names
        if name not in fixed and may_move(task.lab, name, told, said)
    ]


def may_move(lab, name, told, said):
    one = lab.model.parameters[name]
    return (
        one.kind in ("number", "whole")
        and float(lab.reference[name]) not in said
        and (one.label or one.about).casefold() not in told
    )


def spoken_for(task):
    """Return the sliders that the computation sets or reads itself."""
    lab, found = task.lab, set()
    for part in parts(task.spec):
        found |= {part[key] for key in ("setting", "slider") if key in part}
        at = part.get("at")
        if isinstance(at, dict) and part is not task.spec:
            whole = set(at) >= set(lab.names)  # a scene: what is not named is the start
            found |= {n for n, x in at.items() if not whole or x != lab.reference[n]}
    return found


def tells_a_number(task):
    """Whether a text tells a number that is no setting: it may be true here only."""
    known = {float(one.value) for one in task.lab.model.parameters.values()}
    known |= {float(x) for x in task.lab.reference.values()}
    known |= {float(x) for one in task.lab.scenes.values() for x in one.values()}
    known |= {float(one.t_end) for one in getattr(task.lab.model, "models", [])}
    known |= {float(task.lab.model.t_end)}
    known |= set(constants(task.spec))
    return any(n not in known for text in texts(task.spec) for n in numbers(text))


def constants(spec):
    """Yield the numbers in a task's computation: settings, moments and limits."""
    for part in parts(spec):
        for value in part.values():
            for one in value if isinstance(value, list) else [value]:
                if isinstance(one, (int, float)) and not isinstance(one, bool):
                    yield float(one)


def parts(value):
    """Yield every object within a task's spec, itself included."""
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    if isinstance(value, list):
        for one in value:
            yield from parts(one)


def texts(spec):
    """Yield all that a task says to a reader."""
    for part in parts(spec):
        for key in ("question", "why", "text", "says"):
            if isinstance(part.get(key), str):
                yield part[key]


def numbers(text):
    """Yield the numbers in a text, as the course writes them: 12,000 or 3 × 10⁸."""
    for found in WRITTEN.finditer(text):
        if found["plain"]:
            yield float(found["plain"].replace(",", ""))
        else:
            head = float((found["head"] or "1").replace(",", ""))
            yield float(f"{head}e{found['power'].translate(RAISED)}")
