"""Exercise 9.4: a preference without a lean to a letter."""

from collections.abc import Callable, Iterator
from statistics import fmean

import numpy as np

from helpers import constitution
from helpers.checks.exercise import Case, Exercise, Misconception
from helpers.checks.misconceptions import same_as

Row = list[float]
Result = tuple[Row, float]


def _cases(rng: np.random.Generator) -> Iterator[Case]:
    def case(forward: Row, backward: Row, preferences: Row, bias: float, about: str) -> Case:
        return Case((forward, backward), (preferences, bias), about=about)

    yield case([0.8], [0.2], [0.8], 0.0, "a judge that does not mind the order")
    yield case([0.75], [0.75], [0.5], 0.25, "a judge that minds nothing but the order")
    yield case([0.9], [0.4], [0.75], 0.15, "a judge that leans to A")
    yield case([0.9, 0.2, 0.6], [0.3, 0.5, 0.8], [0.8, 0.35, 0.4], 0.05, "three pairs")
    yield case([0.1, 0.0], [0.3, 0.2], [0.4, 0.4], -0.35, "a judge that leans to B")
    lean, worth = float(rng.uniform(0.05, 0.15)), rng.uniform(0.2, 0.8, size=6)
    wobble = rng.uniform(-0.05, 0.05, size=6)
    forward, backward = (worth + lean + wobble).tolist(), (1 - worth + lean - wobble).tolist()
    yield case(forward, backward, (worth + wobble).tolist(), lean, "random pairs and a lean of its own")


def _preferred(forward: Row, backward: Row) -> Row:
    return [(a + 1 - b) / 2 for a, b in zip(forward, backward, strict=True)]


def _lean(forward: Row, backward: Row) -> float:
    return fmean([*forward, *backward]) - 0.5


def _rule(
    preferred: Callable[[Row, Row], Row] = _preferred, lean: Callable[[Row, Row], float] = _lean
) -> Callable[[Row, Row], Result]:
    return lambda forward, backward: (preferred(forward, backward), lean(forward, backward))


def _means(forward: Row, backward: Row) -> Row:
    return [(a + b) / 2 for a, b in zip(forward, backward, strict=True)]


def _votes(forward: Row, backward: Row) -> Row:
    return [((a > 0.5) + (b < 0.5)) / 2 for a, b in zip(forward, backward, strict=True)]


AI_PREFERENCE = Exercise(
    id="ex09_4_ai_preference",
    title="A preference in both orders",
    function="ai_preference",
    difficulty=2,
    minutes=15,
    points=2,
    hints=(
        "In the second order x is the reply called B. What does P(A) say about x there?",
        "x gets `forward` in one order and `1 - backward` in the other; take the mean. For the bias forget which reply "
        "is which: how often does the judge say A?",
        "`[(a + 1 - b) / 2 for a, b in zip(forward, backward)]`, and the mean of all numbers of both lists, minus ½.",
    ),
    cases=_cases,
    reference=constitution.ai_preference,
    misconceptions=(
        Misconception(
            "does not turn the second order round",
            "With y as A, P(A) speaks for y. Averaging it as it is keeps the lean and loses the reply.",
            same_as(_rule(preferred=_means)),
        ),
        Misconception(
            "uses one order only",
            "One order has the whole lean in it. The second one is there to cancel it.",
            same_as(_rule(preferred=lambda forward, backward: [*forward])),
        ),
        Misconception(
            "counts votes",
            "A vote throws away how sure the judge is: average the probabilities themselves.",
            same_as(_rule(preferred=_votes)),
        ),
        Misconception(
            "takes the bias from one order",
            "A high P(A) in one order may be due to the replies. In both orders together each reply is A once, and "
            "only the letter is left.",
            same_as(_rule(lean=lambda forward, backward: fmean(forward) - 0.5)),
        ),
        Misconception(
            "does not subtract a half from the bias",
            "A judge without a lean says A half of the time: that is a bias of 0.",
            same_as(_rule(lean=lambda forward, backward: fmean([*forward, *backward]))),
        ),
        Misconception(
            "adds up the two orders' bias",
            "The bias is a mean over both orders, so it lies between -½ and ½.",
            same_as(_rule(lean=lambda forward, backward: fmean(forward) + fmean(backward) - 1)),
        ),
        Misconception(
            "measures the lean to B",
            "The bias is positive for a judge that says A too often.",
            same_as(_rule(lean=lambda forward, backward: -_lean(forward, backward))),
        ),
    ),
)
