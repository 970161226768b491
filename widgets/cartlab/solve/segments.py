"""Cuts the time axis of a patient where something jumps. Twin of `segments.js`."""

import math
from typing import NamedTuple

import numpy as np

CLOSE = 1e-9  # cuts nearer than this share of the time span are one cut


class Given(NamedTuple):
    """A dose as one patient gets it: `number` times `amount`, each within `over`."""

    state: int
    amount: float
    time: float
    over: float
    number: float
    every: float


def occasions(dose, t_end):
    """Return the times at which a dose starts, from 0 to just before the end.

    What would be given at the end itself could not be seen any more.
    """
    if not dose.amount:
        return []
    number = math.floor(dose.number + 0.5)
    times = [dose.time + i * dose.every for i in range(number)]
    return [time for time in times if time >= 0 and t_end - time > 2 * CLOSE * t_end]


def segments(cuts, doses, t_end, states):
    """Return the edges, jumps and inflows of one patient's segments.

    cuts: times; doses: `Given`s. Edges: shape (k + 1,); jumps, inflows: (k, states).
    """
    gap = CLOSE * t_end
    starts = [(dose, time) for dose in doses for time in occasions(dose, t_end)]
    marks = [*cuts, *(time for _, time in starts)]
    marks += [time + dose.over for dose, time in starts if dose.over > gap]
    edges = [0.0]
    for mark in sorted(marks):
        if mark - edges[-1] > gap and t_end - mark > gap:
            edges.append(mark)
    edges.append(t_end)

    def place(time):
        return max(i for i, edge in enumerate(edges) if edge <= time + gap)

    jumps = np.zeros((len(edges) - 1, states))
    inflows = np.zeros_like(jumps)
    for dose, time in starts:
        first, last = place(time), place(time + dose.over)
        if last > first and dose.over > gap:
            inflows[first:last, dose.state] += dose.amount / dose.over
        else:
            jumps[first, dose.state] += dose.amount
    return np.array(edges), jumps, inflows


def together(patients):
    """Stack the segments of several patients: the short ones end in empty segments."""
    most = max(len(jumps) for _, jumps, _ in patients)
    edges, jumps, inflows = [], [], []
    for edge, jump, inflow in patients:
        if more := most - len(jump):
            edge = np.pad(edge, (0, more), mode="edge")
            jump = np.pad(jump, ((0, more), (0, 0)))
            inflow = np.pad(inflow, ((0, more), (0, 0)))
        edges.append(edge)
        jumps.append(jump)
        inflows.append(inflow)
    return np.stack(edges, -1), np.stack(jumps, -1), np.stack(inflows, -1)
