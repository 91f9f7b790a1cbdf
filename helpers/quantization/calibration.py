"""Activations as integers: ranges collected on a few texts beforehand, or found anew for each token.

Sources: Jacob et al. 2018 (ranges collected in advance); Wu et al. 2020, *Integer quantization for deep learning
inference: principles and empirical evaluation* (percentiles); Dettmers et al. 2022 (outliers).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from helpers.quantization.integers import absmax
from helpers.quantization.network import QuantizedLinear, Stored, linear_layers, replaced

_SAMPLE = 8192  # magnitudes kept of each layer and batch


@dataclass(frozen=True)
class InputRange:
    """How large the inputs of one linear layer were.

    Attributes:
        largest: the largest magnitude of all.
        sample: float32 (n,), magnitudes drawn at random, sorted.
    """

    largest: float
    sample: Tensor

    def percentile(self, share: float) -> float:
        """The magnitude that a share of the inputs stays below; 1 gives the largest of all."""
        if share >= 1:
            return self.largest
        return float(torch.quantile(self.sample, share))


@torch.no_grad()
def calibrate(model: nn.Module, batches: Iterable[Tensor], seed: int = 0) -> dict[str, InputRange]:
    """Run texts through a model and record the inputs of its linear layers.

    Args:
        model: a language model; left as it is.
        batches: token ids (batch, length), on the model's device.
        seed: of the sample that percentiles are taken from.

    Returns:
        Layer name to the range of its inputs.
    """
    generator = torch.Generator().manual_seed(seed)
    seen: dict[str, list[Tensor]] = {name: [] for name, _ in linear_layers(model)}
    largest = dict.fromkeys(seen, 0.0)

    def record(name: str, x: Tensor) -> None:
        magnitudes = x.detach().abs().flatten().float().cpu()
        largest[name] = max(largest[name], float(magnitudes.max()))
        chosen = torch.randint(magnitudes.numel(), (min(_SAMPLE, magnitudes.numel()),), generator=generator)
        seen[name].append(magnitudes[chosen])

    hooks = [
        layer.register_forward_pre_hook(lambda _, inputs, name=name: record(name, inputs[0]))
        for name, layer in linear_layers(model)
    ]
    try:
        for ids in batches:
            model(ids)
    finally:
        for hook in hooks:
            hook.remove()
    return {name: InputRange(largest[name], torch.cat(kept).sort().values) for name, kept in seen.items()}


class IntegerInputLinear(QuantizedLinear):
    """A linear layer whose inputs are rounded to integers, and whose weight is quantized as well.

    Args:
        weight: the stored weight.
        bits: of the inputs.
        clip: the magnitude that becomes the largest integer; None finds it for each token.
    """

    def __init__(self, weight: Stored, bias: Tensor | None, bits: int, clip: float | None) -> None:
        super().__init__(weight, bias)
        self.bits, self.clip = bits, clip

    def forward(self, x: Tensor) -> Tensor:
        """(..., in) to (..., out)."""
        if self.clip is None:
            rounded = absmax(x, self.bits, dim=-1).dequantize()
        else:
            steps = 2 ** (self.bits - 1) - 1
            scale = self.clip / steps
            rounded = (x / scale).round().clamp(-steps, steps) * scale
        return F.linear(rounded.to(x.dtype), self.stored.dequantize().to(x.dtype), self.bias)


def quantize_inputs(
    model: nn.Module,
    bits: int,
    ranges: Mapping[str, InputRange] | None = None,
    share: float = 1.0,
    weight_bits: int = 8,
) -> nn.Module:
    """A copy that rounds the inputs of every linear layer, its weights quantized per output channel.

    Args:
        model: left as it is.
        bits: of the inputs, 2 to 8.
        ranges: from `calibrate`; None finds a scale for each token while the model runs ("dynamic").
        share: clip at this share of the calibrated magnitudes, 1 for the largest.
        weight_bits: of the weights.
    """

    def make(name: str, layer: nn.Linear) -> nn.Module:
        clip = None if ranges is None else ranges[name].percentile(share)
        return IntegerInputLinear(absmax(layer.weight, weight_bits, dim=1), layer.bias, bits, clip)

    return replaced(model, make)
