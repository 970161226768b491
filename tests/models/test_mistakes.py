"""Mistakes that learners make with a model get an answer that names the thing and the remedy."""

import pytest

from cartlab import Explorer
from cartlab.language import LanguageError
from cartlab.therapy.patient import after_infusion as patient
from explorer.conftest import make_model

MISTAKES = {
    "an output nearly right": (
        lambda: patient.simulate().curve("cart"),
        "did you mean cart_blood?",
    ),
    "a parameter nearly right": (
        lambda: patient.parameters["dos"],
        "did you mean dose?",
    ),
    "an output looked up": (lambda: patient.outputs["cart"], "did you mean cart"),
    "a parameter that is none": (
        lambda: patient.edit(foo=3),
        r"there are \d+, such as dose, q, phi; parameter_table\(\) lists them",
    ),
    "a step given a value": (
        lambda: patient.edit(room=1),
        "room is said by the text .* write change={“room”: “…”}",
    ),
    "a step in another unit": (
        lambda: patient.edit(change={"kill_B": "y.Tp"}),
        "kill_B = y.Tp is in cell; kill_B is in 1/day elsewhere",
    ),
    "a word for a number": (
        lambda: patient.simulate(dose="much"),
        "dose = “much”: give a number",
    ),
    "a word for a default": (
        lambda: patient.edit(dose="much"),
        "dose = “much”: give a number",
    ),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_told_with_its_remedy(name):
    call, told = MISTAKES[name]
    with pytest.raises((ValueError, KeyError, LanguageError), match=told):
        call()


def test_an_explorer_offers_its_own_names_and_says_how_sliders_are_moved():
    lab = Explorer(patient, sliders=["dose"], panels=[["cart_blood"]])
    assert {"values", "run", "table", "figure", "compare"} <= set(dir(lab))
    assert "layout" not in dir(lab)  # of the 60 names that every widget has
    with pytest.raises(AttributeError, match="lab.sliders.“dose”..value = "):
        lab.values = {"dose": 1e9}
    lab.sliders["dose"].value = 1e9
    assert lab.values == {"dose": 1e9}


def test_help_begins_with_an_example_that_runs():
    text = Explorer.__doc__
    example = text[text.index("lab = Explorer") : text.index("model: a Model")]
    lines = [line.split("#")[0].strip() for line in example.strip().splitlines()]
    space = {"Explorer": Explorer, "model": make_model()}
    exec("\n".join(lines), space)
    assert space["lab"].values == {"r": 0.5}
