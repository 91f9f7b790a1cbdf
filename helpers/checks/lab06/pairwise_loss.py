"""Exercise 6.6: the loss of a reward model."""

import math
from collections.abc import Callable, Iterator

import numpy as np
import torch
from torch import Tensor

from helpers import reward
from helpers.checks.exercise import Case, Exercise, Misconception, Outcome
from helpers.checks.misconceptions import either, same_as
from helpers.checks.show import compact

_LARGE = 1e4


def _cases(rng: np.random.Generator) -> Iterator[Case]:
    yield _case([0.0], [0.0], "equal rewards: the loss is log 2")
    yield _case([math.log(3)], [0.0], "a lead of log 3, probability 3/4")
    yield _case([0.0], [math.log(3)], "the wrong order, probability 1/4")
    yield _case([2.0, -1.0, 0.5], [1.0, 1.0, 0.5], "three pairs, of which the mean is taken")
    yield _case([_LARGE, _LARGE], [-_LARGE, -_LARGE], "a lead of 20,000")
    yield _case([-_LARGE, 0.0], [_LARGE, 0.0], "20,000 behind")
    yield _case([_LARGE / 2], [-_LARGE / 2], "a lead of 10,000 in float16", torch.float16)
    yield _case([-_LARGE / 2], [_LARGE / 2], "10,000 behind in float16", torch.float16)
    chosen, rejected = (rng.normal(0, 2, size=5).round(2).tolist() for _ in range(2))
    yield _case(chosen, rejected, "random rewards")


def _case(chosen: list[float], rejected: list[float], about: str, dtype: torch.dtype = torch.float32) -> Case:
    args = torch.tensor(chosen, dtype=dtype), torch.tensor(rejected, dtype=dtype)
    lead = [float(a) - float(b) for a, b in zip(*args, strict=True)]
    losses = [math.log1p(math.exp(-abs(d))) + max(0.0, -d) for d in lead]
    slopes = [-1 / (1 + math.exp(min(d, 700))) / len(lead) for d in lead]

    def verify(outcome: Outcome) -> str | None:
        return _slopes_differ(outcome, torch.tensor(slopes))

    half = dtype == torch.float16
    return Case(
        args,
        sum(losses) / len(losses),
        verify=verify,
        about=about,
        gradients=(0, 1),
        rtol=2e-3 if half else 1e-4,
        atol=1e-3 if half else 1e-6,
    )


def _slopes_differ(outcome: Outcome, expected: Tensor) -> str | None:
    """The loss must fall with the chosen reward, and rise with the other as fast."""
    if not outcome.gradients:
        return "The value is right, but no gradient flows back from it: return a tensor that depends on the rewards."
    for name, found, wanted in zip(
        ("chosen", "rejected"), outcome.gradients, (expected, -expected), strict=True
    ):
        if found is None or not torch.allclose(found.float(), wanted, rtol=5e-3, atol=1e-4):
            shown = "None" if found is None else compact(found)
            return f"The value is right, but the gradient with respect to {name} is {shown}, not {compact(wanted)}."
    return None


def _of_lead(rule: Callable[[Tensor], Tensor]) -> Callable[[Tensor, Tensor], Tensor]:
    """A rule of the difference, in float64, where nothing of it overflows by accident."""
    return lambda chosen, rejected: rule(chosen.double() - rejected.double())


def _not_finite(outcome: Outcome, case: Case) -> bool:
    lead = (case.args[0].double() - case.args[1].double()).abs().max()
    if float(lead) < 80:
        return False
    if outcome.problem:
        return outcome.problem.exception in ("OverflowError", "ZeroDivisionError", "ValueError")
    found = [torch.as_tensor(outcome.value), *(g for g in outcome.gradients if g is not None)]
    return not all(bool(torch.isfinite(value).all()) for value in found)


def _without_gradient(outcome: Outcome, case: Case) -> bool:
    right = reward.pairwise_loss(*(arg.float() for arg in case.args))
    close = torch.isclose(torch.as_tensor(outcome.value).float(), right, rtol=2e-3, atol=1e-3)
    return bool(close.all()) and not outcome.gradients


_log_sigmoid = torch.nn.functional.logsigmoid

PAIRWISE_LOSS = Exercise(
    id="ex06_6_pairwise_loss",
    title="The loss of a reward model",
    function="pairwise_loss",
    difficulty=2,
    minutes=12,
    points=2,
    hints=(
        "Write down the probability of what was preferred, take its logarithm, and mind that a loss is *minimised*.",
        "`torch.log(torch.sigmoid(x))` is -inf for x = -200. torch has one function that does both steps at once.",
        "`torch.nn.functional.logsigmoid(chosen - rejected)`, averaged over the pairs, with a minus in front.",
    ),
    cases=_cases,
    reference=reward.pairwise_loss,
    misconceptions=(
        Misconception(
            "has the wrong sign",
            "This is the log-likelihood itself, which is at most 0. A loss is minimised, so this would train the "
            "model to prefer the *rejected* replies. Take the negative.",
            same_as(_of_lead(lambda lead: _log_sigmoid(lead).mean())),
        ),
        Misconception(
            "turns the pair round",
            "The difference is chosen minus rejected. Yours is small when the rejected reply scores higher.",
            same_as(_of_lead(lambda lead: -_log_sigmoid(-lead).mean())),
        ),
        Misconception(
            "overflows for large leads",
            "σ of -200 is 0 in float32, and the logarithm of 0 is -inf; exp(200) is inf. `logsigmoid` gets both "
            "right, because it never computes σ by itself.",
            _not_finite,
        ),
        Misconception(
            "adds up instead of averaging",
            "Take the mean over the pairs, so that the size of a batch does not change the learning rate.",
            same_as(_of_lead(lambda lead: -_log_sigmoid(lead).sum())),
        ),
        Misconception(
            "forgets the logarithm",
            "This is a probability, not its negative logarithm: a confident mistake would cost hardly more than a "
            "small one, and would hardly be corrected.",
            either(
                same_as(_of_lead(lambda lead: -lead.sigmoid().mean())),
                same_as(_of_lead(lambda lead: (-lead).sigmoid().mean())),
            ),
        ),
        Misconception(
            "averages before taking the logarithm",
            "Each pair has a likelihood of its own: average the logarithms, not the probabilities or the "
            "differences.",
            either(
                same_as(_of_lead(lambda lead: -lead.sigmoid().mean().log())),
                same_as(_of_lead(lambda lead: -_log_sigmoid(lead.mean()))),
            ),
        ),
        Misconception(
            "cuts the gradient",
            "The value is right, but it is a plain number or detached: nothing could be learned from it.",
            _without_gradient,
        ),
    ),
)
