"""A model: declarations, one function that moves it, one of outputs. Written once.

From that one text come the simulation here, the simulation on the page, the equations,
the parameter table, the sliders and the check of units. This module declares and edits;
`kinds.py` knows the kinds of model, `simulate.py` runs one, `spec.py` tells the page.
"""

from contextlib import suppress
from dataclasses import replace
from functools import cached_property
from types import SimpleNamespace

import numpy as np

from cartlab.solve import STORED

from . import latex
from .errors import LanguageError
from .face import Face
from .grammar import TAKEN, expression
from .kinds import KINDS
from .names import Declared, nearest
from .program import Program
from .runnable import Runnable
from .simulate import simulate
from .spec import model_spec
from .tables import Equations
from .text import SEEN, SHARED, Text
from .units import ANY, UnitCheck, check_unit, parse, written
from .variant import added, chosen, narrowed, used_parameters

OWN_WORDS = {"rates", "propensities", "change", "times", "rtol"}  # of edit and simulate


class Model(Face):
    """States, parameters, doses and outputs, with what moves them.

    kind: "rates" (states change by rates), "formula" (no states) or "jumps" (whole
    numbers change by events). time: unit of the time axis; t_end: its length; clock: its
    name. handed_over: the Mark at which the next stage takes the outputs, by default the
    end. longest: the longest step of the solver, for long runs: above about two over the
    fastest rate a step only just stays stable and blows up rounding errors. What moves the states is given by the decorator `@model.rates` or
    `@model.propensities`, the outputs by `@model.observe`, both after `@model.steps`,
    which names what both need: a formula stands once.
    """

    def __init__(
        self,
        title,
        *,
        parameters,
        outputs,
        t_end,
        kind="rates",
        states=None,
        events=None,
        doses=(),
        time="day",
        clock="",
        handed_over=None,
        longest=None,
    ):
        self.title, self.kind, self.time, self.t_end = title, kind, time, float(t_end)
        if kind not in KINDS:
            raise LanguageError(f"{title}: kind = {kind}", nearest(kind, KINDS))
        self.way = KINDS[kind]
        self.clock, self.handed_over = clock or f"time ({time}s)", handed_over
        self.longest = longest
        self.states, self.events = dict(states or {}), dict(events or {})
        self._check_own(parameters)
        self.parameters = Declared(parameters, "a parameter", title)
        for name, one in self.way.own.items():
            self.parameters.setdefault(name, one)
        self.outputs, self.doses = Declared(outputs, "an output", title), list(doses)
        self._check_names()
        if not self.t_end > 0:
            raise ValueError(f"t_end = {self.t_end:g}: choose a time above 0")
        check_unit(time, title)
        self.way.check(self)
        self._units = UnitCheck(time, self.states, self.parameters)
        self.starts = self._starts()
        self.dose_expressions = self._dose_expressions()
        self.handing_over = self._handing_over()
        self._take(Text(title, tuple(self.states), tuple(self.parameters)))

    # Declarations, checked.

    def _check_own(self, parameters):
        for name, one in self.way.own.items():
            if replace(parameters.get(name, one), value=one.value) != one:
                raise LanguageError(
                    f"{name} is there by itself in a model of the kind {self.kind}",
                    "leave it out, or rename yours",
                )

    def _check_names(self):
        for name in [*self.states, *self.events, *self.parameters]:
            if name in TAKEN | OWN_WORDS or not name.isidentifier():
                why = f"the name {name} is taken"
                raise LanguageError(why, "choose another name")
        for name in self.states.keys() & self.parameters.keys():
            raise LanguageError(f"{name} is a state and a parameter", "rename one")
        others = self.states | self.parameters | self.outputs
        for name in self.events.keys() & others.keys():
            raise LanguageError(f"{name} is an event and something else", "rename one")
        for name, one in self.parameters.items():
            if one.needs and one.needs not in self.parameters:
                why = f"{name} needs {one.needs}, which is no parameter"
                raise LanguageError(why, nearest(one.needs, self.parameters))

    def _starts(self):
        starts = {}
        for name, state in self.states.items():
            starts[name] = expression(state.start, self.parameters)
            if isinstance(state.start, str):
                unit = parse(state.unit)
                self._units.expect(starts[name], unit, f"the start of {name}")
        return starts

    def _dose_expressions(self):
        found = []
        for dose in self.doses:
            if dose.state not in self.states:
                why = f"a dose goes to {dose.state}: no such state"
                raise LanguageError(why, nearest(dose.state, self.states))
            wanted = dict(amount=parse(self.states[dose.state].unit), number={})
            nodes = dose.expressions(self.parameters)
            for key, node in nodes.items():
                if isinstance(getattr(dose, key), str):
                    unit = wanted.get(key, parse(self.time))
                    self._units.expect(node, unit, f"{key} of {dose.label}")
            found.append((dose, nodes))
        return found

    def _handing_over(self):
        when = self.handed_over.time if self.handed_over else self.t_end
        node = expression(when, self.parameters)
        if isinstance(when, str):
            where = f"the time of {self.handed_over.label}"
            self._units.expect(node, parse(self.time), where)
        return node

    # The text of a model.

    def steps(self, function):
        """Take `function(t, y, p)` as the shared steps: it returns dict(step=...).

        The other functions read them as s.step, if they take s as a fourth argument.
        """
        return self._declare(SHARED, function)

    def rates(self, function):
        """Take `function(t, y, p)` as the rates: it returns dict(state=slope, ...)."""
        return self._declare("rates", function)

    def propensities(self, function):
        """Take `function(t, y, p)` as the propensities: dict(event=events per time)."""
        return self._declare("propensities", function)

    def observe(self, function):
        """Take `function(t, y, p)` as the outputs: it returns dict(output=...)."""
        return self._declare(SEEN, function)

    def _declare(self, decorator, function):
        self._take(self._declared(decorator, function))
        return function

    def _declared(self, decorator, function):
        if decorator not in (SHARED, SEEN, self.way.decorator):
            own = self.way.decorator
            remedy = f"write @model.{own}" if own else "write @model.observe only"
            why = f"{self.title} is of the kind {self.kind} and takes no {decorator}"
            raise LanguageError(why, remedy)
        return self.text.declared(decorator, function)

    def _take(self, text):
        """Check what the model says; then it is the model's text."""
        self._units.program(Program(text.steps), {})
        moving, observed = text.program(self.way.decorator), text.program(SEEN)
        if self.way.decorator in text.functions:
            units = self.way.moved(self)
            self._expect_names(moving, units, self.way.returned, self.way.what)
            self._units.program(moving, units)
        if SEEN in text.functions:
            units = {name: parse(one.unit) for name, one in self.outputs.items()}
            self._expect_names(observed, units, "output", "declared output")
            self._units.program(observed, units)
        self.cuts = self.way.cuts(moving)
        self.runnable = Runnable(self, moving, observed, self.cuts)
        self.text = text

    def _expect_names(self, read, declared, what, kind):
        for name in read.returns.keys() - declared.keys():
            why = f"{name} is returned but is no {kind}"
            raise LanguageError(why, nearest(name, declared))
        for name in declared.keys() - read.returns.keys():
            why = f"the {what} of {name} is not returned"
            raise LanguageError(why, f"add {name}=...")

    def program(self, decorator):
        """Return the Program of a decorated function, with the steps that it needs."""
        return self.text.program(decorator)

    def edit(self, *, rates=None, propensities=None, change=None, t_end=None, **values):
        """Return a changed copy; the original stays as it is.

        rates, propensities: a function that replaces the model's. change: {name: text},
        single steps, rates, propensities or outputs said anew, such as {"room": "1"}: see
        `Text.changed`. values: other default values; ranges widen, where they must, to
        hold them, and what they mean is up to the editor.
        """
        parameters = dict(self.parameters)
        for name, value in values.items():
            if name in self.text.says():
                raise LanguageError(
                    f"{name} is said by the text of {self.title} and has no value",
                    f"write change={{“{name}”: “…”}}",
                )
            old = parameters[self._known(name)]
            if isinstance(value, str):
                old.check(value, name)
            if old.kind != "number":
                parameters[name] = replace(old, value=value)
                continue
            wide = min(old.range[0], value), max(old.range[1], value)
            scale = old.scale if wide[0] > 0 else "linear"
            parameters[name] = replace(old, value=value, range=wide, scale=scale)
        end = self.t_end if t_end is None else t_end
        copy = self._copy(parameters=parameters, t_end=end)
        text = self.text
        for decorator, function in (("rates", rates), ("propensities", propensities)):
            if function:
                text = self._declared(decorator, function)
        changed = text.changed(change or {})
        try:
            copy._take(changed)
        except LanguageError:
            # Where a step has another unit now, that is the cause, and told by its name.
            before, now = self._units_of_steps(text), copy._units_of_steps(changed)
            for name in change or {}:
                if name in before and before[name] != now.get(name, before[name]):
                    why = f"{name} = {change[name]} is in {written(now[name])}"
                    remedy = f"{name} is in {written(before[name])} elsewhere"
                    raise LanguageError(why, remedy) from None
            raise
        return copy

    def _units_of_steps(self, text):
        """Return {step: unit} of a text, up to the first step that mixes units."""
        found = {}
        for read in map(text.program, text.functions):
            with suppress(LanguageError):
                self._units.program(replace(read, returns={}), {})
            found |= {n: unit for n, unit in self._units.steps.items() if unit != ANY}
        return found

    def variant(
        self,
        title,
        *,
        without=(),
        keeps=(),
        change=None,
        states=None,
        parameters=None,
        doses=(),
        outputs=None,
        said=None,
        t_end=None,
        handed_over=None,
        longest=None,
    ):
        """Return a model of the same text, with some of it left out and some added.

        without: states that are 0 for good; their doses go with them. keeps: names of the
        outputs that stay. change: as in `edit`. states, parameters, doses, outputs: more
        of each. said: {name: text} for each new state (its slope) and output, and for
        steps that they share. Parameters that nothing needs any more are gone.
        """
        more, seen = dict(states or {}), dict(outputs or {})
        left, kept = chosen(self, without, keeps)
        every = self.parameters | (parameters or {})
        text = replace(self.text, parameters=tuple(every)).changed(change or {})
        returned = {self.way.decorator: left, SEEN: kept}
        functions, steps = narrowed(text.functions, text.steps, without, returned)
        text = replace(text, states=tuple(left | more)).with_parts(steps, functions)
        text = added(text, said or {}, more, seen, self.way.decorator)
        declared = dict(
            title=title,
            states=left | more,
            outputs=kept | seen,
            doses=[d for d in self.doses if d.state not in without] + list(doses),
            t_end=t_end or self.t_end,
            handed_over=handed_over or self.handed_over,
            longest=longest or self.longest,
        )
        whole = self._copy(parameters=every, **declared)
        nodes = [node for _, parts in whole.dose_expressions for node in parts.values()]
        nodes += [*whole.starts.values(), whole.handing_over]
        named = used_parameters(text, nodes)
        fewer = {
            name: one
            for name, one in every.items()
            if name in named | self.way.own.keys()
        }
        copy = self._copy(parameters=fewer, **declared)
        copy._take(replace(text, parameters=tuple(fewer), title=title))
        return copy

    def _copy(self, **changes):
        """Return a model with the same declarations, some of them changed, and no text."""
        declared = dict(
            title=self.title,
            kind=self.kind,
            states=self.states,
            events=self.events,
            parameters=self.parameters,
            outputs=self.outputs,
            doses=self.doses,
            t_end=self.t_end,
            time=self.time,
            clock=self.clock,
            handed_over=self.handed_over,
            longest=self.longest,
        )
        return Model(**(declared | changes))

    def mean(self, title=""):
        """Return the mean-field twin of a jumps model: rates from the same events.

        title: of the twin, this model's own where none is given. Each state changes by the sum of change times propensity. States, outputs, doses
        and parameters are the same, without `well` and `seed`. It is the limit of many.
        """
        if not self.events:
            raise LanguageError(
                f"{self.title} is of the kind {self.kind} and has no events",
                "only a model of the kind jumps has a mean",
            )
        free = {n: q for n, q in self.parameters.items() if n not in self.way.own}
        twin = self._copy(
            kind="rates", events={}, parameters=free, title=title or self.title
        )
        twin._take(self.text.mean(self.way.decorator, self.events))
        return twin

    # Running it in Python.

    def slopes(self, t=0.0, states=None, **changes):
        """Return the rates {state: slope} at one moment, to check them by hand.

        states: {name: value}, by default the initial state. Of a jumps model: the
        propensities {event: events per time}.
        """
        p = self.values(**changes)
        start = self.runnable.start(p)[:, 0]
        y = dict(zip(self.states, start, strict=True)) | (states or {})
        told = self.runnable.moving(t, SimpleNamespace(**y), SimpleNamespace(**p))
        return {name: float(value) for name, value in told.items()}

    def simulate(self, times=None, rtol=STORED, **changes):
        """Return the Run of one patient, or of a cohort where a value is an array.

        times: increasing report times, shape (r,), by default `points` over the whole run.
        Raises ValueError for an unknown parameter or one outside its range, SolverError
        when the model cannot be followed to its end.
        """
        p = self.values(**changes)
        for decorator in (SEEN, self.way.decorator):
            if decorator and decorator not in self.text.functions:
                what = "outputs" if decorator == SEEN else decorator
                remedy = f"add @model.{decorator}"
                raise LanguageError(f"{self.title} has no {what} yet", remedy)
        return simulate(self, times, rtol, p)

    def hands_over_at(self, p):
        """Return the time at which the next stage takes the outputs, for values p.

        Raises ValueError where that time lies outside the run.
        """
        moment = self.runnable.moment(SimpleNamespace(**p))
        if np.any(moment < 0) or np.any(moment > self.t_end):
            label = self.handed_over.label
            raise ValueError(
                f"{label} at {self.time} {np.max(moment):g} is not possible: choose a "
                f"time from 0 to {self.t_end:g} {self.time}"
            )
        return moment

    def given(self, p):
        """Return [(Dose, Given)]: each declared dose with this patient's numbers."""
        return self.runnable.given(p)

    @property
    def points(self):
        """How many report times a run has that names none."""
        return self.way.report_points(self)

    def home(self, output):
        """Return the model that owns an output: this one. A chain has several."""
        if output not in self.outputs:
            raise self.no_output(output)
        return self

    # Saying it elsewhere.

    @cached_property
    def symbols(self):
        """LaTeX symbols that the declarations give, by name."""
        things = self.states | self.parameters | self.outputs
        return {name: thing.tex for name, thing in things.items() if thing.tex}

    @property
    def equations(self):
        """The equations (of a formula: the outputs), ready to be displayed."""
        return Equations(self.way.equations(self, latex.Speaker(self.symbols)))

    @property
    def summary(self):
        """What the model is, in a few words: "13 states over 28 days"."""
        return self.way.summary(self)

    def spec(self):
        """Return everything the page needs to run the model, as plain JSON."""
        return model_spec(self)

    def __repr__(self):
        counts = f"{len(self.states)} states, {len(self.parameters)} parameters"
        return f"{self.title}: {counts}, {self.t_end:g} {self.time}s"
