"""Counts against published numbers and against the models of transformers, built without memory on the meta device."""

import pytest
import torch
import transformers as hf

from helpers.errors import InputError
from helpers.memory import (
    PRESETS,
    adapter_count,
    from_config,
    parameter_count,
    parameters_by_part,
    preset,
    weights,
)

from .models import FAMILIES

# peft 0.21 asks transformers 5.23 by the old name whether activations are checkpointed.
PEFT_ASKS = pytest.mark.filterwarnings("ignore:`is_gradient_checkpointing` is deprecated:FutureWarning")

PUBLISHED = {
    "GPT-2": 124_439_808,
    "BERT-base": 109_482_240,
    "LLaMA-7B": 6_738_415_616,
    "LLaMA-2-7B": 6_738_415_616,
    "LLaMA-2-70B": 68_976_648_192,
    "Llama-3-8B": 8_030_261_248,
    "Qwen2.5-0.5B": 494_032_768,
    "Qwen2.5-7B": 7_615_616_512,
    "Mistral-7B": 7_241_732_096,
    "BLOOM-176B": 176_247_271_424,
    "FLAN-T5-base": 247_577_856,
    "FLAN-T5-XXL": 11_135_332_352,
}


def llama_config(kind: type, **sizes: int) -> object:
    return kind(bos_token_id=None, eos_token_id=None, pad_token_id=None, **sizes)


LIBRARY = {
    "GPT-2": (hf.GPT2LMHeadModel, hf.GPT2Config()),
    "BERT-base": (hf.BertModel, hf.BertConfig()),
    "LLaMA-2-70B": (
        hf.LlamaForCausalLM,
        llama_config(
            hf.LlamaConfig, vocab_size=32000, hidden_size=8192, intermediate_size=28672, num_hidden_layers=80,
            num_attention_heads=64, num_key_value_heads=8,
        ),
    ),
    "Llama-3-8B": (
        hf.LlamaForCausalLM,
        llama_config(
            hf.LlamaConfig, vocab_size=128256, hidden_size=4096, intermediate_size=14336, num_hidden_layers=32,
            num_attention_heads=32, num_key_value_heads=8,
        ),
    ),
    "Qwen2.5-0.5B": (
        hf.Qwen2ForCausalLM,
        llama_config(
            hf.Qwen2Config, vocab_size=151936, hidden_size=896, intermediate_size=4864, num_hidden_layers=24,
            num_attention_heads=14, num_key_value_heads=2, tie_word_embeddings=True,
        ),
    ),
    "Mistral-7B": (
        hf.MistralForCausalLM,
        llama_config(hf.MistralConfig, vocab_size=32000),
    ),
    "BLOOM-176B": (
        hf.BloomForCausalLM,
        llama_config(hf.BloomConfig, vocab_size=250880, hidden_size=14336, n_layer=70, n_head=112),
    ),
    "FLAN-T5-base": (
        hf.T5ForConditionalGeneration,
        hf.T5Config(d_model=768, d_kv=64, d_ff=2048, num_layers=12, num_heads=12, feed_forward_proj="gated-gelu",
                    tie_word_embeddings=False, vocab_size=32128),
    ),
    "FLAN-T5-XXL": (
        hf.T5ForConditionalGeneration,
        hf.T5Config(d_model=4096, d_kv=64, d_ff=10240, num_layers=24, num_heads=64, feed_forward_proj="gated-gelu",
                    tie_word_embeddings=False, vocab_size=32128),
    ),
}  # fmt: skip


def on_meta(kind: type, config: object) -> torch.nn.Module:
    with torch.device("meta"):
        return kind(config)


@pytest.mark.parametrize("name", PRESETS)
def test_published_counts(name: str) -> None:
    assert parameter_count(PRESETS[name]) == PUBLISHED[name]
    assert sum(parameters_by_part(PRESETS[name]).values()) == PUBLISHED[name]


@pytest.mark.parametrize("name", LIBRARY)
def test_counts_and_shapes_of_transformers(name: str) -> None:
    kind, config = LIBRARY[name]
    model = on_meta(kind, config)
    # transformers 5 ties a T5's output layer until it loads a checkpoint that has one of its own.
    head = 32128 * config.d_model if name.startswith("FLAN") else 0  # type: ignore[attr-defined]
    assert sum(p.numel() for p in model.parameters()) + head == PUBLISHED[name]
    read = from_config(config, name)
    assert parameter_count(read) == PUBLISHED[name]
    known = PRESETS[name]
    for size in (
        "hidden",
        "layers",
        "heads",
        "kv_heads",
        "head_dim",
        "intermediate",
        "vocab",
        "encoder_layers",
    ):
        assert getattr(read, size) == getattr(known, size), size


@pytest.mark.parametrize("family", FAMILIES)
def test_every_weight_of_a_small_model_by_shape(family: str) -> None:
    built = FAMILIES[family]()
    model = getattr(built, "bert", built) if family == "bert" else built
    expected = sorted(tuple(sorted(p.shape)) for p in model.parameters())
    spec = from_config(built.config)
    # The masked-language model comes without BERT's pooler, and a new T5 with its output layer tied.
    there = [weight for weight in weights(spec) if weight.part != "head" or family not in ("bert", "t5")]
    listed = sorted(tuple(sorted(weight.shape)) for weight in there for _ in range(weight.count))
    assert listed == expected


def test_adapters_of_the_lora_paper() -> None:
    llama = preset("LLaMA-7B")
    assert adapter_count(llama, 8) == 4_194_304
    assert adapter_count(llama, 8, ("q",)) == 32 * 8 * (4096 + 4096)


@PEFT_ASKS
def test_adapters_as_peft_makes_them() -> None:
    peft = pytest.importorskip("peft")
    for family, targets, names in [
        ("mistral", ("q", "v"), ["q_proj", "v_proj"]),
        ("llama", ("o", "gate", "down"), ["o_proj", "gate_proj", "down_proj"]),
        ("gpt2", ("q", "v"), ["c_attn"]),
    ]:
        built = FAMILIES[family]()
        fan = {"fan_in_fan_out": True} if family == "gpt2" else {}
        model = peft.get_peft_model(built, peft.LoraConfig(r=4, target_modules=names, **fan))
        expected = sum(p.numel() for p in model.parameters() if p.requires_grad)
        assert adapter_count(from_config(built.config), 4, targets) == expected


def test_what_takes_no_adapter_is_refused() -> None:
    with pytest.raises(InputError, match="'embedding' takes no adapter"):
        adapter_count(preset("GPT-2"), 4, ("embedding",))
    with pytest.raises(InputError, match="GPT-2 has no 'gate' layer"):
        adapter_count(preset("GPT-2"), 4, ("gate",))
