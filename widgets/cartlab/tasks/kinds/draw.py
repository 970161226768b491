"""A curve to draw before it is seen. Twin of `draw.js`.

Curves are compared where the eye does: at evenly spaced times, as heights on the
output's own axis, 0 at its foot and 1 at its top.
"""

import math

import numpy as np

from cartlab.explorer.reading import known_output, shown_unit
from cartlab.solve.say import spell

from ..quantity import settings_of, shown
from ..task import Feedback, Task, pairs, rounded, with_unit

PLACES = 57  # times at which two curves are compared
ALIKE = 0.1  # of the axis: two heights that an eye takes for one
TURN = 0.05  # of the axis: a fall at first that is seen
SUMMIT = 0.03  # of the axis below the highest point: a hand shakes by so much
SEEN = 0.4  # of the model's rise or fall: less of it is none
LATE = 0.1  # of the time axis: two moments that are not one
BESIDE = 2  # places: so far to the side a curve is still close to another
CLOSE = 0.1  # of the model's own height, from its lowest to its highest point: alike
LEAST_CLOSE = 0.02  # of the axis: a finger draws no finer
SHARE = 85  # percent of a drawing that lie close to the model's curve, if it is right
NEARER = 0.5  # of the distance to the model: a misconception that is clearly nearer


class Curve:
    """A curve of an output at settings: Curve("viable", scene="static flask", mu_max=1)."""

    def __init__(self, output, scene=None, **settings):
        self.output, self.scene, self.settings = output, scene, settings

    def bound(self, lab):
        name = known_output(self.output, lab.model)
        if name not in shown(lab):
            raise ValueError(
                f"the explorer does not show {name}: choose one of {', '.join(shown(lab))}"
            )
        return {"output": name, "at": settings_of(lab, self.scene, self.settings)}


class Unlimited(Curve):
    """A curve that goes on at its fastest: from its steepest rise straight on its axis.

    On a logarithmic axis this is growth at one speed, which nothing ever ends.
    """

    def bound(self, lab):
        return super().bound(lab) | {"unlimited": True}


