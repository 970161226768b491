"""Whether goals are reached, and what a single other decision would have changed.

Every alternative to every decision is replayed, the others as they are. So what is said
is computed: what would have won, what would have mended one thing and broken another.
"""

import math
from dataclasses import dataclass, field

import numpy as np

from cartlab.explorer.many import many
from cartlab.explorer.panel import MANY_RUNS, Panel
from cartlab.explorer.panels.checklist import SIDES, Check, results
from cartlab.explorer.reading import measure, readout
from cartlab.language.names import no_such
from cartlab.solve.say import say, spell

__all__ = ["Swaps"]

MOST = 3  # swaps that a sentence names; the table has them all
SAME = 1e-9  # relative: a decision that is the one of now


@dataclass(frozen=True)
class Swaps(Panel):
    """Goals, and every single swap of a decision, replayed.

    goals: {label: Check} of readouts. over: {parameter: {text: value}}, each decision's
    alternatives in words. cost: a readout that tells what a swap costs, such as days.
    brakes: {label of a goal: (what they make up together, readouts of one unit)}; where
    the goal is missed the panel names the largest of them.
    usual, whom: the plan {parameter: value}, and the parameter that says for whom it is.
    On the page every plan of which the reasons were told is listed below the explorer, as
    what differs from the usual one; nothing of it leaves the reader's device.
    """

    goals: dict
    over: dict
    cost: str
    brakes: dict = field(default_factory=dict)
    usual: dict = field(default_factory=dict)
    whom: str | None = None
    title: str = "Goals"

    tolerance = MANY_RUNS

    def spec(self, model):
        for label, one in self.goals.items():
            if not isinstance(one, Check) or one.found in model.parameters:
                raise ValueError(f"{label}: a goal is a Check of a readout")
        for label in self.brakes:
            if label not in self.goals:
                raise ValueError(no_such(label, "a goal", "the Swaps", self.goals))
        over = [self._decision(*one, model) for one in self.over.items()]
        if not over or not self.goals:
            raise ValueError("Swaps need a goal and a decision that can be swapped")
        return {
            "title": self.title,
            "goals": [one.spec(label, model) for label, one in self.goals.items()],
            "over": over,
            "cost": readout(self.cost, model),
            "brakes": {
                label: {"of": of, "readouts": [readout(text, model) for text in texts]}
                for label, (of, texts) in self.brakes.items()
            },
            "usual": self._usual(model),
            "whom": self.whom,
        }

    def _usual(self, model):
        known = model.parameters
        for name in [*self.usual, *([self.whom] if self.whom else [])]:
            if name not in known:
                raise ValueError(no_such(name, "a parameter", "the Swaps", known))
        usual = {name: known[name].value for name in self.over} | self.usual
        return {name: float(usual[name]) for name in self.over}

    @staticmethod
    def _decision(name, choices, model):
        known = model.parameters
        if name not in known:
            raise ValueError(no_such(name, "a parameter", model.title, known))
        for text, value in choices.items():
            known[name].check(value, f"Swaps, {text}")
        values = [{"text": text, "value": float(v)} for text, v in choices.items()]
        return {"name": name, "values": values}

    @staticmethod
    def readouts(spec, model):
        return [one["readout"] for one in spec["goals"]]

    @staticmethod
    def rows(spec, run):
        first, *others = lines(spec, run)
        return {spec["title"]: first} | dict(line.split(": ", 1) for line in others)

    @staticmethod
    def arrays(spec, model, run):
        """Return, for each decision, what every ask finds for each of its alternatives."""
        return {
            f"{decision['name']} {text}": (np.arange(len(values)), values)
            for decision, found in zip(spec["over"], replayed(spec, run), strict=True)
            for text, values in zip(asked_texts(spec), found, strict=True)
        }

    @staticmethod
    def painted(spec, model, run, frame):
        return [("line", line, []) for line in lines(spec, run)]


def asks(spec):
    """Return the readouts that are asked of every swap: goals, their limits, the cost."""
    hang = [one["hangs"] for one in spec["goals"] if one["hangs"]]
    return [*(one["readout"] for one in spec["goals"]), *hang, spec["cost"]]


def asked_texts(spec):
    return [one["text"] for one in asks(spec)]


def replayed(spec, run):
    """Return, for each decision, an array (asks, alternatives) of what is found.

    Each swap is a row of one cohort: as things stand, with one decision put in.
    """
    over = spec["over"]
    swapped = [(one["name"], v["value"]) for one in over for v in one["values"]]
    rows = {one["name"]: np.full(len(swapped), run.values[one["name"]]) for one in over}
    for row, (name, value) in enumerate(swapped):
        rows[name][row] = value
    shared = {name: v for name, v in run.values.items() if name not in rows}
    found = many(run.model, shared, rows, asks(spec))
    ends = np.cumsum([len(one["values"]) for one in over])
    return np.split(found, ends[:-1], axis=1)


