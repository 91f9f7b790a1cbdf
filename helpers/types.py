"""Small records that cross module borders.

Axes are named the same everywhere: ``batch``, ``query`` (prompt tokens), ``response`` (generated tokens),
``vocab``. ``response_mask`` is bool and True at a real response token, the end-of-sequence token included.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

FinishReason = Literal["stop", "length", "context"]
Score = Callable[[Sequence[str], Sequence[str]], Sequence[float]]
"""(prompts, replies) -> a number for each reply, higher for a better one; a reward model is one."""


@dataclass(frozen=True)
class Generation:
    """One completion.

    Attributes:
        prompt: the text that was continued.
        text: the completion as text, without special tokens and without the stop string that ended it.
        token_ids: the completion's token ids, the end-of-sequence token included where one was drawn.
        logprobs: natural log-probability of each of those tokens under the model itself (temperature 1, nothing
            cut), so that they can be summed, averaged and compared whatever the sampling settings were.
        finish_reason: ``stop`` (end token or stop string), ``length`` (max_new_tokens), ``context`` (the model's
            context window is full).
    """

    prompt: str
    text: str
    token_ids: list[int]
    logprobs: list[float]
    finish_reason: FinishReason