class Draw(Task):
    """Draw the curve of an output, commit to it, and see both.

    curve: a Curve, or the name of an output at the task's settings. wrong: {what is said
    to who has it: Curve}, what a misconception would draw. axis: (low, high) where the
    output's own range would leave the curve flat. given is [(time, value)], joined by
    straight lines on the axis.
    """

    kicker = "Predict first: draw the curve"

    def __init__(self, lab, question, curve, wrong=None, axis=None, **common):
        self.curve = Curve(curve) if isinstance(curve, str) else curve
        self.ends = axis
        self.wrong = pairs(wrong or {}, "wrong")
        super().__init__(lab, question, **common)

    def spec_of(self):
        self.node = self.curve.bound(self.lab)
        self.wrong_nodes = {
            says: one.bound(self.lab) for says, one in self.wrong.items()
        }
        model, name = self.lab.model, self.node["output"]
        self.output, self.home = model.outputs[name], model.home(name)
        low, high = self.ends or self.output.range
        least, most = self.output.range
        if not least <= low < high <= most:
            raise ValueError(
                f"axis=({spell(low)}, {spell(high)}): choose two rising values from "
                f"{spell(least)} to {spell(most)}, the range of {name}"
            )
        self.axis = {"low": low, "high": high, "scale": self.output.scale}
        return {
            "curve": self.node,
            "wrong": [{"says": says, **one} for says, one in self.wrong_nodes.items()],
            "axis": self.axis,
            "end": self.home.t_end,
            "time": self.home.time,
            "clock": self.home.clock,
            "label": self.output.label or self.output.about,
            "unit": shown_unit(self.output.unit),
            "look": self.output.look,
        }

    def refuse_what_is_unclear(self):
        for says, given in self.mistakes().items():
            met = self.judged(given)
            if met.right:
                raise ValueError(f"the misconception “{says}” draws the right curve")
            if met.mistake != says:
                raise ValueError(
                    f"the misconceptions “{met.mistake}” and “{says}” draw one curve: "
                    "which of them is it?"
                )

    def _points(self, node):
        run = self.asks.run(node["at"])
        places = np.linspace(0, self.home.t_end, PLACES)
        heights = np.interp(
            places, run.times(node["output"]), self._up(run[node["output"]])
        )
        if node.get("unlimited"):
            heights = unlimited(heights)
        return [
            (float(t), self.value_at(h)) for t, h in zip(places, heights, strict=True)
        ]

    def solution(self):
        return self._points(self.node)

    def mistakes(self):
        return {says: self._points(one) for says, one in self.wrong_nodes.items()}

    def told(self, given):
        values = [value for _, value in given]
        peak = values.index(max(values))
        where = {0: values[0], peak: values[peak], PLACES - 1: values[-1]}
        unit = shown_unit(self.output.unit)
        return ", then ".join(
            with_unit(spell(rounded(value, 2)), unit)
            + f" on {self.home.time} {spell(rounded(given[at][0], 3))}"
            for at, value in where.items()
        )

    def _up(self, values):
        """Return heights on the axis, 0 to 1, of values."""
        values = np.asarray(values, float)
        low, high = self.axis["low"], self.axis["high"]
        if self.axis["scale"] == "log":
            values = np.log(np.maximum(values, low) / low) / math.log(high / low)
        else:
            values = (values - low) / (high - low)
        return np.clip(values, 0, 1)

    def value_at(self, height):
        """Return the value at a height of the axis, from 0 to 1."""
        low, high = self.axis["low"], self.axis["high"]
        if self.axis["scale"] == "log":
            return float(low * (high / low) ** height)
        return float(low + (high - low) * height)

    def heights(self, given):
        """Return the heights on the axis, 0 to 1, of a curve at all places."""
        times, values = np.array(sorted(given), float).T
        places = np.linspace(0, self.home.t_end, PLACES)
        return np.interp(places, times, self._up(values))

    def judged(self, given):
        if len(given) < 2:
            raise ValueError("a curve needs two points or more: [(time, value), …]")
        drawn, right = self.heights(given), self.heights(self.solution())
        step, time = self.home.t_end / (PLACES - 1), self.home.time
        decades = 0
        if self.axis["scale"] == "log":
            decades = math.log10(self.axis["high"] / self.axis["low"])
        for says, mistake in self.mistakes().items():
            theirs = self.heights(mistake)
            nearer = apart(drawn, theirs) < NEARER * apart(drawn, right)
            if nearer and not compare(drawn, theirs, decades, step, time)[1]:
                return Feedback(False, f"Not yet. {says}", says)
        good, bad = compare(drawn, right, decades, step, time)
        parts = [f"{share(drawn, right)} % of your curve lies close to the model's."]
        if good:
            parts.append(f"You have {joined(good)}.")
        if bad:
            parts.append(f"What differs: {joined(bad)}.")
        return Feedback(not bad, f"{' '.join(parts)} {self.why if not bad else ''}")


def unlimited(heights):
    """Return heights that go on from their steepest rise at its speed, to the top."""
    rises = np.diff(heights)
    at = int(np.argmax(rises))
    onward = heights[at] + rises[at] * (np.arange(len(heights)) - at)
    return np.where(np.arange(len(heights)) > at, np.minimum(onward, 1), heights)


def apart(one, other):
    """Return how far two curves are from each other, on average, of the axis."""
    return float(np.mean(np.abs(one - other)))


def beyond(drawn, right):
    """Return by how much a curve leaves the band around another: above > 0, below < 0."""
    beside = [right[max(i - BESIDE, 0) : i + BESIDE + 1] for i in range(len(right))]
    close = max(CLOSE * (right.max() - right.min()), LEAST_CLOSE)
    high = np.array([one.max() for one in beside]) + close
    low = np.array([one.min() for one in beside]) - close
    return np.maximum(drawn - high, 0) + np.minimum(drawn - low, 0)


