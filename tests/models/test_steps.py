"""A formula stands once: what is said anew is said for all that is computed from it."""

import ast
from types import SimpleNamespace

import numpy as np
import pytest

from cartlab.language import LanguageError, Model, Output, Parameter, State
from cartlab.language.functions import runnable_program
from cartlab.language.grammar import Reader
from cartlab.language.program import indices, inlined, names
from cartlab.language.text import Text
from cartlab.therapy import models
from cartlab.therapy.culture import culture
from cartlab.therapy.drain import drain
from cartlab.therapy.journey import journey
from cartlab.therapy.patient import after_infusion
from models.cohorts import cohort

MODELS = models()
ALL = pytest.mark.parametrize("model", MODELS.values(), ids=MODELS)
SEVERE = dict(T0=1e12, toci_mg=560, toci_day=7)
PLACES = 4096  # random states, moments and parameters at which formulas are compared
FOLLOWED = 64  # patients whose states they are, each many times, moved at random
FACTOR = 30  # what a step is multiplied by: enough to pass the steps of a grade
MOST_TWICE = 1  # operations that may stand in two places: see `work`


def small():
    """Cells that crowd each other: the density is needed by the rates and shown."""
    model = Model(
        "Small",
        t_end=4,
        states=dict(x=State(1.0, "cell", "cells")),
        parameters=dict(
            k=Parameter(0.5, "1/day", "growth", (0, 2)),
            volume=Parameter(2.0, "mL", "volume", (1, 10)),
            most=Parameter(9.0, "cell/mL", "greatest density", (1, 20)),
        ),
        outputs=dict(
            density=Output("cell/mL", "density", (0, 100)),
            empty=Output("1", "empty share", (0, 1)),
        ),
    )

    @model.steps
    def steps(t, y, p):
        density = y.x / p.volume
        return dict(density=density, room=1 - density / p.most)

    @model.rates
    def rates(t, y, p, s):
        growth = p.k * s.room
        return dict(x=growth * y.x)

    @model.observe
    def observe(t, y, p, s):
        return dict(density=s.density, empty=s.room)

    return model


# The three lies: an output that repeated a step of the rates by hand.


def test_a_drug_that_blocks_nothing_leaves_all_that_signals():
    still = after_infusion.edit(change={"blocked": "0"}).simulate(**SEVERE)
    np.testing.assert_array_equal(still["il6_signal"], still["il6_serum"])
    untreated = after_infusion.simulate(**SEVERE | {"toci_mg": 0}, times=still.t)
    np.testing.assert_allclose(still["crs_grade"], untreated["crs_grade"])


def test_a_homeostatic_signal_that_never_rises_is_shown_flat():
    run = after_infusion.edit(change={"il15": "1"}).simulate()
    assert (run["il15"] == 1).all()


def test_without_perfusion_none_is_shown():
    assert culture.simulate()["perfusion"].max() > 0
    assert not culture.edit(change={"flow": "0"}).simulate()["perfusion"].any()


def test_a_receptor_that_stays_free_stays_free_in_the_output():
    run = drain.edit(change={"free": "1"}).simulate()
    np.testing.assert_array_equal(run["il6_signal"], run["il6_serum"])


# All steps of all models.


def places(model):
    """Return random moments, states and parameters (t, y, p) within the ranges."""
    values, chance = cohort(model, PLACES, seed=21), np.random.default_rng(22)
    run = model.simulate([0, model.t_end / 2], **cohort(model, FOLLOWED, seed=23))
    y = {
        name: np.resize(x[-1], PLACES) * chance.uniform(0.5, 2, PLACES)
        for name, x in run.states.items()
    }
    t = chance.uniform(0, model.t_end, PLACES)
    return t, SimpleNamespace(**y), SimpleNamespace(**values)


def formulas(model, there):
    """Return {(function, name): numbers} of all rates and outputs at some places."""
    found = {}
    with np.errstate(all="ignore"):
        for function in model.text.functions:
            told = runnable_program(model.text.program(function))(*there)
            for name, x in told.items():
                found[function, name] = np.broadcast_to(x, PLACES)
    return found


