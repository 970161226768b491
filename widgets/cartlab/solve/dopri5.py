"""Dormand and Prince's Runge-Kutta method of order 5(4), for a cohort at once.

Each patient of a cohort walks with steps of its own, so that a cohort gives the same
numbers as its patients one by one. `dopri5.js` is the twin of this file for the page and
`dopri5_one.py` the one for a single patient: the same formulas in the same order and the
same choice of steps. Whoever changes one changes the others; tests compare them.

The time axis of a patient is cut wherever something jumps (a dose, the start or end of
an infusion, a declared switch). The method starts anew at each cut, and the rates never
see the cut itself: inside a segment their time stays a hair away from both of its ends.

Hairer, Nørsett and Wanner, Solving Ordinary Differential Equations I, 2nd edition,
sections II.4 (step control), II.5 (the method) and II.6 (dense output).
"""

import numpy as np

from .contract import SolverError

# What each stage adds up, its place within the step, the error and the dense output.
STAGES = (
    (1 / 5,),
    (3 / 40, 9 / 40),
    (44 / 45, -56 / 15, 32 / 9),
    (19372 / 6561, -25360 / 2187, 64448 / 6561, -212 / 729),
    (9017 / 3168, -355 / 33, 46732 / 5247, 49 / 176, -5103 / 18656),
    (35 / 384, 0, 500 / 1113, 125 / 192, -2187 / 6784, 11 / 84),
)
PLACES = (1 / 5, 3 / 10, 4 / 5, 8 / 9, 1, 1)
ERROR = (
    71 / 57600,
    0,
    -71 / 16695,
    71 / 1920,
    -17253 / 339200,
    22 / 525,
    -1 / 40,
)
DENSE = (
    -12715105075 / 11282082432,
    0,
    87487479700 / 32700410799,
    -10690763975 / 1880347072,
    701980252875 / 199316789632,
    -1453857185 / 822651844,
    69997945 / 29380423,
)

SAFETY = 0.9  # aim below the tolerance, so that most steps are kept
GROWTH, SHRINK = 10.0, 0.2  # the most a step may grow or shrink
NOW, BEFORE = 0.17, 0.04  # weight of this error and of the last one (PI control)
FIRST = 1e-4  # the first step, as a share of the whole time span
HAIR = 1e-12  # how far from a cut the rates stay, as a share of the segment
MOST_STEPS = 100_000


def weighted(weights, stages):
    """Add up stages in order; both twins must round alike."""
    total = None
    for weight, stage in zip(weights, stages, strict=True):
        if weight:
            term = weight * stage
            total = term if total is None else total + term
    return total


