"""NF4, the 4-bit code of QLoRA: sixteen levels placed where a normal distribution has its mass.

Source: Dettmers et al. 2023, *QLoRA*, section 3; the constant 0.9677083 is that of their code. Left out on purpose:
their 8-bit code for the second quantization is a float-like table, here it is `absmax` on the scales minus their mean.
"""

from dataclasses import dataclass
from functools import cache

import torch
from torch import Tensor

from helpers.quantization.integers import Quantized, absmax, refuse

_OUTERMOST = 0.9677083  # quantile of the outermost level; 1 would lie at infinity
SECOND_BLOCK = 256


@cache
def nf4_levels() -> Tensor:
    """The sixteen levels, float32, from -1 to 1 and with an exact 0: eight quantiles above it, seven below."""
    positive = torch.special.ndtri(torch.linspace(_OUTERMOST, 0.5, 9, dtype=torch.float64)[:-1])
    negative = -torch.special.ndtri(torch.linspace(_OUTERMOST, 0.5, 8, dtype=torch.float64)[:-1])
    levels = torch.cat([negative, torch.zeros(1, dtype=torch.float64), positive]).sort().values
    return (levels / levels.max()).float()


@dataclass(frozen=True)
class QuantizedNF4:
    """A tensor as 4-bit codes in blocks.

    Attributes:
        codes: uint8 (blocks, block), index of the nearest level.
        scales: float32 (blocks,), or the same quantized to int8 around ``mean`` (double quantization).
        mean: of the scales, 0 without double quantization.
        shape: of the tensor.
    """

    codes: Tensor
    scales: Tensor | Quantized
    mean: Tensor
    shape: tuple[int, ...]

    def dequantize(self) -> Tensor:
        """float32, of the original shape."""
        scales = self.scales.dequantize() if isinstance(self.scales, Quantized) else self.scales
        values = nf4_levels().to(self.codes.device)[self.codes.long()] * (scales + self.mean)[:, None]
        return values.flatten()[: torch.Size(self.shape).numel()].view(self.shape)

    @property
    def nbytes(self) -> int:
        """Bytes to store it: half a byte a value, four bytes a scale, or one and a share of the second scales."""
        values = torch.Size(self.shape).numel()
        if isinstance(self.scales, Quantized):
            return -(-values // 2) + self.scales.nbytes
        return -(-values // 2) + 4 * self.scales.numel()


def nf4(x: Tensor, block: int = 64, double: bool = False) -> QuantizedNF4:
    """Quantize to NF4 in blocks, each scaled by its largest magnitude.

    Args:
        x: float tensor, of any shape.
        block: values that share a scale.
        double: quantize the scales as well, in blocks of 256.

    Raises:
        InputError: an empty tensor, infinities or NaN.
    """
    refuse(x)
    flat = x.detach().float().flatten()
    flat = torch.cat([flat, flat.new_zeros(-flat.numel() % block)]).view(-1, block)
    scales = flat.abs().amax(dim=1)
    levels = nf4_levels().to(x.device)
    borders = (levels[1:] + levels[:-1]) / 2
    codes = torch.bucketize(flat / scales.clamp_min(torch.finfo(torch.float32).tiny)[:, None], borders)
    mean = scales.mean() if double else torch.zeros((), device=x.device)
    stored = absmax(scales - mean, block=SECOND_BLOCK) if double else scales
    return QuantizedNF4(codes.to(torch.uint8), stored, mean, tuple(x.shape))


def nf4_bits(block: int = 64, double: bool = False) -> float:
    """Bits a parameter: 4, and the block's share of its scale: 4.5 in blocks of 64, 4.127 with double quantization."""
    return 4 + (8 / block + 32 / (block * SECOND_BLOCK) if double else 32 / block)