def swaps(spec, run):
    """Return every swap: {"text", "more": cost, "goals": [(label, found, limit, kept)]}.

    An alternative that is what is decided now, or that cannot be followed, is left out.
    """
    now = measure(spec["cost"], run)
    found = []
    for decision, answers in zip(spec["over"], replayed(spec, run), strict=True):
        stands = float(run.values[decision["name"]])
        for one, answer in zip(decision["values"], answers.T, strict=True):
            if abs(one["value"] - stands) <= SAME * abs(stands) or np.isnan(answer[-1]):
                continue
            hang = iter(answer[len(spec["goals"]) : -1])
            goals = []
            for goal, value in zip(spec["goals"], answer, strict=False):
                limit = next(hang) if goal["hangs"] else goal["limit"]
                if goal["by"]:
                    limit = float(run.values[goal["by"]])
                kept = bool(SIDES[goal["side"]](value, limit))
                goals.append((goal["label"], value, limit, kept))
            more = float(answer[-1]) - now
            found.append({"text": one["text"], "more": more, "goals": goals})
    return found


def margin(goals):
    """Return how far the goals are missed, in powers of ten."""
    far = [
        abs(math.log10(value / limit)) if value > 0 and limit > 0 else math.inf
        for _, value, limit, kept in goals
        if not kept
    ]
    return max(far, default=0)


def lines(spec, run):
    """Return what the panel says, line by line; the first is the verdict."""
    now = results({"checks": spec["goals"]}, run)
    missed = [one for one in now if not one[3]]
    every = swaps(spec, run)
    good = [one for one in every if all(kept for *_, kept in one["goals"])]
    if not missed:
        lost = [one for one in every if one not in good]
        said = listed(lost, lambda one: told_missed(spec, one["goals"]))
        first = f"✓ Won: {', '.join(label for label, *_ in now)}"
        return [first, f"A single swap that would have lost: {said or 'none'}."]
    good.sort(key=lambda one: one["more"])
    traded = [one for one in every if one not in good and trades(now, one["goals"])]
    traded.sort(key=lambda one: margin(one["goals"]))
    said = [f"× Lost: {told_missed(spec, now)}"]
    cost = spec["cost"]["unit"]
    rescue = listed(good, lambda one: told_more(one["more"], cost))
    if not rescue and every:
        near = min(every, key=lambda one: margin(one["goals"]))
        missing = told_missed(spec, near["goals"])
        rescue = f"none; the nearest is {near['text']} ({missing})"
    said.append(f"A single swap that would have won: {rescue or 'none'}.")
    if traded:
        trade = listed(traded, lambda one: told_missed(spec, one["goals"]))
        said.append(f"Would have mended one thing, not all: {trade}.")
    for label, *_ in missed:
        if brakes := spec["brakes"].get(label):
            said.append(f"In the model, {largest(brakes, run)}.")
    return said


def trades(now, goals):
    """Whether a swap keeps a goal that is missed now."""
    return any(then[3] and not one[3] for one, then in zip(now, goals, strict=True))


def listed(some, told):
    """Return the first few swaps in one text, each with what is told of it."""
    texts = []
    for one in some[:MOST]:
        about = told(one)
        texts.append(f"{one['text']} ({about})" if about else one["text"])
    more = len(some) - MOST
    rest = [f"{more} more, in “Numbers as a table”"] if more > 0 else []
    return "; ".join([*texts, *rest])


def told_more(more, unit):
    """Return what a swap costs besides."""
    if abs(more) < SAME:
        return ""
    return f"{say(abs(more))} {unit} {'more' if more > 0 else 'fewer'}"


def told_missed(spec, goals):
    """Return which goals are missed, with what was found."""
    texts = []
    for goal, (label, value, limit, kept) in zip(spec["goals"], goals, strict=True):
        if kept:
            continue
        unit = f" {goal['unit']}" if goal["unit"] else ""
        found = None if value is None or np.isnan(value) else value
        numbers = f" with {say(found)}{unit}, line {spell(limit)}" if unit else ""
        texts.append(f"“{label}”{numbers}")
    return f"misses {' and '.join(texts)}" if texts else ""


def largest(brakes, run):
    """Return the largest of some readouts, and its share of all."""
    found = [max(measure(one, run), 0) for one in brakes["readouts"]]
    share = 100 * max(found) / (sum(found) or 1)
    output = brakes["readouts"][int(np.argmax(found))]["output"]
    label = run.model.outputs[output].label
    return f"{brakes['of']}: mostly {label} ({say(share)} %)"
