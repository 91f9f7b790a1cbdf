"""Quantization-aware training: weights that are rounded in every forward pass, on a grid whose scale is learned.

After LSQ (Esser et al. 2020). Changed: scales begin at `absmax`. Left out: learned scales for activations, and the
factor on the scale's gradient, which Adam would undo by dividing by the gradient's size.
"""

import copy
from collections.abc import Callable

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from helpers.quantization.exercises import fake_quantize
from helpers.quantization.integers import Quantized, absmax
from helpers.quantization.network import QuantizedLinear, replaced

FakeQuantize = Callable[[Tensor, Tensor, int], Tensor]


class LearnedScaleLinear(nn.Module):
    """A linear layer with a weight to train and its scale, or scales, to train.

    Args:
        linear: the layer to start from.
        bits: of the weight.
        dim: as for `absmax`: 1 gives each output channel a scale, None the whole matrix one.
        rounding: ``fake_quantize`` or a function like it.
    """

    def __init__(
        self, linear: nn.Linear, bits: int, dim: int | None = None, rounding: FakeQuantize = fake_quantize
    ) -> None:
        super().__init__()
        self.bits, self._rounding = bits, rounding
        self.weight = nn.Parameter(linear.weight.detach().clone())
        self.bias = linear.bias
        self.scale = nn.Parameter(absmax(self.weight, bits, dim).scale)

    def forward(self, x: Tensor) -> Tensor:
        """(..., in) to (..., out)."""
        return F.linear(x, self._rounding(self.weight, self.scale, self.bits), self.bias)

    def integers(self) -> Quantized:
        """The weight as integers, for use after training."""
        scale, largest = self.scale.detach().clone(), 2 ** (self.bits - 1) - 1
        q = (self.weight.detach() / scale).round().clamp(-largest, largest).to(torch.int8)
        return Quantized(q, scale, torch.zeros_like(scale, dtype=torch.int32), self.bits)


def with_learned_scales(
    model: nn.Module, bits: int, dim: int | None = None, rounding: FakeQuantize = fake_quantize
) -> nn.Module:
    """A copy to train, with `LearnedScaleLinear` for every linear layer; the output layer stays as it is."""
    return replaced(model, lambda name, layer: LearnedScaleLinear(layer, bits, dim, rounding)).train()


def frozen(model: nn.Module) -> nn.Module:
    """A copy of a trained model that keeps only the integers and scales of its `LearnedScaleLinear` layers."""
    made = copy.deepcopy(model)
    for name, layer in list(made.named_modules()):
        if isinstance(layer, LearnedScaleLinear):
            parent, _, child = name.rpartition(".")
            setattr(made.get_submodule(parent), child, QuantizedLinear(layer.integers(), layer.bias))
    return made.eval()
