"""What a run is given: prompts, a tokenizer and a score function, looked at before they do harm."""

import math
from collections.abc import Sequence
from typing import Any

from transformers import PreTrainedModel, PreTrainedTokenizerBase

from helpers.errors import InputError
from helpers.sampling.generation import context_window, end_ids
from helpers.types import Score


def check_prompts(
    model: PreTrainedModel, tokenizer: PreTrainedTokenizerBase, prompts: Sequence[str], max_new_tokens: int
) -> None:
    """Raises InputError unless every prompt leaves room for a completion, and completions can end by themselves."""
    if isinstance(prompts, str):
        raise InputError("prompts is one string; put it in a list.")
    if not prompts:
        raise InputError("There are no prompts to learn from.")
    if not end_ids(model, tokenizer):
        raise InputError(
            "The tokenizer has no end token, so no completion can end by itself; set tokenizer.eos_token to the token "
            "that ended texts in training."
        )
    window = context_window(model)
    for number, prompt in enumerate(prompts):
        length = len(tokenizer(prompt)["input_ids"])
        if length == 0:
            raise InputError(f"prompts[{number}] is empty; give the policy at least one token to continue.")
        if length + max_new_tokens > window:
            raise InputError(
                f"prompts[{number}] has {length} tokens; with max_new_tokens={max_new_tokens} that exceeds the model's "
                f"context window of {window}. Shorten or drop it."
            )


def checked_scores(score: Score, prompts: Sequence[str], texts: Sequence[str]) -> list[float]:
    """What the judge says, one finite number for each completion.

    Raises:
        InputError: it failed or returned something else; says for which completion, and what.
    """
    try:
        given = score(prompts, texts)
        number = len(given)
    except Exception as error:
        raise InputError(_failure(score, prompts, texts, error)) from error
    if number != len(texts):
        raise InputError(
            f"The score function gave {number} numbers for {len(texts)} completions; it must give one each, in order."
        )
    return [_number(value, i, prompts[i], texts[i]) for i, value in enumerate(given)]


def _number(value: Any, row: int, prompt: str, text: str) -> float:
    try:
        number = float(value)
    except (TypeError, ValueError):
        number = math.nan
    if not math.isfinite(number):
        raise InputError(
            f"The score function gave {value!r} to completion {row}, {text!r} (prompt {prompt!r}); a score is a "
            "finite number."
        )
    return number


def _failure(score: Score, prompts: Sequence[str], texts: Sequence[str], error: Exception) -> str:
    """Which completion the judge fails on, found by handing them over one at a time."""
    for row, (prompt, text) in enumerate(zip(prompts, texts, strict=True)):
        try:
            len(score([prompt], [text]))
        except Exception as alone:
            return (
                f"The score function failed on completion {row}, {text!r} (prompt {prompt!r}): "
                f"{type(alone).__name__}: {alone}."
            )
    return (
        f"The score function failed on {len(texts)} completions together, though on none of them alone: "
        f"{type(error).__name__}: {error}."
    )
