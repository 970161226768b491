"""Readouts and spoken numbers agree with what can be worked out by hand."""

import numpy as np
import pytest

from cartlab.solve.readouts import measure
from cartlab.solve.say import say

T = np.linspace(0, 10, 101)


def test_a_peak_between_two_points_is_found_by_a_parabola():
    x = 5 - (T - 3.14159) ** 2
    assert measure({"kind": "peak"}, T, x) == pytest.approx(5)
    assert measure({"kind": "time of peak"}, T, x) == pytest.approx(3.14159)


def test_the_lowest_point_is_found_wherever_it_is():
    assert measure({"kind": "lowest"}, T, (T - 4) ** 2 + 3) == pytest.approx(3)
    assert measure({"kind": "lowest"}, T, -T) == -10


def test_a_peak_of_whole_numbers_is_never_rounded_up():
    x = np.where(T > 3, 2.0, 1.0)
    assert measure({"kind": "peak"}, T, x, whole=True) == 2
    assert measure({"kind": "time of peak"}, T, x, whole=True) == pytest.approx(3.1)


def test_a_peak_at_the_end_is_the_last_point():
    assert measure({"kind": "peak"}, T, T) == 10
    assert measure({"kind": "time of peak"}, T, T) == 10


def test_value_area_and_first_times_are_exact_on_straight_lines():
    x = 2 * T
    assert measure({"kind": "value", "at": 3.33}, T, x) == pytest.approx(6.66)
    assert measure({"kind": "area"}, T, x) == pytest.approx(100)
    assert measure({"kind": "first above", "at": 7.3}, T, x) == pytest.approx(3.65)
    assert measure({"kind": "first below", "at": 7.3}, T, -x + 10) == pytest.approx(
        1.35
    )
    assert measure({"kind": "first above", "at": 20}, T, x) is None
    assert measure({"kind": "first above", "at": -1}, T, x) == 0


@pytest.mark.parametrize(
    "number, text",
    [
        (0, "0"),
        (0.0012345, "0.00123"),
        (0.00012345, "1.23 × 10⁻⁴"),
        (1.125, "1.13"),
        (8.85, "8.85"),
        (99.95, "100"),
        (128.39, "128"),
        (17835.6, "17,800"),
        (999_600, "10⁶"),
        (1e11, "10¹¹"),
        (5.24e10, "5.24 × 10¹⁰"),
        (-3.5e-9, "−3.5 × 10⁻⁹"),
        (None, "never"),
    ],
)
def test_numbers_are_said_with_three_significant_digits(number, text):
    assert say(number) == text


def test_the_first_low_lies_between_a_fall_and_a_rise():
    low = {"kind": "first low"}
    assert measure(low, T, (T - 3.14159) ** 2) == pytest.approx(3.14159)
    assert measure(low, T, np.cos(2 * T)) == pytest.approx(np.pi / 2, abs=1e-3)
    assert measure(low, T, T) is None
    assert measure(low, T, -T) is None
    shaken = 1 + 1e-9 * np.cos(50 * T)  # no more than a solver may leave
    assert measure(low, T, shaken) is None


def test_a_fall_is_measured_from_the_peak_on():
    x = np.exp(-np.abs(T - 2))
    fallen = {"kind": "fall to", "at": 100 / np.e}
    assert measure(fallen, T, x) == pytest.approx(3, abs=1e-3)
    assert measure({"kind": "fall to", "at": 0.001}, T, x) is None
    assert measure({"kind": "fall to", "at": 50}, T, T) is None
