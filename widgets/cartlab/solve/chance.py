"""Random numbers that depend on nothing but who draws what: Philox 4x32-10.

A counter-based generator has no state. Draw number 5 of patient 17 under seed 3 is the same
number in Python and on the page, in whatever order and on however many workers the patients
are worked out, and it stays the same when another draw is added. `chance.js` is the twin of
this file; all it does is whole numbers, sums and products, which round alike everywhere.

Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC11 (2011),
doi:10.1145/2063384.2063405.
"""

import numpy as np

MULTIPLY = 0xD2511F53, 0xCD9E8D57
WEYL = 0x9E3779B9, 0xBB67AE85  # added to the key in each round
ROUNDS = 10
COURSE = 0x56325654  # "V2VT", the second half of the key
LOW = np.uint64(0xFFFFFFFF)
HALF = np.uint64(32)
TWO_32 = 4294967296.0
OUTERMOST = 2 * 1.7320508075688772  # beyond it no bell goes
PEOPLE, EVENTS = 0, 1  # streams: what people are like; what happens in a jumps model


def philox(counter, key):
    """Return the four 32-bit words (uint64 arrays of one shape) of a counter and a key.

    counter: four, key: two whole numbers from 0 to 2**32 - 1, numbers or arrays.
    """
    x0, x1, x2, x3 = np.broadcast_arrays(*(np.asarray(c, np.uint64) for c in counter))
    k0, k1 = (np.asarray(k, np.uint64) for k in key)
    first, second = (np.uint64(m) for m in MULTIPLY)
    for _ in range(ROUNDS):
        a, b = first * x0, second * x2
        x0, x1, x2, x3 = (b >> HALF) ^ x1 ^ k0, b & LOW, (a >> HALF) ^ x3 ^ k1, a & LOW
        k0, k1 = (k0 + np.uint64(WEYL[0])) & LOW, (k1 + np.uint64(WEYL[1])) & LOW
    return x0, x1, x2, x3


def words(who, draw, seed, stream=PEOPLE):
    """Return four random 32-bit words of one draw; see `philox` for the shapes."""
    return philox((who, draw, stream, 0), (seed, COURSE))


def check_word(number, what):
    """Refuse a seed or the like that is no word: the page has 32 bits for it."""
    if number != int(number) or not 0 <= number <= int(LOW):
        raise ValueError(
            f"{what} = {number}: choose a whole number from 0 to {int(LOW):,}"
        )


def share(word):
    """Return a number between 0 and 1, ends excluded, from a word."""
    return (word + 0.5) / TWO_32


def uniform(who, draw, seed):
    """Return a number between 0 and 1, ends excluded."""
    return share(words(who, draw, seed)[0])


def bell(who, draw, seed):
    """Return a bell-shaped number: mean 0, standard deviation 1, never beyond 3.4642.

    The sum of four uniform numbers, shifted and stretched: close to a normal number, with no
    tail that would have to be cut, and with no logarithm that might round differently.
    """
    w0, w1, w2, w3 = words(who, draw, seed)
    return ((w0 + w1 + w2 + w3 + np.uint64(2)) / TWO_32 - 2) * 1.7320508075688772
