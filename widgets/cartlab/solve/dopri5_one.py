"""Dormand and Prince's method for one patient: `dopri5.py` on Python's numbers.

numpy takes as long to call for one number as for a hundred, so one patient is followed
faster without it, about three times. `dopri5.js` is the same text in JavaScript, and
`dopri5.py`, which explains the method, does the same for many patients at once: the same
formulas in the same order and the same choice of steps. Whoever changes one changes all
three; tests compare them.
"""
# ruff: noqa: B905 - all lists that go together here have a number for each state

from math import isfinite, nan, sqrt

import numpy as np

from .contract import SolverError
from .dopri5 import (
    BEFORE,
    DENSE,
    ERROR,
    FIRST,
    GROWTH,
    HAIR,
    MOST_STEPS,
    NOW,
    PLACES,
    SAFETY,
    SHRINK,
    STAGES,
)


def solve(rates, start, edges, jumps, inflows, times, rtol, atol, longest):
    """Follow a patient through its segments and report it at `times`.

    rates(t, y): slopes, a list, at the time t and the list of states y. start: (m,).
    edges: (k + 1,). jumps, inflows: (k, m). atol: (m,). Returns the states, (r, m), and
    the number of steps; raises SolverError when the patient cannot be followed to the
    end.
    """
    (a1,), (b1, b2), (c1, c2, c3), (d1, d2, d3, d4), fifth, sixth = STAGES
    e1, e2, e3, e4, e5 = fifth
    f1, _, f3, f4, f5, f6 = sixth
    r1, _, r3, r4, r5, r6, r7 = ERROR
    s1, _, s3, s4, s5, s6, s7 = DENSE
    p2, p3, p4, p5, _, _ = PLACES
    y, edges, times, atol = (x.tolist() for x in (start, edges, times, atol))
    report, count, steps = [], len(times), 0
    last_error, rejected = 1e-4, False
    free = FIRST * (edges[-1] - edges[0])

    for t, end, jump, flow in zip(edges, edges[1:], jumps, inflows, strict=False):
        y = [a + b for a, b in zip(y, jump.tolist(), strict=True)]
        if not end > t:
            continue
        flowing = [(i, rate) for i, rate in enumerate(flow.tolist()) if rate]
        hair = HAIR * (end - t)
        low, high = t + hair, end - hair

        def slopes(at, y, low=low, high=high, flowing=flowing):
            slope = rates(min(max(at, low), high), y)
            for i, rate in flowing:
                slope[i] += rate
            return slope

        h = min(free, longest, end - t)
        k1 = slopes(t, y)
        while len(report) < count and times[len(report)] <= t:
            report.append(y)
        while t < end:
            final = t + 1.0000000001 * h >= end
            if final:
                h = end - t
            new = [a + h * (a1 * b) for a, b in zip(y, k1)]
            k2 = slopes(t + p2 * h, new)
            new = [a + h * (b1 * b + b2 * c) for a, b, c in zip(y, k1, k2)]
            k3 = slopes(t + p3 * h, new)
            new = [
                a + h * (c1 * b + c2 * c + c3 * d) for a, b, c, d in zip(y, k1, k2, k3)
            ]
            k4 = slopes(t + p4 * h, new)
            new = [
                a + h * (d1 * b + d2 * c + d3 * d + d4 * e)
                for a, b, c, d, e in zip(y, k1, k2, k3, k4)
            ]
            k5 = slopes(t + p5 * h, new)
            new = [
                a + h * (e1 * b + e2 * c + e3 * d + e4 * e + e5 * f)
                for a, b, c, d, e, f in zip(y, k1, k2, k3, k4, k5)
            ]
            k6 = slopes(t + h, new)
            new = [
                a + h * (f1 * b + f3 * d + f4 * e + f5 * f + f6 * g)
                for a, b, d, e, f, g in zip(y, k1, k3, k4, k5, k6)
            ]
            k7 = slopes(t + h, new)
            total = 0.0
            for small, a, z, b, d, e, f, g, i in zip(
                atol, y, new, k1, k3, k4, k5, k6, k7
            ):
                size = small + rtol * max(abs(a), abs(z))
                off = h * (r1 * b + r3 * d + r4 * e + r5 * f + r6 * g + r7 * i)
                off = off / size if size else nan
                total += off * off
            error = sqrt(total / len(y))
            power = float(np.power(max(error, 1e-10), -NOW)) if error == error else nan
            good = error <= 1
            if good:
                after = end if final else t + h
                if len(report) < count and times[len(report)] < after:
                    dense = []
                    for a, z, b, d, e, f, g, i in zip(y, new, k1, k3, k4, k5, k6, k7):
                        rise = z - a
                        bend = h * b - rise
                        twist = rise - h * i - bend
                        last = h * (s1 * b + s3 * d + s4 * e + s5 * f + s6 * g + s7 * i)
                        dense.append((a, rise, bend, twist, last))
                    while len(report) < count and times[len(report)] < after:
                        s = (times[len(report)] - t) / h
                        q = 1 - s
                        report.append(
                            [
                                a + s * (rise + q * (bend + s * (twist + q * last)))
                                for a, rise, bend, twist, last in dense
                            ]
                        )
                grow = SAFETY * power * float(np.power(last_error, BEFORE))
                wished = h * min(1.0 if rejected else GROWTH, max(SHRINK, grow))
                last_error, rejected = max(error, 1e-4), False
                t, y, k1 = after, new, k7
                steps += 1
            else:
                wished = h * (
                    max(SHRINK, SAFETY * power) if isfinite(error) else SHRINK
                )
                rejected = True
            # A step that the end of its segment cut short says little about the next.
            free = max(free, wished) if good and final else wished
            h = min(free, longest)
            if steps > MOST_STEPS or not h > 1e-14 * max(abs(t), 1e-10):
                raise SolverError(
                    f"the solver could not go past time {t:.6g}: the rates change too "
                    "fast there or are not numbers"
                )
    report += [y] * (count - len(report))
    return np.array(report), steps
