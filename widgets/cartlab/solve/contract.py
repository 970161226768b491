"""What every way of following a model keeps, in Python and in JavaScript.

A model is followed in one of three ways: as a `formula`, by its `rates`, by its `jumps`.
Each is a module of that name here, with a twin in JavaScript; `language/kinds.py` and
`language/model.js` choose by the kind that a model declares, nowhere else. A new way
keeps this:

1. `follow(moving, patients, times, ...)` follows n patients of m states at once and
   returns a `Followed`. moving(t, y): what moves the states, at times t of shape (n,)
   and states y of shape (m, n); the way says what it returns, and what else it takes
   (`...`): tolerances for rates, events and who draws for jumps, nothing for a formula,
   which has nothing that moves it either. Jumps have no inflows.
2. `times`, shape (r,), rise and are common to all patients. What is reported at a time is
   the state after everything that happens at that time (right-continuous).
3. The time axis is cut into `Patients.edges`. Where a segment starts, its jump is added
   to the state before anything else; within it nothing that rests on the time changes
   abruptly. A segment of length 0 is passed over, but its jump is not.
4. Nothing is asked of `moving` outside of the segment it speaks of.
5. A patient of a cohort gets the numbers that it would get alone, in whatever order and
   company; chance comes from `chance.py` alone, from who draws and the seed.
6. What cannot be followed to the end raises `SolverError`: the time, why, and a remedy
   where there is one. Nothing is clipped in silence.
7. `steps` counts the work of each patient; it is the same in Python and on the page.
8. The twin does the same arithmetic in the same order: the parity tests compare numbers
   to 1e-9, and events and steps as equal. There, `make…(spec)` returns
   follow({moving, start, segments, times, rtol, p, report}) for one patient: moving(t, y,
   d) fills d, report(i, y) is told the state at times[i]; it returns {steps}, of jumps
   {steps, events}, and allocates nothing per step but for a log that grows by doubling.
"""

from typing import NamedTuple

import numpy as np


class SolverError(RuntimeError):
    """A model cannot be followed any further; the message says where and why."""


class Patients(NamedTuple):
    """Who is followed, from where, and where the time axis is cut.

    start: initial states, (m, n). edges: (k + 1, n), never falling, the ends of the k
    segments of each patient. jumps: (k, m, n), added where a segment starts. inflows:
    (k, m, n), added per time within a segment.
    """

    start: np.ndarray
    edges: np.ndarray
    jumps: np.ndarray
    inflows: np.ndarray


class Followed(NamedTuple):
    """states: (r, m, n). steps: (n,). events: one (which, times) a patient, or none."""

    states: np.ndarray
    steps: np.ndarray
    events: tuple = ()
