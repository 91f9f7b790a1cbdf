"""Integers for tensors: absmax and zero-point quantization, for a whole tensor, along a dimension, or in blocks.

x ≈ (q - zero_point) · scale. Source of both rules: Jacob et al. 2018, *Quantization and training of neural networks for
efficient integer-arithmetic-only inference*; absmax in blocks: Dettmers et al. 2022.
"""

from dataclasses import dataclass

import torch
from torch import Tensor

from helpers.errors import InputError

_TINY = torch.finfo(torch.float32).tiny


@dataclass(frozen=True)
class Quantized:
    """A tensor as integers.

    Attributes:
        q: int8, the integers; in blocks of shape (blocks, block) where the tensor was cut into blocks.
        scale: float32, broadcasts against ``q``: the distance between neighbouring values.
        zero_point: int32, broadcasts against ``q``: the integer that stands for 0.
        bits: width of an integer. In memory each lies in an int8 all the same; `nbytes` counts them packed.
        shape: of the tensor, where it differs from q's.
    """

    q: Tensor
    scale: Tensor
    zero_point: Tensor
    bits: int = 8
    shape: tuple[int, ...] | None = None

    def dequantize(self) -> Tensor:
        """float32, of the original shape."""
        values = (self.q.to(torch.int32) - self.zero_point) * self.scale
        return values if self.shape is None else _cut(values, self.shape)

    @property
    def nbytes(self) -> int:
        """Bytes to store it, integers packed tightly, with its scales (float32) and zero points where there are any."""
        count = self.q.numel() if self.shape is None else torch.Size(self.shape).numel()
        zeros = self.zero_point.numel() if bool(self.zero_point.any()) else 0
        return -(-count * self.bits // 8) + 4 * self.scale.numel() + zeros


def absmax(x: Tensor, bits: int = 8, dim: int | None = None, block: int | None = None) -> Quantized:
    """Symmetric: the largest magnitude becomes 2^(bits-1) - 1, and 0 stays 0.

    Args:
        x: float tensor, of any shape.
        bits: 2 to 8.
        dim: the dimension that is reduced over, so that every slice along the others gets a scale of its own (for a
            weight (out, in), ``dim=1`` gives one for each output channel). None: one scale for the whole tensor.
        block: cut the flattened tensor into runs of this many values, each with a scale of its own; not with ``dim``.

    Raises:
        InputError: an empty tensor, infinities or NaN, bits out of range, or both ``dim`` and ``block``.
    """
    values, dim, shape = _prepared(x, bits, dim, block)
    largest_integer = 2 ** (bits - 1) - 1
    scale = _per_step(_reduced(values.abs(), dim, "amax"), largest_integer)
    q = (values / scale).round().clamp(-largest_integer, largest_integer).to(torch.int8)
    return Quantized(q, scale, torch.zeros_like(scale, dtype=torch.int32), bits, shape)


def zero_point(x: Tensor, bits: int = 8, dim: int | None = None, block: int | None = None) -> Quantized:
    """Asymmetric: the range from the smallest to the largest value, widened to include 0, uses all 2^bits integers.

    Arguments and errors as for `absmax`. 0 is stood for exactly, by ``zero_point``.
    """
    values, dim, shape = _prepared(x, bits, dim, block)
    low = _reduced(values, dim, "amin").clamp(max=0)
    high = _reduced(values, dim, "amax").clamp(min=0)
    lowest, highest = -(2 ** (bits - 1)), 2 ** (bits - 1) - 1
    steps = highest - lowest
    scale = (high / steps - low / steps).clamp_min(_TINY)
    scale = torch.where((high == 0) & (low == 0), torch.ones_like(scale), scale)
    offset = (lowest - low / scale).round().clamp(lowest, highest)
    q = ((values / scale).round() + offset).clamp(lowest, highest).to(torch.int8)
    return Quantized(q, scale, offset.to(torch.int32), bits, shape)


def absmax_int8(x: Tensor, dim: int | None = None) -> Quantized:
    """`absmax` with 8 bits: integers from -127 to 127."""
    return absmax(x, 8, dim)


def zero_point_int8(x: Tensor, dim: int | None = None) -> Quantized:
    """`zero_point` with 8 bits: integers from -128 to 127."""
    return zero_point(x, 8, dim)


def _prepared(
    x: Tensor, bits: int, dim: int | None, block: int | None
) -> tuple[Tensor, int | None, tuple[int, ...] | None]:
    """Values as float32 or wider, the dimension to reduce over, and the shape to return to."""
    if not 2 <= bits <= 8:
        raise InputError(f"bits must be from 2 to 8, not {bits}.")
    refuse(x)
    if dim is not None and block is not None:
        raise InputError("Choose a dimension or blocks, not both.")
    values = x.detach() if x.dtype == torch.float64 else x.detach().float()
    if block is None:
        return values, dim, None
    if block < 1:
        raise InputError(f"A block holds at least one value, not {block}.")
    flat = values.flatten()
    padding = -flat.numel() % block
    if padding:
        flat = torch.cat([flat, flat.new_zeros(padding)])
    return flat.view(-1, block), 1, tuple(x.shape)


def refuse(x: Tensor) -> None:
    """Stop at what no scale can be found for.

    Raises:
        InputError: an empty tensor, infinities or NaN.
    """
    if x.numel() == 0:
        raise InputError("An empty tensor has no range and cannot be quantized.")
    if not bool(torch.isfinite(x).all()):
        raise InputError("The tensor holds infinities or NaN, for which there is no scale.")


def _reduced(values: Tensor, dim: int | None, how: str) -> Tensor:
    if dim is None:
        return getattr(torch, how)(values)
    return getattr(torch, how)(values, dim=dim, keepdim=True)


def _per_step(largest: Tensor, steps: int) -> Tensor:
    """The scale; 1 for a slice of zeros, which any scale would do for."""
    return torch.where(largest == 0, torch.ones_like(largest), (largest / steps).clamp_min(_TINY))


def _cut(values: Tensor, shape: tuple[int, ...]) -> Tensor:
    return values.flatten()[: torch.Size(shape).numel()].view(shape)
