"""Exercise 6.2: agreement of two labellers, raw and corrected for chance."""

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from helpers import preferences
from helpers.checks.exercise import Case, Exercise, Misconception
from helpers.checks.misconceptions import either, same_as

Said = list[str | None]


def _cases(rng: np.random.Generator) -> Iterator[Case]:
    def case(first: Said, second: Said, expected: tuple[float, float], about: str) -> Case:
        return Case((first, second), expected, about=about, rtol=1e-6)

    yield case(["a", "b"], ["a", "b"], (1.0, 1.0), "full agreement")
    yield case(["a", "a", "b"], ["a", "a", "b"], (1.0, 1.0), "full agreement with unequal shares")
    # 8 judgements, 4 of each: 4·4 + 4·4 of the 8·7 ordered pairs of judgements are unlike, by chance
    yield case(
        ["a", "b", "a", "b"], ["a", "b", "b", "a"], (0.5, 1 - 0.5 / (32 / 56)), "half of four items alike"
    )
    yield case(
        ["a", "a", "a", "a", "b"],
        ["a", "a", "a", "b", "a"],
        (0.6, 1 - 0.4 / (32 / 90)),
        "most judgements the same, as by chance",
    )
    yield case(["a", "a", "b", "b"], ["a", "a", "a", None], (2 / 3, 0.0), "an item that one of them skipped")
    yield case(
        ["a", "b", "c", "a"], ["a", "b", "a", "c"], (0.5, 1 - 0.5 / (40 / 56)), "three possible judgements"
    )
    first: Said = [str(x) for x in rng.choice(["a", "b"], size=12, p=[0.6, 0.4])]
    second: Said = [x if rng.random() < 0.6 else "b" for x in first]
    first[:2], second[:2] = ["a", "b"], ["a", "a"]
    yield case(first, second, _by_pairs(first, second), "random judgements")


def _by_pairs(first: Said, second: Said) -> tuple[float, float]:
    """Expected disagreement counted over all pairs of judgements, one by one."""
    every = [*first, *second]
    pairs = [(x, y) for i, x in enumerate(every) for j, y in enumerate(every) if i != j]
    by_chance = sum(x != y for x, y in pairs) / len(pairs)
    seen = sum(x != y for x, y in zip(first, second, strict=True)) / len(first)
    return 1 - seen, 1 - seen / by_chance


def _corrected(
    chance: Callable[[list[Any], list[Any]], float],
    combine: Callable[[float, float], float] = lambda raw, by_chance: (raw - by_chance) / (1 - by_chance),
    keep_skipped: bool = False,
) -> Callable[[Said, Said], tuple[float, float]]:
    """Raw agreement, and another correction for the agreement that chance gives."""

    def rule(first: Said, second: Said) -> tuple[float, float]:
        both = [(x, y) for x, y in zip(first, second, strict=True) if keep_skipped or None not in (x, y)]
        one, other = [x for x, _ in both], [y for _, y in both]
        raw = sum(x == y for x, y in both) / len(both)
        return raw, combine(raw, chance(one, other))

    return rule


def _shares(values: list[Any]) -> dict[Any, float]:
    return {value: count / len(values) for value, count in Counter(values).items()}


def _krippendorff(one: list[Any], other: list[Any]) -> float:
    counts, total = Counter(one + other), len(one + other)
    return sum(count * (count - 1) for count in counts.values()) / (total * (total - 1))


def _pooled(one: list[Any], other: list[Any]) -> float:
    return sum(share**2 for share in _shares(one + other).values())


def _each_own(one: list[Any], other: list[Any]) -> float:
    first, second = _shares(one), _shares(other)
    return sum(share * second.get(value, 0.0) for value, share in first.items())


def _one_in(one: list[Any], other: list[Any]) -> float:
    return 1 / len(set(one + other))


AGREEMENT = Exercise(
    id="ex06_2_agreement",
    title="How far do two labellers agree?",
    function="agreement",
    difficulty=2,
    minutes=15,
    points=2,
    hints=(
        "First throw out the items that one of them skipped. Raw agreement is then a share of the rest.",
        "Put all judgements of both into one bag of n. Draw two *different* ones: how often are they unlike? A value "
        "that is c times in the bag makes c · (n - c) ordered pairs of unlike ones.",
        "`by_chance = sum(c * (n - c) for c in counts) / (n * (n - 1))`, and α = 1 - (1 - raw) / by_chance.",
    ),
    cases=_cases,
    reference=preferences.agreement,
    misconceptions=(
        Misconception(
            "does not correct for chance",
            "The second number is the raw agreement again. Two labellers who toss coins agree on half of all pairs: "
            "that has to be taken off.",
            same_as(_corrected(lambda one, other: 0.0)),
        ),
        Misconception(
            "forgets to rescale",
            "Raw minus chance can never reach 1. Divide by how much better than chance one can be.",
            either(
                same_as(_corrected(_krippendorff, lambda raw, by_chance: raw - by_chance)),
                same_as(_corrected(_pooled, lambda raw, by_chance: raw - by_chance)),
            ),
        ),
        Misconception(
            "draws with replacement",
            "Chance means two *different* judgements out of the bag: n(n - 1) pairs, not n². Yours is Scott's π, "
            "which differs for small samples.",
            same_as(_corrected(_pooled)),
        ),
        Misconception(
            "gives each labeller chances of their own",
            "This is Cohen's κ, which rewards labellers for having different habits. α puts all judgements into one "
            "bag.",
            same_as(_corrected(_each_own)),
        ),
        Misconception(
            "takes all values for equally likely",
            "If nearly everything is an `a`, two labellers agree often by chance alone: count how often each value "
            "comes.",
            same_as(_corrected(_one_in)),
        ),
        Misconception(
            "counts what was skipped",
            "None is no judgement. Leave out the items that one of them skipped, in both numbers.",
            same_as(_corrected(_krippendorff, keep_skipped=True)),
        ),
    ),
)
