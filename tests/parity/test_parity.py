"""The page computes what Python computes, with the JavaScript that is shipped."""

import numpy as np
import pytest

from cartlab.language import Dose, Model, Output, Parameter, State, where
from cartlab.solve import SLIDERS, STORED
from cartlab.solve.readouts import KINDS, measure
from cartlab.therapy import models
from models.cohorts import cohort, difference

MODELS = {key: one for key, one in models().items() if one.kind != "jumps"}
ALL = pytest.mark.parametrize("model", MODELS.values(), ids=MODELS)
TOGETHER = 1e-9

RUN = """([spec, sets, times, rtol]) => {
  const model = twin.build(spec);
  return sets.map((p) => {
    const when = { times: Float64Array.from(times), rtol };
    const run = model.simulate(Float64Array.from(p), when);
    return { steps: run.steps, outputs: spec.outputs.map(({ name }) => run.of(name).x) };
  });
}"""


def compare(twin, model, n, seed, rtol):
    """Return the worst difference of n random patients, and whose it is."""
    values = cohort(model, n, seed)
    times = np.linspace(0, model.t_end, 141)
    sets = np.stack(list(values.values()), axis=1)
    pages = twin.evaluate(RUN, [model.spec(), sets.tolist(), times.tolist(), rtol])
    python = model.simulate(times, rtol=rtol, **values)
    worst = (0.0, "nobody")
    for i, page in enumerate(pages):
        assert page["steps"] == python.steps[i], f"patient {i} took other steps"
        for name, x in zip(model.outputs, page["outputs"], strict=True):
            if model.outputs[name].whole:
                assert (python[name][:, i] != x).sum() <= 1, name
                continue
            found = difference(np.array(x), python[name][:, i])
            worst = max(worst, (found, f"{name} of patient {i}"))
    return worst


@ALL
@pytest.mark.parametrize("rtol", [SLIDERS, STORED])
def test_sixty_four_random_patients_are_the_same_in_the_browser(twin, model, rtol):
    worst, whose = compare(twin, model, 64, 3, rtol)
    assert worst <= TOGETHER, whose


@pytest.mark.soak
@ALL
def test_two_thousand_random_patients_are_the_same_in_the_browser(twin, model):
    for seed in range(2):
        worst, whose = compare(twin, model, 1000, 100 + seed, SLIDERS)
        print(f"seed {seed}: {worst:.2e}, {whose}")
        assert worst <= TOGETHER, whose


def with_everything():
    """A model that uses every word of the language, every kind of dose, and a cut."""
    model = Model(
        "Everything",
        t_end=10,
        states=dict(
            x=State("x0 * 2", "mg", "x", negligible=1e-3),
            z=State(0, "mg", "z", negligible=1e-3),
        ),
        parameters=dict(
            k=Parameter(0.5, "1/day", "rate", (0.1, 2), scale="log"),
            x0=Parameter(3.0, "mg", "x at first", (1, 10)),
            day=Parameter(2.0, "day", "first day", (0, 11)),
            n=Parameter(2, "1", "number", (0, 4), kind="whole"),
            mode=Parameter(
                1, "1", "mode", (1, 3), kind="choice", choices=dict(a=1, b=3)
            ),
        ),
        doses=[
            Dose("z", "x0", time="day", number="n", every="day / 3", label="at once"),
            Dose("x", "2 * x0", time="day / 2", over="day / 4", label="slowly"),
        ],
        outputs=dict(
            x=Output("mg", "x", (0, 99), label="x"),
            f=Output("1", "all functions", (0, 99), label="f"),
            whole=Output("1", "steps", (0, 3), whole=True, label="steps"),
        ),
    )
    from cartlab.language import exp, log, log10, maximum, minimum, sqrt, tanh

    @model.steps
    def steps(t, y, p):
        return dict(half=y.x / (y.x + p.x0))

    @model.rates
    def rates(t, y, p, s):
        rush = where(t < p.day + 1 / p.k, p.k * p.mode, p.k / 2)
        loss = rush * s.half**2 * sqrt(s.half) * (1 + tanh(s.half) - s.half**1.7)
        return dict(
            x=-loss * y.x + p.k * y.z,
            z=-p.k * y.z * minimum(1, maximum(s.half, 0.1)),
        )

    @model.observe
    def observe(t, y, p, s):
        return dict(
            x=y.x,
            f=exp(s.half)
            + log(1 + s.half)
            - log10(1 + s.half)
            + s.half**3
            + sum(s.half**i / (i + 1) for i in range(7)),
            whole=sum(where(y.x < p.x0 * i, 0, 1) for i in range(4)),
        )

    return model


@pytest.mark.parametrize("rtol", [SLIDERS, STORED])
def test_every_word_of_the_language_means_the_same_on_the_page(twin, rtol):
    worst, whose = compare(twin, with_everything(), 64, 5, rtol)
    assert worst <= TOGETHER, whose


def curves():
    """Yield (what a curve shows, t, x); each constant of the readouts decides in one."""
    t = np.linspace(0, 10, 101)
    for x in (np.sin(t), t, 5 - t, np.round(np.sin(t)), np.exp(-t)):
        yield "smooth", t, x
    for dip in (1e-4, 1e-5, 1e-7, 1e-8):  # of the largest value, around WIGGLE
        yield f"a dip of {dip}", t[:5], np.array([0.5, 1, 1 - dip, 1, 0.5])
    for gap in (0.1, 3e-3, 3e-4, 3e-5, 1e-6):  # of the other distance, around JUMP
        x = np.array([0, 0.5, 1, 0.9, 0.2])
        yield f"a gap of {gap}", np.array([0, 1, 2, 2 + gap, 3]), x
        yield f"a low at a gap of {gap}", np.array([0, 1, 2, 2 + gap, 3]), 1.5 - x


def test_readouts_are_the_same_on_the_page(twin):
    asked = [{"kind": kind, "at": at} for kind in KINDS for at in (0.5, 3.3, 7.77)]
    for shows, t, x in curves():
        page = twin.evaluate(
            """([t, x, asked]) => asked.map((one) => twin.measure({ output: "x", ...one },
               { seen: () => ({ t: Float64Array.from(t), x: Float64Array.from(x) }), whole: new Set() }))""",
            [t.tolist(), x.tolist(), asked],
        )
        for one, value in zip(asked, page, strict=True):
            mine = measure(one, t, x)
            assert value == (
                None if mine is None else pytest.approx(mine, rel=1e-12)
            ), (shows, one)


def test_readouts_of_a_run_with_doses_are_the_same_on_the_page(twin):
    model = MODELS["patient.after_infusion"]
    values = dict(T0=1e12, toci_mg=560, toci_day=7.53, dex_mg=10, dex_day=9.99)
    run = model.simulate(**values)
    for name in ("il6_signal", "il6_serum", "cart_engrafted", "crs_grade"):
        asked = [{"output": name, "kind": k, "at": 7.5299} for k in KINDS]
        page = twin.evaluate(
            """([spec, p, times, asked]) => {
              const model = twin.build(spec);
              const when = { times: Float64Array.from(times), rtol: 1e-8 };
              const run = model.simulate(Float64Array.from(p), when);
              return asked.map((one) => twin.measure(one, run));
            }""",
            [
                model.spec(),
                list(model.values(**values).values()),
                run.t.tolist(),
                asked,
            ],
        )
        whole = model.outputs[name].whole
        for one, value in zip(asked, page, strict=True):
            mine = measure(one, *run.curve(name), whole)
            assert value == (None if mine is None else pytest.approx(mine, rel=1e-9)), (
                one
            )
