"""What a page draws, set against what Python computes for the same values."""

import math

import numpy as np

from cartlab.explorer.checklist import results
from cartlab.explorer.contour import surface
from cartlab.explorer.grades import graded
from cartlab.explorer.histogram import counts
from cartlab.explorer.histogram import found as found_in
from cartlab.explorer.reading import measure

CURVES, SWEEPS = (
    1e-9,
    1e-3,
)  # relative: curves are as exact as stored ones, sweeps are not


def compare(lab, run, found, every=1):
    """Check all plotted arrays against a run in Python; of sweeps, each `every`th point."""
    drawn = {one["panel"] for one in found}
    panels = dict(enumerate(lab.panels))
    assert drawn == {i for i, panel in panels.items() if panel["kind"] != "table"}
    for one in found:
        panel = panels[one["panel"]]
        COMPARERS[panel["kind"]](panel, lab, run, one, every)


def compare_course(panel, lab, run, one, every):
    assert one["series"] in panel["outputs"]
    mine, page = run[one["series"]], np.array(one["values"])
    assert np.isfinite(page).all()
    np.testing.assert_allclose(one["x"], run.times(one["series"]), rtol=1e-12)
    np.testing.assert_allclose(
        page, mine, rtol=CURVES, atol=CURVES * np.abs(mine).max()
    )


def compare_sweep(panel, lab, run, one, every):
    over = lab.model.parameters[panel["over"]]
    spread = np.geomspace if over.scale == "log" else np.linspace
    grid = spread(*over.range, panel["points"])
    np.testing.assert_allclose(one["x"], grid, rtol=1e-9)
    mine = []
    for x in grid[::every]:
        probed = lab.model.simulate(**(run.values | {panel["over"]: x}))
        told = measure(panel["readout"], probed)
        mine.append(math.nan if told is None else told)
    page = np.array(one["values"])[::every]
    np.testing.assert_allclose(page, mine, rtol=SWEEPS, equal_nan=True)


def compare_stacked(panel, lab, run, one, every):
    np.testing.assert_allclose(one["x"], run.times(one["series"]), rtol=1e-12)
    parts = np.array([run[name] for name in panel["outputs"]])
    if panel["share"]:
        parts = 100 * parts / parts.sum(axis=0)
    mine = np.cumsum(parts, axis=0)[panel["outputs"].index(one["series"])]
    np.testing.assert_allclose(
        one["values"], mine, rtol=CURVES, atol=CURVES * mine.max()
    )


def compare_checklist(panel, lab, run, one, every):
    rows = {label: (found, limit) for label, found, limit, _ in results(panel, run)}
    np.testing.assert_allclose(one["values"], rows[one["series"]], rtol=CURVES)


def compare_grades(panel, lab, run, one, every):
    assert list(one["values"]) == [graded(panel, run)[one["series"]]]


def compare_histogram(panel, lab, run, one, every):
    values, passed = found_in(panel, lab.model, run)
    mine = counts(panel, values if one["series"] == "all" else values[~passed])
    np.testing.assert_allclose(one["values"], np.repeat(mine, 2))


def compare_contour(panel, lab, run, one, every):
    x, _, values = surface(panel, lab.model, run)
    np.testing.assert_allclose(one["x"], x, rtol=1e-9)
    row = values[int(one["series"])]
    np.testing.assert_allclose(one["values"], row, rtol=SWEEPS, equal_nan=True)


COMPARERS = {
    "checklist": compare_checklist,
    "contour": compare_contour,
    "course": compare_course,
    "grades": compare_grades,
    "histogram": compare_histogram,
    "stacked": compare_stacked,
    "sweep": compare_sweep,
}
