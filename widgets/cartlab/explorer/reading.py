"""Readouts as an author writes them, and the sentence made from them.

"peak cells", "time of peak cells", "lowest cells", "area cells", "cells at 28", "first
above 10 cells", "first below 1 cells", "cells handed over", "first low cells", "fall to
1 % cells" (of its peak).
"""

import math
import re

import numpy as np

from cartlab.language.names import no_such
from cartlab.solve import readouts
from cartlab.solve.say import say

NUMBER = r"[-+]?\d+(?:\.\d+)?(?:e[-+]?\d+)?"
FORMS = (
    re.compile(r"(?P<kind>time of peak|peak|lowest|area) (?P<output>\w+)"),
    re.compile(rf"(?:value )?(?P<output>\w+) at (?P<at>{NUMBER}|end)"),
    re.compile(r"(?P<output>\w+) (?P<kind>handed) over"),
    re.compile(rf"(?P<kind>first above|first below) (?P<at>{NUMBER}) (?P<output>\w+)"),
    re.compile(r"(?P<kind>first low) (?P<output>\w+)"),
    re.compile(rf"(?P<kind>fall to) (?P<at>{NUMBER}) % (?P<output>\w+)"),
)
KINDS = {"whole": "whole number", "switch": "switch", "choice": "choice"}
# What each kind of readout tells: a time? a number on its output's axis, in its unit?
TELLS = {
    "peak": (False, True),
    "time of peak": (True, False),
    "lowest": (False, True),
    "value": (False, True),
    "handed": (False, True),
    "area": (False, False),
    "first above": (True, False),
    "first below": (True, False),
    "first low": (True, False),
    "fall to": (True, False),
}
FEWER = "fewer than "
WHOLE_CELLS = 10, 100  # in between three digits would be tenths of a cell
PLACE = re.compile(r"\{([^{}:]+)(:bare)?\}")


def readout(text, model, label=None):
    """Return the readout that `text` asks of `model`, as plain JSON."""
    found = next((m for form in FORMS if (m := form.fullmatch(text.strip()))), None)
    if not found:
        name = next(iter(model.outputs))
        raise ValueError(
            f"“{text}” is not a readout. Write, for example, “peak {name}”, "
            f"“time of peak {name}”, “area {name}”, “{name} at {model.t_end:g}” or "
            f"“first above 1 {name}”"
        )
    parts = found.groupdict()
    kind, name, at = parts.get("kind") or "value", parts["output"], parts.get("at")
    output = model.outputs[known_output(name, model)]
    home = model.home(name)
    if at is not None:
        at = home.t_end if at == "end" else float(at)
    if kind == "value" and not 0 <= at <= home.t_end:
        raise ValueError(
            f"“{text}”: choose a time from 0 to {home.t_end:g} {home.time}"
        )
    is_time, on_axis = TELLS[kind]
    return {
        "kind": kind,
        "is_time": is_time,
        "on_axis": on_axis,
        "least": output.least if on_axis else None,
        "output": name,
        "at": at,
        "label": label or readout_label(kind, output, at, home),
        "unit": readout_unit(kind, output, home),
        "text": text,
    }


def all_readouts(asked, model):
    """Return the readouts that an author lists: texts, or {label: text}."""
    refuse_text(asked, "readouts", "texts")
    if isinstance(asked, dict):
        return [readout(text, model, label) for label, text in asked.items()]
    return [readout(text, model) for text in asked]


def refuse_text(given, what, of):
    """Refuse one text where a list of them is meant: it would be read letter by letter."""
    if isinstance(given, str):
        raise ValueError(f"{what} is a list of {of}: write {what}=[“{given}”]")


def moment(text, model):
    """Return a readout that tells a time; refuse one that does not."""
    asked = readout(text, model)
    if not asked["is_time"]:
        times = ", ".join(kind for kind, (is_time, _) in TELLS.items() if is_time)
        raise ValueError(
            f"“{text}” tells no time: choose one of {times}, such as "
            f"“time of peak {asked['output']}”"
        )
    return asked


def unit_of_axis(asked):
    """Return the unit of a readout's axis: times are counted in days, not in day."""
    return f"{asked['unit']}s" if asked["is_time"] else asked["unit"]


def known_number(name, model, panel):
    """Return a parameter's name if a panel can go over its values."""
    if name not in model.parameters:
        raise ValueError(no_such(name, "a parameter", model.title, model.parameters))
    kind = model.parameters[name].kind
    if kind != "number":
        numbers = [n for n, one in model.parameters.items() if one.kind == "number"]
        raise ValueError(
            f"{panel}: {name} is a {KINDS[kind]} and has nothing between its values: "
            f"choose a number, one of {', '.join(numbers)}"
        )
    return name


