"""The model language says the same everywhere and refuses what it does not know."""

import re

import numpy as np
import pytest

from cartlab.language import (
    Dose,
    LanguageError,
    Model,
    Output,
    Parameter,
    State,
    derived,
    exp,
    log,
    maximum,
    published,
    sqrt,
    where,
)
from cartlab.language.grammar import Reader
from cartlab.language.latex import symbol
from cartlab.language.units import parse, written


def small(**changes):
    """A model of one state: x grows at rate k until `stop`."""
    parts = dict(
        t_end=10,
        states=dict(x=State("x0", "cell", "cells")),
        parameters=dict(
            k=Parameter(0.5, "1/day", "growth", (0, 2)),
            x0=Parameter(3.0, "cell", "cells at first", (1, 10)),
            stop=Parameter(4.0, "day", "end of growth", (0, 10)),
        ),
        outputs=dict(x=Output("cell", "cells", (0, 100))),
    )
    return Model("Small", **(parts | changes))


def read(body):
    text = "def rates(t, y, p):\n" + "\n".join(
        "    " + line for line in body.split("\n")
    )
    return Reader(["x", "z"], ["k", "x0", "stop"]).text(text)


REFUSED = {
    "if t > 3:\n    a = 1\nreturn dict(x=1)": ("line 2", "where(condition, a, b)"),
    "a = 1 if t > 3 else 2\nreturn dict(x=a)": ("line 2", "where(condition, a, b)"),
    "for i in range(3):\n    a = i\nreturn dict(x=1)": ("line 2", "sum(... for k"),
    "a = 1\na += 1\nreturn dict(x=a)": ("line 3", "a name of its own"),
    "a = 1\na = 2\nreturn dict(x=a)": ("line 3", "the name a is taken"),
    "k = 1\nreturn dict(x=k)": ("line 2", "the name k is taken"),
    "new = 1\nreturn dict(x=new)": ("line 2", "the name new is taken"),
    "return dict(x=y.w)": ("line 2", "y.w is not a state; known are x, z"),
    "return dict(x=p.stopp)": ("line 2", "did you mean stop?"),
    "return dict(x=k)": ("line 2", "write p.k"),
    "return dict(x=volume * y.x)": (
        "line 2: volume is unknown; known are t; a number from elsewhere becomes a "
        "parameter",
    ),
    "hold = 1\nreturn dict(x=holt)": ("line 3: holt is unknown; did you mean hold?",),
    "return dict(x=np.exp(y.x))": ("line 2", "write exp(...)"),
    "return dict(x=sinh(y.x))": ("line 2", "did you mean tanh"),
    "return dict(x=exp)": ("line 2", "write exp(...)"),
    "return dict(x=exp(1, 2))": ("line 2", "exp takes 1"),
    "return dict(x=y.x ^ 2)": ("line 2", "a ** b"),
    "return dict(x=y.x // 2)": ("line 2", "only + - * / **"),
    "return dict(x=where(y.x, 1, 2))": ("line 2", "where(a < b, x, z)"),
    "return dict(x=where(1 < t < 2, 1, 2))": ("line 2", "two where"),
    "return dict(x=where(t == 2, 1, 2))": ("line 2", "compare with < or >="),
    "return dict(x=where(t < 2 and t > 1, 1, 2))": ("line 2", "comparison first"),
    "return dict(x=sum(y.x for i in range(k)))": ("line 2", "plain number"),
    "return dict(x=y['x'])": ("line 2", "y.name"),
    "return dict(x='many')": ("line 2", "not in the language"),
    "return dict(x=sum(k for k in range(3)))": ("line 2", "the name k is taken"),
    "return dict(x=sum(n for n in range(9999)))": ("line 2", "from 1 to 1000"),
    "return dict(x=1, x=2)": ("line 2", "x is returned twice"),
    "return dict(x=1e999)": ("line 2", "too large"),
    "return dict(x=1 +)": ("line 2", "as Python would be written"),
    "return dict(x=True)": ("line 2", "write 1 or 0"),
    "return [1, 2]": ("line 2", "return dict(name=...)"),
    "a = 1": ("line 1", "end with return dict"),
    "import math\nreturn dict(x=1)": ("line 2", "functions are there already"),
    "return dict(x=1)\na = 2": ("line 3", "put it before"),
}


@pytest.mark.parametrize("body", REFUSED, ids=lambda body: body.replace("\n", "; "))
def test_what_is_outside_the_language_is_refused_with_its_line_and_a_remedy(body):
    with pytest.raises(LanguageError) as refusal:
        read(body)
    for part in REFUSED[body]:
        assert part in str(refusal.value)


