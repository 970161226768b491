"""What a model and a chain of models have in common."""

import numpy as np

from .names import MANY, no_such
from .tables import ParameterTable


class Face:
    """Parameters that can be chosen, outputs that can be read, by name.

    Needs title, parameters, outputs and symbols.
    """

    def _known(self, name):
        if name not in self.parameters:
            said = no_such(name, "a parameter", self.title, self.parameters)
            more = len(self.parameters) > MANY and not said.endswith("?")
            raise ValueError(f"{said}; parameter_table() lists them" if more else said)
        return name

    def values(self, **changes):
        """Return every (free) parameter's value, `changes` put in and checked."""
        values = {name: one.value for name, one in self.parameters.items()}
        for name, value in changes.items():
            one = self.parameters[self._known(name)]
            if not isinstance(value, str):  # a text is refused by name
                value = np.asarray(value, float)
            one.check(value, name)
            values[name] = value
        # numpy's numbers divide by zero and overflow as JavaScript's do.
        return {
            name: value if np.ndim(value) else np.float64(value)
            for name, value in values.items()
        }

    def parameter_table(self, *names):
        """Return the table of these (free) parameters, of all when none is named."""
        chosen = [self._known(name) for name in names] or list(self.parameters)
        return ParameterTable({n: self.parameters[n] for n in chosen}, self.symbols)

    def no_output(self, name):
        """Return the error that refuses the name of an output."""
        return ValueError(no_such(name, "an output", self.title, self.outputs))
