"""How often labellers prefer one reply to another: computed from what is known of each, not from what they said.

A labeller's score of a reply is its gold reward plus tastes plus Gaussian noise (see `labellers`), so the probability
of each order is a normal integral. A careless labeller's score is, for some replies, a uniform number instead.
"""

import math
from collections.abc import Sequence
from statistics import NormalDist

from helpers.world.labellers import LABELLERS, TIE, Labeller, is_nonsense
from helpers.world.oracle import gold_reward
from helpers.world.town import Town

_STANDARD = NormalDist()


def preference_probability(
    question: str,
    one: str,
    other: str,
    town: Town | None = None,
    labellers: Sequence[Labeller] = LABELLERS,
) -> float:
    """Probability that a labeller picked at random, who puts two replies in an order, prefers the first.

    An F loses to any other reply; of two, each is as likely to be preferred.
    """
    nonsense = is_nonsense(question, one, town), is_nonsense(question, other, town)
    if any(nonsense):
        return 0.5 if all(nonsense) else float(nonsense[1])
    gold = gold_reward(question, one, town), gold_reward(question, other, town)
    shares = []
    for labeller in labellers:
        first, second = labeller.expected(one, gold[0]), labeller.expected(other, gold[1])
        wins, losses = ahead(labeller, first, second), ahead(labeller, second, first)
        shares.append(wins / (wins + losses))
    return sum(shares) / len(shares)


def ahead(labeller: Labeller, first: float, second: float) -> float:
    """Probability that a labeller's score of one reply is more than a tie above that of another.

    Args:
        first, second: the labeller's expected scores of the two.
    """
    read, noise = 1 - labeller.careless, labeller.noise
    both = _STANDARD.cdf((first - second - TIE) / (noise * math.sqrt(2)))
    guess_first = noise * (_area((1 - TIE - second) / noise) - _area((-TIE - second) / noise))
    guess_second = noise * (_area((first - TIE) / noise) - _area((first - TIE - 1) / noise))
    neither = (1 - TIE) ** 2 / 2
    careless = labeller.careless
    return read * read * both + careless * read * (guess_first + guess_second) + careless * careless * neither


def _area(z: float) -> float:
    """The integral of the normal distribution function up to z: z Φ(z) + φ(z)."""
    return z * _STANDARD.cdf(z) + _STANDARD.pdf(z)
