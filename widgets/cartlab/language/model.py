"""A model: declarations, one function of rates, one of outputs. Written once.

From that one text come the simulation here, the simulation on the page, the equations,
the parameter table, the sliders and the check of units.
"""

from dataclasses import replace
from functools import cached_property
from types import SimpleNamespace

import numpy as np

from cartlab.solve import STORED, dopri5
from cartlab.solve.segments import CLOSE, Given, segments, together

from . import javascript, latex
from .errors import LanguageError
from .functions import runnable, runnable_program
from .grammar import TAKEN, expression
from .names import nearest, no_such
from .program import Program, time_cuts
from .run import Run
from .tables import Equations, ParameterTable
from .text import Text
from .units import UnitCheck, parse

POINTS = 281  # report times of a run that names none: every tenth of a day in 28 days
CONSTANT = 2  # of a formula in which nothing depends on time

OWN_WORDS = {"rates", "change", "times", "rtol"}  # what `edit` and `simulate` take


class Model:
    """States, parameters, doses and outputs, with the rates that join them.

    time: unit of the time axis; t_end: its length; clock: its name. handed_over: the
    Mark at which the next stage takes the outputs, by default the end. Rates and outputs
    are given by the decorators `@model.rates` and `@model.observe`, after
    `@model.steps`, which names what both need: a formula stands once. A model without
    states is a formula.
    """

    def __init__(
        self,
        title,
        *,
        parameters,
        outputs,
        t_end,
        states=None,
        doses=(),
        time="day",
        clock="",
        handed_over=None,
    ):
        self.title, self.time, self.t_end = title, time, float(t_end)
        self.clock, self.handed_over = clock or f"time ({time}s)", handed_over
        self.states = dict(states or {})
        self.parameters, self.outputs = dict(parameters), dict(outputs)
        self.doses = list(doses)
        self._check_names()
        if not self.t_end > 0:
            raise ValueError(f"t_end = {self.t_end:g}: choose a time above 0")
        self._units = UnitCheck(time, self.states, self.parameters)
        self._check_start()
        self._check_doses()
        self._check_handing_over()
        self._take(Text(title, tuple(self.states), tuple(self.parameters)))
        for name, one in self.parameters.items():
            if one.needs and one.needs not in self.parameters:
                raise LanguageError(f"{name} needs {one.needs}, which is no parameter")

    def _check_names(self):
        for name in [*self.states, *self.parameters]:
            if name in TAKEN | OWN_WORDS or not name.isidentifier():
                why = f"the name {name} is taken"
                raise LanguageError(why, "choose another name")
        for name in self.states.keys() & self.parameters.keys():
            raise LanguageError(f"{name} is a state and a parameter", "rename one")

    def _check_start(self):
        self.starts = {
            name: expression(state.start, self.parameters)
            for name, state in self.states.items()
        }
        self._run_starts = [runnable(node) for node in self.starts.values()]
        for name, state in self.states.items():
            if isinstance(state.start, str):
                unit = parse(state.unit)
                self._units.expect(self.starts[name], unit, f"the start of {name}")

    def _check_doses(self):
        self._run_doses = []
        for dose in self.doses:
            if dose.state not in self.states:
                why = f"a dose goes to {dose.state}: no such state"
                raise LanguageError(why, nearest(dose.state, self.states))
            wanted = dict(amount=parse(self.states[dose.state].unit), number={})
            nodes = dose.expressions(self.parameters)
            run = {key: runnable(node) for key, node in nodes.items()}
            self._run_doses.append((dose, list(self.states).index(dose.state), run))
            for key, node in nodes.items():
                if isinstance(getattr(dose, key), str):
                    unit = wanted.get(key, parse(self.time))
                    self._units.expect(node, unit, f"{key} of {dose.label}")

    def _check_handing_over(self):
        when = self.handed_over.time if self.handed_over else self.t_end
        self._handing_over = expression(when, self.parameters)
        self._run_handing_over = runnable(self._handing_over)
        if isinstance(when, str):
            where = f"the time of {self.handed_over.label}"
            self._units.expect(self._handing_over, parse(self.time), where)

    # The text of a model.

    def steps(self, function):
        """Take `function(t, y, p)` as the shared steps: it returns dict(step=...).

        The other functions read them as s.step, if they take s as a fourth argument.
        """
        self._take(self.text.declared("steps", function))
        return function

    def rates(self, function):
        """Take `function(t, y, p)` as the rates: it returns dict(state=slope, ...)."""
        self._take(self.text.declared("rates", function))
        return function

    def observe(self, function):
        """Take `function(t, y, p)` as the outputs: it returns dict(output=...)."""
        self._take(self.text.declared("observe", function))
        return function

    def _take(self, text):
        """Check what the model says; then it is the model's text."""
        self._units.program(Program(text.steps), {})
        rates, observed = text.program("rates"), text.program("observe")
        if "rates" in text.functions:
            self._expect_names(rates, self.states, "rate", "state")
            units = {k: f"{state.unit}/{self.time}" for k, state in self.states.items()}
            self._units.program(rates, {k: parse(unit) for k, unit in units.items()})
        if "observe" in text.functions:
            self._expect_names(observed, self.outputs, "output", "declared output")
            units = {name: parse(one.unit) for name, one in self.outputs.items()}
            self._units.program(observed, units)
        self.text, self.rates_program, self.observe_program = text, rates, observed
        self._run_rates = runnable_program(rates)
        self._run_observe = runnable_program(observed)
        self.cuts = time_cuts(rates)
        self._run_cuts = [runnable(cut) for cut in self.cuts]

    def _expect_names(self, read, declared, what, kind):
        for name in read.returns.keys() - declared.keys():
            why = f"{name} is returned but is no {kind}"
            raise LanguageError(why, nearest(name, declared))
        for name in declared.keys() - read.returns.keys():
            why = f"the {what} of {name} is not returned"
            raise LanguageError(why, f"add {name}=...")

    def edit(self, *, rates=None, change=None, t_end=None, **values):
        """Return a changed copy; the original stays as it is.

        rates: a function that replaces the rates. change: {name: text}, single steps,
        rates or outputs said anew, such as {"room": "1"}: see `Text.changed`. values:
        other default values; ranges widen, where they must, to hold them, and what they
        mean is up to the editor.
        """
        parameters = dict(self.parameters)
        for name, value in values.items():
            old = parameters[self._known(name)]
            if old.kind != "number":
                parameters[name] = replace(old, value=value)
                continue
            wide = min(old.range[0], value), max(old.range[1], value)
            scale = old.scale if wide[0] > 0 else "linear"
            parameters[name] = replace(old, value=value, range=wide, scale=scale)
        copy = Model(
            self.title,
            parameters=parameters,
            outputs=self.outputs,
            t_end=self.t_end if t_end is None else t_end,
            states=self.states,
            doses=self.doses,
            time=self.time,
            clock=self.clock,
            handed_over=self.handed_over,
        )
        text = self.text.declared("rates", rates) if rates else self.text
        copy._take(text.changed(change or {}))
        return copy

    def _known(self, name):
        if name not in self.parameters:
            raise ValueError(no_such(name, "a parameter", self.title, self.parameters))
        return name

    # Running it in Python.

    def values(self, **changes):
        """Return every parameter's value, `changes` put in and checked."""
        for name in changes:
            self._known(name)
        return checked(self.parameters, changes)

    def slopes(self, t=0.0, states=None, **changes):
        """Return the rates {state: slope} at one moment, to check them by hand.

        states: {name: value}, by default the initial state.
        """
        p = self.values(**changes)
        space = SimpleNamespace(**p)
        start = self._start(space, 1)[:, 0]
        y = dict(zip(self.states, start, strict=True)) | (states or {})
        rates = self._run_rates(t, SimpleNamespace(**y), space)
        return {name: float(rate) for name, rate in rates.items()}

    def simulate(self, times=None, rtol=STORED, **changes):
        """Return the Run of one patient, or of a cohort where a value is an array.

        times: increasing report times, shape (r,), by default `points` over the whole run.
        Raises ValueError for an unknown parameter or one outside its range, SolverError
        when the model cannot be followed to its end.
        """
        p = self.values(**changes)
        if not self.outputs.keys() == self.observe_program.returns.keys():
            raise LanguageError(f"{self.title} has no outputs yet: add @model.observe")
        if not self.states.keys() == self.rates_program.returns.keys():
            raise LanguageError(f"{self.title} has no rates yet: add @model.rates")
        if times is None:
            times = np.linspace(0, self.t_end, self.points)
        times = np.atleast_1d(np.asarray(times, float))
        within = len(times) and times[0] >= 0 and times[-1] <= self.t_end
        if not (within and (np.diff(times) > 0).all()):
            raise ValueError(
                f"report times rise from 0 at the earliest to {self.t_end:g} "
                f"{self.time} at the latest"
            )
        sizes = {np.size(v) for v in p.values()} - {1}
        if len(sizes) > 1 or 0 in sizes or any(np.ndim(v) > 1 for v in p.values()):
            raise ValueError(
                f"the arrays of a cohort need one length above 0: {sorted(sizes)}"
            )
        n = sizes.pop() if sizes else 1
        seen = self._both_sides(times, p) if n == 1 and self.states else times
        moments = np.atleast_1d(self.hands_over_at(p))
        seen = np.unique(np.concatenate([seen, moments]))
        with np.errstate(all="ignore"):
            states, steps = self._follow(p, n, seen, rtol)
            y = SimpleNamespace(**dict(zip(self.states, states, strict=True)))
            t = seen if n == 1 else seen[:, None]
            shown = self._run_observe(t, y, SimpleNamespace(**p))
        shape = (len(seen),) if n == 1 else (len(seen), n)
        outputs = {k: np.broadcast_to(shown[k], shape) for k in self.outputs}
        for name, x in outputs.items():
            if not np.isfinite(x).all():
                when = seen[np.argwhere(~np.isfinite(x))[0][0]]
                label = self.outputs[name].label or name
                raise dopri5.SolverError(
                    f"{label} is not a number at {self.time} {when:g}"
                )
        at, who = np.searchsorted(seen, moments), range(n)
        handed = {
            k: float(x[at[0]]) if n == 1 else x[np.broadcast_to(at, n), who]
            for k, x in outputs.items()
        }
        states = dict(zip(self.states, states, strict=True))
        return Run(self, p, times, seen, states, outputs, handed, steps)

    def hands_over_at(self, p):
        """Return the time at which the next stage takes the outputs, for values p.

        Raises ValueError where that time lies outside the run.
        """
        moment = self._run_handing_over(SimpleNamespace(**p))
        if np.any(moment < 0) or np.any(moment > self.t_end):
            label = self.handed_over.label
            raise ValueError(
                f"{label} at {self.time} {np.max(moment):g} is not possible: choose a "
                f"time from 0 to {self.t_end:g} {self.time}"
            )
        return moment

    @property
    def points(self):
        """How many report times a run has that names none."""
        observed = self.observe_program
        moves = any("t" in observed.depends(x) for x in observed.returns.values())
        return POINTS if self.states or moves else CONSTANT

    def home(self, output):
        """Return the model that owns an output: this one. A chain has several."""
        if output not in self.outputs:
            raise ValueError(no_such(output, "an output", self.title, self.outputs))
        return self

    def _both_sides(self, times, p):
        """Return `times` with two more for each jump: just before it, and at it."""
        jumps = self._segments(p)[0][1:-1]
        inside = jumps[(jumps > times[0]) & (jumps < times[-1])]
        before = np.maximum(inside - CLOSE * self.t_end, times[0])
        return np.unique(np.concatenate([times, before, inside]))

    def _start(self, space, n):
        y = np.empty((len(self.states), n))
        for i, start in enumerate(self._run_starts):
            y[i] = start(space)
        return y

    def _follow(self, p, n, times, rtol):
        """Return the states, one array per state, (r,) or (r, n), and the steps."""
        if not self.states:
            return [], np.zeros(n, int)
        names, space, single = list(self.states), SimpleNamespace(**p), n == 1
        pieces = [self._segments(one_of(p, i)) for i in range(n)]

        def rates(t, y):
            # Numbers are several times faster than arrays of one element.
            rows = y[:, 0] if single else y
            now = t[0] if single else t
            slopes = self._run_rates(
                now, SimpleNamespace(**dict(zip(names, rows, strict=True))), space
            )
            filled = np.empty_like(y)
            for i, name in enumerate(names):
                filled[i] = slopes[name]
            return filled

        negligible = np.array([state.negligible for state in self.states.values()])
        report, steps = dopri5.solve(
            rates,
            self._start(space, n),
            *together(pieces),
            times,
            rtol,
            rtol * negligible,
        )
        if not np.isfinite(report).all():
            raise dopri5.SolverError(f"{self.title}: the result is not a number")
        states = report[:, :, 0].T if single else np.moveaxis(report, 1, 0)
        return list(states), steps

    def _segments(self, p):
        space = SimpleNamespace(**p)
        cuts = [float(cut(space)) for cut in self._run_cuts]
        given = [g for _, g in self.given(p)]
        return segments(cuts, given, self.t_end, len(self.states))

    def given(self, p):
        """Return [(Dose, Given)]: each declared dose with this patient's numbers."""
        space = SimpleNamespace(**p)
        return [
            (dose, Given(state, **{key: float(f(space)) for key, f in run.items()}))
            for dose, state, run in self._run_doses
        ]

    # Saying it elsewhere.

    @cached_property
    def symbols(self):
        """LaTeX symbols that the declarations give, by name."""
        things = self.states | self.parameters | self.outputs
        return {name: thing.tex for name, thing in things.items() if thing.tex}

    @property
    def equations(self):
        """The equations (of a formula: the outputs), ready to be displayed."""
        speaker = latex.Speaker(self.symbols)
        if self.states:
            return Equations(latex.rates(self.rates_program, speaker))
        said = self.observe_program
        return Equations(latex.formulas(said.returns | said.steps, speaker))

    def parameter_table(self, *names):
        """Return the table of these parameters (all of them when none is named)."""
        chosen = [self._known(name) for name in names] or list(self.parameters)
        return ParameterTable({n: self.parameters[n] for n in chosen}, self.symbols)

    def spec(self):
        """Return everything the page needs to run the model, as plain JSON."""
        states, parameters = list(self.states), list(self.parameters)
        return {
            "title": self.title,
            "time": self.time,
            "t_end": self.t_end,
            "clock": self.clock,
            "points": self.points,
            "handed_over": self.handed_over and {"label": self.handed_over.label},
            "states": [
                {
                    "name": name,
                    "unit": s.unit,
                    "about": s.about,
                    "negligible": s.negligible,
                }
                for name, s in self.states.items()
            ],
            "parameters": [
                parameter_spec(name, one) for name, one in self.parameters.items()
            ],
            "outputs": [output_spec(name, one) for name, one in self.outputs.items()],
            "doses": [{"label": d.label, "state": d.state} for d in self.doses],
            "javascript": {
                "start": javascript.start(list(self.starts.values()), parameters),
                "rates": javascript.program(
                    self.rates_program, states, parameters, states, "d"
                ),
                "outputs": javascript.program(
                    self.observe_program, states, parameters, list(self.outputs), "o"
                ),
                "schedule": javascript.schedule(
                    self.cuts, self.doses, self._handing_over, states, self.parameters
                ),
            },
        }

    def __repr__(self):
        counts = f"{len(self.states)} states, {len(self.parameters)} parameters"
        return f"{self.title}: {counts}, {self.t_end:g} {self.time}s"