def test_a_switch_on_a_state_is_refused_and_told_how_to_be_smooth():
    model = small()
    with pytest.raises(LanguageError, match="switches on a state.*smooth it"):

        @model.rates
        def rates(t, y, p):
            return dict(x=where(y.x < p.x0, p.k * y.x, 0))


def test_a_switch_in_time_must_show_its_time():
    model = small()
    with pytest.raises(LanguageError, match="put t alone on one side"):

        @model.rates
        def rates(t, y, p):
            return dict(x=where(t - p.stop < 0, p.k * y.x, 0))


def test_units_that_do_not_match_are_refused_in_every_branch():
    model = small()
    with pytest.raises(LanguageError, match="x should be in cell/day but is in cell"):

        @model.rates
        def no_time(t, y, p):
            return dict(x=y.x)

    with pytest.raises(LanguageError, match="mixes cell and day"):

        @model.rates
        def unlike(t, y, p):
            return dict(x=p.k * (y.x + p.stop))

    with pytest.raises(LanguageError, match="'t' is in day"):

        @model.rates
        def exponential(t, y, p):
            return dict(x=p.k * y.x * exp(t))

    with pytest.raises(LanguageError, match="mixes 1/day and 1"):

        @model.rates
        def branches(t, y, p):
            return dict(x=where(t < p.stop, p.k, 1) * y.x)

    with pytest.raises(LanguageError, match="a power that varies"):

        @model.rates
        def power(t, y, p):
            return dict(x=p.k * y.x ** (p.k * p.stop))


def test_a_litre_and_a_milliliter_are_not_the_same_unit():
    with pytest.raises(LanguageError, match="the start of x should be in mL"):
        small(
            states=dict(x=State("volume", "mL", "volume")),
            parameters=dict(volume=Parameter(1.0, "L", "volume", (0, 2))),
        )


@pytest.mark.parametrize(
    "text", ["1", "1/day", "cell/µL", "pg/mL/day/cell", "mm^2/h", "copies µL/µg/cell"]
)
def test_a_unit_is_read_and_written_alike(text):
    assert written(parse(text)) == text


def test_a_rate_must_be_returned_for_every_state_and_for_nothing_else():
    model = small()
    with pytest.raises(LanguageError, match="w is returned but is no state"):

        @model.rates
        def more(t, y, p):
            return dict(x=p.k * y.x, w=p.k * y.x)

    two = dict(x=State(0, "cell", "x"), z=State(0, "cell", "z"))
    with pytest.raises(LanguageError, match="the rate of z is not returned"):

        @small(states=two).rates
        def fewer(t, y, p):
            return dict(x=p.k * y.x)


def test_declarations_that_cannot_be_right_are_refused():
    with pytest.raises(ValueError, match="the range"):
        Parameter(1, "1", "share", (2, 1))
    with pytest.raises(ValueError, match="share: a published value needs its source"):
        published(1, "1", "share", (0, 2))
    with pytest.raises(ValueError, match="share: a derived value needs its source"):
        derived(1, "1", "share", (0, 2))
    with pytest.raises(ValueError, match="a log scale needs a range above 0"):
        Parameter(1, "1", "share", (0, 2), scale="log")
    with pytest.raises(ValueError, match="choose a number from 0 to 2"):
        Parameter(3, "1", "share", (0, 2))
    with pytest.raises(LanguageError, match="a dose goes to w"):
        small(doses=[Dose("w", 1, time=1, label="more")])
    with pytest.raises(LanguageError, match="did you mean stop"):
        small(doses=[Dose("x", "x0", time="stopp", label="more")])


def test_a_refusal_knows_its_line_its_reason_and_its_remedy():
    with pytest.raises(LanguageError) as refusal:
        read("return dict(x=y.x ^ 2)")
    found = refusal.value
    assert (found.line, found.why) == (2, "'y.x ^ 2' is not in the language")
    assert str(found) == f"line 2: {found.why}; {found.remedy}"
    with pytest.raises(LanguageError) as refusal:
        small(states=dict(x=State("x0 ^ 2", "cell", "cells")))
    assert str(refusal.value) == (
        "'x0 ^ 2': 'p.x0 ^ 2' is not in the language; write a ** b for a power"
    )


@pytest.mark.parametrize(
    ("unit", "said"),
    [
        ("1/dya", "dya in the unit '1/dya' is unknown; did you mean day?"),
        ("cell per day", "per in the unit 'cell per day' is unknown"),
    ],
)
def test_a_unit_that_nobody_knows_is_refused_where_it_is_declared(unit, said):
    for declare in (
        lambda: Parameter(1, unit, "growth", (0, 2)),
        lambda: State(1, unit, "growth"),
        lambda: Output(unit, "growth", (0, 2)),
    ):
        with pytest.raises(LanguageError, match=f"growth: {said}.*SYMBOLS"):
            declare()
    with pytest.raises(LanguageError, match="Small: dya in the unit 'dya'"):
        small(time="dya")