def computed_from(model, step):
    """Return the rates and outputs that are computed from a step: the model's graph."""
    found = set()
    for function in model.text.functions:
        program = model.text.program(function)
        for name, node in program.returns.items():
            reached, waiting = set(), [node]
            while waiting:
                for used in names(waiting.pop()) & program.steps.keys() - reached:
                    reached.add(used)
                    waiting.append(program.steps[used])
            if step in reached:
                found.add((function, name))
    return found


def steps_of(model):
    own = [name for read in model.text.functions.values() for name in read.steps]
    return [*model.text.steps, *own]


def said(model, step):
    every = [model.text.steps, *(f.steps for f in model.text.functions.values())]
    return next(ast.unparse(steps[step]) for steps in every if step in steps)


EVERY_STEP = [
    pytest.param(model, step, id=f"{key}-{step}")
    for key, model in MODELS.items()
    for step in steps_of(model)
]


@pytest.fixture(scope="module")
def somewhere():
    return {id(model): places(model) for model in MODELS.values()}


@pytest.mark.parametrize(("model", "step"), EVERY_STEP)
def test_a_step_said_anew_changes_what_is_computed_from_it_and_nothing_else(
    somewhere, model, step
):
    there = somewhere[id(model)]
    before = formulas(model, there)
    edited = model.edit(change={step: f"{FACTOR} * ({said(model, step)})"})
    after = formulas(edited, there)
    changed = {k for k in before if not np.array_equal(before[k], after[k], True)}
    assert computed_from(model, step), f"nothing is computed from {step}"
    assert changed == computed_from(model, step)


def work(node):
    """Count the operations of an expression as it is written.

    A complement, 1 - x, counts like a sign. One operation between names may stand twice
    (2 * rate, fast + slow): a name for it would say no more than it does.
    """
    count = 0
    for part in ast.walk(node):
        match part:
            case ast.BinOp(left=ast.Constant(value=1), op=ast.Sub()):
                pass
            case ast.BinOp() | ast.Call() | ast.Compare():
                count += 1
    return count


def twice(model):
    """Return the expressions of a model that stand in two places, steps written out.

    What rests on the index of a sum can have no name and may be repeated within it.
    """
    found = {}
    places = [(model.text.steps.values(), model.text.steps)]
    for read in model.text.functions.values():
        places.append((read.expressions(), model.text.steps | read.steps))
    for nodes, steps in places:
        for whole in nodes:
            for part in ast.walk(whole):
                named = isinstance(part, ast.expr) and not names(part) & indices(whole)
                if named and work(part) > MOST_TWICE:
                    key = ast.unparse(inlined(part, steps))
                    found.setdefault(key, []).append(ast.unparse(part))
    return [told for told in found.values() if len(told) > 1]


@ALL
def test_no_formula_stands_twice(model):
    assert twice(model) == []


# The language of it.


def test_a_shared_step_is_one_formula_in_python_and_script():
    model = small()
    run = model.edit(change={"density": "3 * y.x / p.volume"}).simulate()
    assert run["density"][0] == 1.5 and run["empty"][0] == pytest.approx(1 - 1.5 / 9)
    assert model.slopes()["x"] == pytest.approx(0.5 * (1 - 0.5 / 9))
    script = model.edit(change={"room": "0.5"}).spec()["javascript"]
    assert r"{room} = 0.5" in repr(model.edit(change={"room": "0.5"}).equations)
    assert "density" not in script["moving"]["each"]


def test_a_program_carries_only_the_shared_steps_that_it_needs():
    program = drain.text.program("rates")
    assert list(program.steps) == ["free"]
    shown = small().edit(change={"empty": "1"}).text.program("observe")
    assert list(shown.steps) == ["density"]


def test_shared_steps_stand_where_the_rates_need_them():
    lines = repr(small().equations).split("\n")
    assert [line.split(" =")[0] for line in lines] == [
        r"\frac{dx}{dt}",
        r"\mathrm{density}",
        r"\mathrm{room}",
        r"\mathrm{growth}",
    ]


