"""Exercise 7.5: the clipped surrogate."""

import math
from collections.abc import Callable, Iterator

import numpy as np
import torch
from torch import Tensor

from helpers.checks.exercise import Case, Exercise, Misconception, Outcome
from helpers.checks.lab07.rollouts import Rollout, real
from helpers.checks.misconceptions import same_as
from helpers.checks.show import compact
from helpers.ppo.exercises import clipped_policy_loss


def _by_hand(
    new: Tensor, old: Tensor, advantages: Tensor, mask: Tensor, clip_range: float
) -> tuple[float, Tensor]:
    """Loss and its slope in each log-probability: -ρA a token where the unclipped term is the smaller one, else 0."""
    where = real(mask)
    loss, slope = 0.0, torch.zeros(mask.shape)
    for i, t in where:
        ratio, a = math.exp(float(new[i, t]) - float(old[i, t])), float(advantages[i, t])
        clipped = min(max(ratio, 1 - clip_range), 1 + clip_range)
        loss -= min(ratio * a, clipped * a) / len(where)
        if ratio * a <= clipped * a:
            slope[i, t] = -ratio * a / len(where)
    return loss, slope


def _case(new: Tensor, old: Tensor, advantages: Tensor, mask: Tensor, clip_range: float, about: str) -> Case:
    args = (new, old, advantages, mask, clip_range)
    loss, slope = _by_hand(*args)

    def verify(outcome: Outcome) -> str | None:
        if not outcome.gradients or not isinstance(outcome.gradients[0], Tensor):
            return "The loss is right, but no gradient flows back to the log-probabilities: nothing would be learned."
        if not torch.allclose(outcome.gradients[0], slope, rtol=1e-3, atol=1e-5):
            return (
                f"The loss is right, but its gradient in the log-probabilities is {compact(outcome.gradients[0])} "
                f"where {compact(slope)} is expected."
            )
        return None

    return Case(args, loss, verify=verify, about=about, atol=1e-5, gradients=(0,))


def _row(*ratios: float) -> tuple[Tensor, Tensor]:
    """New and old log-probabilities with these ratios."""
    old = torch.linspace(-2.0, -1.0, len(ratios))[None]
    return old + torch.tensor([[math.log(ratio) for ratio in ratios]]), old


def _cases(rng: np.random.Generator) -> Iterator[Case]:
    every = torch.tensor([[True, True]])
    yield _case(
        *_row(1.0, 1.0), torch.tensor([[1.0, -0.5]]), every, 0.2, "ratios of 1: the policy has not moved yet"
    )
    yield _case(
        *_row(1.1, 1.5),
        torch.tensor([[2.0, 2.0]]),
        every,
        0.2,
        "good tokens; the second has moved far enough",
    )
    yield _case(
        *_row(0.9, 0.5),
        torch.tensor([[-2.0, -2.0]]),
        every,
        0.2,
        "bad tokens; the second has moved far enough",
    )
    yield _case(*_row(0.5, 1.5), torch.tensor([[2.0, -2.0]]), every, 0.2, "tokens that moved the wrong way")
    mask = torch.tensor([[True, True, False]])
    yield _case(*_row(1.05, 1.3, 5.0), torch.tensor([[1.0, -1.0, 9.0]]), mask, 0.1, "padding behind the end")
    two = torch.tensor([[True, True, True, True], [True, False, False, False]])
    new, old = (
        torch.cat([a, b]) for a, b in zip(_row(1.1, 0.95, 1.0, 1.3), _row(1.05, 2.0, 2.0, 2.0), strict=True)
    )
    yield _case(
        new,
        old,
        torch.tensor([[1.0, 1.0, 1.0, 1.0], [5.0, 3.0, 3.0, 3.0]]),
        two,
        0.2,
        "a long row and a short one",
    )
    drawn = Rollout.draw(rng, (5, 3))
    old = drawn.logprobs()
    yield _case(old + drawn.rows(-0.5, 0.5), old, drawn.rows(-2, 2), drawn.mask, 0.2, "random rows")


