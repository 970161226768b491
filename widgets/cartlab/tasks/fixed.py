"""Refuses an answer that is typed in, in disguise: a number that no model changes.

`read("peak cells") * 0 + 3900` reads the model and says 3900 whatever it finds. What is
computed from a model changes with it: with its settings and constants.
"""

import math
import random

from cartlab.solve.dopri5 import SolverError

TRIALS = 12  # other models that are asked before an answer counts as fixed
NEAR = 8  # of them are near by; a number at its limit there may leave it farther away
MOST = 0.1  # relative: by so much a number of the model is moved near by
SAME = 1e-9  # relative
COMPUTED = ("answer", "claim", "is", "holds")  # what a task's spec calls a computation


def refuse_what_is_fixed(spec, asks):
    """Raise ValueError if one of the computations of a task ignores the model."""
    for node in computations(spec):
        for found in values(node):
            if all(is_fixed(one, asks) for one in found):
                raise ValueError(
                    f"{asks.number(found[0]):.6g} is typed in, in disguise: it stays the same "
                    "with every setting and constant of the model; write how the model "
                    "finds it, such as read(“…”)"
                )


def computations(spec):
    """Yield the quantities and conditions in a task's spec."""
    if isinstance(spec, list):
        for one in spec:
            yield from computations(one)
    elif isinstance(spec, dict):
        for key, value in spec.items():
            if key in COMPUTED and isinstance(value, dict):
                yield value
            else:
                yield from computations(value)


def values(node):
    """Yield [the number] that a computation rests on; of a comparison, [both]."""
    if node.get("op") in ("and", "not"):
        for one in node["of"]:
            yield from values(one)
    elif node.get("op") in (">=", "<"):
        yield node["of"]
    else:
        yield [node]


def is_fixed(node, asks):
    """Whether a number stays the same in models with other settings and constants."""
    usual = asks.number(node)
    for trial in range(TRIALS):
        try:
            found = asks.number(
                elsewhere(node, asks.model, trial), **other(asks, trial)
            )
        except SolverError:
            continue
        if not math.isclose(found, usual, rel_tol=SAME):
            return False
    return True


def other(asks, trial):
    """Return {parameter: value}, all of a model's parameters moved."""
    usual = {name: one.value for name, one in asks.model.parameters.items()}
    return moved({**usual, **asks.base}, asks.model, trial)


def elsewhere(node, model, trial):
    """Return a quantity's JSON with the settings that it names moved, too."""
    if not isinstance(node, dict):
        return node
    made = dict(node)
    if "of" in node:
        made["of"] = [elsewhere(one, model, trial) for one in node["of"]]
    if "where" in node:
        made["where"] = elsewhere(node["where"], model, trial)
    if "at" in node:
        made["at"] = moved(node["at"], model, trial)
    return made


def moved(settings, model, trial):
    return {
        name: another(
            model.parameters[name], value, f"{name} {value} {trial}", trial < NEAR
        )
        for name, value in settings.items()
    }


def another(parameter, value, seed, near):
    """Return another value of a parameter, near by if it is asked for and a number."""
    chance = random.Random(seed)
    if parameter.kind == "choice":
        return chance.choice(list(parameter.choices.values()))
    if parameter.kind == "switch":
        return chance.choice([0.0, 1.0])
    low, high = parameter.range
    if parameter.kind == "whole":
        return float(chance.randint(int(low), int(high)))
    if not near:
        return chance.uniform(low, high)
    return float(min(max(value * (1 + chance.uniform(-MOST, MOST)), low), high))
