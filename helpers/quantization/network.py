"""Quantize the linear layers of a language model, from scratch or with bitsandbytes, and count what is stored.

The embedding table and the output layer stay as they are, as in bitsandbytes and GPTQ: errors there reach every token.
"""

import copy
from collections.abc import Callable, Iterator
from typing import Any, Literal, Protocol

from torch import Tensor, nn
from torch.nn import functional as F

from helpers.errors import InputError


class Stored(Protocol):
    """A quantized tensor: `Quantized` or `QuantizedNF4`."""

    def dequantize(self) -> Tensor: ...
    @property
    def nbytes(self) -> int: ...


class QuantizedLinear(nn.Module):
    """A linear layer that keeps integers and makes its weight from them each time it is used."""

    def __init__(self, stored: Stored, bias: Tensor | None = None) -> None:
        super().__init__()
        self.stored, self.bias = stored, bias

    def forward(self, x: Tensor) -> Tensor:
        """(..., in) to (..., out)."""
        return F.linear(x, self.stored.dequantize().to(x.dtype), self.bias)


def linear_layers(model: nn.Module) -> Iterator[tuple[str, nn.Linear]]:
    """Name and layer of every linear layer except the output layer, in the order of the model."""
    head = getattr(model, "get_output_embeddings", lambda: None)()
    for name, module in model.named_modules():
        if isinstance(module, nn.Linear) and module is not head:
            yield name, module


def replaced(model: nn.Module, make: Callable[[str, nn.Linear], nn.Module]) -> nn.Module:
    """A copy of a model with another module in the place of each linear layer.

    Args:
        model: left as it is.
        make: the new module, from the layer's name and the layer.
    """
    made = copy.deepcopy(model)
    for name, layer in list(linear_layers(made)):
        parent, _, child = name.rpartition(".")
        setattr(made.get_submodule(parent), child, make(name, layer))
    return made.eval()


def quantize_linears(model: nn.Module, quantize: Callable[[Tensor], Stored]) -> nn.Module:
    """A copy whose linear layers are stored by a rule, such as ``lambda weight: absmax(weight, 4, dim=1)``."""
    return replaced(model, lambda name, layer: QuantizedLinear(quantize(layer.weight), layer.bias))


def with_bitsandbytes(model: nn.Module, kind: Literal["int8", "nf4"]) -> nn.Module:
    """A copy with the linear layers of bitsandbytes: LLM.int8() or NF4 in blocks of 64.

    Args:
        model: on the device where it is to run; the layers quantize themselves when they are moved there.

    Raises:
        InputError: another kind.
    """
    from bitsandbytes import nn as layers  # takes seconds to import

    def int8(layer: nn.Linear) -> nn.Module:
        new = layers.Linear8bitLt(
            layer.in_features, layer.out_features, bias=layer.bias is not None, has_fp16_weights=False
        )
        new.weight = layers.Int8Params(
            layer.weight.detach().cpu(), requires_grad=False, has_fp16_weights=False
        )
        return _with_bias(new, layer)

    def nf4(layer: nn.Linear) -> nn.Module:
        new = layers.Linear4bit(
            layer.in_features,
            layer.out_features,
            bias=layer.bias is not None,
            quant_type="nf4",
            compute_dtype=layer.weight.dtype,
        )
        new.weight = layers.Params4bit(
            layer.weight.detach().cpu(), requires_grad=False, quant_type="nf4", blocksize=64
        )
        return _with_bias(new, layer)

    makers = {"int8": int8, "nf4": nf4}
    if kind not in makers:
        raise InputError(f"bitsandbytes is used for int8 and nf4 here, not {kind!r}.")
    return replaced(model, lambda name, layer: makers[kind](layer))


def _with_bias(new: Any, layer: nn.Linear) -> nn.Module:
    if layer.bias is not None:
        new.bias = nn.Parameter(layer.bias.detach().clone(), requires_grad=False)
    moved: nn.Module = new.to(layer.weight.device)
    return moved


def stored_bytes(model: nn.Module) -> int:
    """Bytes of a model's weights as they are stored, tied ones counted once; scales and the like included."""
    seen: set[int] = set()
    total = 0
    for module in model.modules():
        if isinstance(module, QuantizedLinear):
            total += module.stored.nbytes
        for parameter in module.parameters(recurse=False):
            if parameter.data_ptr() not in seen:
                seen.add(parameter.data_ptr())
                total += parameter.nbytes + _extra_bytes(parameter, module)
    return total


def _extra_bytes(parameter: Any, module: Any) -> int:
    """What bitsandbytes keeps beside the integers of a weight."""
    state = getattr(parameter, "quant_state", None)
    if state is not None:
        second = state.state2.absmax.nbytes + 4 if state.nested else 0
        return int(state.absmax.nbytes) + second
    scales = getattr(parameter, "SCB", None)
    if scales is None and parameter is getattr(module, "weight", None):
        scales = getattr(getattr(module, "state", None), "SCB", None)
    return 0 if scales is None else int(scales.nbytes)
