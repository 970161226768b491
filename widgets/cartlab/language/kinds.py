"""The kinds of model: what each declares, how it is followed, how it is shown.

The kind of a model is one word, and this is the one place that chooses by it in Python;
`model.js` is the one on the page. How each is followed stands in `cartlab.solve`, under
the contract of `solve/contract.py`.
"""

import numpy as np

from cartlab.solve import formula, jumps, rates

from . import latex
from .declaration import SEED, WELL
from .errors import LanguageError
from .names import nearest
from .program import refuse_smooth_time, refuse_switches_on_states, time_cuts
from .units import parse, written

POINTS = 281  # report times of a run that names none: every tenth of a day in 28 days
CONSTANT = 2  # of a formula in which nothing depends on time


class Kind:
    """What a kind of model says of itself.

    decorator: the function that moves its states, or none; returned and what: what it
    returns, and for which declared thing. own: parameters that every model of the kind
    has by itself. A kind also has follow(model, p, patients, times, rtol), which keeps
    `solve/contract.py`, equations(model, speaker), LaTeX lines, and summary(model), a
    few words for the list of models.
    """

    decorator = ""
    returned = what = ""
    own = {}

    def check(self, model):
        """Refuse declarations that do not fit the kind."""
        if not model.states:
            raise LanguageError(
                f"{model.title} has no states to follow",
                'declare states, or kind="formula"',
            )
        if model.events:
            raise LanguageError(
                f"{model.title} has events, which {self.decorator} do not move",
                'declare kind="jumps", or leave the events out',
            )

    def moved(self, model):
        """Return {name: its unit} of what the decorated function returns."""
        return {}

    def cuts(self, program):
        """Return where the time axis is cut; refuse what cannot be."""
        return []

    def report_points(self, model):
        """Return how many report times a run has that names none."""
        return POINTS

    def spec(self, model):
        """Return what the page must know beyond what all kinds have."""
        return {}


class Rates(Kind):
    """States that change by rates: ordinary differential equations."""

    decorator, returned, what = "rates", "rate", "state"

    def moved(self, model):
        return {
            name: parse(f"{state.unit}/{model.time}")
            for name, state in model.states.items()
        }

    def cuts(self, program):
        refuse_switches_on_states(program)
        return time_cuts(program)

    def follow(self, model, p, patients, times, rtol):
        negligible = np.array([state.negligible for state in model.states.values()])
        longest = model.longest or np.inf
        single = patients.start.shape[1] == 1
        follow = rates.follow_one if single else rates.follow
        moving = model.runnable.moves_one(p) if single else model.runnable.moves(p)
        return follow(moving, patients, times, rtol, negligible, longest)

    def equations(self, model, speaker):
        return latex.rates(model.program("rates"), speaker)

    def summary(self, model):
        return f"{len(model.states)} states over {model.t_end:g} {model.time}s"

    def spec(self, model):
        return {"longest": model.longest} if model.longest else {}


class Formula(Kind):
    """No states: outputs straight from the parameters and the time."""

    def check(self, model):
        for what, declared in (
            ("states", model.states),
            ("doses", model.doses),
            ("events", model.events),
        ):
            if declared:
                raise LanguageError(
                    f"{model.title} is a formula and has {what}",
                    f'declare kind="rates" or "jumps", or leave the {what} out',
                )

    def report_points(self, model):
        observed = model.program("observe")
        moves = any("t" in observed.depends(x) for x in observed.returns.values())
        return POINTS if moves else CONSTANT

    def follow(self, model, p, patients, times, rtol):
        return formula.follow(None, patients, times)

    def equations(self, model, speaker):
        said = model.program("observe")
        return latex.formulas(said.returns | said.steps, speaker)

    def summary(self, model):
        return "a formula"


class Jumps(Kind):
    """Whole numbers that change by events, each with a propensity: events per time.

    An event counts in the unit of the states that it changes, all of one unit u; its
    propensity is in u/time, so that the mean field, change times propensity, is a rate.
    """

    decorator, returned, what = "propensities", "propensity", "event"
    own = {"well": WELL, "seed": SEED}

    def check(self, model):
        if not model.states:
            raise LanguageError(
                f"{model.title} has no states", "declare what is counted"
            )
        if not model.events:
            raise LanguageError(
                f"{model.title} has no events",
                'declare events=dict(name=Event("what happens", state=+1))',
            )
        for name, event in model.events.items():
            for state in event.changes:
                if state not in model.states:
                    why = f"{name} changes {state}: no such state"
                    raise LanguageError(why, nearest(state, model.states))
            self.unit(model, name)
        for dose in model.doses:
            if dose.over != 0:
                raise LanguageError(
                    f"{dose.label} is given over a time, but jumps are whole",
                    "give it at once: leave `over` out",
                )

    def unit(self, model, name):
        """Return the unit in which an event counts."""
        units = {s: parse(model.states[s].unit) for s in model.events[name].changes}
        first, *others = units.values()
        if any(unit != first for unit in others):
            told = " and ".join(f"{s} in {written(u)}" for s, u in units.items())
            raise LanguageError(
                f"{name} changes {told}", "count all that one event changes in one unit"
            )
        return first

    def moved(self, model):
        return {
            name: parse(f"{written(self.unit(model, name))}/{model.time}")
            for name in model.events
        }

    def cuts(self, program):
        refuse_smooth_time(program)
        return time_cuts(program)

    def follow(self, model, p, patients, times, rtol):
        n = patients.start.shape[1]
        names = list(model.events)
        who, seed = (
            np.broadcast_to(p[name], n).astype(np.uint64) for name in ("well", "seed")
        )
        moving = model.runnable.moves(p)
        changes = self.changes(model)
        return jumps.follow(moving, patients, times, changes, names, who, seed)

    def changes(self, model):
        """Return what each event adds to each state, (events, states)."""
        return np.array(
            [
                [event.changes.get(state, 0) for state in model.states]
                for event in model.events.values()
            ],
            float,
        )

    def equations(self, model, speaker):
        return latex.events(model.events, model.program("propensities"), speaker)

    def summary(self, model):
        states, events = len(model.states), len(model.events)
        return (
            f"{counted(states, 'state')} that {counted(events, 'event')} "
            f"change{'s' if events == 1 else ''}, over {model.t_end:g} {model.time}s"
        )

    def spec(self, model):
        rows = self.changes(model).tolist()
        return {
            "events": [
                {"name": name, "about": event.about, "changes": row}
                for (name, event), row in zip(model.events.items(), rows, strict=True)
            ]
        }


def counted(number, what):
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


KINDS = {"rates": Rates(), "formula": Formula(), "jumps": Jumps()}
