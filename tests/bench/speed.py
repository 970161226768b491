"""Runs of the patient model per second: in the browser, in Python, and elsewhere.

Everybody solves the same equations for the same patients, at the sliders' tolerance:
60 days, 300 report times, no drugs, doses of CAR T cells from a tenth to ten times.
"""

import math
import statistics
import time
from types import SimpleNamespace

import numpy as np
from rows import row
from scipy.integrate import solve_ivp

from cartlab.explorer import assemble
from cartlab.solve import SLIDERS
from cartlab.therapy import patient

MODEL = patient.after_infusion.edit(t_end=60)
TIMES = np.linspace(0, MODEL.t_end, 300)
DOSES = np.geomspace(1e7, 1e9, 64)
COHORT = 512
AT_LEAST = 2.0  # seconds that a measurement lasts
PLAIN = {name: getattr(math, name) for name in ("exp", "log", "log10", "sqrt", "tanh")}
PLAIN |= {"minimum": min, "maximum": max, "where": lambda test, a, b: a if test else b}

IN_BROWSER = """([spec, times, rtol, doses, seconds]) => {
  const model = twin.build(spec), p = model.defaults(), at = model.index.get("dose");
  const asked = { times: Float64Array.from(times), rtol };
  const once = () => {
    const began = performance.now();
    for (const dose of doses) {
      p[at] = dose;
      model.simulate(p, asked);
    }
    return (performance.now() - began) / doses.length;
  };
  const rounds = [], ends = performance.now() + 1000 * seconds;
  while (performance.now() < ends) rounds.push(once());
  p[at] = doses[0];
  const found = model.simulate(p, asked).of("tumor").x;
  return { rounds, tumor: [...found] };
}"""


def measure(browser, _address):
    known, ours = in_browser(browser)
    contenders = {
        "Python, one at a time": in_python,
        "scipy solve_ivp, LSODA": lambda: in_scipy("LSODA"),
        "scipy solve_ivp, RK45": lambda: in_scipy("RK45"),
        "libroadrunner, CVODE": in_roadrunner,
    }
    rows = [
        row("one run, browser", ours, "ms", at_most=0.5),
        row("runs per second, browser", 1000 / ours, "1/s"),
    ]
    for name, run in contenders.items():
        found, ms = run()
        apart = float(np.max(np.abs(found - known) / (known + 1e-6 * known.max())))
        rows.append(
            row(f"one run, {name}", ms, "ms", difference=apart, slower=ms / ours)
        )
    cohort = in_cohort()
    what = f"one run, Python, {COHORT} patients together"
    rows.append(row(what, cohort, "ms", slower=cohort / ours))
    return rows


def rounds(run):
    """Return what `run` finds for the first dose, and the median of its ms per run."""
    first, each = run(DOSES[0]), []
    ends = time.perf_counter() + AT_LEAST
    while time.perf_counter() < ends:
        began = time.perf_counter()
        run(DOSES[len(each) % len(DOSES)])
        each.append(1000 * (time.perf_counter() - began))
    return first, statistics.median(each)


def in_browser(browser):
    page = browser.new_page()
    page.add_script_tag(
        content=f"(() => {{{assemble.joined()}\nglobalThis.twin = language_chain;}})();"
    )
    asked = [MODEL.spec(), TIMES.tolist(), SLIDERS, DOSES.tolist(), AT_LEAST]
    found = page.evaluate(IN_BROWSER, asked)
    page.close()
    return np.array(found["tumor"]), statistics.median(found["rounds"])


def in_python():
    return rounds(lambda dose: MODEL.simulate(TIMES, rtol=SLIDERS, dose=dose)["tumor"])


def in_cohort():
    began = time.perf_counter()
    MODEL.simulate(TIMES, rtol=SLIDERS, dose=np.geomspace(1e7, 1e9, COHORT))
    return 1000 * (time.perf_counter() - began) / COHORT


def in_scipy(method):
    """Solve with scipy, the rates on plain numbers: faster there than numpy's functions."""
    space = dict(PLAIN)
    exec(str(MODEL.program("rates")), space)
    rates, names = space["rates"], list(MODEL.states)
    start = {
        name: float(found[0]) for name, found in MODEL.simulate([0.0]).states.items()
    }
    atol = SLIDERS * np.array([state.negligible for state in MODEL.states.values()])

    def run(dose):
        p = SimpleNamespace(**MODEL.values(dose=dose))

        def slopes(t, y):
            found = rates(
                t, SimpleNamespace(**dict(zip(names, y.tolist(), strict=True))), p
            )
            return [found[name] for name in names]

        y0, span = list((start | {"J": dose}).values()), (0, MODEL.t_end)
        solved = solve_ivp(slopes, span, y0, method, TIMES, rtol=SLIDERS, atol=atol)
        return solved.y[names.index("Tp")] + solved.y[names.index("Tn")]

    return rounds(run)


def in_roadrunner():
    import roadrunner
    import sbml

    roadrunner.Logger.disableLogging()
    simulator = roadrunner.RoadRunner(sbml.text(MODEL))
    simulator.integrator.relative_tolerance = SLIDERS
    simulator.integrator.absolute_tolerance = SLIDERS
    simulator.timeCourseSelections = ["time", sbml.state("Tp"), sbml.state("Tn")]

    def run(dose):
        simulator.reset()
        simulator[sbml.state("J")] = dose
        found = simulator.simulate(0, MODEL.t_end, len(TIMES))
        return found[:, 1] + found[:, 2]

    return rounds(run)
