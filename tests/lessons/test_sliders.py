"""Where the sliders of a lesson stand can be read at a glance."""

import re

import pytest

from cartlab.solve.say import spell
from lessons.rerun import LESSONS
from pages.explorers import explorers, title

DIGITS = 4
EACH = pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)


def digits(number):
    """Return how many digits a slider shows of a number: 2 of 1.4 × 10⁸."""
    head = spell(number).partition("×")[0].strip()
    if re.fullmatch("10[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+", head):
        return 1
    return len(re.sub(r"\D", "", head).strip("0"))


@EACH
def test_no_slider_is_set_to_more_digits_than_can_be_meant(path):
    for lab in explorers(path):
        for settings in (lab.values, *lab.scenes.values()):
            for name, value in settings.items():
                assert digits(value) <= DIGITS, f"{title(lab)}: {name} = {spell(value)}"