def test_an_axis_that_cannot_be_is_refused_for_what_is_wrong_with_it():
    with pytest.raises(ValueError, match="scale = logg: choose one of linear, log"):
        Output("1", "share", (0, 9), scale="logg")
    with pytest.raises(ValueError, match="scale = logg: choose one of linear, log"):
        Parameter(1, "1", "share", (0, 9), scale="logg")
    with pytest.raises(ValueError, match=r"\(9, 0\) must be \(low, high\)"):
        Output("1", "share", (9, 0))
    with pytest.raises(ValueError, match="a log scale needs a range above 0, not"):
        Output("1", "share", (0, 9), scale="log")


def test_an_unknown_name_of_a_run_is_refused_in_a_plain_sentence():
    with pytest.raises(KeyError) as refusal:
        finished().simulate()["xs"]
    said = "xs is not an output or state of Small: did you mean x?"
    assert str(refusal.value) == said


def test_values_outside_their_range_are_refused_with_the_range():
    model = finished()
    with pytest.raises(
        ValueError, match=r"x0 = 11 cell is not possible.* 1 to 10 cell"
    ):
        model.simulate(x0=11)
    with pytest.raises(ValueError, match="x0 = nan"):
        model.simulate(x0=float("nan"))
    with pytest.raises(ValueError, match="x0 = 0.5"):
        model.simulate(x0=np.array([2, 0.5]))
    with pytest.raises(ValueError, match="xo is not a parameter.*did you mean x0"):
        model.simulate(xo=2)
    for times in ([0, 11], [-1, 2], [0, 5, 1], [0, np.nan, 5], []):
        with pytest.raises(ValueError, match="report times rise from 0"):
            model.simulate(times=times)
    with pytest.raises(KeyError, match="did you mean x"):
        model.simulate()["xx"]


def finished(**changes):
    model = small(**changes)

    @model.rates
    def rates(t, y, p):
        growth = where(t < p.stop, p.k, 0)
        return dict(x=growth * y.x)

    @model.observe
    def observe(t, y, p):
        return dict(x=y.x)

    return model


def test_an_edited_copy_changes_and_the_original_stays():
    model = finished()

    def rates(t, y, p):
        return dict(x=-p.k * y.x)

    shrinking = model.edit(rates=rates, x0=20)
    assert shrinking.simulate()["x"][-1] == pytest.approx(20 * np.exp(-5))
    assert model.simulate()["x"][-1] == pytest.approx(3 * np.exp(2))
    assert "-k * x" in shrinking.spec()["javascript"]["moving"]["each"]
    assert "-k" in repr(shrinking.equations)


@pytest.mark.parametrize("name", ["d", "t", "new", "total", "rates", "two words"])
def test_a_name_that_the_page_could_not_say_is_refused(name):
    with pytest.raises(LanguageError, match="is taken; choose another name"):
        small(
            parameters={name: Parameter(1, "1", "share", (0, 2))},
            states={},
            kind="formula",
        )


def test_an_unfinished_model_says_what_is_missing():
    with pytest.raises(LanguageError, match="no outputs yet"):
        small().simulate()


def test_an_output_that_is_no_number_is_refused_as_on_the_page():
    model = finished()

    @model.observe
    def observe(t, y, p):
        return dict(x=y.x * log(y.x / p.x0 - 1))

    with pytest.raises(RuntimeError, match="x is not a number at day 0"):
        model.simulate()


def test_a_division_by_zero_goes_on_as_on_the_page():
    model = finished()

    @model.observe
    def observe(t, y, p):
        return dict(x=where(p.k <= 0, p.x0, p.x0 * p.stop / (p.k * p.stop) * p.k))

    assert model.simulate(k=0)["x"][0] == 3


def test_a_formula_can_be_edited_too():
    formula = small(states={}, kind="formula")

    @formula.observe
    def observe(t, y, p):
        grown = p.x0 * exp(p.k * t)
        return dict(x=grown)

    doubled = formula.edit(change={"grown": "2 * p.x0 * exp(p.k * t)"})
    assert doubled.simulate()["x"][0] == 6
    with pytest.raises(
        LanguageError, match="nonsense is not a step, a rate or an output of Small"
    ):
        formula.edit(change={"nonsense": "1"})
    for wrong in (dict(t_end=0), dict(t_end=-5)):
        with pytest.raises(ValueError, match="choose a time above 0"):
            formula.edit(**wrong)


