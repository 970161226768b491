"""What a page draws, set against what Python computes for the same values."""

import numpy as np

from cartlab.explorer.panel import CURVES
from cartlab.explorer.panels import kind_of


def compare(lab, run, drawn):
    """Check all arrays of an explorer's page against a run in Python, panel by panel."""
    for i, spec in enumerate(lab.panels):
        kind = kind_of(spec)
        page = {one["series"]: one for one in drawn if one["panel"] == i}
        mine = kind.arrays(spec, lab.model, run)
        assert list(page) == list(mine), spec["title"]
        for series, (x, values) in mine.items():
            where = f"{spec['kind']} “{spec['title']}”, {series}"
            same(page[series]["x"], x, 1e-9, where)
            same(page[series]["values"], values, kind.tolerance, where)


def same(page, mine, tolerance, where):
    """Check numbers, to a share of each; next to 0, of the greatest. Gaps must agree."""
    greatest = np.nanmax(np.abs(mine)) if np.isfinite(mine).any() else 0.0
    np.testing.assert_allclose(
        page,
        mine,
        rtol=tolerance,
        atol=CURVES * greatest,
        equal_nan=True,
        err_msg=where,
    )
