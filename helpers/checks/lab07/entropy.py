"""Exercise 7.7: the entropy bonus."""

import math
from collections.abc import Callable, Iterator

import numpy as np
import torch
from torch import Tensor

from helpers.checks.exercise import Case, Exercise, Misconception
from helpers.checks.lab07.rollouts import Rollout, real
from helpers.checks.misconceptions import same_as
from helpers.ppo.exercises import mean_entropy


def _expected(logits: Tensor, mask: Tensor) -> float:
    """Minus the sum of p log p, with 0 log 0 = 0, in float64."""
    total = 0.0
    for i, t in real(mask):
        z = logits[i, t].double()
        p = (z - z.max()).exp() / (z - z.max()).exp().sum()
        total -= sum(x * math.log(x) for x in p.tolist() if x > 0)
    return total / len(real(mask))


def _case(logits: Tensor, mask: Tensor, about: str) -> Case:
    return Case((logits, mask), _expected(logits, mask), about=about, atol=1e-5)


def _cases(rng: np.random.Generator) -> Iterator[Case]:
    one = torch.tensor([[True]])
    yield _case(torch.zeros(1, 1, 4), one, "four equal logits: log 4")
    yield _case(torch.tensor([[[0.5, 0.25, 0.25]]]).log(), one, "probabilities ½, ¼, ¼")
    yield _case(torch.tensor([[[60.0, 0.0, -60.0]]]), one, "a distribution that is all but certain")
    yield _case(torch.tensor([[[200.0, 0.0, -200.0]]]), one, "probabilities too small for a float")
    two = torch.tensor([[[0.0, 0.0], [3.0, 0.0]]])
    yield _case(two, torch.tensor([[True, False]]), "padding behind the end")
    drawn = Rollout.draw(rng, (4, 2))
    logits = torch.tensor(np.round(rng.normal(size=(2, 4, 6)) * 2, 3)).float()
    yield _case(logits, drawn.mask, "random rows")


def _rule(
    of: Callable[[Tensor], Tensor] = lambda z: -(z.softmax(-1) * z.log_softmax(-1)).sum(-1),
    mean: Callable[[Tensor, Tensor], Tensor] = lambda x, mask: (x * mask).sum() / mask.sum(),
) -> Callable[[Tensor, Tensor], Tensor]:
    return lambda logits, mask: mean(of(logits), mask)


def _unsafe(z: Tensor) -> Tensor:
    p = z.softmax(-1)
    return -(p * p.log()).sum(-1)


MEAN_ENTROPY = Exercise(
    id="ex07_7_mean_entropy",
    title="The entropy bonus",
    function="mean_entropy",
    difficulty=1,
    minutes=10,
    points=1,
    hints=(
        "Entropy is the mean surprise: -Σ p log p over the vocabulary, at each position.",
        "`log_softmax` gives log p without overflow, and p is its exponential: where p vanishes, log p is "
        "large but finite.",
        "Sum over the last dimension, then average over the positions where the mask is True.",
    ),
    cases=_cases,
    reference=mean_entropy,
    misconceptions=(
        Misconception(
            "has the wrong sign",
            "Entropy is never negative: log p is at most 0, so the sum needs a minus.",
            same_as(_rule(lambda z: (z.softmax(-1) * z.log_softmax(-1)).sum(-1))),
        ),
        Misconception(
            "takes the logarithm of 0",
            "A probability too small for a float becomes 0, and 0 · log 0 is NaN for a computer. Take "
            "log-probabilities from `log_softmax`.",
            lambda outcome, case: (
                isinstance(outcome.value, Tensor | float)
                and bool(torch.as_tensor(outcome.value).isnan().any())
            ),
        ),
        Misconception(
            "averages over the vocabulary",
            "The entropy of a distribution is a sum over the vocabulary; dividing by its size makes "
            "larger vocabularies look surer.",
            same_as(_rule(lambda z: -(z.softmax(-1) * z.log_softmax(-1)).mean(-1))),
        ),
        Misconception(
            "does not weigh by probability",
            "An outcome counts as often as it happens: -log p is weighed by p.",
            same_as(_rule(lambda z: -z.log_softmax(-1).sum(-1))),
        ),
        Misconception(
            "measures in bits",
            "With a logarithm to base 2 entropy comes in bits; here everything is in nats.",
            same_as(_rule(lambda z: -(z.softmax(-1) * z.log_softmax(-1)).sum(-1) / math.log(2))),
        ),
        Misconception(
            "averages over padding",
            "What stands behind the end of a completion was never chosen: leave it out of the mean.",
            same_as(_rule(mean=lambda x, mask: x.mean())),
        ),
        Misconception(
            "sums over tokens",
            "The mean over real tokens is wanted: a sum would grow with the length.",
            same_as(_rule(mean=lambda x, mask: (x * mask).sum())),
        ),
    ),
)
