"""What a drawn curve has wrong is named, and what it has right."""

import numpy as np
import pytest

from cartlab.tasks import Draw, Unlimited
from cartlab.tasks.kinds.draw import PLACES
from explorer.conftest import make_lab, make_model
from pages.robot import WITH_TASKS, tasks_of

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


def plain(right):
    """Yield (name, heights) of what is drawn without a thought, with the model's ends."""
    x = np.linspace(0, 1, PLACES)
    low, high, first, last = right.min(), right.max(), right[0], right[-1]
    yield "diagonal", first + (last - first) * x
    yield "V", np.interp(x, [0, 0.5, 1], [first, low, last])
    yield "deep V", np.interp(x, [0, 0.5, 1], [first, max(low - 0.2, 0), last])
    yield "roof", np.interp(x, [0, 0.5, 1], [first, min(high + 0.2, 1), last])
    yield (
        "zigzag",
        np.interp(x, np.linspace(0, 1, 9), [first, *[high, low] * 3, high, last]),
    )
    for place in (0.5, 0.9):
        yield f"cliff at {place}", np.where(x < place, first, last)
    yield "flat, from the start", np.full(PLACES, first)
    yield "flat, at the end", np.full(PLACES, last)
    yield "flat, in the middle", np.full(PLACES, right.mean())
    yield "corner to corner", x
    yield "corner to corner, falling", 1 - x


def drawings_of(path):
    return [task for task in tasks_of(path) if task.kind == "draw"]


EACH = pytest.mark.parametrize("path", WITH_TASKS, ids=lambda path: path.stem)


@EACH
def test_what_is_drawn_without_a_thought_is_never_right(path):
    for task in drawings_of(path):
        for name, heights in plain(task.heights(task.solution())):
            told = task.check(drawn(task, heights))
            assert not told.right, (task.question, name, told.says)
            assert told.mistake or "What differs: " in told.says


@EACH
def test_a_careful_hand_and_the_arrow_keys_are_right(path):
    chance = np.random.default_rng(5)
    x, stops = np.arange(PLACES), np.arange(0, PLACES, 7)
    for task in drawings_of(path):
        right = task.heights(task.solution())
        keys = np.round((right[stops] - 0.5) / 0.05) * 0.05 + 0.5
        for heights in (
            np.interp(x, stops, keys),
            np.interp(x - 2, x, right),
            np.interp(x + 2, x, right),
            shaky(right, chance),
        ):
            told = task.check(drawn(task, heights))
            assert told.right, (task.question, told.says)


@EACH
def test_a_drawing_between_model_and_misconception_is_not_called_the_misconception(
    path,
):
    for task in drawings_of(path):
        right = task.heights(task.solution())
        for says, mistake in task.mistakes().items():
            theirs = task.heights(mistake)
            assert task.check(drawn(task, (right + theirs) / 2)).mistake != says
            assert task.check(drawn(task, theirs)).mistake == says
            bent = theirs + np.linspace(0, 0.3, PLACES)  # near by at first, another end
            assert task.check(drawn(task, bent)).mistake != says


@SCALES
def test_a_wrong_start_and_a_stretch_beside_the_curve_are_named(peaks, scale):
    task = peaks[scale]
    right, x = task.heights(task.solution()), np.linspace(0, 1, PLACES)
    side = 1 if right[0] < 0.5 else -1
    begun = right + side * np.where(x < 0.02, 0.2, 0)
    assert "your start is too" in said(task, begun)
    top = int(np.argmax(right))
    late = np.where(
        (np.arange(PLACES) > top + 4) & (x < 0.97), right[top] - 0.04, right
    )
    told = said(task, late)
    assert "What differs: your curve is too high from day" in told, told


def test_unlimited_growth_follows_the_model_to_its_fastest_and_never_slows():
    lab = make_lab(make_model())
    task = Draw(lab, "?", "cells", wrong={"No end.": Unlimited("cells", medium=0.5)})
    theirs = task.heights(task.mistakes()["No end."])
    rises = np.diff(theirs)
    at = int(np.argmax(rises))
    assert rises[at:] == pytest.approx(np.minimum(rises[at], 1 - theirs[at:-1]))


def test_an_axis_of_its_own_is_within_the_range_of_the_output():
    lab = make_lab(make_model())
    task = Draw(lab, "?", "cells", axis=(1e3, 1e8))
    assert task.spec["axis"]["low"] == 1e3 and task.spec["axis"]["high"] == 1e8
    with pytest.raises(ValueError, match="choose two rising values"):
        Draw(lab, "?", "cells", axis=(1e8, 1e3))
