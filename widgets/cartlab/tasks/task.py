"""What every kind of task keeps: the question, its explorer, and the computed answer.

A task is declared in a lesson beside its explorer. It says how its answer is computed
from the model, and never the answer. On the page it is checked by the page's own run of
the model (tasks.js); here by the same computation in Python.
"""

import hashlib
import math
from decimal import ROUND_HALF_UP, Context
from html import escape

import anywidget
from ipywidgets import widget_serialization
from traitlets import Dict, Instance

from cartlab.explorer import Explorer, Picture
from cartlab.explorer.reading import shown_unit, unit_for
from cartlab.solve.say import say, spell

from . import script
from .evaluator import Evaluator
from .fixed import refuse_what_is_fixed
from .quantity import settings_of

DIGITS = 3  # of a number that an explorer shows


class Feedback:
    """What a reader is told. right: whether it was the answer; says: the sentences.

    mistake: the declared misconception that was met, None where it was none.
    """

    def __init__(self, right, says, mistake=None):
        self.right, self.says, self.mistake = right, says.strip(), mistake

    def __repr__(self):
        return self.says


class Task(anywidget.AnyWidget):
    """A question that the model answers. The kinds are subclasses, each with a module.

    lab: the Explorer with which it is answered. question: one or two sentences, which
    name the settings. why: what is said with the right answer. at: where the sliders
    stand for this task, a scene's name or {parameter: value}; else where the explorer
    starts. Raises ValueError, with the reason, for a task without one clear answer.

    A kind has, here and in its twin KIND.js: solution() and mistakes(), what a reader
    would give; judged(given), the Feedback; told(), the answer in words; spec_of().
    """

    _esm = script.module()
    _css = script.whole_stylesheet()

    spec = Dict().tag(sync=True)
    picture = Instance(Picture).tag(sync=True, **widget_serialization)

    kicker = "Task"

    def __init_subclass__(cls):
        cls.kind = cls.__module__.rpartition(".")[2]

    def __init__(self, lab, question, why="", at=None):
        if not isinstance(lab, Explorer):
            raise ValueError(
                "a task stands beside an explorer: give the Explorer first, then the "
                "question"
            )
        self.lab, self.question, self.why = lab, question.strip(), why
        if not self.question:
            raise ValueError("a task needs a question")
        scene, settings = (at, {}) if isinstance(at, str) else (None, at or {})
        self.at = settings_of(lab, scene, settings)
        self.asks = Evaluator(lab, self.at, lab.runs)
        try:
            own = self.spec_of()
            refuse_what_is_fixed(own, self.asks)
            self.refuse_what_is_unclear()
        except ValueError as reason:
            raise ValueError(f"task “{self.question}”: {reason}") from None
        super().__init__(spec=self._common() | own, picture=lab.picture)

    def _common(self):
        return {
            "kind": self.kind,
            "id": self._id(),
            "kicker": self.kicker,
            "question": self.question,
            "why": self.why,
            "at": self.at,
        }

    def _id(self):
        """Return what a task is known by: its explorer, its kind and its question."""
        known = (self.lab.picture.spec["title"], self.kind, self.question)
        return hashlib.sha256("\n".join(known).encode()).hexdigest()[:8]

    # What a kind says.

    def spec_of(self):
        """Return what the page needs of this kind, as plain JSON, without the answer."""
        raise NotImplementedError

    def refuse_what_is_unclear(self):
        """Raise ValueError for no answer, two answers, or a mistake that is the answer."""
        raise NotImplementedError

    def solution(self):
        """Return what a reader gives who is right."""
        raise NotImplementedError

    def mistakes(self):
        """Return {misconception: what a reader gives who has it}."""
        raise NotImplementedError

    def judged(self, given):
        raise NotImplementedError

    def told(self, given):
        """Return what somebody gives, in words: the answer, or a mistake."""
        raise NotImplementedError

    def offered(self):
        """Return HTML of what there is to choose from."""
        return ""

    # What a reader does.

    def check(self, given):
        """Return the Feedback on an answer, as the page gives it."""
        return self.judged(given)

    def answer(self):
        """Return the computed answer in words."""
        return self.told(self.solution())

    def __repr__(self):
        lines = [f"{self.kicker}: {self.question}", f"Answer: {self.answer()}."]
        lines += [
            f"Not {self.told(given)}. {says}" for says, given in self.mistakes().items()
        ]
        return "\n".join(lines)

    def _repr_html_(self):
        why = f"<p>{escape(self.why)}</p>" if self.why else ""
        return (
            '<section class="v2v-task v2v-task-still">\n'
            f'<p class="v2v-kicker">{escape(self.kicker)}</p>\n'
            f'<p class="v2v-q">{escape(self.question)}</p>\n{self.offered()}'
            '<details class="v2v-answer"><summary>Show the answer</summary>'
            f"<p>{escape(sentence(self.answer()))}</p>{why}</details>\n</section>"
        )

    def _repr_mimebundle_(self, **kwargs):
        data, metadata = super()._repr_mimebundle_(**kwargs)
        return data | {"text/html": self._repr_html_()}, metadata


def sentence(text):
    return f"{text[:1].upper()}{text[1:]}."


def said(number, unit):
    return with_unit(say(number), unit)


def with_unit(text, unit):
    """Return a number in words and its unit, which may be empty: 1 cell, 2 cells."""
    return f"{text} {unit_for(text, unit)}".strip()


def setting_said(parameter, value):
    """Return what a control says: “yes”, the name of a choice, or a number and its unit."""
    if parameter.kind == "switch":
        return "yes" if value else "no"
    for choice, number in (parameter.choices or {}).items():
        if number == value:
            return choice
    return with_unit(spell(value), shown_unit(parameter.unit))


def rounded(number, digits):
    """Return a number with so many digits, halves away from zero as in JavaScript."""
    context = Context(prec=digits, rounding=ROUND_HALF_UP)
    return float(context.create_decimal_from_float(float(number)))


def half_unit(number, digits):
    """Return half a unit of the last of a number's digits: 0.5 for 61.2 and two digits."""
    if number == 0:
        return 0.0
    return 0.5 * 10.0 ** (math.floor(math.log10(abs(number))) - digits + 1)


def pairs(given, what):
    """Refuse a text or a list where {sentence: quantity} is meant."""
    if not isinstance(given, dict):
        raise ValueError(
            f"{what} is {{sentence: quantity}}, such as {{“…”: read(“…”)}}"
        )
    return given
