"""Exercise 6.3: what comparisons cost."""

from collections.abc import Callable, Iterator

import numpy as np

from helpers import preferences
from helpers.checks.exercise import Case, Exercise, Misconception
from helpers.checks.misconceptions import either, same_as

Cost = tuple[float, float]


def _cases(rng: np.random.Generator) -> Iterator[Case]:
    def case(args: tuple[float, ...], expected: Cost, about: str) -> Case:
        return Case(args, expected, about=about, rtol=1e-9)

    yield case((1, 2, 1, 3.5, 4), (3.5, 4 / 60), "a single comparison")
    yield case((1, 4, 1, 1.0, 10), (6.0, 1.0), "four completions, which make six pairs")
    yield case((100, 2, 1, 3.5, 3), (350.0, 5.0), "100 prompts with two completions")
    yield case((10, 3, 5, 2.0, 2), (300.0, 5.0), "five labellers, who each compare everything")
    yield case((1000, 9, 1, 3.5, 5), (126_000.0, 3000.0), "nine completions, as InstructGPT had at most")
    prompts, completions, labellers = (int(n) for n in rng.integers(2, 9, size=3))
    count = prompts * labellers * sum(range(completions))
    yield case((prompts, completions, labellers, 2.5, 6), (2.5 * count, count / 10), "random numbers")


def _rule(pairs: Callable[[int], float], everybody: bool = True, hour: float = 60) -> Callable[..., Cost]:
    """Another count of pairs, one labeller for all, or another length of the hour."""

    def rule(prompts: int, completions: int, labellers: int, price: float, minutes: float) -> Cost:
        count = prompts * pairs(completions) * (labellers if everybody else 1)
        return count * price, count * minutes / hour

    return rule


def _choose_two(n: int) -> float:
    return n * (n - 1) / 2


COMPARISON_COST = Exercise(
    id="ex06_3_comparison_cost",
    title="What comparisons cost",
    function="comparison_cost",
    difficulty=1,
    minutes=6,
    points=1,
    hints=(
        "How many different pairs can be made of four completions? Write them down.",
        "Every labeller compares every pair of every prompt, and is paid and takes time for each.",
        "`count = prompts * completions * (completions - 1) / 2 * labellers`; money is count · price, hours are "
        "count · minutes / 60.",
    ),
    cases=_cases,
    reference=preferences.comparison_cost,
    misconceptions=(
        Misconception(
            "pays for prompts, not for pairs",
            "n completions of a prompt make n(n-1)/2 comparisons, and each is paid for.",
            same_as(_rule(lambda n: 1)),
        ),
        Misconception(
            "pays for completions, not for pairs",
            "What is paid for is a comparison of two completions. With nine of them there are 36 pairs, not nine.",
            either(
                same_as(_rule(lambda n: n)), same_as(_rule(lambda n: n - 1)), same_as(_rule(lambda n: n / 2))
            ),
        ),
        Misconception(
            "counts each pair twice",
            "a against b and b against a are one comparison.",
            either(same_as(_rule(lambda n: n * (n - 1))), same_as(_rule(lambda n: n * n))),
        ),
        Misconception(
            "compares completions with themselves",
            "Nobody is asked whether a reply is better than itself: n(n-1)/2, not n(n+1)/2.",
            same_as(_rule(lambda n: n * (n + 1) / 2)),
        ),
        Misconception(
            "pays one labeller only",
            "Each labeller compares everything and is paid for it.",
            same_as(_rule(_choose_two, everybody=False)),
        ),
        Misconception(
            "gives the time in minutes",
            "The time is asked for in hours.",
            same_as(_rule(_choose_two, hour=1)),
        ),
    ),
)
