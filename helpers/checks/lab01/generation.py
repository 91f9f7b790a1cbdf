"""Exercise 1.7: greedy generation that feeds one token per step, thanks to the KV cache."""

from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any

import numpy as np
import torch
from torch import Tensor

from helpers import sampling
from helpers.checks.exercise import Case, Exercise, Misconception, Outcome
from helpers.checks.handles import Handle, resolve
from helpers.checks.misconceptions import same_as

MODEL = Handle("model:micro")
MARGIN = (
    1e-3  # the best logit leads by more than this at every step, so that rounding cannot change the tokens
)
TRIES = 50  # prompts to try for such a lead


@torch.no_grad()
def _next_logits(model: Any, token_ids: list[int]) -> Tensor:
    """All positions' logits without any cache, ``(length, vocab)``."""
    logits: Tensor = (
        model(torch.tensor([token_ids], device=model.device), use_cache=False).logits[0].float().cpu()
    )
    return logits


def _without_cache(model: Any, token_ids: list[int], max_new_tokens: int) -> list[int] | None:
    """The greedy continuation, by feeding everything at every step; None where two tokens are nearly equal."""
    ids = list(token_ids)
    for _ in range(max_new_tokens):
        (best, second), (token, _) = (part.tolist() for part in _next_logits(model, ids)[-1].topk(2))
        if best - second < MARGIN:
            return None
        ids.append(token)
    return ids[len(token_ids) :]


def _one_token_per_step(length: int, new: int) -> Callable[[Outcome], str | None]:
    """The prompt and all new tokens but the last are fed, each after the first pass by itself."""

    def verify(outcome: Outcome) -> str | None:
        trace = list(outcome.trace)
        if all(fed == 1 for fed in trace[1:]) and sum(trace) >= length + new - 1:
            return None
        return (
            f"The tokens are right, but its passes through the model feed {trace} tokens: with the cache, each pass "
            "after the first needs one."
        )

    return verify


def _cases(rng: np.random.Generator) -> Iterator[Case]:
    model = resolve(MODEL)
    for length, new, about in [
        (3, 1, "one new token"),
        (4, 3, "three new tokens"),
        (6, 6, "six new tokens"),
        (1, 5, "a prompt of one token"),
        (9, 8, "a longer prompt"),
    ]:
        for _ in range(TRIES):
            prompt = rng.integers(0, model.config.vocab_size, size=length).tolist()
            expected = _without_cache(model, prompt, new)
            if expected is not None:
                yield Case(
                    (MODEL, prompt, new), expected, verify=_one_token_per_step(length, new), about=about
                )
                break


@torch.no_grad()
def _forgetful(model: Any, token_ids: list[int], max_new_tokens: int) -> list[int]:
    """Feeds the prompt, then each new token alone without the cache."""
    step, new = token_ids, []
    for _ in range(max_new_tokens):
        step = [int(_next_logits(model, step)[-1].argmax())]
        new += step
    return new


@torch.no_grad()
def _first_position(model: Any, token_ids: list[int], max_new_tokens: int) -> list[int]:
    """Reads the prediction at the first position of each pass."""
    step, new, cache = token_ids, [], None
    for _ in range(max_new_tokens):
        output = model(torch.tensor([step], device=model.device), past_key_values=cache, use_cache=True)
        step, cache = [int(output.logits[0, 0].argmax())], output.past_key_values
        new += step
    return new


def _whole_sequence(outcome: Outcome, case: Case) -> bool:
    """Every pass is one token longer than the one before."""
    trace = outcome.trace
    return len(trace) > 1 and all(b == a + 1 for a, b in pairwise(trace))


def _compared(test: Callable[[list[int], Case], bool]) -> Callable[[Outcome, Case], bool]:
    """A predicate on the returned ids as a list."""
    return lambda outcome, case: test(
        [int(i) for i in torch.as_tensor(outcome.value).flatten().tolist()], case
    )


def _prompt_again(outcome: Outcome, case: Case) -> bool:
    """Every pass feeds as many tokens as the first, and that is more than one."""
    return len(outcome.trace) > 1 and outcome.trace[0] > 1 and len(set(outcome.trace)) == 1


GENERATE_WITH_CACHE = Exercise(
    id="ex01_7_generate_with_cache",
    title="Generate with a KV cache",
    function="generate_with_cache",
    difficulty=2,
    minutes=20,
    points=3,
    hints=(
        "Greedy generation without a cache feeds the whole sequence at every step. The keys and values of all tokens "
        "but the newest were computed a step earlier: where does the model hand them to you?",
        "`output = model(input_ids, past_key_values=cache, use_cache=True)` returns `output.past_key_values`. Start "
        "with `cache = None` and the whole prompt. What do you feed the next time, and which position of "
        "`output.logits` predicts the next token?",
        "Loop `max_new_tokens` times: feed, keep the cache, take the `argmax` of `output.logits[0, -1]`, append it to "
        "a list of *new* ids, and let the next input be that one id, of shape (1, 1). Put the loop under "
        "`torch.no_grad()`.",
    ),
    cases=_cases,
    reference=sampling.generate_with_cache,
    misconceptions=(
        Misconception(
            "returns the prompt as well",
            "The result starts with the prompt. Only the new ids are wanted: keep them in a list of their own.",
            _compared(lambda ids, case: ids == case.args[1] + case.expected),
        ),
        Misconception(
            "feeds the whole sequence at every step",
            "Each pass is longer than the one before. The cache already holds the earlier tokens: feeding them again "
            "without it repeats the work, and with it the model reads the text twice.",
            _whole_sequence,
        ),
        Misconception(
            "reads the first position, not the last",
            "Every position predicts the token that follows *it*. The next token is predicted at the last position.",
            same_as(_first_position),
        ),
        Misconception(
            "feeds one token but not the cache",
            "From the second step on the model sees a single token and nothing before it. The cache has to go back in "
            "as `past_key_values` each time.",
            same_as(_forgetful),
        ),
        Misconception(
            "feeds the prompt again at every step",
            "The input never changes. After the first pass, feed the token just chosen, and nothing else.",
            _prompt_again,
        ),
        Misconception(
            "one token too few",
            "The first pass, over the prompt, already predicts a token: it counts.",
            _compared(lambda ids, case: ids == case.expected[:-1] or ids == case.expected[1:]),
        ),
        Misconception(
            "one token too many",
            "There should be exactly `max_new_tokens` new ids.",
            _compared(lambda ids, case: ids[:-1] == case.expected),
        ),
    ),
)
