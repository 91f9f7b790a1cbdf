"""Exercise 5.4: a LoRA layer, its output and its merged weight."""

from collections.abc import Callable, Iterator

import numpy as np
import torch
from torch import Tensor

from helpers.checks.exercise import Case, Exercise, Misconception, Outcome
from helpers.checks.misconceptions import either, raising, same_as
from helpers.sft.exercises import lora_linear

Pair = tuple[Tensor, Tensor]


def _cases(rng: np.random.Generator) -> Iterator[Case]:
    x = torch.tensor([[1.0, 2.0, 3.0]])
    weight = torch.tensor([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]])
    a, b = torch.tensor([[1.0, 0.0, 1.0]]), torch.tensor([[1.0], [2.0]])
    merged = torch.tensor([[3.0, 0.0, 2.0], [4.0, 1.0, 4.0]])
    yield Case(
        (x, weight, a, b, 2.0), (torch.tensor([[9.0, 18.0]]), merged), about="rank 1 and alpha 2, on paper"
    )
    yield Case(
        (x, weight, a, torch.zeros(2, 1), 2.0),
        (torch.tensor([[1.0, 2.0]]), weight),
        about="B = 0, as at the start",
    )
    two, bs = torch.tensor([[1.0, 0.0, 0.0], [0.0, 0.0, 1.0]]), torch.tensor([[1.0, 0.0], [0.0, 1.0]])
    merged = torch.tensor([[3.0, 0.0, 0.0], [0.0, 1.0, 2.0]])
    yield Case(
        (x, weight, two, bs, 4.0),
        (torch.tensor([[3.0, 8.0]]), merged),
        about="rank 2 and alpha 4: a factor of 2",
    )
    for shape, about in (((2, 3, 5), "a batch of sequences"), ((4, 5), "random numbers")):
        values = [rng.normal(size=size) for size in (shape, (6, 5), (4, 5), (6, 4))]
        args = [torch.from_numpy(value).float() for value in values]
        xs, w, a_, b_ = values
        whole = w + 8 / 4 * np.einsum("or,ri->oi", b_, a_)
        expected = (
            torch.from_numpy(np.einsum("...i,oi->...o", xs, whole)).float(),
            torch.from_numpy(whole).float(),
        )
        yield Case((*args, 8.0), expected, about=about, rtol=1e-4, atol=1e-5)


def _rule(
    scaling: Callable[[float, int], float] = lambda alpha, rank: alpha / rank,
    output: bool = True,
    merge: bool = True,
    scale_merge: bool = True,
) -> Callable[..., Pair]:
    """The layer with one thing different; right by default."""

    def rule(x: Tensor, weight: Tensor, a: Tensor, b: Tensor, alpha: float) -> Pair:
        factor = scaling(alpha, a.shape[0])
        y = x @ weight.T + (factor * (x @ a.T @ b.T) if output else 0)
        change = b @ a * (factor if scale_merge else 1)
        return y, weight + change if merge else weight

    return rule


def _correction_only(x: Tensor, weight: Tensor, a: Tensor, b: Tensor, alpha: float) -> Pair:
    y, merged = lora_linear(x, weight, a, b, alpha)
    return y - x @ weight.T, merged


def _correction_as_merged(x: Tensor, weight: Tensor, a: Tensor, b: Tensor, alpha: float) -> Pair:
    y, merged = lora_linear(x, weight, a, b, alpha)
    return y, merged - weight


def _twice(x: Tensor, weight: Tensor, a: Tensor, b: Tensor, alpha: float) -> Pair:
    y, merged = lora_linear(x, weight, a, b, alpha)
    return 2 * y - x @ weight.T, merged


def _transposed(outcome: Outcome, case: Case) -> bool:
    value = outcome.value
    expected = case.expected[1]
    return (
        isinstance(value, (list, tuple))
        and len(value) == 2
        and tuple(value[1].shape) == tuple(expected.T.shape)
    )


LORA_LINEAR = Exercise(
    id="ex05_4_lora_linear",
    title="A LoRA layer",
    function="lora_linear",
    difficulty=2,
    minutes=12,
    points=2,
    hints=(
        "A linear layer computes `x @ weight.T`. Pass x through A and then through B in the same way: which "
        "transposes?",
        "The correction is multiplied by alpha / r, and r is the number of rows of A. Merging asks: which single "
        "matrix gives the same output?",
        "Output: `x @ weight.T + alpha / r * (x @ a.T @ b.T)`. Merged weight: `weight + alpha / r * (b @ a)`.",
    ),
    cases=_cases,
    reference=lora_linear,
    misconceptions=(
        Misconception(
            "forgets the scale alpha / r",
            "The correction is multiplied by alpha / r, so that changing the rank does not change its size.",
            same_as(_rule(scaling=lambda alpha, rank: 1.0)),
        ),
        Misconception(
            "scales by alpha alone",
            "Divide alpha by the rank: alpha / r.",
            same_as(_rule(scaling=lambda alpha, rank: alpha)),
        ),
        Misconception(
            "divides by alpha",
            "It is alpha / r, not r / alpha: a larger alpha makes a larger correction.",
            same_as(_rule(scaling=lambda alpha, rank: rank / alpha)),
        ),
        Misconception(
            "merges without the scale",
            "Output and merged weight must agree: the factor alpha / r belongs to both.",
            same_as(_rule(scale_merge=False)),
        ),
        Misconception(
            "leaves the correction out of the output",
            "This is the frozen layer's output alone.",
            same_as(_rule(output=False)),
        ),
        Misconception(
            "does not merge",
            "The second result is still the frozen weight. Add what the two factors do.",
            same_as(_rule(merge=False)),
        ),
        Misconception(
            "returns the correction without the layer",
            "The frozen layer's own output belongs to the result; A and B only correct it.",
            same_as(_correction_only),
        ),
        Misconception(
            "merges into nothing",
            "The merged weight is the frozen weight *plus* the correction.",
            same_as(_correction_as_merged),
        ),
        Misconception(
            "applies the correction twice",
            "Either the merged weight is used or the correction is added, not both: the correction counts once.",
            same_as(_twice),
        ),
        Misconception(
            "mixes up the order of A and B",
            "A comes first: it takes the input down to r numbers, B takes those up to the output. Merged, that is B A, "
            "of the shape of the weight.",
            either(_transposed, raising("RuntimeError", "shape")),
        ),
    ),
)