def solve(rates, start, edges, jumps, inflows, times, rtol, atol, longest=np.inf):
    """Follow `n` patients through their segments and report them at `times`.

    rates(t, y): slopes, shape (m, n), at the times t, shape (n,), and states y (m, n).
    start: initial states, (m, n). edges: (k + 1, n), increasing, the ends of the k
    segments of each patient; a segment of length 0 is passed over. jumps: (k, m, n),
    added to the state where a segment starts. inflows: (k, m, n), added to the rates
    within a segment. times: (r,), increasing, common to all. atol: (m,).
    longest: no step is longer; a long calm run needs that, because steps at the edge of
    stability blow up rounding errors.

    Returns the states, (r, m, n), and the number of steps of each patient, (n,). At a
    time where a segment starts, the state after its jump is reported. Raises
    SolverError when a patient cannot be followed to the end.
    """
    segments, states, patients = jumps.shape
    everyone = np.arange(patients)
    atol = atol[:, None]
    report = np.empty((len(times), states, patients))
    ahead = np.append(times, np.inf)
    nexts = np.zeros(patients, int)  # next report of each patient
    steps = np.zeros(patients, int)
    segment = np.full(patients, -1)
    t, y = edges[0].copy(), start.copy()
    end, inflow = t.copy(), np.zeros_like(y)
    h = FIRST * (edges[-1] - edges[0])
    free = h.copy()  # the step as it was before a segment's end cut it short
    last_error = np.full(patients, 1e-4)
    rejected = np.zeros(patients, bool)
    stages = [np.zeros_like(y)] * 7
    low, high = t.copy(), t.copy()

    def slopes(at, y):
        return rates(np.minimum(np.maximum(at, low), high), y) + inflow

    def tell(due):
        report[nexts[due], :, everyone[due]] = y[:, due].T
        nexts[due] += 1

    while True:
        arrived = (t >= end) & (segment < segments)
        while (arrived := arrived & (segment < segments)).any():
            segment = segment + arrived
            inside = arrived & (segment < segments)
            which = segment[inside], slice(None), everyone[inside]
            y[:, inside] = y[:, inside] + jumps[which].T
            inflow[:, inside] = inflows[which].T
            end[inside] = edges[segment[inside] + 1, everyone[inside]]
            arrived = inside & (end <= t)
            fresh = inside & (end > t)
            if fresh.any():
                hair = HAIR * (end - t)
                low = np.where(fresh, t + hair, low)
                high = np.where(fresh, end - hair, high)
                h = np.where(fresh, np.minimum(np.minimum(free, longest), end - t), h)
                first = slopes(t, y)
                stages[0] = np.where(fresh, first, stages[0])
        going = segment < segments
        while len(due := np.flatnonzero(ahead[nexts] <= t)):
            tell(due)
        if not going.any():
            break

        final = t + 1.0000000001 * h >= end
        h = np.where(final, end - t, h)
        h = np.where(going, h, 0.0)
        for i, weights in enumerate(STAGES):
            new = y + h * weighted(weights, stages[: i + 1])
            stages[i + 1] = slopes(t + PLACES[i] * h, new)
        size = atol + rtol * np.maximum(np.abs(y), np.abs(new))
        error = h * weighted(ERROR, stages) / size
        error = np.sqrt(np.add.reduce(error * error, axis=0) / states)

        good = going & (error <= 1)
        after = np.where(final, end, t + h)
        if good.any():
            dense = None
            while len(due := np.flatnonzero(good & (ahead[nexts] < after))):
                if dense is None:
                    rise = new - y
                    bend = h * stages[0] - rise
                    twist = rise - h * stages[6] - bend
                    dense = rise, bend, twist, h * weighted(DENSE, stages)
                rise, bend, twist, last = (part[:, due] for part in dense)
                s = (times[nexts[due]] - t[due]) / h[due]
                q = 1 - s
                value = y[:, due] + s * (rise + q * (bend + s * (twist + q * last)))
                report[nexts[due], :, everyone[due]] = value.T
                nexts[due] += 1

        bounded = np.maximum(error, 1e-10)
        grow = SAFETY * bounded**-NOW * last_error**BEFORE
        grow = np.minimum(np.where(rejected, 1.0, GROWTH), np.maximum(SHRINK, grow))
        shrink = np.maximum(SHRINK, SAFETY * bounded**-NOW)
        shrink = np.where(np.isfinite(error), shrink, SHRINK)
        wished = h * np.where(good, grow, shrink)
        # A step that the end of its segment cut short says little about the next one.
        free = np.where(good & final, np.maximum(free, wished), wished)
        last_error = np.where(good, np.maximum(error, 1e-4), last_error)
        rejected = going & ~good
        t = np.where(good, after, t)
        y = np.where(good, new, y)
        stages[0] = np.where(good, stages[6], stages[0])
        steps += good
        h = np.minimum(free, longest)
        stuck = going & ~(h > 1e-14 * np.maximum(np.abs(t), 1e-10))
        if stuck.any() or steps.max() > MOST_STEPS:
            when = t[np.argmax(stuck)] if stuck.any() else t[np.argmax(steps)]
            raise SolverError(
                f"the solver could not go past time {when:.6g}: the rates change too "
                "fast there or are not numbers"
            )
    return report, steps
