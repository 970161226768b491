"""Several models in a row: what one hands over, the next one starts from.

One rule joins them: a parameter that bears the name of an output of an earlier model
takes that output's value at the moment at which the earlier model is handed over. So a
name means one thing in all models of a chain. Twin of `chain.js`.
"""

import numpy as np

from cartlab.solve import STORED
from cartlab.solve.say import say

from .errors import LanguageError, UnknownName
from .face import Face
from .names import Declared, no_such
from .spec import output_spec, parameter_spec, specs
from .tables import Equations
from .units import parse


class Chain(Face):
    """Models in the order of the therapy. Has the face of a Model.

    parameters: those that no earlier model gives. outputs: of all models. Time, its
    length and its name are the last model's; `home(output)` tells the others'.
    """

    def __init__(self, title, models):
        self.title, self.models = title, list(models)
        if not self.models:
            raise LanguageError(f"{title}: a chain needs at least one model")
        last = self.models[-1]
        self.time, self.t_end, self.clock = last.time, last.t_end, last.clock
        self.parameters = Declared({}, "a parameter", title)
        self.outputs, self._taken = Declared({}, "an output", title), []
        for model in self.models:
            self._join(model)

    def _join(self, model):
        taken = [name for name in model.parameters if name in self.outputs]
        for name in taken:
            mine, theirs = model.parameters[name].unit, self.outputs[name].unit
            if parse(mine) != parse(theirs):
                raise LanguageError(
                    f"{model.title} takes {name} in {mine}, but it is handed over in "
                    f"{theirs}: give both one unit"
                )
        for name in model.parameters.keys() - set(taken):
            if (
                self.parameters.get(name, model.parameters[name])
                != (model.parameters[name])
            ):
                raise LanguageError(
                    f"{name} means two things in {self.title}: declare it once, or "
                    "rename one"
                )
        for name in model.outputs:
            if name in self.outputs or name in self.parameters:
                raise LanguageError(
                    f"{name}, an output of {model.title}, is already in the chain; "
                    "rename one"
                )
        free = {n: one for n, one in model.parameters.items() if n not in taken}
        self.parameters |= free
        self.outputs |= model.outputs
        self._taken.append(taken)

    def home(self, output):
        """Return the model that owns an output."""
        for model in self.models:
            if output in model.outputs:
                return model
        raise self.no_output(output)

    def _known(self, name):
        for model, taken in zip(self.models, self._taken, strict=True):
            if name in taken:
                giver = self.home(name).title
                raise ValueError(
                    f"{name} is what {giver} hands over to {model.title}: it cannot be "
                    "chosen"
                )
        return super()._known(name)

    def simulate(self, rtol=STORED, **changes):
        """Return the ChainRun of one patient, or of a cohort where a value is an array.

        Raises ValueError for an unknown parameter, one outside its range, or something
        handed over that the next model cannot take.
        """
        p, handed, runs = self.values(**changes), {}, []
        for model, taken in zip(self.models, self._taken, strict=True):
            for name in taken:
                self._check_taken(model, name, handed[name])
            own = {n: p[n] if n in p else handed[n] for n in model.parameters}
            runs.append(model.simulate(rtol=rtol, **own))
            handed |= runs[-1].handed
        return ChainRun(self, p, runs, handed)

    def _check_taken(self, model, name, value):
        one = model.parameters[name]
        low, high = one.range
        for found in np.ravel(value):
            if not low <= found <= high:
                unit = "" if one.unit == "1" else f" {one.unit}"
                raise ValueError(
                    f"{one.label or one.about}: {self.home(name).title} hands over "
                    f"{say(found)}{unit}, but {model.title} can take {say(low)} to "
                    f"{say(high)}{unit}"
                )

    def edit(self, *, change=None, t_end=None, **values):
        """Return a changed copy, as Model.edit does; t_end is the last model's.

        A step that several models say by one name is edited in its model.
        """
        for name in values:
            self._known(name)
        change = dict(change or {})
        for name in change:
            self._check_said(name)
        models = []
        for model in self.models:
            own = {n: v for n, v in values.items() if n in model.parameters}
            said = {n: text for n, text in change.items() if n in model.text.says()}
            end = t_end if model is self.models[-1] else None
            models.append(model.edit(change=said, t_end=end, **own))
        return Chain(self.title, models)

    def _check_said(self, name):
        """Refuse a name unless exactly one model of the chain says it."""
        saying = [model.title for model in self.models if name in model.text.says()]
        if not saying:
            every = [n for model in self.models for n in model.text.says()]
            what = "a step, a rate or an output"
            raise LanguageError(no_such(name, what, self.title, every))
        if len(saying) > 1:
            raise LanguageError(
                f"{name} is said by {' and by '.join(saying)}",
                "edit that model, and make a chain of the edited one",
            )

    @property
    def symbols(self):
        """LaTeX symbols that the declarations give, by name."""
        found = {}
        for model in self.models:
            found |= model.symbols
        return found

    @property
    def equations(self):
        """The equations of all models, one after the other."""
        return Equations([li for model in self.models for li in model.equations.lines])

    def spec(self):
        """Return everything the page needs to run the chain, as plain JSON."""
        return {
            "title": self.title,
            "time": self.time,
            "t_end": self.t_end,
            "clock": self.clock,
            "chain": [model.spec() for model in self.models],
            "parameters": specs(parameter_spec, self.parameters),
            "outputs": specs(output_spec, self.outputs),
        }

    def __repr__(self):
        stages = ", then ".join(model.title for model in self.models)
        return f"{self.title}: {stages}"


class ChainRun:
    """What a chain gave: one Run a model, and what was handed over. Has a Run's face."""

    def __init__(self, model, values, runs, handed):
        self.model, self.values, self.runs, self.handed = model, values, runs, handed
        self.t = runs[-1].t

    def run_of(self, name):
        """Return the Run of the model that owns an output."""
        for run in self.runs:
            if name in run.outputs:
                return run
        raise UnknownName(
            no_such(name, "an output", self.model.title, self.model.outputs)
        )

    def times(self, name):
        """Return the report times of an output, shape (r,)."""
        return self.run_of(name).times(name)

    def curve(self, name, patient=0):
        """Return (times, values) of an output of one patient: see Run.curve."""
        return self.run_of(name).curve(name, patient)

    def given(self, name):
        """Return what is marked on the time axis of an output: see Run.given."""
        return self.run_of(name).given(name)

    def __getitem__(self, name):
        return self.run_of(name)[name]

    def __repr__(self):
        return f"Run of {self.model.title}: {', '.join(self.model.outputs)}"
