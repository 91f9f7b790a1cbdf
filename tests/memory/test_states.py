"""Optimizer states against real optimizers, ZeRO against its paper's table, the cache against a real one."""

import pytest
import torch

from helpers.errors import InputError
from helpers.memory import (
    from_config,
    kv_cache_bytes,
    measure_step,
    optimizer_bytes,
    preset,
    training_bytes,
    weights,
    zero_bytes_per_gpu,
)

from .models import llama, tokens


@pytest.mark.parametrize(("stage", "gigabytes"), [(0, 120.0), (1, 31.4), (2, 16.6), (3, 1.88)])
def test_the_table_of_the_zero_paper(stage: int, gigabytes: float) -> None:
    """Rajbhandari et al. 2020, figure 1: 7.5 billion parameters, 64 GPUs."""
    assert zero_bytes_per_gpu(7_500_000_000, 64, stage) / 1e9 == pytest.approx(
        gigabytes, abs=0.05 if stage < 3 else 0.005
    )


def test_one_gpu_has_nobody_to_share_with() -> None:
    assert {zero_bytes_per_gpu(1000, 1, stage) for stage in range(4)} == {16_000}


@pytest.mark.parametrize(("gpus", "stage", "words"), [(4, 4, "0, 1, 2 or 3, not 4"), (0, 1, "at least one")])
def test_zero_refuses(gpus: int, stage: int, words: str) -> None:
    with pytest.raises(InputError, match=words):
        zero_bytes_per_gpu(10, gpus, stage)


def test_a_billion_parameters() -> None:
    """The notes' 24 GB and their 4 times: which assumptions give each."""
    adam = training_bytes(10**9, "fp32", "adam")
    assert adam == {"weights": 4e9, "gradients": 4e9, "optimizer": 8e9}
    assert sum(adam.values()) == 4 * adam["weights"]
    mixed = training_bytes(10**9, "mixed", "adam")
    assert mixed == {"weights": 2e9, "gradients": 2e9, "optimizer": 12e9}
    adapters = training_bytes(10**6, "mixed", "adam", frozen=10**9, frozen_bits=4)
    assert adapters == {"weights": 2e6 + 5e8, "gradients": 2e6, "optimizer": 12e6}


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("sgd", lambda p: torch.optim.SGD(p, 1e-3)),
        ("momentum", lambda p: torch.optim.SGD(p, 1e-3, momentum=0.9)),
        ("adam", lambda p: torch.optim.AdamW(p, 1e-3)),
        ("adafactor", lambda p: torch.optim.Adafactor(p, 1e-3)),
    ],
)
def test_states_of_real_optimizers(name: str, make) -> None:
    model = llama()
    measured = measure_step(model, tokens(1, 8), make(model.parameters())).memory.optimizer
    steps = 4 * len(list(model.parameters()))  # a step counter each, but for SGD
    expected = optimizer_bytes(weights(from_config(model.config)), name)
    assert measured - expected in (0, steps)


def test_states_of_8_bit_adam() -> None:
    bitsandbytes = pytest.importorskip("bitsandbytes")
    model = llama(hidden_size=128, intermediate_size=384)
    optimizer = bitsandbytes.optim.Adam8bit(model.parameters(), lr=1e-3)
    measured = measure_step(model, tokens(1, 8), optimizer).memory.optimizer
    tables = 2 * 256 * 4
    assert measured - tables == optimizer_bytes(weights(from_config(model.config)), "adam8bit")


def test_unknown_optimizer() -> None:
    with pytest.raises(InputError, match="not 'lion'"):
        optimizer_bytes(weights(preset("GPT-2")), "lion")


@pytest.mark.parametrize(("name", "bytes_a_token"), [("LLaMA-2-7B", 524_288), ("Llama-3-8B", 131_072)])
def test_cache_a_token_of_known_models(name: str, bytes_a_token: int) -> None:
    spec = preset(name)
    assert kv_cache_bytes(spec.layers, spec.kv_heads, spec.head_dim, 1, 1, 2) == bytes_a_token


@pytest.mark.parametrize("kv_heads", [4, 2, 1])
@torch.no_grad()
def test_a_real_cache(kv_heads: int) -> None:
    model = llama(num_key_value_heads=kv_heads).eval()
    cache = model(tokens(3, 20), use_cache=True).past_key_values
    measured = sum(layer.keys.nbytes + layer.values.nbytes for layer in cache.layers)
    assert measured == kv_cache_bytes(2, kv_heads, 16, 20, 3, 4)
