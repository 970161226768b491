"""Many runs: who works on them, and in which order, changes nothing but the time."""

import numpy as np
import pytest

from cartlab.explorer import assemble
from cartlab.explorer.many import many
from cartlab.explorer.reading import measure, readout
from cartlab.solve import SLIDERS

from .conftest import make_model

ASK = ("peak cells", "first above 1e5 cells")
DONE = """([spec, job, crew]) => new Promise((resolve) => {
  const { makeMany } = explorer_many_many, { makeCrew, inline, crewOfPage } = explorer_many_crew;
  const model = language_chain.build(spec), seen = [];
  const crews = {
    worker: crewOfPage,
    inline: () => ({ begin: inline }),
    refused: () => makeCrew(() => { throw new Error("no workers here"); }),
    broken: () => makeCrew(() => new Worker("data:text/javascript,throw new Error('not here')")),
  };
  const many = makeMany({ model, ...job, rows: Float64Array.from(job.rows), crew: crews[crew](),
    seen: (found, whole) => {
      seen.push(found[0].filter((one) => one !== undefined).length);
      if (whole) resolve({ found: found.map((one) => [...one]), seen, atWork: crews.worker().atWork() });
    } });
  many.draw(model.defaults(), true);
})"""


@pytest.fixture(scope="module")
def engine(browser):
    """A page with the modules of the script by name."""
    page = browser.new_page()
    names = (
        "{ explorer_many_many, explorer_many_crew, explorer_many_job, language_chain }"
    )
    page.add_script_tag(
        content=f"(() => {{{assemble.joined()}\nObject.assign(globalThis, {names});}})();"
    )
    yield page
    page.close()


def job(model, r, order=None, coarse=None):
    n = len(r)
    return dict(
        rtol=SLIDERS,
        places=[list(model.parameters).index("r")],
        rows=[float(x) for x in r],
        order=list(range(n)) if order is None else order,
        coarse=n if coarse is None else coarse,
        ask=[readout(text, model) for text in ASK],
    )


@pytest.mark.parametrize("crew", ["worker", "inline", "refused", "broken"])
def test_whoever_works_finds_what_python_finds(engine, crew):
    model, r = make_model(), np.linspace(0.2, 1.5, 60)
    page = engine.evaluate(DONE, [model.spec(), job(model, r), crew])
    mine = many(model, {}, {"r": r}, job(model, r)["ask"])
    found = np.array(page["found"], float)
    np.testing.assert_allclose(found, mine, rtol=1e-9, equal_nan=True)
    assert np.isnan(found[1]).any(), "there should be rows in which nothing happens"


def test_a_browser_that_allows_workers_uses_one(engine):
    model = make_model()
    page = engine.evaluate(DONE, [model.spec(), job(model, [0.3, 0.4]), "worker"])
    assert page["atWork"]


@pytest.mark.parametrize("crew", ["worker", "inline"])
def test_the_order_of_work_changes_nothing_but_what_is_seen_first(engine, crew):
    model, r = make_model(), np.linspace(0.2, 1.5, 40)
    order = [*range(0, 40, 8), *(i for i in range(40) if i % 8)]
    asked = [job(model, r), job(model, r, order, coarse=5)]
    plain, coarse = (engine.evaluate(DONE, [model.spec(), j, crew]) for j in asked)
    assert plain["found"] == coarse["found"]
    assert coarse["seen"][0] >= 5 and coarse["seen"][-1] == 40


CHANGED = """([spec, job, crew]) => new Promise((resolve) => {
  const model = language_chain.build(spec), p = model.defaults(), seen = [];
  const many = explorer_many_many.makeMany({ model, ...job, rows: Float64Array.from(job.rows),
    crew: crew === "inline" ? { begin: explorer_many_crew.inline } : explorer_many_crew.crewOfPage(),
    seen: (found, whole) => { if (whole) resolve([...found[0]]); } });
  for (let i = 0; i < 20; i++) { p[0] = 100 + i; many.draw(p, i === 19); }
})"""


@pytest.mark.parametrize("crew", ["worker", "inline"])
def test_a_newer_question_replaces_an_older_one(engine, crew):
    model, r = make_model(), np.linspace(0.2, 1.5, 30)
    page = engine.evaluate(CHANGED, [model.spec(), job(model, r), crew])
    mine = many(model, {"start": 119}, {"r": r}, job(model, r)["ask"])
    np.testing.assert_allclose(page, mine[0], rtol=1e-9)


def test_a_row_that_cannot_be_followed_is_a_hole_and_not_the_end():
    model = make_model()
    ask = [readout("peak cells", model)]
    rows = {"crowd": np.array([0.0, 100.0, 0.0])}
    found = many(model, {"start": 1e6}, rows, ask)
    assert np.isnan(found[0]).tolist() == [False, True, False]
    assert found[0, 0] == many(model, {"start": 1e6}, {"crowd": [0.0]}, ask)[0, 0]


