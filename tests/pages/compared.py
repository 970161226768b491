"""What a page draws and paints, set against what Python computes for the same values."""

import numpy as np

from cartlab.explorer.panel import CURVES, Frame
from cartlab.explorer.panels import kind_of
from lessons.memory import remembered_runs

PAINT = 1e-6  # relative: a place in px is turned back into a number


def ran(lab, values):
    """Return an explorer's run in Python: the same one to each engine that asks for it."""
    with remembered_runs():
        return lab.run(**values)


@remembered_runs()
def compare(lab, run, drawn, painted=None, main=()):
    """Check an explorer's page against a run in Python, panel by panel.

    drawn: all its arrays. painted and main: all it painted, and which panels are the
    main plot; without them the paint is not looked at.
    """
    for i, spec in enumerate(lab.panels):
        kind, where = kind_of(spec), f"{spec['kind']} “{spec['title']}”"
        page = {one["series"]: one for one in drawn if one["panel"] == i}
        mine = kind.arrays(spec, lab.model, run)
        assert list(page) == list(mine), where
        for series, (x, values) in mine.items():
            same(page[series]["x"], x, CURVES, f"{where}, {series}")
            same(page[series]["values"], values, kind.tolerance, f"{where}, {series}")
        if painted is not None:
            rows = [one for one in painted if one["panel"] == i]
            expected = kind.painted(spec, lab.model, run, frame_of(rows, i in main))
            compare_paint(rows, expected, max(PAINT, kind.tolerance), where)


def frame_of(rows, main):
    """Return what the axes of a page's plot span; None where there is no plot."""
    frame = next((one["numbers"] for one in rows if one["paint"] == "frame"), None)
    return frame and Frame(tuple(frame[:2]), tuple(frame[2:]), main)


def compare_paint(rows, expected, tolerance, where):
    """Check what was painted: the same things under the same names, at the same place."""
    told = [(one["paint"], one["label"]) for one in rows]
    assert told == [(paint, label) for paint, label, _ in expected], where
    for one, (paint, label, numbers) in zip(rows, expected, strict=True):
        page = np.array(one["numbers"], float)
        assert page.shape == np.shape(numbers), f"{where}: {paint} “{label}”"
        known = np.isfinite(numbers)
        mine = np.array(numbers, float)
        same(page[known], mine[known], tolerance, f"{where}: {paint} “{label}”")


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