def known_output(name, model):
    """Return the name of an output, or refuse it with the nearest spelling."""
    if name not in model.outputs:
        raise ValueError(no_such(name, "an output", model.title, model.outputs))
    return name


def readout_label(kind, output, at, model):
    label = output.label or output.about
    if kind == "handed":
        return label
    if kind == "value":
        return f"{label}, {model.time} {at:g}"
    if kind in ("first above", "first below"):
        return f"{label} {kind} {say_short(at)}"
    if kind == "fall to":
        return f"{label}, {say_short(at)} % of the peak left"
    return f"{label}, {kind}"


def readout_unit(kind, output, model):
    if TELLS[kind][0]:
        return model.time
    unit = shown_unit(output.unit)
    return f"{unit} · {model.time}s".removeprefix(" · ") if kind == "area" else unit


def shown_unit(unit):
    """Return a unit as it is read: "cells/µL" for "cell/µL", nothing for "1"."""
    if unit == "1":
        return ""
    if unit.startswith("1/"):
        return f"per {unit[2:]}"
    return re.sub(r"^(cell|day|hour|molecule)\b", r"\1s", unit)


def unit_for(text, unit):
    """Return the unit of a number in words: 1 cell, 2 cells, fewer than 1 cell."""
    return one_of(unit) if text.removeprefix(FEWER) == "1" else unit


def one_of(unit):
    """Return the unit of a single thing: “cell” of “cells”."""
    return re.sub(r"^(cell|day|hour|molecule|doubling)s\b", r"\1", unit)


def say_short(number):
    """Return a number as `say` does, without zeros that say nothing."""
    text = say(number)
    return text.rstrip("0").rstrip(".") if "." in text and "×" not in text else text


def measure(item, run):
    """Return the number that a readout finds in a run; None where it never happens."""
    output = item["output"]
    if item["kind"] == "handed":
        return run.handed[output]
    whole = run.model.outputs[output].whole
    return readouts.measure(item, *run.curve(output), whole)


def measure_each(item, cohort, n):
    """Return what a readout finds for each of n patients, NaN where it never happens."""
    output = item["output"]
    if item["kind"] == "handed":
        return np.array(np.broadcast_to(cohort.handed[output], n), float)
    whole = cohort.model.outputs[output].whole
    found = [readouts.measure(item, *cohort.curve(output, i), whole) for i in range(n)]
    return np.array([np.nan if one is None else one for one in found], float)


def spoken(item, run):
    """Return (before, number, after): the words around a readout's number."""
    number = measure(item, run)
    if number is None:
        return "", "never", ""
    if item["kind"] == "time of peak" and number >= run.times(item["output"])[-1]:
        return item["unit"], f"{say_short(number)} or later", ""  # it was still rising
    if item["is_time"]:
        return item["unit"], say(number), ""
    text = digits(number, item, run)
    return "", text, unit_for(text, item["unit"])


def digits(number, item, run):
    """Return a number that a readout found: a whole one of what is counted."""
    if item["least"] is not None and number < item["least"]:
        return FEWER + say_short(item["least"])
    tenths = item["unit"] == "cells" and WHOLE_CELLS[0] <= number < WHOLE_CELLS[1]
    whole = run.model.outputs[item["output"]].whole or tenths
    return str(math.floor(number + 0.5)) if whole else say(number)


def speak(item, run):
    """Return a readout of a run as one text, "128 cells/µL" or "day 8.85"."""
    return " ".join(filter(None, spoken(item, run)))


class Sentence:
    """The sentence that sums up a run.

    template: a text with readouts in braces, "{peak cells}" (with its unit) or
    "{peak cells:bare}" (the number alone).
    """

    def __init__(self, template, model):
        self.parts, end = [], 0
        for place in PLACE.finditer(template):
            self.parts.append(template[end : place.start()])
            self.parts.append({**readout(place[1], model), "bare": bool(place[2])})
            end = place.end()
        self.parts.append(template[end:])

    def say(self, run):
        words = []
        for part in self.parts:
            if isinstance(part, str):
                words.append(part)
                continue
            words.append(spoken(part, run)[1] if part["bare"] else speak(part, run))
        return "".join(words)


def template_of(items):
    """Return the sentence of an explorer that was given none."""
    return "; ".join(f"{item['label']}: {{{item['text']}}}" for item in items) + "."
