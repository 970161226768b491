"""What a task asks of the model, as an author writes it: a reading, or a sum of readings.

`read("peak cells", dose=1e8) / read("peak cells")` is a quantity: it says how a number is
found, and never the number. A comparison of two quantities is a condition. `bound` turns
a quantity into plain JSON for one explorer; `evaluator.py` and its twin find its number.
"""

from numbers import Real

from cartlab.explorer.panels import kind_of
from cartlab.explorer.reading import readout, shown_unit, unit_of_axis
from cartlab.language.names import nearest, no_such

# What is worked out from two numbers, and from one.
PAIRS = ("+", "-", "*", "/", ">=", "<", "and")
ALONE = ("log2", "log10", "not")


class Quantity:
    """Something that the model can be asked for. Add, multiply and compare quantities."""

    def bound(self, lab):
        """Return this quantity as plain JSON for the explorer `lab`.

        Raises ValueError for a readout, a parameter or a scene that the explorer lacks.
        """
        raise NotImplementedError

    def unit(self, lab):
        """Return the unit of the number as it is read; empty for a ratio."""
        return ""

    def __add__(self, other):
        return Worked("+", self, other)

    def __sub__(self, other):
        return Worked("-", self, other)

    def __rsub__(self, other):
        return Worked("-", other, self)

    def __mul__(self, other):
        return Worked("*", self, other)

    def __truediv__(self, other):
        return Worked("/", self, other)

    def __rtruediv__(self, other):
        return Worked("/", other, self)

    def __ge__(self, other):
        return Worked(">=", self, other)

    def __gt__(self, other):
        return Worked("<", other, self)

    def __le__(self, other):
        return Worked(">=", other, self)

    def __lt__(self, other):
        return Worked("<", self, other)

    def __and__(self, other):
        return Worked("and", self, other)

    def __invert__(self):
        return Worked("not", self)

    def __bool__(self):
        raise TypeError(
            "a condition has no answer until a task asks the model: join conditions "
            "with &, and compare twice instead of a < b < c"
        )

    __radd__, __rmul__ = __add__, __mul__


class Worked(Quantity):
    """What is worked out from one or two quantities or numbers."""

    def __init__(self, op, *of):
        self.op, self.of = op, of

    def bound(self, lab):
        return {"op": self.op, "of": [bound(one, lab) for one in self.of]}

    def unit(self, lab):
        units = [one.unit(lab) for one in self.of if isinstance(one, Quantity)]
        if self.op in ("+", "-") or len(units) == 1 and self.op == "*":
            return units[0]
        if self.op == "/" and not isinstance(self.of[1], Quantity):
            return units[0]
        return ""


class Reading(Quantity):
    def __init__(self, text, scene, settings):
        self.text, self.scene, self.settings = text, scene, settings

    def bound(self, lab):
        asked = readout(self.text, lab.model)
        if asked["output"] not in shown(lab):
            raise ValueError(
                f"“{self.text}”: the explorer does not show {asked['output']}, so that "
                f"nobody could read it: ask for one of {', '.join(sorted(shown(lab)))}"
            )
        return {"read": asked, "at": settings_of(lab, self.scene, self.settings)}

    def unit(self, lab):
        return unit_of_axis(readout(self.text, lab.model))


class Setting(Quantity):
    def __init__(self, name):
        self.name = name

    def bound(self, lab):
        known_slider(self.name, lab)
        return {"setting": self.name}

    def unit(self, lab):
        return shown_unit(lab.model.parameters[self.name].unit)


class Extreme(Quantity):
    def __init__(self, side, name, where, scene, settings):
        self.side, self.name, self.where = side, name, where
        self.scene, self.settings = scene, settings

    def bound(self, lab):
        known_slider(self.name, lab)
        kind = lab.model.parameters[self.name].kind
        if kind not in ("number", "whole"):
            raise ValueError(
                f"{self.name} is a {kind}: only the slider of a number has a {self.side} "
                "value"
            )
        return {
            "extreme": self.side,
            "slider": self.name,
            "where": bound(self.where, lab),
            "at": settings_of(lab, self.scene, self.settings),
        }

    unit = Setting.unit