def checked(parameters, changes):
    """Return every parameter's value, `changes` (known names) put in and checked."""
    values = {name: one.value for name, one in parameters.items()}
    for name, value in changes.items():
        value = np.asarray(value, float)
        parameters[name].check(value, name)
        values[name] = value
    # numpy's numbers divide by zero and overflow as JavaScript's do.
    return {
        name: value if np.ndim(value) else np.float64(value)
        for name, value in values.items()
    }


def output_spec(name, one):
    return {
        "name": name,
        "label": one.label or one.about,
        "unit": one.unit,
        "about": one.about,
        "look": one.look,
        "scale": one.scale,
        "low": one.range[0],
        "high": one.range[1],
        "whole": one.whole,
    }


def parameter_spec(name, one):
    low, high = one.range
    return {
        "name": name,
        "label": one.label or one.about,
        "about": one.about,
        "unit": one.unit,
        "value": one.value,
        "low": low,
        "high": high,
        "scale": one.scale,
        "step": one.step,
        "kind": one.kind,
        "needs": one.needs,
        "choices": [{"label": k, "value": v} for k, v in (one.choices or {}).items()],
    }


def one_of(p, i):
    """Return the values of patient `i` of a cohort."""
    return {name: v[i] if np.ndim(v) else v for name, v in p.items()}
