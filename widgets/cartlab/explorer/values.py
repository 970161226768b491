"""What a control may say. Twin of `values.js`.

A dragged handle stops at any pixel; the model gets the nearest number a person would
write. A number that was typed, set by a scene or restored from a link stays as it is, to six
digits (`written`).
"""

import math

import numpy as np

SHORT = 6  # digits of a number that somebody wrote
SAME = 1e-9
FINE, DECADES = 100, (0.05, 0.02, 0.01, 0.005, 0.002, 0.001)
STEPS_AT_LEAST = 40  # of a logarithmic slider, from end to end


def step_of(parameter):
    """Return the step of a parameter's slider: in its unit, or in decades."""
    if parameter.step:
        return parameter.step
    low, high = parameter.range
    if parameter.scale == "log":
        widest = math.log10(high / low) / STEPS_AT_LEAST
        return next((step for step in DECADES if step <= widest), DECADES[-1])
    most = (high - low) / FINE * (1 + SAME)  # of 0.4 to 0.5, all but a thousandth
    power = 10.0 ** math.floor(math.log10(most))
    return max(n * power for n in (1, 2, 5) if n * power <= most)


def written(number, parameter, step):
    """Return what becomes of a number that somebody wrote: at most six digits."""
    kept = tidy(number, parameter, step)
    if abs(kept - number) <= SAME * abs(number):
        return kept
    low, high = parameter.range
    return min(max(float(f"{number:.{SHORT}g}"), low), high)


def tidy(raw, parameter, step):
    """Return the number that the model takes for a control that says `raw`."""
    low, high = parameter.range
    if not math.isfinite(raw):
        return float(parameter.value)
    raw = min(max(raw, low), high)
    for special in (parameter.value, low, high, float(f"{raw:.{SHORT}g}")):
        if abs(raw - special) <= SAME * abs(raw):
            return float(special)
    if parameter.scale == "log":
        number = float(f"{10 ** (math.floor(math.log10(raw) / step + 0.5) * step):.3g}")
    else:
        number = float(f"{math.floor(raw / step + 0.5) * step:.12g}")
    return min(max(number, low), high)


def grid(parameter, step):
    """Return all numbers that a slider can stop at, in rising order."""
    low, high = parameter.range
    if parameter.kind == "whole":
        return np.arange(low, high + 1)
    log = parameter.scale == "log"
    first, last = [(math.log10(end) if log else end) / step for end in (low, high)]
    inside = [
        float(f"{10 ** (place * step):.3g}") if log else float(f"{place * step:.12g}")
        for place in range(math.floor(first) + 1, math.ceil(last))
    ]
    return np.array([low, *(x for x in inside if low < x < high), high], float)


def spread(low, high, scale, n):
    """Return n numbers from low to high, evenly on a "linear" or a "log" scale."""
    return (np.geomspace if scale == "log" else np.linspace)(low, high, n)
