"""Exercise 6.4: one Elo update."""

import math
from collections.abc import Callable, Iterator

import numpy as np

from helpers import preferences
from helpers.checks.exercise import Case, Exercise, Misconception
from helpers.checks.misconceptions import either, same_as

Update = Callable[..., tuple[float, float]]


def _elo_cases(rng: np.random.Generator) -> Iterator[Case]:
    yield Case((1000, 1000, 1), (1016.0, 984.0), about="two equal ratings: half of k changes hands")
    yield Case((1000, 1000, 0.5), (1000.0, 1000.0), about="a tie of equals")
    ahead = 10 / 11  # 400 points ahead: expected to win ten times as often
    yield Case((1400, 1000, 1), (1400 + 32 * (1 - ahead), 1000 - 32 * (1 - ahead)), about="an expected win")
    yield Case((1400, 1000, 0), (1400 - 32 * ahead, 1000 + 32 * ahead), about="a surprise")
    yield Case(
        (1000, 1400, 0.5, 16), (1000 + 16 * (0.5 - 1 / 11), 1400 - 16 * (0.5 - 1 / 11)), about="another k"
    )
    yield Case((1000, 9000, 0), (1000.0, 9000.0), about="a hopeless difference", atol=1e-5)
    a, b = (int(rating) for rating in rng.integers(800, 1600, size=2))
    change = 20 * (1 - 1 / (1 + 10 ** ((b - a) / 400)))
    yield Case((a, b, 1, 20), (a + change, b - change), about="random ratings")


def _with(expected: Callable[[float, float], float], share: tuple[float, float] = (1, -1)) -> Update:
    """Another expectation, or another share of the change for the two players."""

    def rule(rating_a: float, rating_b: float, score_a: float, k: float = 32) -> tuple[float, float]:
        change = k * (score_a - expected(rating_a, rating_b))
        return rating_a + share[0] * change, rating_b + share[1] * change

    return rule


def _right(a: float, b: float) -> float:
    return 1 / (1 + 10 ** ((b - a) / 400))


def _one_after_the_other(
    rating_a: float, rating_b: float, score_a: float, k: float = 32
) -> tuple[float, float]:
    new_a = rating_a + k * (score_a - _right(rating_a, rating_b))
    return new_a, rating_b + k * (1 - score_a - _right(rating_b, new_a))


ELO_UPDATE = Exercise(
    id="ex06_4_elo_update",
    title="One Elo update",
    function="elo_update",
    difficulty=1,
    minutes=8,
    points=1,
    hints=(
        "How often should a have won? Work that out first, from the two old ratings.",
        "Both ratings move by the same amount, in opposite directions: what one wins, the other loses.",
        "E_a of the formula above needs one line; the change is k times what `score_a` exceeds it by.",
    ),
    cases=_elo_cases,
    reference=preferences.elo_update,
    misconceptions=(
        Misconception(
            "turns the expectation round",
            "With the higher rating a should be expected to win *more* often. Your stronger player gains most for "
            "beating weak ones.",
            same_as(_with(lambda a, b: 1 - _right(a, b))),
        ),
        Misconception(
            "takes e for 10",
            "Elo's scale is in powers of ten: 400 points mean ten times as many wins.",
            same_as(_with(lambda a, b: 1 / (1 + math.exp((b - a) / 400)))),
        ),
        Misconception(
            "expects nothing",
            "A win against a weak opponent is worth less than one against a strong one: subtract what was expected "
            "before multiplying by k.",
            either(same_as(_with(lambda a, b: 0.0)), same_as(_with(lambda a, b: 0.5))),
        ),
        Misconception(
            "lets both win",
            "What one gains the other loses. Yours both move the same way, so ratings would drift.",
            same_as(_with(_right, (1, 1))),
        ),
        Misconception(
            "moves only one of the two",
            "Both ratings change after a game.",
            either(same_as(_with(_right, (1, 0))), same_as(_with(_right, (0, -1)))),
        ),
        Misconception(
            "uses a's new rating for b",
            "Both expectations come from the ratings *before* the game; otherwise points appear from nowhere.",
            same_as(_one_after_the_other),
        ),
    ),
)
