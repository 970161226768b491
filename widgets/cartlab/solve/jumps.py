"""Follows a model by its jumps: Gillespie's direct method. Keeps contract.py.

Between two events nothing changes, so the waiting time for the next one is exponential
with the sum of all propensities as its rate, and which event it is is drawn by their
shares. Where the time axis is cut (a dose, a switch in time) the waiting starts anew:
it has no memory. `jumps.js` is the twin of this file.

Draw number i of well w under a seed is the same in Python and on the page (chance.py). Its
first word tells how long, its second one what. The logarithm is our own (`log_of`), because
libraries differ in its last digit; with it the times of events are equal to the last bit
wherever the propensities are sums, products, quotients, roots and choices. Propensities are
summed in the order in which they are returned.

Gillespie, J. Phys. Chem. 81, 2340 (1977), doi:10.1021/j100540a008.
"""

import numpy as np

from .chance import EVENTS, share, words
from .contract import Followed, SolverError

MOST_EVENTS = 100_000  # of one well
BLOCK = 64  # draws made ahead for a well: numpy is fast with many, slow with one
SQRT_HALF = 0.7071067811865476
LN2_HIGH, LN2_LOW = 6.93147180369123816490e-01, 1.90821492927058770002e-10
SERIES = (
    6.666666666666735130e-01,
    3.999999999940941908e-01,
    2.857142874366239149e-01,
    2.222219843214978396e-01,
    1.818357216161805012e-01,
    1.531383769920937332e-01,
    1.479819860511658591e-01,
)


def log_of(x):
    """Return the natural logarithm of numbers above 0, by + - * / alone.

    The algorithm of fdlibm's e_log.c (Sun Microsystems, 1993), good to the last bit but
    one; `logOf` in jumps.js does the same, so both round alike.
    """
    part, power = np.frexp(x)
    low = part < SQRT_HALF
    part, power = np.where(low, 2 * part, part), power - low
    f = part - 1
    s = f / (2 + f)
    z = s * s
    w = z * z
    l1, l2, l3, l4, l5, l6, l7 = SERIES
    even = w * (l2 + w * (l4 + w * l6))
    odd = z * (l1 + w * (l3 + w * (l5 + w * l7)))
    half = 0.5 * f * f
    return power * LN2_HIGH - (
        (half - (s * (half + (even + odd)) + power * LN2_LOW)) - f
    )


def rounded(amount):
    """Return whole numbers, halves rounded up."""
    return np.floor(amount + 0.5)


def follow(moving, patients, times, changes, names, who, seed):
    """Follow the propensities moving(t, y), shape (e, n), of e events.

    changes: (e, m), whole numbers, what each event adds to the states. names: of the
    events, for messages. who, seed: (n,). Starts are rounded to whole numbers; so is what
    is given at one moment, all of it together.
    """
    start, edges, jumps, _ = patients
    segments, _, n = jumps.shape
    everyone = np.arange(n)
    y, jumps = rounded(start), rounded(jumps)
    report = np.empty((len(times), *y.shape))
    nexts, steps = np.zeros(n, int), np.zeros(n, int)
    segment, t = np.full(n, -1), edges[0].copy()
    end, middle = t.copy(), t.copy()
    drawn = Draws(who, seed)
    logged = []
    while True:
        while (arrived := (t >= end) & (segment < segments)).any():
            segment = segment + arrived
            inside = arrived & (segment < segments)
            which = segment[inside], slice(None), everyone[inside]
            y[:, inside] += jumps[which].T
            check_given(y, t)
            end[inside] = edges[segment[inside] + 1, everyone[inside]]
            middle[inside] = 0.5 * (t[inside] + end[inside])
        going = segment < segments
        if not going.any():
            break
        each = moving(middle, y)
        wrong = ~((each >= 0) & (each < np.inf)) & going
        if wrong.any():
            event, patient = np.argwhere(wrong)[0]
            raise SolverError(
                f"the propensity of {names[event]} is {each[event, patient]:g} at time "
                f"{t[patient]:.6g}: it must be a finite number that is not "
                "negative"
            )
        sums = np.cumsum(each, axis=0)
        total = sums[-1]
        may = going & (total > 0)
        wait, chosen = drawn.next(may)
        with np.errstate(divide="ignore"):
            then = np.where(may, t + wait / total, np.inf)
        happens = may & (then < end)
        after = np.where(happens, then, end)
        tell(report, nexts, times, y, np.where(going, after, -np.inf))
        event = np.argmax(sums > chosen * total, axis=0)
        y = np.where(happens, y + changes[event].T, y)
        t = np.where(going, after, t)
        steps += happens
        logged.append((everyone[happens], event[happens], then[happens]))
        check(y, t, steps, names, event, happens)
    tell(report, nexts, times, y, np.full(n, np.inf))
    return Followed(report, steps, by_patient(logged, n))


def tell(report, nexts, times, y, until):
    """Report the states y at all times before `until` that are still to be told."""
    while True:
        waiting = np.flatnonzero(nexts < len(times))
        due = waiting[times[nexts[waiting]] < until[waiting]]
        if not len(due):
            return
        report[nexts[due], :, due] = y[:, due].T
        nexts[due] += 1


def check_given(y, t):
    low = (y < 0).any(axis=0)
    if low.any():
        raise SolverError(
            f"a start or a dose takes a number below 0 at time {t[np.argmax(low)]:.6g}: "
            "give no more away than there is"
        )


def check(y, t, steps, names, event, happens):
    low = (y < 0).any(axis=0) & happens
    if low.any():
        patient = np.argmax(low)
        raise SolverError(
            f"{names[event[patient]]} took a number below 0 at time {t[patient]:.6g}: "
            "an event that cannot happen needs the propensity 0"
        )
    if steps.max() > MOST_EVENTS:
        raise SolverError(
            f"more than {MOST_EVENTS:,} events by time {t[np.argmax(steps)]:.6g}: begin "
            "with fewer, slow the events down or end earlier"
        )


def by_patient(logged, n):
    """Return (which, times) of the events of each patient, in order."""
    patient, event, time = (np.concatenate(part) for part in zip(*logged, strict=True))
    order = np.argsort(patient, kind="stable")
    ends = np.cumsum(np.bincount(patient, minlength=n))[:-1]
    return tuple(
        zip(np.split(event[order], ends), np.split(time[order], ends), strict=True)
    )


class Draws:
    """The draws of n wells, each counted by itself."""

    def __init__(self, who, seed):
        self.who, self.seed = who, seed
        self.count, self.block = np.zeros(len(who), int), np.full(len(who), -1)
        self.waits, self.shares = np.ones((2, BLOCK, len(who)))
        self.everyone = np.arange(len(who))

    def next(self, may):
        """Return how long (times the sum of propensities) and what, for those who may."""
        fresh = may & (self.count // BLOCK != self.block)
        if fresh.any():
            numbers = self.count[fresh] + np.arange(BLOCK)[:, None]
            found = words(self.who[fresh], numbers, self.seed[fresh], EVENTS)
            self.waits[:, fresh] = -log_of(share(found[0]))
            self.shares[:, fresh] = share(found[1])
            self.block[fresh] = self.count[fresh] // BLOCK
        at = self.count % BLOCK
        self.count = self.count + may
        return self.waits[at, self.everyone], self.shares[at, self.everyone]
