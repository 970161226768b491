"""Random numbers: the published known answers, and the shape that is promised."""

import numpy as np
import pytest

from cartlab.solve.chance import bell, philox, uniform

ALL_ONES, PI = 0xFFFFFFFF, (0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344)
KNOWN = {
    "zeros": ((0,) * 4, (0,) * 2, "6627e8d5 e169c58d bc57ac4c 9b00dbd8"),
    "ones": ((ALL_ONES,) * 4, (ALL_ONES,) * 2, "408f276d 41c83b0e a20bc7c6 6d5451fd"),
    "pi": (PI, (0xA4093822, 0x299F31D0), "d16cfe09 94fdcceb 5001e420 24126ea1"),
}


@pytest.mark.parametrize("counter, key, answer", KNOWN.values(), ids=KNOWN)
def test_philox_gives_the_answers_that_its_authors_published(counter, key, answer):
    assert " ".join(f"{int(word):08x}" for word in philox(counter, key)) == answer


def test_a_bell_has_mean_0_and_deviation_1_and_no_tail_that_must_be_cut():
    drawn = bell(np.arange(100_000), 0, 1)
    assert abs(drawn.mean()) < 4 / np.sqrt(100_000)
    assert abs(drawn.std() - 1) < 0.01
    assert np.abs(drawn).max() < 2 * np.sqrt(3) + 1e-9


def test_who_is_drawn_does_not_depend_on_the_others():
    everyone = bell(np.arange(500), 7, 3)
    assert bell(17, 7, 3) == everyone[17]
    assert bell(np.array([400, 17]), 7, 3).tolist() == [everyone[400], everyone[17]]


def test_draws_seeds_and_people_do_not_share_numbers():
    who = np.arange(2000)
    drawn = [uniform(who, 0, 1), uniform(who, 1, 1), uniform(who, 0, 2)]
    assert np.abs(np.corrcoef(drawn)[np.triu_indices(3, 1)]).max() < 0.1
