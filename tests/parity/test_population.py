"""The page draws the same people as Python: the same chance, the same persons."""

import numpy as np
import pytest

from cartlab.language.population import numbers
from cartlab.therapy import populations
from models.toys import everybody

POPULATIONS = {"toy": everybody(), **populations()}
MANY = 500

DRAWN = """([spec, many, seed]) => Array.from({ length: many }, (_, who) => [
  twin.population.chances(spec, who, seed), twin.population.person(spec, who, seed)])"""


@pytest.mark.parametrize("people", POPULATIONS.values(), ids=POPULATIONS)
def test_five_hundred_people_are_the_same_on_the_page(twin, people):
    page = twin.evaluate(DRAWN, [people.spec(), MANY, 2017])
    chance = numbers(people.spec(), np.arange(MANY), 2017)
    persons = people.draw(MANY, 2017)
    for draw, mine in chance.items():
        theirs = np.array([drawn[str(draw)] for drawn, _ in page])
        assert (theirs == mine).all(), f"draw {draw} differs"
    assert all(len(drawn) == len(chance) for drawn, _ in page)
    for name, mine in persons.items():
        theirs = np.array([person[name] for _, person in page])
        np.testing.assert_allclose(theirs, mine, rtol=1e-13, err_msg=name)
    assert all(person.keys() == persons.keys() for _, person in page)
