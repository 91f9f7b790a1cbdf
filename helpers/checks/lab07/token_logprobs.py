"""Exercise 7.1: the log-probability of each token that came next."""

from collections.abc import Callable, Iterator

import numpy as np
import torch
from torch import Tensor

from helpers.checks.exercise import Case, Exercise, Misconception
from helpers.checks.misconceptions import same_as
from helpers.ppo.exercises import token_logprobs


def _expected(logits: Tensor, input_ids: Tensor) -> Tensor:
    """Token by token in float64: logit minus the log of the summed exponentials."""
    z, ids = logits.double().numpy(), input_ids.numpy()
    found = np.zeros((len(ids), ids.shape[1] - 1))
    for i, row in enumerate(ids):
        for t in range(1, len(row)):
            before = z[i, t - 1]
            found[i, t - 1] = before[row[t]] - before.max() - np.log(np.exp(before - before.max()).sum())
    return torch.tensor(found).float()


def _case(logits: Tensor, ids: list[list[int]], about: str) -> Case:
    input_ids = torch.tensor(ids)
    return Case((logits, input_ids), _expected(logits, input_ids), about=about, atol=1e-5)


def _cases(rng: np.random.Generator) -> Iterator[Case]:
    halves = torch.tensor([[[0.5, 0.25, 0.25], [0.1, 0.7, 0.2], [0.3, 0.3, 0.4]]]).log()
    yield _case(halves, [[2, 0, 1]], "a vocabulary of three and known probabilities: log 0.5 and log 0.7")
    yield _case(
        halves + torch.tensor([[[3.0], [-2.0], [5.0]]]),
        [[2, 0, 1]],
        "the same with a constant added to all logits",
    )
    yield _case(torch.zeros(1, 2, 4), [[0, 3]], "four equal logits")
    yield _case(
        torch.tensor([[[900.0, 0.0], [0.0, 900.0], [0.0, 0.0]]]),
        [[1, 0, 0]],
        "logits too large to exponentiate",
    )
    logits = torch.tensor(np.round(rng.normal(size=(3, 5, 7)) * 3, 3)).float()
    ids = [[int(token) for token in row] for row in rng.integers(0, 7, size=(3, 5))]
    yield _case(logits, ids, "three random sequences")


def _unshifted(logits: Tensor, input_ids: Tensor) -> Tensor:
    return logits.log_softmax(-1).gather(-1, input_ids[..., None])[..., 0]


def _shifted(transform: Callable[[Tensor], Tensor]) -> Callable[[Tensor, Tensor], Tensor]:
    return lambda logits, input_ids: transform(logits[:, :-1]).gather(-1, input_ids[:, 1:, None])[..., 0]


TOKEN_LOGPROBS = Exercise(
    id="ex07_1_token_logprobs",
    title="Log-probabilities of the tokens that were drawn",
    function="token_logprobs",
    difficulty=2,
    minutes=10,
    points=2,
    hints=(
        "The logits at a position say what the model expects at the *next* one. Which logits have nothing "
        "to be compared with, "
        "and which token has no logits?",
        "`log_softmax` over the vocabulary turns logits into log-probabilities without overflow. Then "
        "pick one number at each position.",
        "`logprobs.gather(-1, ids[..., None])[..., 0]` picks the entry of each id. Leave out the last "
        "logits and the first id.",
    ),
    cases=_cases,
    reference=token_logprobs,
    misconceptions=(
        Misconception(
            "forgets to shift by one",
            "The logits at a position are about the token that comes after it. Here each token is scored "
            "by the logits that have already seen it.",
            same_as(_unshifted),
        ),
        Misconception(
            "shifts the right length, the wrong way",
            "The number of values is right, but the logits of a position are compared with its own token.",
            same_as(lambda logits, ids: _unshifted(logits, ids)[:, :-1]),
        ),
        Misconception(
            "skips the first logits instead of the last",
            "The first logits predict the second token. It is the last ones that have nothing left to "
            "predict.",
            same_as(lambda logits, ids: _unshifted(logits, ids)[:, 1:]),
        ),
        Misconception(
            "returns logits",
            "Logits are known up to a constant only. Subtract the log of the summed exponentials: "
            "log-softmax.",
            same_as(_shifted(lambda z: z)),
        ),
        Misconception(
            "returns probabilities",
            "Without the logarithm, products over a sequence vanish and ratios cannot be formed by "
            "subtracting.",
            same_as(_shifted(lambda z: z.softmax(-1))),
        ),
        Misconception(
            "normalises over the positions",
            "The softmax runs over the vocabulary, the last dimension: at each position the probabilities "
            "sum to 1.",
            same_as(_shifted(lambda z: z.log_softmax(1))),
        ),
        Misconception(
            "returns surprisal",
            "The sign is turned round: a log-probability is never above 0.",
            same_as(_shifted(lambda z: -z.log_softmax(-1))),
        ),
        Misconception(
            "takes the likeliest token's",
            "Wanted is the log-probability of the token that was drawn, likely or not.",
            same_as(lambda logits, ids: logits[:, :-1].log_softmax(-1).amax(-1)),
        ),
    ),
)
