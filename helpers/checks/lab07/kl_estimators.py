"""Exercise 7.2: three estimates of the divergence from samples."""

import math
from collections.abc import Callable, Iterator

import numpy as np
import torch
from torch import Tensor

from helpers.checks.exercise import Case, Exercise, Misconception
from helpers.checks.misconceptions import either, same_as
from helpers.ppo.exercises import kl_estimators

Three = tuple[Tensor, Tensor, Tensor]


def _case(logprobs: list[float], ref_logprobs: list[float], about: str) -> Case:
    r = [p - q for p, q in zip(logprobs, ref_logprobs, strict=True)]
    expected = (r, [x * x / 2 for x in r], [math.exp(-x) - 1 + x for x in r])
    return Case((torch.tensor(logprobs), torch.tensor(ref_logprobs)), expected, about=about, atol=1e-5)


def _cases(rng: np.random.Generator) -> Iterator[Case]:
    half = math.log(0.5)
    yield _case(
        [half], [math.log(0.25)], "a token of probability ½ under the policy and ¼ under the reference"
    )
    yield _case([math.log(0.25)], [half], "the same token with the models exchanged")
    yield _case([half, -2.0], [half, -2.0], "two models that agree")
    yield _case([-1.0, -3.0, -0.2], [-2.5, -0.5, -0.3], "three tokens")
    p, q = (np.round(rng.uniform(-4, -0.1, size=6), 3).tolist() for _ in range(2))
    yield _case(p, q, "six random tokens")


def _rule(
    k1: Callable[[Tensor], Tensor] = lambda r: r,
    k2: Callable[[Tensor], Tensor] = lambda r: r.square() / 2,
    k3: Callable[[Tensor], Tensor] = lambda r: (-r).exp() - 1 + r,
) -> Callable[[Tensor, Tensor], Three]:
    def rule(logprobs: Tensor, ref_logprobs: Tensor) -> Three:
        r = logprobs - ref_logprobs
        return k1(r), k2(r), k3(r)

    return rule


KL_ESTIMATORS = Exercise(
    id="ex07_2_kl_estimators",
    title="Three estimates of the KL divergence",
    function="kl_estimators",
    difficulty=2,
    minutes=10,
    points=2,
    hints=(
        "All three are made of one number per token, the log ratio r = log π - log π_ref. Tokens that the "
        "policy likes better than the "
        "reference does have r above 0.",
        "k1 is r itself. k2 is half its square. k3 adds to k1 something whose mean is 0 under the policy: "
        "the ratio π_ref/π minus 1.",
        "The ratio π_ref/π is `(-r).exp()`. Check that k3 is 0 where both models agree, and never below.",
    ),
    cases=_cases,
    reference=kl_estimators,
    misconceptions=(
        Misconception(
            "turns the log ratio round",
            "The samples come from the policy, so the divergence is the mean of log π - log π_ref, not "
            "the other way round.",
            same_as(_rule(lambda r: -r, k3=lambda r: r.exp() - 1 - r)),
        ),
        Misconception(
            "k3 with the ratio upside down",
            "The mean of π/π_ref over samples of π is not 1; that of π_ref/π is. So it is this ratio that "
            "k3 may add without a bias.",
            either(
                same_as(_rule(k3=lambda r: r.exp() - 1 - r)),
                same_as(_rule(k3=lambda r: r.exp() - 1 + r)),
            ),
        ),
        Misconception(
            "k3 without its k1",
            "The ratio minus 1 has mean 0: alone it estimates nothing. It is there to take the noise out "
            "of k1.",
            same_as(_rule(k3=lambda r: (-r).exp() - 1)),
        ),
        Misconception(
            "k3 subtracts k1",
            "Where both models nearly agree, exp(-r) - 1 is about -r; adding r cancels it, subtracting "
            "doubles it.",
            same_as(_rule(k3=lambda r: (-r).exp() - 1 - r)),
        ),
        Misconception(
            "forgets the half in k2",
            "k2 is the second-order term of the divergence, ½ r².",
            same_as(_rule(k2=lambda r: r.square())),
        ),
        Misconception(
            "makes k1 positive",
            "Single values of k1 may well be negative; only their mean is not. Cutting the sign off makes "
            "it biased.",
            either(same_as(_rule(lambda r: r.abs())), same_as(_rule(lambda r: r.clamp(min=0)))),
        ),
        Misconception(
            "subtracts probabilities",
            "The divergence compares logarithms: it is the mean of log π - log π_ref.",
            same_as(lambda p, q: _rule()(p.exp(), q.exp())),
        ),
    ),
)
