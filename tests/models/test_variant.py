"""A variant of a model: less of it, or more, and the text of what stays is the same."""

import numpy as np
import pytest

from cartlab.language import Dose, LanguageError, Model, Output, Parameter, State


def hunted(**more):
    """Prey x grows, is slowed by a poison z, and eaten by hunters w."""
    model = Model(
        "Hunted",
        t_end=10,
        states=dict(
            x=State("x0", "cell", "prey"),
            w=State(2, "cell", "hunters"),
            z=State(0, "mg", "poison", negligible=1e-3),
        ),
        parameters=dict(
            r=Parameter(0.5, "1/day", "growth", (0, 2)),
            x0=Parameter(3.0, "cell", "prey at first", (1, 10)),
            k=Parameter(0.1, "1/day/cell", "eating", (0, 1)),
            z_half=Parameter(1.0, "mg", "poison for half", (0.1, 2)),
            given=Parameter(2.0, "mg", "dose", (0, 5)),
        ),
        doses=[Dose("z", "given", time=1, label="poison")],
        outputs=dict(
            prey=Output("cell", "prey", (0, 100)), ill=Output("1", "ill", (0, 1))
        ),
        **more,
    )

    @model.steps
    def steps(t, y, p):
        poisoned = y.z / (y.z + p.z_half)
        return dict(poisoned=poisoned, growth=p.r * (1 - poisoned))

    @model.rates
    def rates(t, y, p, s):
        eaten = p.k * y.w
        return dict(x=(s.growth - eaten) * y.x, w=0 * p.r * y.w, z=-p.r * y.z)

    @model.observe
    def observe(t, y, p, s):
        return dict(prey=y.x, ill=s.poisoned)

    return model


def test_what_is_left_out_counts_as_nothing_and_takes_its_numbers_along():
    calm = hunted().variant("Calm", without=["z"], keeps=["prey"])
    assert list(calm.states) == ["x", "w"] and list(calm.outputs) == ["prey"]
    assert set(calm.parameters) == {"r", "x0", "k"} and not calm.doses
    alone = hunted().simulate(given=0)["prey"]
    np.testing.assert_allclose(calm.simulate()["prey"], alone, rtol=1e-7)
    assert "z" not in repr(calm.equations)


def test_what_is_added_reads_the_steps_of_the_model():
    more = hunted().variant(
        "More",
        keeps=["prey"],
        states=dict(grown=State(0, "cell", "prey born")),
        outputs=dict(born=Output("cell", "prey born", (0, 100))),
        said=dict(births="growth * y.x", grown="births", born="y.grown"),
    )
    run = more.simulate()
    eaten = 0.1 * 2 * run["prey"]
    lost = np.concatenate(
        [[0], np.cumsum((eaten[1:] + eaten[:-1]) / 2 * np.diff(run.t))]
    )
    np.testing.assert_allclose(3 + run["born"] - lost, run["prey"], rtol=1e-3)


def test_a_start_can_be_said_anew():
    two = hunted().variant(
        "Two", keeps=["prey"], states=dict(x=State(2, "cell", "prey"))
    )
    assert two.simulate()["prey"][0] == 2 and "x0" not in two.parameters


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (dict(without=["y"]), "a state"),
        (dict(keeps=["pray"]), "prey"),
        (dict(keeps=["prey"], said=dict(x2="y.z2")), "z2"),
    ],
)
def test_a_variant_refuses_what_the_model_does_not_have(asked, told):
    with pytest.raises(LanguageError, match=told):
        hunted().variant("Wrong", **asked)


def test_no_step_is_longer_than_the_longest():
    calm = hunted().simulate(rtol=1e-3)
    short = hunted(longest=0.25).simulate(rtol=1e-3)
    assert calm.steps[0] < 40 <= short.steps[0]
    np.testing.assert_allclose(short["prey"], calm["prey"], rtol=1e-2)


def test_the_page_is_told_of_the_longest_step():
    assert hunted(longest=0.25).spec()["longest"] == 0.25
    assert "longest" not in hunted().spec()
