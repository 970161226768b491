"""The page draws the same people as Python, bit for bit."""

import numpy as np

from cartlab.solve.chance import EVENTS, bell, words

DRAWN = """([who, draws, seed]) => who.flatMap((one) => draws.map((draw) => [
  twin.chance.bell(one, draw, seed), ...twin.chance.words(one, draw, seed, twin.chance.EVENTS)]))"""


def test_a_thousand_people_have_the_same_numbers_to_the_last_bit(twin):
    who, draws, seed = list(range(990)) + [2**31 + 5, 2**32 - 1], list(range(8)), 2017
    page = np.array(twin.evaluate(DRAWN, [who, draws, seed]))
    person, draw = (x.ravel() for x in np.meshgrid(who, draws, indexing="ij"))
    mine = [bell(person, draw, seed), *words(person, draw, seed, EVENTS)]
    assert (page == np.array(mine, float).T).all()
