"""A chain of models is the same in Python and on the page, and refuses alike."""

from functools import cache

import numpy as np
import pytest

from cartlab.explorer.reading import measure, readout
from cartlab.language import Chain
from cartlab.solve import SLIDERS, STORED
from cartlab.therapy import chains
from models.cohorts import accepted, cohort, difference, patient
from models.test_chain import chained

CHAINS = {"toy": chained(), **chains()}
ALL = pytest.mark.parametrize("chain", CHAINS.values(), ids=CHAINS)

RUN = """([spec, sets, rtol]) => {
  const chain = twin.build(spec);
  return sets.map((p) => {
    const run = chain.simulate(Float64Array.from(p), { rtol });
    return {
      steps: run.steps, handed: Object.fromEntries(run.handed),
      outputs: spec.outputs.map(({ name }) => (run.of(name))),
    };
  });
}"""


@ALL
@pytest.mark.parametrize("rtol", [SLIDERS, STORED])
# Each model of a chain has its own sixty-four in test_parity.
@pytest.mark.parametrize("patients", [16, pytest.param(64, marks=pytest.mark.soak)])
def test_random_patients_are_the_same_in_the_browser(twin, chain, rtol, patients):
    values = accepted(chain, patients, 3)
    sets = np.stack(list(values.values()), axis=1)
    pages = twin.evaluate(RUN, [chain.spec(), sets.tolist(), rtol])
    run = chain.simulate(rtol=rtol, **values)
    steps = sum(np.broadcast_to(one.steps, patients) for one in run.runs)

    @cache
    def nudged(i):
        return one_bit_apart(chain, patient(values, i), rtol)

    for i, page in enumerate(pages):
        assert page["steps"] == steps[i], f"patient {i} took other steps"
        for name, found in zip(chain.outputs, page["outputs"], strict=True):
            mine = run[name] if run[name].ndim == 1 else run[name][:, i]
            np.testing.assert_allclose(found["t"], run.times(name), rtol=1e-15)
            if chain.outputs[name].whole:
                # A grade may change at another of its times, once.
                assert (~np.isclose(found["x"], mine, rtol=1e-9, atol=0)).sum() <= 1
                continue
            off = difference(np.array(found["x"]), mine)
            handed = np.broadcast_to(run.handed[name], patients)[i]
            same = page["handed"][name] == pytest.approx(handed, rel=1e-9)
            if off > 1e-9 or not same:
                late = abs(page["handed"][name] - handed) / (abs(handed) or 1)
                bit = of_one_bit(nudged(i), name)
                assert off <= max(1e-9, bit[0]), (name, i)
                assert same or late <= max(1e-9, bit[1]), (name, i)


def one_bit_apart(chain, values, rtol):
    """Return the run of a patient, and of as many others in whom the last bit of one parameter is another one."""
    moved = [
        name
        for name, value in values.items()
        if chain.parameters[name].kind == "number"
        and value < chain.parameters[name].range[1]
    ]
    sets = {name: np.repeat(value, 1 + len(moved)) for name, value in values.items()}
    for i, name in enumerate(moved, 1):
        sets[name][i] = np.nextafter(values[name], np.inf)
    return chain.simulate(rtol=rtol, **sets)


def of_one_bit(run, name):
    """Return how far one bit moves an output, and what is handed on of it.

    In some patients a slow start makes that more than what two libraries round apart.
    """
    handed = run.handed[name]
    off = max(difference(one, run[name][:, 0]) for one in run[name].T[1:])
    return off, np.max(np.abs(handed - handed[0]) / (abs(handed[0]) or 1))


def test_readouts_of_all_stages_are_the_same_on_the_page(twin):
    chain = CHAINS["toy"]
    asked = [readout(text, chain) for text in ("cells handed over", "peak fever")]
    page = twin.evaluate(
        """([spec, asked]) => {
          const chain = twin.build(spec), run = chain.simulate(chain.defaults(), { rtol: 1e-8 });
          return asked.map((one) => twin.measure(one, run));
        }""",
        [chain.spec(), asked],
    )
    run = chain.simulate()
    assert page == [pytest.approx(measure(one, run), rel=1e-9) for one in asked]


def test_the_page_refuses_what_the_next_model_cannot_take(twin):
    chain = chained(most=2e6)
    said = twin.evaluate(
        """(spec) => {
          const chain = twin.build(spec);
          try { chain.simulate(chain.defaults(), { rtol: 1e-8 }); } catch (error) { return error.message; }
        }""",
        chain.spec(),
    )
    assert "Growing hands over" in said and "Fever can take" in said


def test_a_chain_of_one_is_its_model(twin):
    model = CHAINS["toy"].models[0]
    alone = Chain("Alone", [model])
    run, page = model.simulate(), alone.simulate()
    assert (run["cells"] == page["cells"]).all()
    assert patient(cohort(alone, 1, 1), 0) == patient(cohort(model, 1, 1), 0)