def test_an_unknown_or_impossible_row_is_refused_by_name():
    model = make_model()
    ask = [readout("peak cells", model)]
    with pytest.raises(ValueError, match="growth"):
        many(model, {}, {"growth": [1.0]}, ask)
    with pytest.raises(ValueError, match="choose a number from"):
        many(model, {}, {"r": [1.0, 99.0]}, ask)


def test_a_readout_of_many_sees_both_sides_of_each_dose_as_one_run_does():
    model = make_model()
    ask = [readout("peak cells", model), readout("cells at 5", model)]
    rows = {"day": np.array([2.03, 4.5, 5.07]), "fed": np.array([0.0, 1e6, 3e5])}
    base = dict(drug=1, r=1.3)
    alone = [
        [measure(item, model.simulate(rtol=SLIDERS, **base, **one)) for item in ask]
        for one in ({n: x[i] for n, x in rows.items()} for i in range(3))
    ]
    found = many(model, base, rows, ask)
    np.testing.assert_allclose(found.T, alone, rtol=1e-9)


STAGED = """([spec, job]) => {
  // A crew that works only when it is told to, so that each moment can be looked at.
  const begun = [], log = [];
  const crew = { begin: (model, { p, order }, { hear }) => {
    const one = { start: p[0], hear, order, stopped: false, hurried: 0 };
    begun.push(one);
    return { stop: () => (one.stopped = true), hurry: () => one.hurried++ };
  } };
  const answer = (one, from, to) => one.hear(from, Float64Array.from({ length: to - from }, () => one.start));
  const model = language_chain.build(spec), p = model.defaults();
  const many = explorer_many_many.makeMany({ model, ...job, rows: Float64Array.from(job.rows), crew,
    seen: ([found], whole) => log.push({ of: found[job.order[0]], whole }) });
  const ask = (start, calm) => { p[0] = start; many.draw(p, calm); };
  const wait = () => new Promise((resolve) => setTimeout(resolve, 120));
  return (async () => { %s; many.stop(); return { log, begun: begun.map(({ start, stopped }) => ({ start, stopped })), computing: many.computing() }; })();
}"""


def staged(engine, script):
    """Return what a panel was shown and which jobs were begun while `script` ran."""
    model = make_model()
    asked = job(model, np.linspace(0.3, 1, 6), [0, 5, 1, 2, 3, 4], coarse=2)
    asked["ask"] = asked["ask"][:1]
    return engine.evaluate(STAGED % script, [model.spec(), asked])


def test_a_pass_that_shows_nothing_yet_is_shown_before_the_next_begins(engine):
    told = staged(
        engine,
        "ask(100, false); await wait(); ask(200, false); ask(300, false);"
        "const before = begun.length; answer(begun[0], 0, 2); await wait();"
        "log.push(before); answer(begun[1], 0, 6)",
    )
    assert told["log"] == [
        {"of": 100, "whole": False},
        1,
        {"of": 300, "whole": True},
    ]
    assert [one["start"] for one in told["begun"]] == [100, 300]


def test_a_question_between_the_sketch_and_the_whole_is_answered(engine):
    told = staged(
        engine,
        "ask(100, true); await wait(); answer(begun[0], 0, 2); ask(200, true);"
        "answer(begun[0], 2, 6); await wait(); answer(begun[1], 0, 6)",
    )
    assert told["log"][1] == {"of": 100, "whole": False}, "it is not the newest"
    assert told["log"][-1] == {"of": 200, "whole": True}
    assert told["begun"][0]["stopped"] and not told["computing"]


def test_the_same_question_again_begins_nothing(engine):
    told = staged(
        engine,
        "ask(100, true); await wait(); answer(begun[0], 0, 6); ask(100, true); await wait()",
    )
    assert len(told["begun"]) == 1


STOPPED = """([spec, job]) => new Promise((resolve) => {
  const model = language_chain.build(spec), heard = [];
  const work = explorer_many_crew.inline(model, { ...job, p: model.defaults(), rows: Float64Array.from(job.rows) },
    { calm: () => true, hear: (from) => { heard.push(from); work.stop(); } });
  setTimeout(() => resolve(heard), 200);
})"""


def test_work_that_is_stopped_says_no_more(engine):
    model = make_model()
    asked = job(model, np.linspace(0.3, 1, 400), coarse=1)
    heard = engine.evaluate(STOPPED, [model.spec(), asked])
    assert heard == [0]


THROWING = """([spec, job, fault]) => {
  const model = language_chain.build(spec);
  const broken = { ...model, simulate: () => { throw fault === "ours" ? new TypeError("a fault") : new Error("too much"); } };
  const work = explorer_many_job.startJob(broken, { ...job, p: model.defaults(), rows: Float64Array.from(job.rows) });
  try { return [...work.take(1, Infinity)].map(String); } catch (problem) { return problem.message; }
}"""


def test_what_cannot_be_followed_is_a_hole_but_a_fault_of_the_script_is_told(engine):
    model = make_model()
    asked = [model.spec(), job(model, [0.3])]
    assert engine.evaluate(THROWING, [*asked, "the model's"]) == ["NaN", "NaN"]
    assert engine.evaluate(THROWING, [*asked, "ours"]) == "a fault"
