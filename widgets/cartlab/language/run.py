"""What a simulation gave, by name. A Run is one model's; chain.py has several in a row."""

import numpy as np

from cartlab.solve.segments import occasions

from .errors import UnknownName
from .names import no_such


class Run:
    """What a simulation gave: times, states and outputs by name.

    Arrays have shape (r,), or (r, n) for a cohort of n patients. handed: {output: value
    at the moment at which the next stage takes it}, numbers or arrays of shape (n,).
    """

    def __init__(self, model, values, t, seen, own, states, outputs, handed, followed):
        self.model, self.values, self.t = model, values, t
        self.steps, self._events = followed.steps, followed.events
        at = np.searchsorted(seen, t)
        self.states = {name: x[at] for name, x in states.items()}
        self.outputs = {name: x[at] for name, x in outputs.items()}
        self.handed = handed
        # seen: all times that were reported; own: which of them are each patient's.
        self._seen, self._own, self._seen_outputs = seen, own, outputs

    def times(self, name):
        """Return the report times of an output, shape (r,)."""
        self[name]
        return self.t

    def curve(self, name, patient=0):
        """Return (times, values) of an output of one patient with both sides of every jump.

        Readouts are taken from it, so that none reaches across a dose. Where nothing
        differs between the patients, they have one curve.
        """
        if name not in self._seen_outputs:
            what, known = "an output", self._seen_outputs
            raise UnknownName(no_such(name, what, self.model.title, known))
        x = self._seen_outputs[name]
        if x.ndim == 1:
            return self._seen, x
        own = self._own[patient]
        return self._seen[own], x[own, patient]

    def given(self, name):
        """Return what is marked on the time axis of an output of one patient.

        [{"label", "time", "over", "kind"}]: kind is "dose", or "mark" for the moment
        at which the next stage takes over.
        """
        self[name]
        marks = [
            dict(label=dose.label, time=time, over=given.over, kind="dose")
            for dose, given in self.model.given(self.values)
            for time in occasions(given, self.model.t_end)
        ]
        if self.model.handed_over:
            time = float(self.model.hands_over_at(self.values))
            label = self.model.handed_over.label
            marks.append(dict(label=label, time=time, over=0.0, kind="mark"))
        return marks

    def events(self, patient=0):
        """Return (names, times) of what happened to one patient of a jumps model."""
        if not self._events:
            raise ValueError(
                f"{self.model.title} has no events: they are of the kind jumps"
            )
        which, times = self._events[patient]
        names = list(self.model.events)
        return [names[i] for i in which], times

    def __getitem__(self, name):
        if name in self.outputs:
            return self.outputs[name]
        if name in self.states:
            return self.states[name]
        known = [*self.outputs, *self.states]
        raise UnknownName(no_such(name, "an output or state", self.model.title, known))

    def __repr__(self):
        return f"Run of {self.model.title}: {', '.join(self.outputs)}"
