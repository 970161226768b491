"""Several models in a row: what one hands over, the next one starts from.

One rule joins them: a parameter that bears the name of an output of an earlier model
takes that output's value at the moment at which the earlier model is handed over. So a
name means one thing in all models of a chain. Twin of `chain.js`.
"""

import numpy as np

from cartlab.solve import STORED
from cartlab.solve.say import say

from .grammar import LanguageError, nearest
from .model import checked, output_spec, parameter_spec
from .tables import Equations, ParameterTable
from .units import parse


class Chain:
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
        self.parameters, self.outputs, self._taken = {}, {}, []
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
        close = nearest(output, list(self.outputs))
        raise ValueError(f"{output} is not an output of {self.title}: {close}")

    def values(self, **changes):
        """Return every free parameter's value, `changes` put in and checked."""
        for name in changes:
            self._known(name)
        return checked(self.parameters, changes)

    def _known(self, name):
        for model, taken in zip(self.models, self._taken, strict=True):
            if name in taken:
                giver = self.home(name).title
                raise ValueError(
                    f"{name} is what {giver} hands over to {model.title}: it cannot be "
                    "chosen"
                )
        if name not in self.parameters:
            close = nearest(name, list(self.parameters))
            raise ValueError(f"{name} is not a parameter of {self.title}: {close}")
        return name

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
        """Return a changed copy, as Model.edit does; t_end is the last model's."""
        for name in values:
            self._known(name)
        change = dict(change or {})
        models = []
        for model in self.models:
            own = {n: v for n, v in values.items() if n in model.parameters}
            said = {n: change.pop(n) for n in list(change) if model.says(n)}
            end = t_end if model is self.models[-1] else None
            models.append(model.edit(change=said, t_end=end, **own))
        if change:
            raise LanguageError(f"{', '.join(change)}: no model here has such a step")
        return Chain(self.title, models)

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

    def parameter_table(self, *names):
        """Return the table of these free parameters (of all when none is named)."""
        chosen = [self._known(name) for name in names] or list(self.parameters)
        return ParameterTable({n: self.parameters[n] for n in chosen}, self.symbols)

    def spec(self):
        """Return everything the page needs to run the chain, as plain JSON."""
        return {
            "title": self.title,
            "time": self.time,
            "t_end": self.t_end,
            "clock": self.clock,
            "chain": [model.spec() for model in self.models],
            "parameters": [
                parameter_spec(n, one) for n, one in self.parameters.items()
            ],
            "outputs": [output_spec(n, one) for n, one in self.outputs.items()],
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
        close = nearest(name, list(self.model.outputs))
        raise KeyError(f"{name} is not an output of {self.model.title}: {close}")

    def times(self, name):
        """Return the report times of an output, shape (r,)."""
        return self.run_of(name).times(name)

    def curve(self, name):
        """Return (times, values) of an output with both sides of every jump."""
        return self.run_of(name).curve(name)

    def given(self, name):
        """Return what is marked on the time axis of an output: see Run.given."""
        return self.run_of(name).given(name)

    def __getitem__(self, name):
        return self.run_of(name)[name]

    def __repr__(self):
        return f"Run of {self.model.title}: {', '.join(self.model.outputs)}"
