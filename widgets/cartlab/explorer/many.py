"""Many runs of one model at once: a sweep, a surface, a population. Twin of `many/many.js`.

What stands in a row depends on the row alone, never on the other rows.
"""

import numpy as np

from cartlab.solve import SLIDERS
from cartlab.solve.contract import SolverError

from .reading import measure_each


def many(model, base, rows, ask):
    """Return what each readout of `ask` finds in each row, shape (len(ask), n).

    base: {parameter: number} for all rows; rows: {parameter: n numbers}, put in row by row.
    NaN: it never happens there, or the model cannot be followed there. Raises ValueError
    for an unknown parameter, one outside its range, or rows of several lengths.
    """
    model.values(**base, **rows)
    sizes = {len(values) for values in rows.values()}
    if len(sizes) != 1:
        raise ValueError(f"rows need one length: {sorted(sizes)}")
    size = sizes.pop()
    try:
        cohort = model.simulate(rtol=SLIDERS, **base, **rows)
    except (SolverError, ValueError):  # a row that fails leaves a hole, not nothing
        if size == 1:
            return np.full((len(ask), 1), np.nan)
        one_by_one = ({n: x[i : i + 1] for n, x in rows.items()} for i in range(size))
        return np.hstack([many(model, base, row, ask) for row in one_by_one])
    return np.array([measure_each(item, cohort, size) for item in ask])
