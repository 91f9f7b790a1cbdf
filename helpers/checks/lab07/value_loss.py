"""Exercise 7.6: the clipped loss of the value head."""

from collections.abc import Callable, Iterator

import numpy as np
import torch
from torch import Tensor

from helpers.checks.exercise import Case, Exercise, Misconception
from helpers.checks.lab07.rollouts import Rollout, real
from helpers.checks.misconceptions import same_as
from helpers.ppo.exercises import clipped_value_loss


def _expected(values: Tensor, old: Tensor, returns: Tensor, mask: Tensor, clip_range: float) -> float:
    """Token by token: half the larger of two squared errors."""
    total = 0.0
    for i, t in real(mask):
        v, before, target = (float(x[i, t]) for x in (values, old, returns))
        near = min(max(v, before - clip_range), before + clip_range)
        total += max((v - target) ** 2, (near - target) ** 2) / 2
    return total / len(real(mask))


def _case(values: Tensor, old: Tensor, returns: Tensor, mask: Tensor, clip_range: float, about: str) -> Case:
    args = (values, old, returns, mask, clip_range)
    return Case(args, _expected(*args), about=about, atol=1e-6)


def _cases(rng: np.random.Generator) -> Iterator[Case]:
    every = torch.tensor([[True, True]])
    old = torch.tensor([[0.0, 1.0]])
    yield _case(
        old, old, torch.tensor([[1.0, 3.0]]), every, 0.2, "values that have not moved: errors of 1 and 2"
    )
    yield _case(
        torch.tensor([[0.9, 1.1]]),
        old,
        torch.tensor([[1.0, 1.0]]),
        every,
        0.2,
        "a value that moved beyond the range",
    )
    yield _case(
        torch.tensor([[-0.9, 1.5]]),
        old,
        torch.tensor([[1.0, 2.0]]),
        every,
        0.2,
        "a value that moved the wrong way",
    )
    mask = torch.tensor([[True, False]])
    yield _case(
        torch.tensor([[0.5, 9.0]]), old, torch.tensor([[1.0, -9.0]]), mask, 0.2, "padding behind the end"
    )
    drawn = Rollout.draw(rng, (5, 2, 3))
    before = drawn.rows()
    yield _case(before + drawn.rows(-0.5, 0.5), before, drawn.rows(-2, 2), drawn.mask, 0.2, "random rows")


def _rule(
    error: Callable[[Tensor, Tensor, Tensor], Tensor] = lambda v, near, target: torch.maximum(
        (v - target).square(), (near - target).square()
    ),
    half: float = 0.5,
    mean: Callable[[Tensor, Tensor], Tensor] = lambda x, mask: (x * mask).sum() / mask.sum(),
) -> Callable[..., Tensor]:
    def rule(values: Tensor, old: Tensor, returns: Tensor, mask: Tensor, clip_range: float) -> Tensor:
        near = torch.clamp(values, old - clip_range, old + clip_range)
        return half * mean(error(values, near, returns), mask)

    return rule


CLIPPED_VALUE_LOSS = Exercise(
    id="ex07_6_clipped_value_loss",
    title="The loss of the value head",
    function="clipped_value_loss",
    difficulty=2,
    minutes=15,
    points=2,
    hints=(
        "Two squared errors for each token: of the value as it is, and of the value held within the range "
        "around what it was during the rollout.",
        "The loss is pessimistic, as the policy's is: take the larger of the two errors. Then the usual "
        "half.",
        "`near = torch.clamp(values, old_values - clip_range, old_values + clip_range)`; then half the "
        "mean, over real tokens, of the larger square.",
    ),
    cases=_cases,
    reference=clipped_value_loss,
    misconceptions=(
        Misconception(
            "takes the smaller error",
            "The smaller error would praise the head for running beyond the range. Pessimism means the "
            "larger *loss* here.",
            same_as(
                _rule(lambda v, near, target: torch.minimum((v - target).square(), (near - target).square()))
            ),
        ),
        Misconception(
            "does not clip",
            "This is the plain squared error. The clipped one is missing.",
            same_as(_rule(lambda v, near, target: (v - target).square())),
        ),
        Misconception(
            "uses the clipped value alone",
            "Beyond the range the clipped value has no gradient, not even for a head that moved the wrong "
            "way.",
            same_as(_rule(lambda v, near, target: (near - target).square())),
        ),
        Misconception(
            "forgets the half",
            "The loss is half the squared error, so that its slope is the error.",
            same_as(_rule(half=1.0)),
        ),
        Misconception(
            "takes absolute errors",
            "The error is squared: large errors count more.",
            same_as(_rule(lambda v, near, target: torch.maximum((v - target).abs(), (near - target).abs()))),
        ),
        Misconception(
            "averages over padding",
            "Padding has no value to be learned: it must not enter the mean.",
            same_as(_rule(mean=lambda x, mask: x.mean())),
        ),
        Misconception(
            "divides by all positions",
            "Padding is out of the sum but still counted. Divide by the number of real tokens.",
            same_as(_rule(mean=lambda x, mask: (x * mask).mean())),
        ),
    ),
)