def read(text, scene=None, **settings):
    """Return the quantity that a readout finds in a run.

    text: a readout, as an Explorer takes it. scene: one of the explorer's; settings:
    {parameter: value}, where the sliders stand. What is not named stays as the task says.
    """
    return Reading(text, scene, settings)


def setting(name):
    """Return what a slider says, as a quantity."""
    return Setting(name)


def lowest(slider, where, scene=None, **settings):
    """Return the lowest value that a slider can take where a condition holds."""
    return Extreme("lowest", slider, where, scene, settings)


def highest(slider, where, scene=None, **settings):
    """Return the highest value that a slider can take where a condition holds."""
    return Extreme("highest", slider, where, scene, settings)


def log2(quantity):
    """Return the number of doublings in a quantity."""
    return Worked("log2", quantity)


def log10(quantity):
    """Return the number of powers of ten in a quantity."""
    return Worked("log10", quantity)


def bound(quantity, lab):
    """Return a quantity, or a plain number, as plain JSON."""
    if isinstance(quantity, Quantity):
        return quantity.bound(lab)
    if isinstance(quantity, Real) and not isinstance(quantity, bool):
        return float(quantity)
    raise ValueError(
        f"{quantity!r} is not computed from the model: write read(“peak …”), or make it "
        "of such readings"
    )


def computed(quantity, lab):
    """Return a quantity as plain JSON; refuse one that asks the model for nothing."""
    node = bound(quantity, lab)
    if not any(leaves(node)):
        raise ValueError(
            f"{quantity} is typed in: say how the model finds it, such as read(“…”)"
        )
    return node


def settings_of(lab, scene, settings):
    """Return {parameter: value} of a scene with settings on top, as sliders say them."""
    if scene is not None and scene not in lab.scenes:
        raise ValueError(
            f"there is no scene “{scene}” here: {nearest(scene, lab.scenes)}"
        )
    for name, value in settings.items():
        lab.model.parameters[known_slider(name, lab)].check(value, name)
    given = {name: lab.as_written(name, value) for name, value in settings.items()}
    base = {} if scene is None else {**at_start(lab), **lab.scenes[scene]}
    return {name: float(value) for name, value in {**base, **given}.items()}


def at_start(lab):
    """Return where the sliders of an explorer stand when it opens."""
    return {name: float(lab.reference[name]) for name in lab.names}


def known_slider(name, lab):
    if name not in lab.model.parameters:
        parameters = lab.model.parameters
        raise ValueError(no_such(name, "a parameter", lab.model.title, parameters))
    if name not in lab.names:
        raise ValueError(f"{name} has no slider here: {nearest(name, lab.names)}")
    return name


def shown(lab):
    """Return the outputs that a reader of an explorer can see or read."""
    told = [part for part in lab.sentence.parts if isinstance(part, dict)]
    named = {one["output"] for one in [*lab.readouts, *told]}
    for panel in lab.panels:
        named |= set(panel.get("outputs", []))
        named |= {
            one["output"] for one in kind_of(panel).readouts(panel, lab.model) if one
        }
    return named


def leaves(node):
    """Yield every reading, setting and extreme of a quantity's JSON."""
    if isinstance(node, dict):
        if "op" not in node:
            yield node
        for one in node.get("of", [node["where"]] if "where" in node else []):
            yield from leaves(one)


def distinct(node):
    """Return the different readings, settings and extremes of a quantity's JSON."""
    found = []
    for leaf in leaves(node):
        if leaf not in found:
            found.append(leaf)
    return found


def replaced(node, leaf, number):
    """Return a quantity's JSON with a number in place of one of its parts."""
    if node == leaf:
        return number
    if isinstance(node, dict) and "of" in node:
        return node | {"of": [replaced(one, leaf, number) for one in node["of"]]}
    return node
