"""Exercise 7.3: a reward for every token."""

from collections.abc import Callable, Iterator

import numpy as np
import torch
from torch import Tensor

from helpers import ppo
from helpers.checks.exercise import Case, Exercise, Misconception
from helpers.checks.lab07.rollouts import Rollout, real
from helpers.checks.misconceptions import either, same_as


def _expected(p: Tensor, q: Tensor, mask: Tensor, scores: Tensor, kl_coef: float) -> Tensor:
    """Token by token: the penalty, and the score where no real token follows."""
    found = torch.zeros(mask.shape, dtype=torch.float64)
    where = real(mask)
    for i, t in where:
        found[i, t] = -kl_coef * (float(p[i, t]) - float(q[i, t]))
        if (i, t + 1) not in where:
            found[i, t] += float(scores[i])
    return found.float()


def _case(p: Tensor, q: Tensor, mask: Tensor, scores: list[float], kl_coef: float, about: str) -> Case:
    args = (p, q, mask, torch.tensor(scores), kl_coef)
    return Case(args, _expected(*args), about=about, atol=1e-5)


def _cases(rng: np.random.Generator) -> Iterator[Case]:
    one = torch.tensor([[True, True, True]])
    p, q = torch.tensor([[-1.0, -2.0, -0.5]]), torch.tensor([[-1.5, -1.0, -0.5]])
    yield _case(p, q, one, [3.0], 0.2, "one completion of three tokens, no padding")
    yield _case(p, q, one, [3.0], 0.0, "β = 0: nothing but the score")
    padded = torch.tensor([[True, True, False], [True, True, True]])
    both = torch.tensor([[-1.0, -2.0, -9.0], [-0.3, -0.7, -1.1]])
    ref = torch.tensor([[-1.5, -1.0, -4.0], [-0.2, -0.9, -2.1]])
    yield _case(both, ref, padded, [2.0, -1.0], 0.1, "two completions, the first one padded")
    yield _case(
        both[:1, :2], ref[:1, :2], torch.tensor([[True, False]]), [1.0], 0.5, "a completion of a single token"
    )
    drawn = Rollout.draw(rng, (5, 2, 4))
    scores = [float(x) for x in np.round(rng.normal(size=3), 2)]
    yield _case(drawn.logprobs(), drawn.logprobs(), drawn.mask, scores, 0.15, "three random completions")


def _rule(
    sign: float = -1.0,
    place: Callable[[Tensor], Tensor] = lambda mask: mask & ~_shift(mask),
    padding: bool = False,
    score: Callable[[Tensor, float], Tensor] = lambda scores, kl_coef: scores,
    penalty: Callable[[Tensor, Tensor], Tensor] = lambda p, q: p - q,
) -> Callable[..., Tensor]:
    def rule(p: Tensor, q: Tensor, mask: Tensor, scores: Tensor, kl_coef: float) -> Tensor:
        rewards = sign * kl_coef * penalty(p, q)
        rewards = rewards if padding else rewards * mask
        return rewards + place(mask) * score(scores, kl_coef)[:, None]

    return rule


def _shift(mask: Tensor) -> Tensor:
    """True where a real token follows."""
    return torch.cat([mask[:, 1:], torch.zeros_like(mask[:, :1])], 1)


def _last_column(mask: Tensor) -> Tensor:
    return torch.arange(mask.shape[1]).expand(mask.shape) == mask.shape[1] - 1


def _first(mask: Tensor) -> Tensor:
    return torch.arange(mask.shape[1]).expand(mask.shape) == 0


SHAPED_REWARDS = Exercise(
    id="ex07_3_shaped_rewards",
    title="A reward for every token",
    function="shaped_rewards",
    difficulty=2,
    minutes=15,
    points=2,
    hints=(
        "Two parts: a small price at every real token, and one large number at a single place of each row.",
        "The last real token of a row is at position `mask.sum(1) - 1` when real tokens come first.",
        "`rewards = -kl_coef * (logprobs - ref_logprobs)`, then 0 where the mask is False, then add the "
        "score of row i at its last real token.",
    ),
    cases=_cases,
    reference=ppo.shaped_rewards,
    misconceptions=(
        Misconception(
            "pays for leaving the reference",
            "The sign of the penalty is wrong: a token that the policy likes more than the reference does "
            "should cost.",
            either(same_as(_rule(sign=1.0)), same_as(_rule(penalty=lambda p, q: q - p))),
        ),
        Misconception(
            "gives the score to every token",
            "The judge has scored the completion once. Given at every token, long completions would earn "
            "more for the same text.",
            same_as(_rule(place=lambda mask: mask.clone())),
        ),
        Misconception(
            "puts the score behind the end",
            "In a padded row, the last column is no token of the completion: nobody learns from a reward "
            "that stands there.",
            same_as(_rule(place=_last_column)),
        ),
        Misconception(
            "gives the score at the start",
            "The judge can only score what is finished: the score belongs to the last real token.",
            same_as(_rule(place=_first)),
        ),
        Misconception(
            "charges for padding",
            "Behind the end of a completion nothing was chosen, so nothing is to be paid.",
            either(same_as(_rule(padding=True)), same_as(_rule(padding=True, place=_last_column))),
        ),
        Misconception(
            "forgets the price",
            "β is missing: the penalty is β times the log ratio.",
            same_as(lambda p, q, mask, scores, kl_coef: _rule()(p, q, mask, scores, 1.0)),
        ),
        Misconception(
            "scales the score too",
            "β is the price of divergence alone; the score enters as it is.",
            same_as(_rule(score=lambda scores, kl_coef: scores * kl_coef)),
        ),
        Misconception(
            "forgets the score",
            "This is the penalty alone: what the judge says does not come in at all.",
            same_as(_rule(score=lambda scores, kl_coef: scores * 0)),
        ),
    ),
)