def _rule(
    ratio: Callable[[Tensor, Tensor], Tensor] = lambda new, old: (new - old).exp(),
    surrogate: Callable[[Tensor, Tensor, Tensor], Tensor] = lambda r, c, a: torch.minimum(r * a, c * a),
    mean: Callable[[Tensor, Tensor], Tensor] = lambda x, mask: (x * mask).sum() / mask.sum(),
    sign: float = -1.0,
) -> Callable[..., Tensor]:
    def rule(new: Tensor, old: Tensor, advantages: Tensor, mask: Tensor, clip_range: float) -> Tensor:
        r = ratio(new, old)
        return sign * mean(surrogate(r, r.clamp(1 - clip_range, 1 + clip_range), advantages), mask)

    return rule


def _row_means(x: Tensor, mask: Tensor) -> Tensor:
    return ((x * mask).sum(1) / mask.sum(1)).mean()


CLIPPED_POLICY_LOSS = Exercise(
    id="ex07_5_clipped_policy_loss",
    title="The clipped surrogate",
    function="clipped_policy_loss",
    difficulty=2,
    minutes=20,
    points=3,
    hints=(
        "The ratio of two probabilities, from their logarithms: subtract, then exponentiate. At the first "
        "minibatch it is 1 everywhere.",
        "Two candidates at each token, ρA and clip(ρ)A. PPO takes the one that promises *less*. An "
        "optimiser minimises, so mind the sign.",
        "`-torch.minimum(ratio * A, ratio.clamp(1 - clip_range, 1 + clip_range) * A)`, averaged over real "
        "tokens only: multiply by the "
        "mask, sum, divide by the number of real tokens.",
    ),
    cases=_cases,
    reference=clipped_policy_loss,
    misconceptions=(
        Misconception(
            "maximises the loss",
            "The surrogate is to be maximised; what goes to the optimiser is its negative.",
            same_as(_rule(sign=1.0)),
        ),
        Misconception(
            "takes the larger of the two",
            "The larger term rewards moving on without end. The smaller one is the cautious promise: "
            "beyond the clip range nothing more is to be gained.",
            same_as(_rule(surrogate=lambda r, c, a: torch.maximum(r * a, c * a))),
        ),
        Misconception(
            "uses the clipped ratio alone",
            "Then a token that has moved the wrong way has no gradient to bring it back. The minimum of "
            "both terms keeps it.",
            same_as(_rule(surrogate=lambda r, c, a: c * a)),
        ),
        Misconception(
            "does not clip",
            "Without the clip range, old samples are trusted however far the policy has moved from the "
            "one that drew them.",
            same_as(_rule(surrogate=lambda r, c, a: r * a)),
        ),
        Misconception(
            "turns the ratio upside down",
            "New over old: a token that has become likelier has a ratio above 1.",
            same_as(_rule(lambda new, old: (old - new).exp())),
        ),
        Misconception(
            "takes the log ratio for the ratio",
            "The difference of log-probabilities is the logarithm of the ratio; where nothing has moved "
            "it is 0, and the ratio 1.",
            same_as(_rule(lambda new, old: new - old)),
        ),
        Misconception(
            "divides log-probabilities",
            "The ratio is of probabilities: subtract the logarithms and exponentiate.",
            same_as(_rule(lambda new, old: new / old)),
        ),
        Misconception(
            "averages over padding",
            "Padding is no token that was chosen: it must not enter the sum, nor the number that the sum "
            "is divided by.",
            same_as(_rule(mean=lambda x, mask: x.mean())),
        ),
        Misconception(
            "divides by all positions",
            "Padding is out of the sum but still counted. Divide by the number of real tokens.",
            same_as(_rule(mean=lambda x, mask: (x * mask).mean())),
        ),
        Misconception(
            "averages rows before tokens",
            "The mean of row means gives a token of a short completion more weight than one of a long "
            "completion. Here every real token counts alike.",
            same_as(_rule(mean=_row_means)),
        ),
    ),
)