def share(drawn, right):
    """Return the share of a drawing that lies close to a curve, in percent."""
    return math.floor(100 * np.mean(beyond(drawn, right) == 0) + 0.5)


def astray(drawn, right, step, time):
    """Return in words where a drawing is longest on one side of a curve."""
    sides = np.sign(beyond(drawn, right))
    begins = np.flatnonzero(np.diff(sides, prepend=0) != 0)
    ends = np.append(begins[1:], len(sides))
    runs = [(b, e) for b, e in zip(begins, ends, strict=True) if sides[b]]
    begin, end = max(runs, key=lambda run: run[1] - run[0])
    side = "high" if sides[begin] > 0 else "low"
    first, last = (spell(rounded(i * step, 2)) for i in (begin, end - 1))
    return f"your curve is too {side} from {time} {first} to {time} {last}"


def compare(drawn, right, decades, step, time):
    """Return (what is right, what differs) of a drawn curve, in words."""
    good, bad = [], []

    def judge(fine, name, fault):
        (good if fine else bad).append(name if fine else fault)

    top, mine = int(np.argmax(right)), int(np.argmax(drawn))
    rises, falls = right[top] - right[0] > ALIKE, right[top] - right[-1] > ALIKE
    my_rise, my_fall = drawn[mine] - drawn[0], drawn[mine] - drawn[-1]
    i_rise = my_rise > SEEN * (right[top] - right[0])
    i_fall = my_fall > SEEN * (right[top] - right[-1])
    if rises:
        judge(i_rise, "the rise", "your curve does not rise")
    elif my_rise > ALIKE:
        bad.append("the model's curve does not rise")
    if falls:
        judge(i_fall, "the fall", "your curve has no fall")
    elif my_fall > ALIKE:
        bad.append("the model's curve does not fall at the end")
    if rises and falls and i_rise and i_fall:
        late = (summit(drawn) - summit(right)) * step
        side = "late" if late > 0 else "early"
        fault = f"your peak comes {spell(rounded(abs(late), 2))} {time}s too {side}"
        judge(abs(late) <= LATE * (PLACES - 1) * step, "the time of the peak", fault)
    begun = right[: BESIDE + 1]
    start = drawn[0] - min(max(drawn[0], begun.min()), begun.max())
    if abs(start) > ALIKE:
        bad.append(off("start", start, decades))
    what = "peak" if rises and falls else "highest point"
    judge(abs(drawn[mine] - right[top]) <= ALIKE, f"the height of the {what}",
          off(what, drawn[mine] - right[top], decades))  # fmt: skip
    if (rises or falls) and not (falls and not i_fall):
        judge(abs(drawn[-1] - right[-1]) <= ALIKE, "the end",
              off("end", drawn[-1] - right[-1], decades))  # fmt: skip
    dip = right[0] - right[: top + 1].min()
    if dip > TURN / 2:
        judge(drawn[0] - drawn[: mine + 1].min() > TURN / 4, "the fall at first",
              "the model's curve first falls a little")  # fmt: skip
    if not bad and share(drawn, right) < SHARE:
        bad.append(astray(drawn, right, step, time))
    return good, bad


def summit(heights):
    """Return the place of the middle of what is about as high as the highest point."""
    return float(np.flatnonzero(heights >= heights.max() - SUMMIT).mean())


def off(what, height, decades):
    """Return how much too high or too low a place is, in words."""
    side = "high" if height > 0 else "low"
    if decades:
        times = spell(rounded(10 ** (abs(height) * decades), 1))
        return f"your {what} is too {side} by a factor of about {times}"
    return f"your {what} is too {side} by {math.floor(100 * abs(height) + 0.5)} % of the axis"


def joined(words):
    return (
        " and ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else words[0]
    )
