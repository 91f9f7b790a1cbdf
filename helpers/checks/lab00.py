"""The exercise of lab 00: a softmax that survives large logits."""

from collections.abc import Iterator

import numpy as np
import torch
from torch import Tensor

from helpers import sampling
from helpers.checks.exercise import Case, Exercise, Misconception
from helpers.checks.misconceptions import same_as

INF = float("inf")


def _softmax_cases(rng: np.random.Generator) -> Iterator[Case]:
    """Expected values by hand, then by float64 arithmetic on numbers small enough to need no trick.

    Near 10,000, float32 holds logits to 0.001 only, hence the tolerance there.
    """
    yield Case((torch.tensor([0.0, 0.0]),), torch.tensor([0.5, 0.5]), about="two equal logits")
    three = torch.tensor([1.0, 2.0, 4.0]).log()
    yield Case((three,), torch.tensor([1 / 7, 2 / 7, 4 / 7]), about="the logarithms of 1, 2 and 4")
    rows = torch.tensor([[1.0, 3.0], [2.0, 2.0]]).log()
    yield Case((rows,), torch.tensor([[0.25, 0.75], [0.5, 0.5]]), about="two rows: each is a distribution")
    yield Case((torch.tensor([3.0]),), torch.tensor([1.0]), about="a vocabulary of one token")
    yield Case(
        (torch.tensor([0.0, -INF, 0.0]),),
        torch.tensor([0.5, 0.0, 0.5]),
        about="a token that cannot be drawn (-inf)",
    )
    yield Case((three + 1000,), torch.tensor([1 / 7, 2 / 7, 4 / 7]), rtol=1e-3, about="all logits near 1000")
    yield Case((three - 1000,), torch.tensor([1 / 7, 2 / 7, 4 / 7]), rtol=1e-3, about="all logits near -1000")
    yield Case(
        (torch.tensor([1e4, -1e4, 0.0, 0.0, 1e4]),),
        torch.tensor([0.5, 0.0, 0.0, 0.0, 0.5]),
        rtol=1e-3,
        about="logits from -10,000 to 10,000",
    )
    apart = torch.tensor([[1e4, 1e4], [-1e4, -1e4], [-INF, -1e4]])
    yield Case(
        (apart,),
        torch.tensor([[0.5, 0.5], [0.5, 0.5], [0.0, 1.0]]),
        rtol=1e-3,
        about="rows that are 20,000 apart",
    )
    logits = torch.from_numpy(rng.normal(scale=3, size=(2, 3, 6))).float()
    powers = np.exp(logits.double().numpy())
    yield Case(
        (logits,),
        torch.from_numpy(powers / powers.sum(-1, keepdims=True)),
        about="a batch of shape (2, 3, 6)",
    )


def _shifted(logits: Tensor, shift: Tensor) -> Tensor:
    exponentials = (logits - shift).exp()
    return exponentials / exponentials.sum(-1, keepdim=True)


STABLE_SOFTMAX = Exercise(
    id="ex00_1_stable_softmax",
    title="A softmax that does not overflow",
    function="stable_softmax",
    difficulty=1,
    minutes=5,
    points=1,
    hints=(
        "In float32, `exp(89)` is already infinite, and infinity divided by infinity is NaN. What could you do to the "
        "logits *before* `exp` that leaves the probabilities as they are?",
        "Adding the same number to every logit of a row multiplies top and bottom of the fraction by the same factor. "
        "So you may choose that number freely: which choice guarantees that no exponent is above 0?",
        "Find each row's largest logit (`dim=-1`, and `keepdim=True` so that shapes still match), subtract it, then "
        "take `exp` and divide by each row's sum.",
    ),
    cases=_softmax_cases,
    reference=sampling.stable_softmax,
    misconceptions=(
        Misconception(
            "normalises over the whole batch",
            "Each row along the last dimension is a distribution of its own and must add up to 1; here all rows "
            "together do.",
            same_as(lambda logits: (logits - logits.max()).exp() / (logits - logits.max()).exp().sum()),
        ),
        Misconception(
            "one maximum for the whole batch",
            "A row far below the largest logit of the *batch* turns into zeros, and 0/0 is NaN. Every row needs its "
            "own maximum.",
            same_as(lambda logits: _shifted(logits, logits.max())),
        ),
        Misconception(
            "subtracts the mean, not the maximum",
            "Logits far above their mean still overflow, and one -inf drags the mean to -inf. Only one number of the "
            "row makes sure that no exponent is positive.",
            same_as(lambda logits: _shifted(logits, logits.mean(-1, keepdim=True))),
        ),
        Misconception(
            "subtracts the minimum, not the maximum",
            "That makes every exponent positive, the dangerous direction, and fails where a logit is -inf.",
            same_as(lambda logits: _shifted(logits, logits.min(-1, keepdim=True).values)),
        ),
        Misconception(
            "takes exp of the raw logits",
            "The formula is right on paper, but in float32 `exp` overflows above 88 and is 0 below -104, and the "
            "division then gives NaN. Move the logits to a safe range first.",
            same_as(lambda logits: _shifted(logits, torch.zeros(()))),
        ),
        Misconception(
            "returns log-probabilities",
            "These are logarithms of probabilities; the function should return the probabilities, which add up to 1.",
            same_as(lambda logits: logits.log_softmax(-1)),
        ),
        Misconception(
            "does not divide by the sum",
            "Exponentials are positive but do not add up to 1 yet.",
            same_as(lambda logits: (logits - logits.max(-1, keepdim=True).values).exp()),
        ),
    ),
)

EXERCISES = (STABLE_SOFTMAX,)
