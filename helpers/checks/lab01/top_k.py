"""Exercise 1.4: top-k."""

from collections.abc import Iterator

import numpy as np
import torch
from torch import Tensor

from helpers import sampling
from helpers.checks.exercise import Case, Exercise, Misconception, Outcome
from helpers.checks.misconceptions import either, raising, same_as

INF = float("inf")


def kept(logits: list[float], ids: set[int]) -> Tensor:
    """The logits with all but these ids cut."""
    return torch.tensor([logit if i in ids else -INF for i, logit in enumerate(logits)])


def _k_cases(rng: np.random.Generator) -> Iterator[Case]:
    logits = [1.0, 3.0, 2.0, 0.0]
    row = torch.tensor(logits)
    yield Case((row, 1), kept(logits, {1}), about="k = 1")
    yield Case((row, 2), kept(logits, {1, 2}), about="k = 2")
    negative = [-1.0, -3.0, -2.0]
    yield Case((torch.tensor(negative), 2), kept(negative, {0, 2}), about="negative logits")
    tied = [2.0, 1.0, 1.0, 0.0]
    yield Case(
        (torch.tensor(tied), 2), kept(tied, {0, 1, 2}), about="a tie at the second place: both are kept"
    )
    yield Case((row, 0), row, about="k = 0, which cuts nothing")
    yield Case((row, 4), row, about="k as large as the vocabulary")
    yield Case((row, 9), row, about="k larger than the vocabulary")
    rows = [[1.0, 5.0, 3.0], [9.0, 8.0, 7.0]]
    yield Case(
        (torch.tensor(rows), 2),
        torch.stack([kept(rows[0], {1, 2}), kept(rows[1], {0, 1})]),
        about="two rows: each keeps its own",
    )
    masked = [-INF, 2.0, -INF]
    yield Case((torch.tensor(masked), 2), kept(masked, {1}), about="fewer possible tokens than k")
    yield Case((torch.tensor([4.0]), 1), torch.tensor([4.0]), about="a vocabulary of one token")
    yield Case((torch.tensor([1e4, -1e4, 0.0]), 2), torch.tensor([1e4, -INF, 0.0]), about="logits of ±10,000")
    batch = rng.permuted(np.arange(24).reshape(2, 12), axis=1) / 4 - 3
    k = int(rng.integers(2, 6))
    expected = [kept(list(row), set(np.argsort(-row)[:k].tolist())) for row in batch]
    yield Case((torch.from_numpy(batch).float(), k), torch.stack(expected), about=f"a batch, k = {k}")


def _first_k(logits: Tensor, k: int) -> Tensor:
    ids = logits.topk(min(k, logits.shape[-1]) or logits.shape[-1], dim=-1).indices
    return torch.full_like(logits, -INF).scatter(-1, ids, logits.gather(-1, ids))


def _threshold(logits: Tensor, k: int) -> Tensor:
    return logits.topk(k, dim=-1).values[..., -1:]


def _all_cut_at_zero(outcome: Outcome, case: Case) -> bool:
    return not outcome.problem and case.args[1] == 0 and bool(torch.as_tensor(outcome.value).isneginf().all())


TOP_K = Exercise(
    id="ex01_4_top_k",
    title="Top-k",
    function="top_k",
    difficulty=1,
    minutes=8,
    points=2,
    hints=(
        "Only one number matters: the k-th largest logit of each row. Which tokens are below it?",
        "`torch.topk(logits, k, dim=-1).values` is sorted, largest first, and raises when k exceeds the vocabulary. "
        "Think about `k = 0` and a large k before you call it.",
        "Take the last of the k values as a threshold of shape `(..., 1)`, and fill with -inf wherever a logit is "
        "*strictly* below it (`masked_fill` or `torch.where`, both of which leave the input alone).",
    ),
    cases=_k_cases,
    reference=sampling.top_k,
    misconceptions=(
        Misconception(
            "cuts to 0 instead of -inf",
            "A logit of 0 still has probability, often a large one. Only -inf has probability 0.",
            same_as(lambda logits, k: logits.masked_fill(logits < _threshold(logits, k), 0.0)),
        ),
        Misconception(
            "breaks ties by dropping",
            "Tokens that tie with the k-th largest are equally likely; keeping one and cutting the other depends on "
            "their position only. Here all of them stay, as in transformers.",
            same_as(_first_k),
        ),
        Misconception(
            "cuts the k-th token too",
            "The k-th largest logit is among the k that stay: only what is strictly below it goes.",
            same_as(lambda logits, k: logits.masked_fill(logits <= _threshold(logits, k), -INF)),
        ),
        Misconception(
            "returns only the k logits",
            "The result needs one entry per token of the vocabulary, or the positions no longer say which token is "
            "meant. Cut tokens keep their place and become -inf.",
            same_as(lambda logits, k: logits.topk(k, dim=-1).values),
        ),
        Misconception(
            "keeps the smallest",
            "The order is the wrong way round: the k *largest* logits stay.",
            same_as(
                lambda logits, k: _first_k(-logits, k).neg().masked_fill(_first_k(-logits, k) == -INF, -INF)
            ),
        ),
        Misconception(
            "k = 0 cuts everything",
            "By convention k = 0 switches top-k off; cutting every token would leave nothing to draw from.",
            either(
                _all_cut_at_zero,
                raising("IndexError", "", lambda case: case.args[1] == 0),
                raising("RuntimeError", "", lambda case: case.args[1] == 0),
            ),
        ),
        Misconception(
            "fails when k exceeds the vocabulary",
            "With k at least as large as the vocabulary there is nothing to cut: the logits stay as they are.",
            either(
                raising("RuntimeError", "", lambda case: case.args[1] > case.args[0].shape[-1]),
                raising("IndexError", "", lambda case: case.args[1] > case.args[0].shape[-1]),
                raising("ValueError", "", lambda case: case.args[1] > case.args[0].shape[-1]),
            ),
        ),
        Misconception(
            "one threshold for the whole batch",
            "Each row is a distribution of its own and keeps its own k largest logits.",
            either(
                same_as(lambda logits, k: logits.masked_fill(logits < _threshold(logits.flatten(), k), -INF)),
                same_as(lambda logits, k: logits.masked_fill(logits < _threshold(logits, k)[0], -INF)),
            ),
        ),
    ),
)
