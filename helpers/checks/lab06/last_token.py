"""Exercise 6.7: the score of the last real token."""

from collections.abc import Callable, Iterator

import numpy as np
import torch
from torch import Tensor

from helpers import reward
from helpers.checks.exercise import Case, Exercise, Misconception
from helpers.checks.misconceptions import either, raising, same_as


def _cases(rng: np.random.Generator) -> Iterator[Case]:
    def case(mask: list[list[int]], expected: list[float], about: str) -> Case:
        kept = torch.tensor(mask)
        scores = torch.arange(1.0, kept.numel() + 1).reshape(kept.shape)
        return Case((scores, kept), torch.tensor(expected), about=about)

    yield case([[1, 1, 1]], [3.0], "no padding")
    yield case([[1, 1, 0], [1, 1, 1]], [2.0, 6.0], "padding on the right")
    yield case([[0, 1, 1], [1, 1, 1]], [3.0, 6.0], "padding on the left")
    yield case([[1, 0, 0, 0], [1, 1, 1, 0], [1, 1, 1, 1]], [1.0, 7.0, 12.0], "three lengths")
    yield case(
        [[0, 0, 0, 1], [0, 1, 1, 1], [0, 0, 1, 1]], [4.0, 8.0, 12.0], "three lengths, padded on the left"
    )
    yield case([[0, 1, 1, 0], [1, 0, 0, 0]], [3.0, 5.0], "padding on both sides")
    lengths = rng.integers(1, 6, size=3)
    mask = torch.tensor([[int(i < length) for i in range(5)] for length in lengths])
    scores = torch.from_numpy(rng.normal(size=(3, 5))).float()
    expected = torch.stack([scores[i, int(length) - 1] for i, length in enumerate(lengths)])
    yield Case((scores, mask), expected, about="random scores")
    yield Case((-scores.abs() - 1, mask), -expected.abs() - 1, about="scores that are all negative")


def _at(place: Callable[[Tensor], Tensor]) -> Callable[[Tensor, Tensor], Tensor]:
    """The score at a position that is computed from the mask, kept inside the row."""

    def rule(scores: Tensor, attention_mask: Tensor) -> Tensor:
        index = place(attention_mask) % scores.shape[1]
        return scores.gather(1, index[:, None])[:, 0]

    return rule


def _last(mask: Tensor) -> Tensor:
    return mask.shape[1] - 1 - mask.flip(1).argmax(1)


LAST_TOKEN_SCORE = Exercise(
    id="ex06_7_last_token_score",
    title="The score of the last real token",
    function="last_token_score",
    difficulty=2,
    minutes=12,
    points=2,
    hints=(
        "Draw the mask of a row that is padded on the left, and of one that is padded on the right. In which column "
        "is the last 1?",
        "Number the columns 0, 1, 2, …, and make the numbers of padded columns small. Then the largest number in a "
        "row is the place you want.",
        "`(torch.arange(n) * attention_mask).argmax(dim=1)` finds the last real column for padding on either side; "
        "pick one score a row with `scores[torch.arange(rows), place]` or with `gather`.",
    ),
    cases=_cases,
    reference=reward.last_token_score,
    misconceptions=(
        Misconception(
            "reads the last column",
            "The last column is the last token only in rows without padding on the right. Elsewhere you read the "
            "score of padding.",
            same_as(lambda scores, mask: scores[:, -1]),
        ),
        Misconception(
            "counts the real tokens",
            "The number of real tokens is the place of the last one only if they start at column 0. With padding on "
            "the left they do not.",
            same_as(_at(lambda mask: mask.sum(1) - 1)),
        ),
        Misconception(
            "is one column off",
            "Columns are counted from 0: the last of three real tokens stands in column 2.",
            either(
                same_as(_at(lambda mask: _last(mask) + 1)),
                same_as(_at(lambda mask: _last(mask) - 1)),
                same_as(_at(lambda mask: mask.sum(1))),
                same_as(_at(lambda mask: mask.sum(1).clamp(max=mask.shape[1] - 1))),
                same_as(_at(lambda mask: mask.sum(1) - 2)),
                raising("IndexError", "out of bounds"),
                raising("RuntimeError", "out of bounds"),
            ),
        ),
        Misconception(
            "reads the first real token",
            "The first token has seen nothing of the reply: in a causal model only the last one has read it all.",
            same_as(_at(lambda mask: mask.argmax(1))),
        ),
        Misconception(
            "averages over the reply",
            "The reward is the score of one token, the last real one, not the mean over tokens that have not seen "
            "the end.",
            either(
                same_as(lambda scores, mask: (scores * mask).sum(1) / mask.sum(1)),
                same_as(lambda scores, mask: (scores * mask).mean(1)),
                same_as(lambda scores, mask: scores.mean(1)),
            ),
        ),
        Misconception(
            "gives every row the same column",
            "Rows end in different columns: look for the last real token of each row.",
            either(
                same_as(lambda scores, mask: scores[:, int(mask[0].sum()) - 1]),
                same_as(lambda scores, mask: scores[:, int(_last(mask)[0])]),
            ),
        ),
    ),
)
