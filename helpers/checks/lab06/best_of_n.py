"""Exercise 6.8: the expected value of the best of n."""

from collections.abc import Callable, Iterator
from itertools import combinations
from math import comb

import numpy as np
import torch
from torch import Tensor

from helpers import reward
from helpers.checks.exercise import Case, Exercise, Misconception
from helpers.checks.misconceptions import same_as


def _cases(rng: np.random.Generator) -> Iterator[Case]:
    def case(scores: list[float], values: list[float], n: int, expected: float, about: str) -> Case:
        return Case((torch.tensor(scores), torch.tensor(values), n), expected, about=about)

    scores, values = [3.0, 1.0, 2.0], [10.0, 4.0, 40.0]
    yield case(scores, values, 1, 18.0, "n = 1: any of the three, so the mean")
    yield case(scores, values, 3, 10.0, "n = 3: always the one that scores best")
    yield case(scores, values, 2, (10 + 10 + 40) / 3, "n = 2: the best of each of the three pairs")
    yield case(
        [0.1, 0.4, 0.3, 0.2], [0.0, 0.0, 1.0, 0.0], 2, 2 / 6, "two of four; the good one is second by score"
    )
    yield case([5.0, 6.0], [-1.0, -2.0], 2, -2.0, "negative values")
    found = rng.normal(size=(2, 7)).round(3)
    yield case(found[0].tolist(), found[1].tolist(), 3, _by_hand(found[0], found[1], 3), "three of seven")
    yield case(found[0].tolist(), found[1].tolist(), 6, _by_hand(found[0], found[1], 6), "six of seven")


def _by_hand(scores: np.ndarray, values: np.ndarray, n: int) -> float:
    """The mean over all subsets, one by one."""
    best = [values[max(subset, key=lambda i: scores[i])] for subset in combinations(range(len(scores)), n)]
    return float(np.mean(best))


Rule = Callable[[Tensor, Tensor, int], float]


def _with_replacement(scores: Tensor, values: Tensor, n: int) -> float:
    total = len(scores)
    return sum(
        float(values[i]) * (((place + 1) / total) ** n - (place / total) ** n)
        for place, i in enumerate(scores.argsort().tolist())
    )


def _off_by_one(scores: Tensor, values: Tensor, n: int) -> float:
    total = len(scores)
    return sum(
        float(values[i]) * comb(place + 1, n) / comb(total, n)
        for place, i in enumerate(scores.argsort().tolist())
    )


BEST_OF_N = Exercise(
    id="ex06_8_best_of_n",
    title="The best of n",
    function="best_of_n",
    difficulty=3,
    minutes=20,
    points=3,
    hints=(
        "Do it by brute force first: `itertools.combinations(range(N), n)` lists all choices of n samples. Which "
        "sample is picked from each, and what is it worth?",
        "Brute force takes for ever for n = 8 of 16 and 200 prompts. Sort the samples by score, worst first. The "
        "sample in place r (from 1) is picked exactly when the other n - 1 come from the r - 1 below it.",
        "That is `comb(r - 1, n - 1)` of the `comb(N, n)` choices: sum values times these shares, in the order of "
        "the scores.",
    ),
    cases=_cases,
    reference=reward.best_of_n,
    misconceptions=(
        Misconception(
            "chooses by what it is worth",
            "The sample is chosen by its *score*, the only thing one sees; its value is what one gets. If both were "
            "the same, there would be nothing to go wrong.",
            same_as(lambda scores, values, n: reward.best_of_n(values, values, n)),
        ),
        Misconception(
            "gives the score, not the value",
            "What is asked for is the value of the chosen sample. Its score says only what the chooser believes.",
            same_as(lambda scores, values, n: reward.best_of_n(scores, scores, n)),
        ),
        Misconception(
            "takes the best of all samples",
            "That is n = N. With fewer samples to choose from, the best of all is often not among them.",
            same_as(lambda scores, values, n: float(values[scores.argmax()])),
        ),
        Misconception(
            "looks at the first n only",
            "Which n samples come first is an accident: average over all ways to choose n of the N.",
            same_as(lambda scores, values, n: float(values[:n][scores[:n].argmax()])),
        ),
        Misconception(
            "averages the best n",
            "Of n samples *one* is chosen. Yours is the mean of the n best of all.",
            same_as(lambda scores, values, n: float(values[scores.argsort(descending=True)[:n]].mean())),
        ),
        Misconception(
            "chooses the worst",
            "Sort the other way round: the highest score wins.",
            same_as(lambda scores, values, n: reward.best_of_n(-scores, values, n)),
        ),
        Misconception(
            "draws with replacement",
            "The n samples are different ones: the same cannot be drawn twice.",
            same_as(_with_replacement),
        ),
        Misconception(
            "is one place off",
            "The sample itself is one of the n, so only n - 1 others have to come from those below it. The shares "
            "must add up to 1.",
            same_as(_off_by_one),
        ),
    ),
)
