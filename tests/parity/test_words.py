"""Numbers and refusals are worded alike in Python and on the page."""

import re

import numpy as np
import pytest

from cartlab.explorer.reading import TELLS
from cartlab.explorer.values import step_of, written
from cartlab.language import Mark, Model, Output, Parameter, State
from cartlab.language.spec import parameter_spec
from cartlab.solve.dopri5 import SolverError
from cartlab.solve.readouts import KINDS
from cartlab.solve.say import say, spell
from cartlab.therapy import models
from models.test_chain import chained

EDGES = [999.5, 999_499.9, 999_500.0, 999_999.4, 999_999.5, 1e6, 1e11, 1e-3, 9.995e-4]
EDGES += [100_000.5, 1e-4, 9.999995e-5, 0.87654, 0.333333, 1 / 3, 3.4, 25_000, 17_836]


def numbers():
    chance = np.random.default_rng(4)
    sizes = [*(10 ** chance.uniform(-12, 15, 3000)), *np.arange(0, 3, 0.125), *EDGES]
    typed = [float(f"{x:.{n}g}") for n in (1, 2, 4, 5, 6, 7) for x in sizes[:500]]
    return [sign * float(x) for x in [*sizes, *typed] for sign in (1, -1)]


@pytest.mark.parametrize("words", [say, spell])
def test_numbers_are_said_the_same_on_the_page(twin, words):
    page = twin.evaluate(f"(all) => all.map(twin.{words.__name__})", numbers())
    assert page == [words(x) for x in numbers()]


def test_what_never_happens_is_said_the_same_on_the_page(twin):
    assert twin.evaluate("twin.say(null)") == say(None) == "never"


@pytest.mark.parametrize("words", [say, spell])
def test_a_negative_number_has_a_true_minus(words):
    for number in numbers():
        assert "-" not in words(number)
        assert words(-abs(number)) == (f"−{words(abs(number))}" if number else "0")


def test_a_number_is_spelled_as_it_was_put_in():
    asked = (0.87654, 0.333333, 17_836, 25_000, 5.24e10, 1e11, 1e-4, -3.4, 0.0000575)
    assert [spell(x) for x in asked] == [
        *("0.87654", "0.333333", "17,836", "25,000", "5.24 × 10¹⁰", "10¹¹"),
        *("0.0001", "−3.4", "5.75 × 10⁻⁵"),
    ]
    declared = [one for model in models().values() for one in model.parameters.values()]
    for number in {x for one in declared for x in (one.value, *one.range)}:
        assert read(spell(number)) == pytest.approx(float(f"{number:.6g}"), rel=1e-12)


def read(text):
    head, _, raised = (
        text.rpartition("10") if re.search("10[⁰-⁹⁻¹²³]", text) else (text, "", "")
    )
    power = int(raised.translate(str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")) or 0)
    head = head.replace(",", "").replace("×", "").replace("−", "-").strip()
    return float(f"{head or 1}e{power}")


def test_a_power_of_ten_is_raised_and_lowered_again(twin):
    powers = list(range(-15, 16))
    back = "(all) => all.map((n) => Number(twin.lowered(twin.tenTo(n).slice(2))))"
    assert twin.evaluate(back, powers) == powers
    assert twin.evaluate("twin.tenTo(11)") == spell(1e11)


def test_every_kind_of_readout_tells_what_it_is():
    assert set(TELLS) == {*KINDS, "handed"}
    assert not [kind for kind, both in TELLS.items() if all(both)]


def test_a_number_somebody_wrote_is_one_number_on_the_page(twin):
    chance, cases = np.random.default_rng(6), []
    for model in models().values():
        for name, one in model.parameters.items():
            if one.kind == "number":
                cases += [(float(x), name, one) for x in chance.uniform(*one.range, 5)]
    asked = [(x, parameter_spec(name, one), step_of(one)) for x, name, one in cases]
    page = twin.evaluate("(cases) => cases.map((one) => twin.written(...one))", asked)
    assert page == [written(x, one, step_of(one)) for x, _, one in cases]


# ---------------------------------------------------------------- refusals

REFUSED = """([spec, p]) => {
  const model = twin.build(spec);
  try { model.simulate(Float64Array.from(p), { rtol: 1e-8 }); } catch ({ message }) { return message; }
}"""


def failing():
    """A model that is no number where `gap` is 0, and runs away where `company` acts."""
    model = Model(
        "Failing",
        t_end=10,
        handed_over=Mark("day", "harvest"),
        states=dict(x=State("start", "cell", "cells", negligible=1e-3)),
        parameters=dict(
            start=Parameter(1, "cell", "cells at the start", (1, 10)),
            company=Parameter(0, "1/cell/day", "growth by company", (0, 100)),
            gap=Parameter(1, "1", "a divisor", (0, 2)),
            day=Parameter(5, "day", "day of harvest", (0, 20)),
        ),
        outputs=dict(cells=Output("cell", "cells", (0, 1e9), label="Cells")),
    )

    @model.rates
    def rates(t, y, p):
        return dict(x=p.company * y.x * y.x)

    @model.observe
    def observe(t, y, p):
        return dict(cells=y.x / p.gap)

    return model


def alike(text):
    """Return a sentence without its capital, its period, and how numbers are written."""
    found = re.findall(r"\d[\d.,]*(?: × 10[⁰-⁹¹²³]+)?", text.rstrip("."))
    plain = [read(one) for one in found]
    for one in found:
        text = text.replace(one, "#", 1)
    return text.rstrip(".").casefold(), plain


@pytest.mark.parametrize(
    ("model", "values", "words"),
    [
        (failing(), dict(gap=0), "Cells is not a number at day 0"),
        (failing(), dict(company=10), "could not go past time"),
        (failing(), dict(day=20), "harvest at day 20 is not possible"),
        (chained(most=2e6), {}, "Growing hands over"),
    ],
    ids=["not a number", "past time", "after its end", "handing over"],
)
def test_what_cannot_be_is_refused_in_the_same_words_on_the_page(
    twin, model, values, words
):
    asked = list(model.values(**values).values())
    page = twin.evaluate(REFUSED, [model.spec(), asked])
    with pytest.raises((SolverError, ValueError)) as told:
        model.simulate(**values)
    said, mine = alike(page), alike(str(told.value))
    assert words.casefold() in page.casefold()
    assert said[0] == mine[0]
    assert said[1] == pytest.approx(mine[1], rel=1e-2)
