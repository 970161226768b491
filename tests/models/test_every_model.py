"""Promises that every model of the course keeps; a new model is here by itself."""

import json
import math
from importlib import import_module
from pkgutil import walk_packages

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from cartlab import therapy
from cartlab.language import Model
from cartlab.solve import SLIDERS, STORED
from cartlab.therapy import models
from models.cohorts import cohort, corners, difference, oracle, patient

MODELS = models()
ALL = pytest.mark.parametrize("model", MODELS.values(), ids=MODELS)
WITH_RATES = {name: model for name, model in MODELS.items() if model.kind == "rates"}
FOLLOWED = pytest.mark.parametrize("model", WITH_RATES.values(), ids=WITH_RATES)
# Curves that jump (grades) are compared by their states, not by where they jump.
ORACLE_SETS = 4


def test_every_model_is_found_once():
    assert len({id(model) for model in MODELS.values()}) == len(MODELS)


def test_no_model_is_hidden_in_a_module_of_a_package():
    inside = walk_packages(therapy.__path__, f"{therapy.__name__}.")
    modules = [vars(import_module(module.name)) for module in inside]
    declared = {id(x) for names in modules for x in names.values() if type(x) is Model}
    assert declared == {id(model) for model in MODELS.values()}


def within(one):
    low, high = one.range
    if one.kind in ("whole", "switch"):
        return some.integers(int(low), int(high))
    if one.kind == "choice":
        return some.sampled_from(list(one.choices.values()))
    if one.scale == "log":
        logs = some.floats(math.log(low), math.log(high))
        return logs.map(lambda x: min(max(math.exp(x), low), high))
    return some.floats(low, high)


MOVED = {name: model for name, model in MODELS.items() if model.way.decorator}


@pytest.mark.parametrize("model", MOVED.values(), ids=MOVED)
def test_one_patient_moves_bit_for_bit_as_one_of_many(model):
    values = cohort(model, 5, 8)
    for i in range(5):
        p = model.values(**patient(values, i))
        start = model.runnable.start(p)
        for y in (start, start * 0.5 + 1, np.zeros_like(start)):
            for t in (0.0, model.t_end / 3):
                with np.errstate(all="ignore"):
                    one = model.runnable.moves_one(p)(t, y[:, 0].tolist())
                    many = model.runnable.moves(p)(np.array([t]), y)
                np.testing.assert_array_equal(one, many[:, 0])


@FOLLOWED
def test_a_patient_is_followed_alone_as_one_of_many(model):
    values = cohort(model, 3, 8)
    together = model.simulate(**values)
    for i in range(3):
        alone = model.simulate(together.t, **patient(values, i))
        assert alone.steps[0] == together.steps[i]
        for name, state in alone.states.items():
            small = 1e-12 * model.states[name].negligible
            company = together.states[name][:, i]
            np.testing.assert_allclose(state, company, rtol=1e-10, atol=small)


def smooth(model):
    return [name for name, output in model.outputs.items() if not output.whole]


@ALL
@settings(
    max_examples=30,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
@given(data=some.data())
def test_within_its_ranges_a_model_gives_numbers_that_are_not_negative(model, data):
    changed = data.draw(
        some.sets(some.sampled_from(list(model.parameters)), max_size=12)
    )
    values = {name: data.draw(within(model.parameters[name])) for name in changed}
    run = model.simulate(rtol=SLIDERS, **values)
    for name, state in model.states.items():
        assert np.isfinite(run.states[name]).all()
        assert run.states[name].min() >= -1e-3 * state.negligible, name
    for name in model.outputs:
        assert np.isfinite(run[name]).all(), name


@ALL
def test_whole_cohorts_over_all_ranges_and_at_their_ends_can_be_followed(model):
    inside, ends = cohort(model, 32, seed=7), corners(model, 32, seed=7)
    both = {name: np.append(inside[name], ends[name]) for name in inside}
    run = model.simulate(rtol=SLIDERS, **both)
    assert all(np.isfinite(x).all() for x in run.outputs.values())


@FOLLOWED
def test_scipy_at_its_tightest_agrees(model):
    times = np.linspace(0, model.t_end, 141)
    values = cohort(model, ORACLE_SETS, seed=11)
    checked = [patient(values, i) for i in range(ORACLE_SETS)] + [model.values()]
    for one in checked:
        exact = oracle(model, one, times)
        for rtol, limit in ((STORED, 1e-6), (SLIDERS, 1e-3)):
            run = model.simulate(times, rtol=rtol, **one)
            worst = max((difference(run[k], exact[k]), k) for k in smooth(model))
            assert worst[0] <= limit, f"rtol {rtol}: {worst} for {one}"


@pytest.mark.soak
@FOLLOWED
def test_scipy_agrees_on_a_hundred_random_sets(model):
    times = np.linspace(0, model.t_end, 141)
    values = cohort(model, 100, seed=12)
    for i in range(100):
        one = patient(values, i)
        exact = oracle(model, one, times)
        for rtol, limit in ((STORED, 1e-6), (SLIDERS, 1e-3)):
            run = model.simulate(times, rtol=rtol, **one)
            worst = max((difference(run[k], exact[k]), k) for k in smooth(model))
            assert worst[0] <= limit, f"rtol {rtol}: {worst} for {one}"


@ALL
def test_every_parameter_says_what_it_is_and_where_it_comes_from(model):
    for name, one in model.parameters.items():
        low, high = one.range
        assert low <= one.value <= high, name
        assert one.about and one.unit, name
        assert one.status == "assumed" or one.source, f"{name} has no source"


@ALL
def test_the_page_gets_everything_as_plain_json(model):
    spec = model.spec()
    assert json.loads(json.dumps(spec)) == spec
    told = spec["javascript"]
    assert told["outputs"]["each"] and told["schedule"]
    assert ("moving" in told) == (model.kind != "formula")


@ALL
def test_an_output_that_is_shown_has_an_axis_and_a_look(model):
    for name, output in model.outputs.items():
        assert output.label and output.about and output.look, name


def test_a_name_or_a_symbol_means_one_thing_in_the_whole_course():
    """A letter that two models use is the same declaration, or has the same meaning."""
    parameters, symbols = {}, {}
    for key, model in MODELS.items():
        for name, one in model.parameters.items():
            assert parameters.setdefault(name, one) == one, f"{name} in {key}"
        things = model.parameters | model.states | model.outputs
        for name, thing in things.items():
            sign = thing.tex or name
            known = symbols.setdefault(sign, name)
            assert known == name, f"{sign} stands for {known} and for {name} ({key})"
