"""Exercise 5.1: what demonstrations cost."""

import math
from collections.abc import Callable, Iterator

import numpy as np

from helpers.checks.exercise import Case, Exercise, Misconception
from helpers.checks.misconceptions import same_as
from helpers.sft.exercises import demonstration_cost


def _cases(rng: np.random.Generator) -> Iterator[Case]:
    def case(args: tuple[float, ...], expected: float, about: str) -> Case:
        return Case(args, expected, about=about, rtol=1e-9)

    yield case((13_000, 10.0), 130_000, "InstructGPT's number of demonstrations, all of them accepted")
    yield case((13_000, 10.0, 0.0, 2, 1.5), 169_000, "two reviewers for each")
    yield case((90, 10.0, 0.1), 1_000, "a tenth rejected: 100 have to be written for 90")
    yield case((90, 10.0, 0.1, 1, 2.0), 1_200, "a tenth rejected by one reviewer, who reads all 100")
    yield case((10, 8.0, 0.3), 120, "10 / 0.7 is 14.3: a fifteenth has to be written")
    yield case((10, 8.0, 0.3, 3, 1.0), 165, "three reviewers and a part of a demonstration")
    wanted, price, readers = int(rng.integers(20, 90)), float(rng.integers(4, 20)), int(rng.integers(1, 4))
    written = math.ceil(wanted / 0.6 - 1e-9)
    yield case((wanted, price, 0.4, readers, 2.5), written * (price + readers * 2.5), "random numbers")


def _rule(
    written: Callable[[int, float], float], read: Callable[[int, float], float]
) -> Callable[..., float]:
    """Prices times how many are written and how many of them each reviewer reads."""

    def rule(
        wanted: int, price: float, rejected: float = 0.0, reviewers: int = 0, review_price: float = 0.0
    ) -> float:
        return written(wanted, rejected) * price + read(wanted, rejected) * reviewers * review_price

    return rule


def _right(wanted: int, rejected: float) -> int:
    return math.ceil(wanted / (1 - rejected) - 1e-9)


def _one_reviewer(
    wanted: int, price: float, rejected: float = 0.0, reviewers: int = 0, review_price: float = 0.0
) -> float:
    return _right(wanted, rejected) * (price + (review_price if reviewers else 0))


DEMONSTRATION_COST = Exercise(
    id="ex05_1_demonstration_cost",
    title="What demonstrations cost",
    function="demonstration_cost",
    difficulty=1,
    minutes=6,
    points=1,
    hints=(
        "Who has to be paid for a demonstration that review rejects, and for reading it?",
        "If a share `rejected` of what is written falls through, `written * (1 - rejected)` must be at least "
        "`wanted`. Nobody writes a third of a demonstration.",
        "`written = math.ceil(wanted / (1 - rejected))`; each written one costs `price + reviewers * review_price`. "
        "Floating-point numbers can make 100 into 100.00000000000001: take a hair off before you round up.",
    ),
    cases=_cases,
    reference=demonstration_cost,
    misconceptions=(
        Misconception(
            "pays for accepted demonstrations only",
            "People are paid for their work whether it is accepted or not: more have to be written than are wanted.",
            same_as(_rule(lambda wanted, rejected: wanted, lambda wanted, rejected: wanted)),
        ),
        Misconception(
            "adds the rejected share instead of dividing",
            "Of 10 % more, 10 % are rejected again: 99 of 110 are left of 100 wanted, not 100. Which number, less its "
            "rejected share, gives the wanted one?",
            same_as(
                _rule(
                    lambda wanted, rejected: math.ceil(wanted * (1 + rejected) - 1e-9),
                    lambda wanted, rejected: math.ceil(wanted * (1 + rejected) - 1e-9),
                )
            ),
        ),
        Misconception(
            "has parts of demonstrations written",
            "Demonstrations are whole: round the number that has to be written up.",
            same_as(
                _rule(
                    lambda wanted, rejected: wanted / (1 - rejected),
                    lambda wanted, rejected: wanted / (1 - rejected),
                )
            ),
        ),
        Misconception(
            "rounds down",
            "With one too few, the wanted number is not reached: round up.",
            same_as(
                _rule(
                    lambda wanted, rejected: math.floor(wanted / (1 - rejected) + 1e-9),
                    lambda wanted, rejected: math.floor(wanted / (1 - rejected) + 1e-9),
                )
            ),
        ),
        Misconception(
            "reviews accepted demonstrations only",
            "Nobody knows which ones will be rejected before reading them: reviewers read everything that was written.",
            same_as(_rule(_right, lambda wanted, rejected: wanted)),
        ),
        Misconception(
            "leaves the reviewers out",
            "Reading costs money as well: `reviewers` times `review_price` for each demonstration.",
            same_as(_rule(_right, lambda wanted, rejected: 0)),
        ),
        Misconception(
            "pays one reviewer",
            "Each of the `reviewers` reads each demonstration and is paid for it.",
            same_as(_one_reviewer),
        ),
    ),
)
