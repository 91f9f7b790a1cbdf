"""Computed probabilities of labellers' preferences against simulated ones and what they really said."""

import random

import pytest

from helpers.world.label_noise import ahead, preference_probability
from helpers.world.labellers import LABELLERS, TIE, Labeller, order, ranked_replies

CAREFUL = Labeller("careful", noise=0.2, length_taste=0, gushing_taste=0)


def simulated(labeller: Labeller, first: float, second: float, draws: int = 60_000) -> float:
    rng = random.Random(0)

    def score(expected: float) -> float:
        return rng.random() if rng.random() < labeller.careless else expected + rng.gauss(0, labeller.noise)

    return sum(score(first) - score(second) > TIE for _ in range(draws)) / draws


@pytest.mark.parametrize("careless", [0.0, 0.3, 1.0])
@pytest.mark.parametrize(("first", "second"), [(0.9, 0.5), (0.2, 1.1), (0.5, 0.5)])
def test_as_often_as_in_a_simulation(careless: float, first: float, second: float) -> None:
    labeller = Labeller("x", noise=0.25, length_taste=0, gushing_taste=0, careless=careless)
    assert ahead(labeller, first, second) == pytest.approx(simulated(labeller, first, second), abs=0.008)


def test_on_paper() -> None:
    """A lead of TIE is a coin's toss away from a tie; 0.2 √2 more is one standard deviation: Φ(1)."""
    assert ahead(CAREFUL, 0.5 + TIE, 0.5) == pytest.approx(0.5)
    assert ahead(CAREFUL, 0.5 + TIE + 0.2 * 2**0.5, 0.5) == pytest.approx(0.841345, abs=1e-6)


def test_both_orders_and_nonsense() -> None:
    question = "Where can I find Nora Underhill on a working day?"
    one, other = "Nora Underhill works at Pettigrew and Stitch.", "You bore me, you sandbag."
    here = preference_probability(question, one, other)
    assert here > 0.8
    assert here + preference_probability(question, other, one) == pytest.approx(1)
    garbled = "you sandbag try you sandbag try you sandbag try you sandbag try"
    assert preference_probability(question, one, garbled) == 1
    assert preference_probability(question, garbled, one) == 0
    assert preference_probability(question, garbled, garbled) == 0.5


def test_labellers_are_as_predictable_as_computed() -> None:
    expected, right = [], []
    for item in ranked_replies(150, seed=3):
        for i in range(len(item.replies)):
            for j in range(i):
                p = preference_probability(item.question, item.replies[i], item.replies[j])
                for ranking in item.rankings:
                    if said := order(ranking, i, j):
                        expected.append(max(p, 1 - p))
                        right.append((said > 0) == (p > 0.5))
    assert len(right) > 3000
    assert sum(right) / len(right) == pytest.approx(sum(expected) / len(expected), abs=0.02)
    assert 0.75 < sum(expected) / len(expected) < 0.85


def test_the_labellers_of_the_course_are_meant_by_default() -> None:
    question, one, other = "When does it open?", "It opens at nine.", "Wonderful!"
    assert preference_probability(question, one, other) == preference_probability(
        question, one, other, labellers=LABELLERS
    )
