"""Models with quantized layers: what is replaced, what it computes, what it stores."""

from collections.abc import Callable

import pytest
import torch
from torch import nn

from helpers.errors import InputError
from helpers.quantization import absmax, linear_layers, nf4, quantize_linears, stored_bytes, with_bitsandbytes

IDS = torch.tensor([[3, 1, 4, 1, 5, 9, 2, 6]])
Build = Callable[..., nn.Module]


@torch.no_grad()
def logits(model: nn.Module) -> torch.Tensor:
    return model(IDS).logits.float()


def test_the_output_layer_and_the_embedding_stay(tiny_llama: Build) -> None:
    model = tiny_llama(tie_word_embeddings=False)
    names = [name for name, _ in linear_layers(model)]
    assert len(names) == 2 * 7
    assert not any("lm_head" in name for name in names)


def test_a_quantized_model_computes_with_the_rounded_weights(tiny_llama: Build) -> None:
    model = tiny_llama(initializer_range=0.2)
    by_hand = tiny_llama(initializer_range=0.2)
    for _, layer in linear_layers(by_hand):
        layer.weight.data = absmax(layer.weight, 4, dim=1).dequantize()
    made = quantize_linears(model, lambda weight: absmax(weight, 4, dim=1))
    assert torch.allclose(logits(made), logits(by_hand), atol=1e-5)
    assert not torch.allclose(logits(made), logits(model), atol=1e-3)


def test_the_model_itself_is_left_alone(tiny_llama: Build) -> None:
    model = tiny_llama()
    before = logits(model)
    quantize_linears(model, lambda weight: absmax(weight, 2))
    assert torch.equal(logits(model), before)


def test_stored_bytes_by_hand(tiny_llama: Build) -> None:
    """A layer holds 2·32·32 (q, o), 2·16·32 (k, v) and 3·64·32 weights; outside are 64·32 and five norms of 32."""
    model = tiny_llama(tie_word_embeddings=True)
    layer, outside = 2 * 32 * 32 + 2 * 16 * 32 + 3 * 64 * 32, 4 * (64 * 32 + 5 * 32)
    assert stored_bytes(model) == outside + 4 * 2 * layer
    rows = 32 + 32 + 16 + 16 + 64 + 64 + 32
    eight = quantize_linears(model, lambda weight: absmax(weight, 8, dim=1))
    assert stored_bytes(eight) == outside + 2 * (layer + 4 * rows)
    four = quantize_linears(model, nf4)
    assert stored_bytes(four) == outside + 2 * (layer // 2 + 4 * layer // 64)


@pytest.mark.parametrize("kind", ["int8", "nf4"])
def test_bitsandbytes_layers_come_close(tiny_llama: Build, kind: str) -> None:
    pytest.importorskip("bitsandbytes")
    model = tiny_llama(initializer_range=0.2, hidden_size=64, intermediate_size=128)
    made = with_bitsandbytes(model, kind)
    own = (
        quantize_linears(model, nf4)
        if kind == "nf4"
        else quantize_linears(model, lambda w: absmax(w, 8, dim=1))
    )
    rounded = (logits(own) - logits(model)).abs().mean()
    assert (logits(made) - logits(model)).abs().mean() < 2 * rounded + 0.02
    assert stored_bytes(made) == pytest.approx(stored_bytes(own), rel=0.05)


def test_another_kind_is_refused(tiny_llama: Build) -> None:
    pytest.importorskip("bitsandbytes")
    with pytest.raises(InputError, match="int8 and nf4 here, not 'int3'"):
        with_bitsandbytes(tiny_llama(), "int3")


def test_a_bias_is_kept() -> None:
    model = nn.Sequential(nn.Linear(4, 3))
    made = quantize_linears(model, absmax)
    x = torch.randn(2, 4)
    assert torch.allclose(made(x), x @ absmax(model[0].weight).dequantize().T + model[0].bias)
