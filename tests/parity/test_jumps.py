"""Well 17 is the same in Python and on the page: the same events in the same order."""

import numpy as np
import pytest

from cartlab.solve import jumps
from cartlab.therapy import models
from models.cohorts import cohort
from models.wells import TOYS, birth_and_death

MODELS = TOYS | {key: one for key, one in models().items() if one.kind == "jumps"}
ALL = pytest.mark.parametrize("model", MODELS.values(), ids=MODELS)

RUN = """([spec, sets]) => {
  const model = twin.build(spec);
  return sets.map((p) => {
    const run = model.simulate(Float64Array.from(p), { rtol: 1e-6 });
    return {
      steps: run.steps, which: run.events.which, times: run.events.times,
      outputs: spec.outputs.map(({ name }) => run.of(name).x), handed: [...run.handed.values()],
    };
  });
}"""

REFUSED = """(spec) => {
  const model = twin.build(spec), p = model.defaults(), well = model.index.get("well");
  for (p[well] = 0; p[well] < 50; p[well]++)
    try { model.simulate(p, { rtol: 1e-6 }); } catch (error) { return error.message; }
}"""


@ALL
def test_sixty_four_wells_have_the_same_events_in_the_browser(twin, model):
    same_events(twin, model)


@ALL
def test_the_wells_are_the_same_in_firefox_and_webkit(twin_in_engine, model):
    same_events(twin_in_engine, model)


def same_events(twin, model):
    values = cohort(model, 64, seed=3)
    sets = np.stack([values[name] for name in model.parameters], axis=1)
    pages = twin.evaluate(RUN, [model.spec(), sets.tolist()])
    names, happened = list(model.events), set()
    for page, p in zip(pages, sets, strict=True):
        run = model.simulate(**dict(zip(model.parameters, p, strict=True)))
        which, times = run.events()
        assert [names[i] for i in page["which"]] == which
        assert page["steps"] == run.steps[0] == len(which)
        happened |= set(which)
        exact = model in TOYS.values()  # sums, products and quotients only
        np.testing.assert_allclose(page["times"], times, rtol=0 if exact else 1e-12)
        for name, x, at in zip(
            model.outputs, page["outputs"], page["handed"], strict=True
        ):
            np.testing.assert_allclose(x, run[name], rtol=1e-12)
            assert at == pytest.approx(run.handed[name], rel=1e-12)
    assert happened == set(names), "not every event happened"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"die": "p.delta * (y.n - 3 * p.n0)"}, "the propensity of die is -"),
        ({"die": "p.delta * p.n0"}, "die took a number below 0 at time"),
        ({"die": "p.rho * y.n / (1 - p.n0 / p.n0)"}, "a finite number that is not"),
    ],
)
def test_the_page_refuses_what_python_refuses(twin, change, said):
    model = birth_and_death(2).edit(change=change)
    told = twin.evaluate(REFUSED, model.spec())
    assert said in told[0].lower() + told[1:]
    with pytest.raises(RuntimeError, match=said):
        model.simulate(well=np.arange(50))


def test_the_page_refuses_too_many_events(twin):
    wild = birth_and_death(2).edit(change={"divide": "1000 * p.rho * y.n"})
    told = twin.evaluate(REFUSED, wild.spec())
    assert f"more than {jumps.MOST_EVENTS:,} events by time" in told


@pytest.mark.parametrize("amount", [-1.5, -40])
def test_a_dose_that_takes_more_than_there_is_is_refused_in_both(twin, amount):
    model = TOYS["hunters"].edit(more=amount)
    said = "a start or a dose takes a number below 0 at time"
    if amount < -20:
        assert said in twin.evaluate(REFUSED, model.spec())
        with pytest.raises(RuntimeError, match=said):
            model.simulate()
    else:
        assert twin.evaluate(REFUSED, model.spec()) is None
