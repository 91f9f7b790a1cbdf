"""Exercise 7.8: a price that finds itself."""

from collections.abc import Callable, Iterator

import numpy as np

from helpers import ppo
from helpers.checks.exercise import Case, Exercise, Misconception
from helpers.checks.misconceptions import either, same_as
from helpers.ppo.exercises import adaptive_kl

LARGEST = ppo.AdaptiveKL.LARGEST_ERROR


def _case(kl_coef: float, observed: float, target: float, episodes: int, horizon: float, about: str) -> Case:
    error = min(max((observed - target) / target, -LARGEST), LARGEST)
    expected = kl_coef + kl_coef * error * episodes / horizon
    return Case((kl_coef, observed, target, episodes, horizon), expected, about=about, rtol=1e-6)


def _cases(rng: np.random.Generator) -> Iterator[Case]:
    yield _case(0.1, 6.0, 6.0, 64, 1000.0, "a divergence right on target: nothing changes")
    yield _case(0.1, 6.6, 6.0, 100, 1000.0, "10 % too far")
    yield _case(0.1, 5.4, 6.0, 100, 1000.0, "10 % too near")
    yield _case(0.1, 60.0, 6.0, 100, 1000.0, "ten times too far: the error counts as 20 %")
    yield _case(0.1, 0.0, 6.0, 100, 1000.0, "no divergence at all: the error counts as -20 %")
    beta, target = (float(x) for x in np.round(rng.uniform(0.02, 9, size=2), 3))
    observed = round(target * float(rng.uniform(0.85, 1.15)), 4)
    yield _case(beta, observed, target, int(rng.integers(10, 200)), 2000.0, "random settings")


def _rule(
    error: Callable[[float, float], float] = lambda observed, target: observed / target - 1,
    limit: float = LARGEST,
    share: Callable[[int, float], float] = lambda episodes, horizon: episodes / horizon,
    step: Callable[[float, float], float] = lambda beta, change: beta * (1 + change),
) -> Callable[..., float]:
    def rule(kl_coef: float, observed_kl: float, target: float, episodes: int, horizon: float) -> float:
        off = min(max(error(observed_kl, target), -limit), limit)
        return step(kl_coef, off * share(episodes, horizon))

    return rule


ADAPTIVE_KL = Exercise(
    id="ex07_8_adaptive_kl",
    title="A price that finds itself",
    function="adaptive_kl",
    difficulty=1,
    minutes=10,
    points=2,
    hints=(
        "Too far from the reference: should the price of a nat rise or fall?",
        "The error is relative: observed / target - 1, cut to ±0.2 so that one strange batch cannot throw "
        "β about.",
        "β times (1 + error · episodes / horizon).",
    ),
    cases=_cases,
    reference=adaptive_kl,
    misconceptions=(
        Misconception(
            "steers the wrong way",
            "When the policy has gone too far, divergence should become dearer: β must rise.",
            either(
                same_as(_rule(lambda observed, target: 1 - observed / target)),
                same_as(_rule(step=lambda beta, change: beta / (1 + change))),
            ),
        ),
        Misconception(
            "does not cut the error",
            "One batch that is far off would change β at once. The error counts 20 % at most, in either "
            "direction.",
            same_as(_rule(limit=float("inf"))),
        ),
        Misconception(
            "takes the error in nats",
            "The error is relative to the target, so that the same controller serves targets of 0.1 and "
            "of 10 nats.",
            either(
                same_as(_rule(lambda observed, target: observed - target)),
                same_as(_rule(lambda observed, target: observed - target, limit=float("inf"))),
            ),
        ),
        Misconception(
            "adds instead of multiplying",
            "β changes by a factor: a price of 0.001 and one of 10 should move by the same percentage.",
            same_as(_rule(step=lambda beta, change: beta + change)),
        ),
        Misconception(
            "ignores how many episodes there were",
            "The horizon says over how many episodes an error takes effect; a batch is a small share of it.",
            same_as(_rule(share=lambda episodes, horizon: 1.0)),
        ),
        Misconception(
            "turns the share upside down",
            "A batch of episodes is a part of the horizon: episodes / horizon.",
            same_as(_rule(share=lambda episodes, horizon: horizon / episodes)),
        ),
        Misconception(
            "divides by the observed divergence",
            "How far off one is is measured against the target.",
            either(
                same_as(_rule(lambda observed, target: 1 - target / observed if observed else -LARGEST)),
                same_as(_rule(lambda observed, target: target / observed - 1 if observed else LARGEST)),
            ),
        ),
    ),
)
