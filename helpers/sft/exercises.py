"""The functions that lab 05 asks students to write, where they are not used under the same name elsewhere."""

import math
from collections.abc import Callable, Mapping, Sequence

import torch
from jaxtyping import Float
from torch import Tensor

from helpers.metrics.overlap import words


def lora_linear(
    x: Float[Tensor, "*batch in"],
    weight: Float[Tensor, "out in"],
    a: Float[Tensor, "rank in"],
    b: Float[Tensor, "out rank"],
    alpha: float,
) -> tuple[Tensor, Tensor]:
    """A linear layer with a low-rank correction (Hu et al., 2021, equation 3), and its weight after merging.

    Args:
        x, weight: input and frozen weight W.
        a, b: the factors A and B.
        alpha: α; r is the number of rows of A.

    Returns:
        x Wᵀ + (α / r) x Aᵀ Bᵀ, (*batch, out), and W + (α / r) B A, (out, in).
    """
    scaling = alpha / a.shape[0]
    return x @ weight.T + scaling * (x @ a.T @ b.T), weight + scaling * (b @ a)


def rouge_l(prediction: str, reference: str) -> float:
    """F1 of the longest common subsequence of words (Lin, 2004), as `rouge_score` counts it without stemming.

    Words are runs of a-z and 0-9 in lower case. An empty text scores 0.
    """
    mine, theirs = words(prediction), words(reference)
    if not mine or not theirs:
        return 0.0
    row = [0] * (len(theirs) + 1)
    for word in mine:
        diagonal = 0
        for place, other in enumerate(theirs, 1):
            above = row[place]
            row[place] = diagonal + 1 if word == other else max(above, row[place - 1])
            diagonal = above
    precision, recall = row[-1] / len(mine), row[-1] / len(theirs)
    return 2 * precision * recall / (precision + recall) if row[-1] else 0.0


def forgetting(
    weights: Float[Tensor, " features"],
    families: Mapping[str, tuple[Tensor, Tensor]],
    trained: str,
    rate: float,
    steps: int,
) -> float:
    """How much a linear model gets worse at the other families while it learns one.

    Args:
        weights: the model before; a prediction is x @ weights. Not changed.
        families: name -> (inputs (items, features), targets (items,)).
        trained: the family that it is trained on, by plain gradient descent on the mean squared error.
        rate, steps: of gradient descent.

    Returns:
        Mean over the other families of (mean squared error after - before).
    """

    def loss(at: Tensor, family: str) -> Tensor:
        x, y = families[family]
        return (x @ at - y).square().mean()

    tuned = weights.clone()
    x, y = families[trained]
    for _ in range(steps):
        tuned -= rate * 2 * x.T @ (x @ tuned - y) / len(y)
    rises = [loss(tuned, family) - loss(weights, family) for family in families if family != trained]
    return float(torch.stack(rises).mean())


def keep_new(
    pool: Sequence[str],
    candidates: Sequence[str],
    similarity: Callable[[str, str], float],
    limit: float = 0.7,
    shortest: int = 3,
    longest: int = 30,
) -> list[str]:
    """Self-instruct's filter (Wang et al., 2023): candidates of a fair length that resemble nothing kept so far.

    Args:
        pool: texts that are there already.
        candidates: proposals, in order; one that is kept joins the pool before the next is looked at.
        similarity: of two texts, between 0 and 1.
        limit: a candidate as similar as this to any text of the pool is dropped.
        shortest, longest: number of words, both ends allowed.
    """
    kept: list[str] = []
    for text in candidates:
        fair = shortest <= len(text.split()) <= longest
        if fair and all(similarity(text, other) < limit for other in (*pool, *kept)):
            kept.append(text)
    return kept


def demonstration_cost(
    wanted: int, price: float, rejected: float = 0.0, reviewers: int = 0, review_price: float = 0.0
) -> float:
    """What it costs to end up with so many accepted demonstrations.

    Args:
        wanted: accepted demonstrations.
        price: of writing one, paid whether it is accepted or not.
        rejected: share of the written ones that review rejects, from 0 to below 1.
        reviewers: who read each written one.
        review_price: of one reading.
    """
    written = math.ceil(wanted / (1 - rejected) - 1e-9)
    return written * (price + reviewers * review_price)
