"""How surprised a model is by a text."""

from collections.abc import Sequence

import numpy as np


def perplexity(logprobs: Sequence[float]) -> float:
    """exp of the mean negative log-probability of a token: the number of equally likely choices it amounts to.

    Args:
        logprobs: natural log-probabilities, one per token. -inf is allowed and makes the perplexity infinite.

    Raises:
        ValueError: no token, NaN, or a number above 0, which is not a log-probability.
    """
    values = np.asarray(logprobs, dtype=float)
    if values.ndim != 1 or values.size == 0:
        raise ValueError(f"logprobs must be one row of at least one number; it has shape {values.shape}.")
    if not (values <= 1e-6).all():  # NaN fails too; a little above 0 is rounding
        raise ValueError(
            "logprobs must be natural log-probabilities, each 0 or below; one is above 0 or NaN."
        )
    with np.errstate(over="ignore"):
        return float(np.exp(-values.mean()))