def test_a_changed_text_may_use_the_steps_before_it_bare_or_by_s():
    for text in ("p.k * room", "p.k * s.room"):
        same = small().edit(change={"growth": text}).simulate()
        np.testing.assert_array_equal(same["density"], small().simulate()["density"])
    with pytest.raises(LanguageError, match="density = .*room is unknown"):
        small().edit(change={"density": "room * y.x / p.volume"})
    with pytest.raises(LanguageError, match="density = .*s.room is not a shared step"):
        small().edit(change={"density": "s.room * y.x / p.volume"})
    with pytest.raises(
        LanguageError, match="density = y.x is in cell; density is in cell/mL"
    ):
        small().edit(change={"density": "y.x"})
    with pytest.raises(LanguageError, match="rooom is not a step.*did you mean room"):
        small().edit(change={"rooom": "1"})


def test_an_output_can_be_said_anew_too():
    assert (small().edit(change={"empty": "0.25"}).simulate()["empty"] == 0.25).all()


def test_where_a_state_and_an_output_have_one_name_its_rate_is_said_anew():
    edited = culture.edit(change={"il2": "0 * p.k_il2 * y.il2"})
    held = edited.simulate()
    assert held["il2"][-1] == held["il2"][0]


def test_a_step_in_two_functions_is_refused_with_the_remedy():
    model = small()
    with pytest.raises(
        LanguageError, match=r"growth is a step.*@model.steps.*s.growth"
    ):

        @model.observe
        def observe(t, y, p, s):
            growth = p.k * s.room
            return dict(density=s.density, empty=growth / p.k)


def test_a_step_that_is_not_the_output_of_its_name_is_refused():
    model = small()
    with pytest.raises(
        LanguageError, match="empty is a step of rates, and what observe"
    ):

        @model.rates
        def rates(t, y, p, s):
            empty = s.room
            return dict(x=p.k * empty * y.x)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "dict(density=density, empty=s.room)",
            "density is a shared step; write s.den",
        ),
        ("dict(density=s.densty, empty=1)", "s.densty is not a shared step; did you"),
        (
            "dict(density=s.density, empty=roam)",
            "roam is unknown; known are t; a number",
        ),
    ],
)
def test_a_shared_step_is_read_by_s(text, told):
    with pytest.raises(LanguageError, match=told):
        read("t, y, p, s", text)


def test_a_function_without_s_is_told_how_to_get_it():
    with pytest.raises(
        LanguageError, match=r"s is not an argument; write \(t, y, p, s"
    ):
        read("t, y, p", "dict(density=s.density)")
    with pytest.raises(LanguageError, match=r"s as the fourth argument: \(t, y, p, s"):
        read("t, y, p", "dict(density=density)")


def read(arguments, text):
    reader = Reader(["x"], ["k"], ["density", "room"])
    return reader.text(f"def observe({arguments}):\n    return {text}\n")


def test_steps_said_anew_must_still_give_what_the_others_read():
    model = small()
    with pytest.raises(LanguageError, match="rates reads s.room, which @model.steps"):

        @model.steps
        def steps(t, y, p):
            return dict(density=y.x / p.volume)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("    return dict(x=p.k)", "the name k is taken|the name x is taken"),
        (
            "    a = p.k\n    return dict(a=2 * a)",
            "a is a step and is returned as some",
        ),
        (
            "    return dict(a=sum(p.k for b in range(2)), b=p.k)",
            "a sum counts with it",
        ),
    ],
)
def test_a_shared_step_has_one_meaning(text, told, tmp_path):
    with pytest.raises(LanguageError, match=told):
        Text("Text", ("x",), ("k",)).declared("steps", function(text, tmp_path))


def test_a_step_that_two_models_of_a_chain_say_is_edited_in_its_model():
    dense = journey.edit(change={"density": "0.5 * cells / y.volume"})
    assert not np.array_equal(
        dense.simulate()["density"], culture.simulate()["density"]
    )
    said = "division is said by The culture and by .*; edit that model"
    with pytest.raises(LanguageError, match=said):
        journey.edit(change={"division": "0 * p.mu_max"})


def function(body, folder):
    """Return a function whose text can be read again, as that of a notebook's cell."""
    path = folder / "cell.py"
    path.write_text(f"def steps(t, y, p):\n{body}\n", encoding="utf-8")
    space = {}
    exec(compile(path.read_text("utf-8"), path, "exec"), space)
    return space["steps"]


@ALL
def test_writing_a_step_out_leaves_the_model_as_it_was(model):
    before = str(model.text)
    twice(model)
    assert str(model.text) == before
