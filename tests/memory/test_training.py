"""Whole steps: predicted against measured, component by component, and what settings do to the sum."""

import pytest
import torch

from helpers.errors import InputError
from helpers.memory import (
    GIB,
    Training,
    from_config,
    inference_memory,
    measure_step,
    parameter_count,
    preset,
    training_memory,
    zero_bytes_per_gpu,
)

from .models import llama, tokens

SIZES = [{}, {"hidden_size": 96, "intermediate_size": 256, "num_hidden_layers": 4, "num_key_value_heads": 4}]
BATCHES = [(1, 64), (4, 32), (2, 128)]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(("batch", "length"), BATCHES)
def test_every_component_within_five_percent(size: dict[str, int], batch: int, length: int) -> None:
    model = llama(**size)
    step = measure_step(model, tokens(batch, length))
    expected = training_memory(from_config(model.config), precision="fp32", batch=batch, seq_len=length)
    for name, predicted in expected.components.items():
        assert predicted == pytest.approx(step.memory.components[name], rel=0.05), name
    assert expected.total == pytest.approx(step.memory.total, rel=0.01)


def test_a_step_in_bfloat16() -> None:
    model = llama().to(torch.bfloat16)
    step = measure_step(model, tokens(2, 64))
    expected = training_memory(from_config(model.config), precision="bf16", batch=2, seq_len=64)
    for name, predicted in expected.components.items():
        assert predicted == pytest.approx(step.memory.components[name], rel=0.05), name


def test_a_step_leaves_the_model_in_its_mode_and_trains_it() -> None:
    model = llama().eval()
    before = model.lm_head.weight.detach().clone()
    step = measure_step(model, tokens(1, 8), torch.optim.SGD(model.parameters(), 0.1))
    assert not model.training
    assert not torch.equal(model.lm_head.weight, before)
    assert all(p.grad is None for p in model.parameters())
    assert not any(m._forward_hooks or m._forward_pre_hooks for m in model.modules())
    assert step.peak is None
    assert 0 < step.loss < 20


def test_adapters_train_only_themselves() -> None:
    spec = preset("LLaMA-7B")
    memory = training_memory(spec, lora_rank=8)
    assert memory.gradients == 2 * 4_194_304
    assert memory.optimizer == 12 * 4_194_304
    assert memory.weights == 2 * (6_738_415_616 + 4_194_304)


def test_quantized_base() -> None:
    """The blocks of LLaMA-7B hold 6,476,005,376 weights in matrices; embeddings, head and norms stay in 16 bits."""
    spec = preset("LLaMA-7B")
    matrices = 32 * (4 * 4096**2 + 3 * 4096 * 11008)
    rest = 2 * (6_738_415_616 - matrices + 4_194_304)
    assert training_memory(spec, lora_rank=8, base="nf4").weights == matrices * 4.5 / 8 + rest
    double = training_memory(spec, lora_rank=8, base="nf4 double").weights
    assert (double - rest) * 8 / matrices == pytest.approx(4.127, abs=5e-4)
    rows = 32 * (4 * 4096 + 2 * 11008 + 4096)
    assert training_memory(spec, lora_rank=8, base="int8").weights == matrices + 4 * rows + rest


@pytest.mark.parametrize("stage", [0, 1, 2, 3])
def test_zero_divides_model_states_only(stage: int) -> None:
    spec = preset("GPT-2")
    memory = training_memory(spec, zero_stage=stage, gpus=8)
    states = memory.weights + memory.gradients + memory.optimizer
    assert states == pytest.approx(zero_bytes_per_gpu(parameter_count(spec), 8, stage))
    assert memory.activations == training_memory(spec).activations


def test_overhead_stands_apart() -> None:
    memory = training_memory(preset("GPT-2"))
    assert memory.overhead == GIB
    assert memory.total == sum(memory.components.values())
    assert "overhead" not in memory.components


def test_generating() -> None:
    llama3, llama2 = preset("Llama-3-8B"), preset("LLaMA-2-7B")
    memory = inference_memory(llama3, batch=4, seq_len=8192)
    assert memory.weights == 2 * 8_030_261_248
    assert memory.kv_cache == 4 * 8192 * 131_072
    assert inference_memory(llama2, seq_len=4096).kv_cache == 4096 * 524_288
    assert inference_memory(llama3, weights="fp32").weights == 4 * 8_030_261_248
    assert inference_memory(llama3, weights="nf4 double").weights < 0.4 * memory.weights
    assert inference_memory(preset("BERT-base")).kv_cache == 0
    assert inference_memory(preset("FLAN-T5-base"), seq_len=10).kv_cache == 2 * 24 * 12 * 64 * 10 * 2


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"base": "nf4"}, "choose a LoRA rank above 0"),
        ({"base": "int3", "lora_rank": 4}, "not 'int3'"),
        ({"precision": "fp64"}, "fp32, mixed, bf16, not 'fp64'"),
        ({"zero_stage": 5}, "not 5"),
        ({"gpus": 0}, "at least one"),
        ({"lora_rank": -1}, "0 or more"),
        ({"batch": 0}, "not 0 of 512"),
    ],
)
def test_settings_that_make_no_sense(changes: dict, words: str) -> None:
    with pytest.raises(InputError, match=words):
        training_memory(preset("GPT-2"), **changes)


def test_a_misspelt_setting_is_an_error() -> None:
    with pytest.raises(TypeError, match="sequence_length"):
        training_memory(preset("GPT-2"), sequence_length=3)
    with pytest.raises(InputError, match="not 'int3'"):
        inference_memory(preset("GPT-2"), weights="int3")
    with pytest.raises(InputError, match="not 1 of 0"):
        inference_memory(preset("GPT-2"), seq_len=0)


def test_the_default_is_mixed_precision_adam() -> None:
    assert training_memory(preset("GPT-2")) == training_memory(preset("GPT-2"), Training())


@pytest.mark.gpu
@pytest.mark.skipif(not torch.cuda.is_available(), reason="no CUDA device")
@pytest.mark.parametrize(("batch", "length"), [(8, 256), (4, 1024)])
def test_a_step_on_cuda(batch: int, length: int) -> None:
    """The hooks count the same; the most that CUDA gave out is of the size of the sum."""
    sizes = {
        "hidden_size": 512,
        "intermediate_size": 1408,
        "num_attention_heads": 8,
        "num_key_value_heads": 8,
    }
    model = llama(**sizes, num_hidden_layers=6, max_position_embeddings=2048).to("cuda")
    ids = tokens(batch, length).to("cuda")
    measure_step(model, ids)
    step = measure_step(model, ids)
    expected = training_memory(from_config(model.config), precision="fp32", batch=batch, seq_len=length)
    for name, predicted in expected.components.items():
        assert predicted == pytest.approx(step.memory.components[name], rel=0.05), name
    assert step.peak is not None
    assert 0.5 * expected.total < step.peak < 1.2 * expected.total + 2**26
