"""Means and whitening over the real positions of a padded batch.

A mask is bool and True at a position that counts (as ``response_mask``). What stands at the other positions never
reaches a result: not even NaN or infinity does, and no gradient flows back to it.
"""

import torch
from jaxtyping import Bool, Float
from torch import Tensor


def masked_mean(x: Float[Tensor, "*shape"], mask: Bool[Tensor, "*shape"], dim: int | None = None) -> Tensor:
    """Mean of ``x`` where ``mask`` is True.

    Args:
        x: values, any shape.
        mask: same shape, True at the values that count.
        dim: the dimension to average over; None averages over all of them.

    Returns:
        A scalar for ``dim=None``, otherwise ``x``'s shape without ``dim``.

    Raises:
        ValueError: the mask is not bool or not of ``x``'s shape, or a mean would be over no value at all.
    """
    _check(x, mask)
    count = mask.sum() if dim is None else mask.sum(dim)
    if (count == 0).any():
        where = (
            "the mask is False everywhere" if dim is None else f"along dim {dim} a mask is False everywhere"
        )
        raise ValueError(f"There is nothing to average: {where}; leave such rows out first.")
    kept = x.masked_fill(~mask, 0.0)
    return (kept.sum() if dim is None else kept.sum(dim)) / count


def whiten(
    x: Float[Tensor, "*shape"], mask: Bool[Tensor, "*shape"], shift_mean: bool = True
) -> Float[Tensor, "*shape"]:
    """Scale the values under the mask to variance 1 and, unless told otherwise, to mean 0.

    The variance is the population variance (divide by n), as in OpenAI's lm-human-preferences
    (Ziegler et al., 2019); trl divides by n - 1 instead, which is undefined for a single value. 1e-8 is added to it,
    so that equal values become 0 rather than NaN.

    Args:
        x: values, any shape.
        mask: same shape, True at the values that count.
        shift_mean: False keeps the mean and changes the spread only (usual for rewards).

    Returns:
        ``x``'s shape; 0 where the mask is False.

    Raises:
        ValueError: as :func:`masked_mean`.
    """
    mean = masked_mean(x, mask)
    centred = (x - mean).masked_fill(~mask, 0.0)
    whitened = centred * (masked_mean(centred**2, mask) + 1e-8).rsqrt()
    return whitened if shift_mean else (whitened + mean).masked_fill(~mask, 0.0)


def _check(x: Tensor, mask: Tensor) -> None:
    if mask.dtype != torch.bool:
        raise ValueError(f"The mask holds {mask.dtype}; it must be bool, True at the values that count.")
    if mask.shape != x.shape:
        raise ValueError(
            f"The mask has shape {tuple(mask.shape)} and the values {tuple(x.shape)}; they must agree."
        )
