"""What a drawn curve has wrong is named, and what it has right."""

import numpy as np
import pytest

from cartlab.tasks.kinds.draw import PLACES

MANY = 250
SCALES = pytest.mark.parametrize("scale", ["log", "linear"])


def drawn(task, heights):
    """Return a curve of these heights as a reader gives it."""
    times = np.linspace(0, task.home.t_end, PLACES)
    values = [task.value_at(height) for height in np.clip(heights, 0, 1)]
    return list(zip(times.tolist(), values, strict=True))


def shaky(heights, chance):
    """Return heights as a hand draws them, a little off everywhere."""
    return heights + chance.normal(0, 0.01, len(heights))


def said(task, heights):
    return task.check(drawn(task, heights)).says


@SCALES
def test_the_curve_itself_is_right(peaks, scale):
    task, chance = peaks[scale], np.random.default_rng(0)
    right = task.heights(task.solution())
    for _ in range(MANY):
        told = task.check(drawn(task, shaky(right, chance)))
        assert told.right and "the time of the peak" in told.says, told.says


@SCALES
@pytest.mark.parametrize("side", [-1, 1])
def test_a_peak_at_another_time_is_named(peaks, scale, side):
    task, chance = peaks[scale], np.random.default_rng(1)
    right = task.heights(task.solution())
    places = np.arange(PLACES)
    for _ in range(MANY):
        then = places - chance.uniform(0.13, 0.18) * PLACES  # moved to the right
        if side < 0:
            then = places * chance.uniform(1.9, 2.1)  # everything faster
        told = said(task, shaky(np.interp(then, places, right), chance))
        assert f"too {'late' if side > 0 else 'early'}" in told, told
        assert "the height of the peak" in told


@SCALES
def test_a_peak_that_is_too_low_is_named(peaks, scale):
    task, chance = peaks[scale], np.random.default_rng(2)
    right = task.heights(task.solution())
    low = right.min()
    for _ in range(MANY):
        part = 1 - chance.uniform(0.105, 0.115) / (right.max() - low)
        told = said(task, low + (right - low) * part)
        assert "your peak is too low by" in told and "the time of the peak" in told, (
            told
        )


@SCALES
def test_a_peak_that_is_too_high_is_named(peaks, scale):
    task, chance = peaks[scale], np.random.default_rng(3)
    right = task.heights(task.solution())
    low = right.min()
    least = 1 + 0.14 / (right.max() - low)
    for _ in range(MANY):
        told = said(task, low + (right - low) * chance.uniform(least, least + 0.1))
        assert "your peak is too high by" in told, told


@SCALES
def test_a_missing_fall_is_named(peaks, scale):
    task, chance = peaks[scale], np.random.default_rng(4)
    right = np.maximum.accumulate(task.heights(task.solution()))
    for _ in range(MANY):
        told = said(task, shaky(right, chance))
        assert "your curve has no fall" in told and "the rise" in told, told


@SCALES
def test_a_flat_line_has_neither_rise_nor_fall(peaks, scale):
    task = peaks[scale]
    told = said(task, np.full(PLACES, 0.1))
    assert "your curve does not rise" in told and "your curve has no fall" in told