def test_both_signs_for_micro_are_one_unit():
    assert parse("cell/\u00b5L") == parse("cell/\u03bcL")


def test_one_step_or_rate_can_be_said_anew():
    halved = finished().edit(change={"growth": "p.k / 2"})
    assert halved.simulate()["x"][-1] == pytest.approx(3 * np.exp(2.5))
    assert "$0 = k / 2" in halved.spec()["javascript"]["moving"]["once"]
    assert "growth = p.k / 2" in str(halved.program("rates"))
    with pytest.raises(LanguageError, match="did you mean growth"):
        finished().edit(change={"grow": "1"})
    with pytest.raises(LanguageError, match="growth = .* is in cell/day"):
        finished().edit(change={"growth": "p.k * p.x0"})
    with pytest.raises(LanguageError, match="is not an expression"):
        finished().edit(change={"growth": "p.k *"})


def test_javascript_keeps_names_order_and_parentheses():
    read_ = read(
        "a = y.x - (y.z - p.k)\n"
        "b = a / (p.k / 2) * -y.x ** 2\n"
        "return dict(x=maximum(a, b) + (a + b), z=sum(a ** n for n in range(3)))"
    )
    from cartlab.language import javascript

    body = javascript.program(read_, ["x", "z"], ["k", "x0", "stop"], ["x", "z"], "d")
    assert body["each"].split("\n") == [
        "const $0 = h[0];",
        "const x = y[0];",
        "const z = y[1];",
        "const k = p[0];",
        "const a = x - (z - k);",
        "const b = a / $0 * (-square(x));",
        "d[0] = Math.max(a, b) + (a + b);",
        "d[1] = total(3, (n) => Math.pow(a, n));",
    ]


def test_what_rests_on_parameters_alone_is_worked_out_once_a_run():
    read_ = read(
        "a = p.k * 2\n"
        "b = a + p.x0 / p.k\n"
        "c = sum(p.k ** n for n in range(3))\n"
        "return dict(x=b * y.x + where(t < p.k + 1, a, c), z=p.k * y.z)"
    )
    from cartlab.language import javascript

    body = javascript.program(read_, ["x", "z"], ["k", "x0", "stop"], ["x", "z"], "d")
    assert body["once"].split("\n") == [
        "const k = p[0];",
        "const x0 = p[1];",
        "const $0 = k * 2;",
        "const $1 = $0 + x0 / k;",
        "const $2 = total(3, (n) => Math.pow(k, n));",
        "const $3 = k + 1;",
        "return Float64Array.of($0, $1, $2, $3);",
    ]
    assert body["each"].split("\n")[-2:] == [
        "d[0] = $1 * x + (t < $3 ? $0 : $2);",
        "d[1] = k * z;",
    ]


def test_equations_are_set_with_fractions_and_greek():
    model = finished()

    @model.rates
    def rates(t, y, p):
        return dict(x=p.k * y.x**2 / (p.x0 + y.x) * where(t < p.stop, 1, 0))

    latex = model.equations._repr_latex_()
    assert r"\frac{dx}{dt} &= \frac{k\,x^{2}}{x_{0} + x}" in latex
    assert r"\begin{cases}1 & \text{if } t < \mathrm{stop}" in latex


@pytest.mark.parametrize(
    "name, latex",
    [
        ("k_J", "k_{J}"),
        ("kill_B", r"\mathrm{kill}_{B}"),
        ("T0", "T_{0}"),
        ("rho", r"\rho"),
        ("k_BB", r"k_{\mathrm{BB}}"),
    ],
)
def test_names_become_symbols(name, latex):
    assert symbol(name) == latex


def test_the_parameter_table_tells_status_and_source():
    html = finished().parameter_table("k")._repr_html_()
    assert 'data-status="assumed"' in html and "0 to 2" in html and r"\(k\)" in html
    assert not re.search("NaN|nan|None", html)


def test_the_rates_can_be_called_by_hand():
    assert finished().slopes() == {"x": 1.5}
    assert finished().slopes(t=5) == {"x": 0}
    assert finished().slopes(states={"x": 10.0}, k=1) == {"x": 10}


def test_all_functions_of_the_language_run_on_numbers_and_cohorts():
    model = small()

    @model.rates
    def rates(t, y, p):
        share = y.x / (y.x + p.x0)
        return dict(x=p.k * y.x * sqrt(share) * log(1 + maximum(share, 0.1)))

    @model.observe
    def observe(t, y, p):
        return dict(x=y.x)

    cohort = model.simulate(k=np.array([0.5, 1.0]))["x"]
    assert cohort.shape == (281, 2)
    np.testing.assert_allclose(cohort[:, 1], model.simulate(k=1)["x"], rtol=1e-12)
