"""Drawing from a distribution: one random number per draw, looked up in the cumulative distribution."""

import numpy as np
import torch
from torch import Tensor

from helpers.errors import InputError
from helpers.sampling.settings import check_settings


def draw(probs: Tensor, n: int, rng: np.random.Generator) -> list[int]:
    """Draw ``n`` token ids independently from ``probs``, by inverting the cumulative distribution.

    The cumulative probabilities cut [0, 1) into one interval per token, as long as the token is likely. A uniform
    random number falls into exactly one of them. It must be *one* number per draw: comparing each interval with a
    fresh number favours the tokens that come first.

    Args:
        probs: ``(vocab,)``, adding up to 1.
        n: how many draws.
        rng: where the random numbers come from.

    Raises:
        InputError: ``probs`` is not a distribution, or ``n`` is not a whole number of 0 or more.
    """
    check_settings(n=n)
    if probs.ndim != 1 or not (probs >= 0).all() or abs(float(probs.sum()) - 1) > 1e-3:
        raise InputError(
            f"probs must be one row of numbers of 0 or more that add up to 1; got shape {tuple(probs.shape)} "
            f"and a sum of {float(probs.sum()):.4g}."
        )
    uniforms = torch.from_numpy(rng.random(n))
    return invert_cdf(probs.detach().cpu().double(), uniforms).tolist()


def invert_cdf(probs: Tensor, uniforms: Tensor) -> Tensor:
    """The token whose interval of the cumulative distribution each uniform number of [0, 1) falls into.

    Args:
        probs: ``(vocab,)`` or ``(batch, vocab)``; scaled to add up to 1.
        uniforms: ``(n,)`` or ``(batch, n)``, of the same type and on the same device.

    Returns:
        Token ids in the shape of ``uniforms``. A token of probability 0 is never among them.
    """
    cumulative = probs.cumsum(dim=-1)
    return torch.searchsorted(cumulative, uniforms * cumulative[..., -1:], right=True)
