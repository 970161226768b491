"""What one reads off a curve: a peak, its time, an area, when a level is passed.

Twin of `readouts.js`. All work on the reported points (t, x) and agree with the page to
the last digits.
"""

import numpy as np

KINDS = (
    "peak",
    "time of peak",
    "lowest",
    "value",
    "area",
    "first above",
    "first below",
    "first low",
    "fall to",
)
WIGGLE = 1e-6  # of the largest value: a fall or a rise that is only the solver's
JUMP = 1e-4  # times nearer than this share of their other distance stand around a jump


def summit(t, x, whole=False):
    """Return (time, height) of the highest point of x(t).

    Between the points a parabola through the highest one and its neighbors is used;
    `whole` curves (grades) have steps, not parabolas, and no parabola spans a jump,
    whose two sides are much closer to each other than other points.
    """
    i = int(np.argmax(x))
    if whole:
        return float(t[i]), float(x[i])
    return top(t, x, i)


def top(t, x, i):
    """Return (time, height) of the parabola through the point i and its neighbors."""
    if i in (0, len(x) - 1) or not (x[i - 1] < x[i] > x[i + 1]):
        return float(t[i]), float(x[i])
    fall_left, fall_right = x[i] - x[i - 1], x[i] - x[i + 1]
    left, right = t[i] - t[i - 1], t[i + 1] - t[i]
    if min(left, right) < JUMP * max(left, right):
        return float(t[i]), float(x[i])
    a = (fall_left / left + fall_right / right) / (left + right)
    b = fall_left / left - a * left
    return float(t[i] + b / (2 * a)), float(x[i] + b * b / (4 * a))


def value(t, x, at):
    """Return x at the time `at`, on the straight line between two points."""
    i = min(max(int(np.searchsorted(t, at)), 1), len(t) - 1)
    share = (at - t[i - 1]) / (t[i] - t[i - 1])
    return float(x[i - 1] + share * (x[i] - x[i - 1]))


def area(t, x):
    """Return the area under x(t), by trapezoids."""
    return float(np.sum(0.5 * (x[1:] + x[:-1]) * (t[1:] - t[:-1])))


def first(t, x, level, above):
    """Return the first time at which x passes a level, None where it never does."""
    past = x > level if above else x < level
    if not past.any():
        return None
    i = int(np.argmax(past))
    if i == 0:
        return float(t[0])
    share = (level - x[i - 1]) / (x[i] - x[i - 1])
    return float(t[i - 1] + share * (t[i] - t[i - 1]))


def first_low(t, x):
    """Return the time of the first low between a fall and a rise, None without one."""
    least = WIGGLE * np.abs(x).max()
    high = low = 0
    for i in range(1, len(x)):
        if x[i] < x[low]:
            low = i
        elif x[i] > x[low] + least:
            if x[low] < x[high] - least:
                return top(t, -x, low)[0]
            high = low = i
    return None


def fall_to(t, x, percent):
    """Return when x has fallen to a share of its peak, after that peak, or None."""
    i = int(np.argmax(x))
    return first(t[i:], x[i:], x[i] * percent / 100, above=False)


def measure(readout, t, x, whole=False):
    """Return a readout {"kind", "at"} of the curve x(t); None if it never happens."""
    match readout["kind"]:
        case "peak":
            return summit(t, x, whole)[1]
        case "time of peak":
            return summit(t, x, whole)[0]
        case "lowest":
            return float(x.min())
        case "value":
            return value(t, x, readout["at"])
        case "area":
            return area(t, x)
        case "first low":
            return first_low(t, x)
        case "fall to":
            return fall_to(t, x, readout["at"])
        case kind:
            return first(t, x, readout["at"], above=kind == "first above")
