"""Exercise 6.5: the probability of Bradley and Terry."""

import math
from collections.abc import Iterator

import numpy as np
import torch

from helpers import preferences
from helpers.checks.exercise import Case, Exercise, Misconception, Outcome
from helpers.checks.misconceptions import either, same_as


def _cases(rng: np.random.Generator) -> Iterator[Case]:
    yield Case((0.0, 0.0), 0.5, about="equal rewards")
    yield Case((math.log(3), 0.0), 0.75, about="three times as likely as the other")
    yield Case((0.0, math.log(3)), 0.25, about="the same from the other side")
    yield Case((-2.0, -2.0 - math.log(4)), 0.8, about="negative rewards: only the difference counts")
    yield Case((102.0, 100.0), 1 / (1 + math.exp(-2)), about="a constant added to both")
    yield Case((1000.0, -1000.0), 1.0, about="a difference that exp cannot take")
    yield Case((-1000.0, 1000.0), 0.0, about="a difference that exp cannot take, the other way round")
    yield Case((800.0, 800.0), 0.5, about="large but equal rewards")
    a, b = (float(reward) for reward in rng.normal(0, 2, size=2).round(2))
    yield Case((a, b), math.exp(a) / (math.exp(a) + math.exp(b)), about="random rewards")


def _overflows(outcome: Outcome, case: Case) -> bool:
    if max(map(abs, case.args)) < 700:
        return False
    if outcome.problem:
        return outcome.problem.exception in ("OverflowError", "ZeroDivisionError", "FloatingPointError")
    return bool(torch.isnan(torch.as_tensor(outcome.value, dtype=torch.float64)).any())


BRADLEY_TERRY_PROBABILITY = Exercise(
    id="ex06_5_bradley_terry_probability",
    title="How likely is a preference?",
    function="bradley_terry_probability",
    difficulty=1,
    minutes=8,
    points=1,
    hints=(
        "Divide the fraction exp(a) / (exp(a) + exp(b)) by exp(a). What is left depends on the difference alone.",
        "σ(x) = 1 / (1 + exp(-x)). What happens for x = -2000, and how could the sign of x help?",
        "`scipy.special.expit`, `torch.sigmoid`, or by hand: for x ≥ 0 use 1 / (1 + exp(-x)), otherwise "
        "exp(x) / (1 + exp(x)): then exp never gets a large number.",
    ),
    cases=_cases,
    reference=preferences.bradley_terry_probability,
    misconceptions=(
        Misconception(
            "turns the sign round",
            "The higher reward should be preferred more often. Yours gives the probability for b.",
            same_as(lambda a, b: preferences.bradley_terry_probability(b, a)),
        ),
        Misconception(
            "divides the rewards",
            "a / (a + b) is for strengths, which are positive. Rewards are their logarithms: only differences mean "
            "anything, and they can be negative.",
            either(
                same_as(lambda a, b: a / (a + b) if a + b else 0.5),
                lambda outcome, case: (
                    outcome.problem is not None
                    and outcome.problem.exception == "ZeroDivisionError"
                    and sum(case.args) == 0
                    and max(case.args) < 700
                ),
            ),
        ),
        Misconception(
            "uses Elo's scale",
            "A reward model's scores are natural logarithms of odds: no factor of 400, no power of 10.",
            either(
                same_as(lambda a, b: 1 / (1 + 10 ** ((b - a) / 400))),
                same_as(lambda a, b: preferences.bradley_terry_probability(a / 400, b / 400)),
            ),
        ),
        Misconception(
            "forgets the other reward",
            "σ(a) alone is no probability of a preference: whether a is preferred depends on what it stands against.",
            same_as(lambda a, b: preferences.bradley_terry_probability(a, 0.0)),
        ),
        Misconception(
            "overflows for large rewards",
            "exp of a number above 709 is too large for a float. Work with the difference, and never hand exp a "
            "large positive number.",
            _overflows,
        ),
    ),
)
