"""Small random models of three architectures, and a tokenizer with one token per byte."""

from collections.abc import Callable

import pytest
import torch
from tokenizers import Tokenizer, decoders, models, pre_tokenizers
from transformers import (
    GPT2Config,
    GPT2LMHeadModel,
    PreTrainedModel,
    PreTrainedTokenizerFast,
    Qwen2Config,
    Qwen2ForCausalLM,
)

VOCABULARY = 258  # 256 bytes, <end> and <pause>


@pytest.fixture(scope="session")
def tokenizer() -> PreTrainedTokenizerFast:
    alphabet = sorted(pre_tokenizers.ByteLevel.alphabet())
    backend = Tokenizer(models.BPE({symbol: number for number, symbol in enumerate(alphabet)}, []))
    backend.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    backend.decoder = decoders.ByteLevel()
    fast = PreTrainedTokenizerFast(tokenizer_object=backend, eos_token="<end>")
    fast.add_special_tokens({"additional_special_tokens": ["<pause>"]})
    assert len(fast) == VOCABULARY
    return fast


@pytest.fixture(params=["llama", "qwen2", "gpt2"])
def model(request: pytest.FixtureRequest, tiny_llama: Callable[..., PreTrainedModel]) -> PreTrainedModel:
    """Random weights, large enough that the next token depends on the whole text."""
    ends = {"bos_token_id": None, "eos_token_id": None, "initializer_range": 0.4}
    if request.param == "llama":
        return tiny_llama(VOCABULARY, initializer_range=0.4)
    torch.manual_seed(1)
    if request.param == "gpt2":
        config = GPT2Config(vocab_size=VOCABULARY, n_positions=64, n_embd=32, n_layer=2, n_head=4, **ends)
        return GPT2LMHeadModel(config).eval()
    shape = {"num_hidden_layers": 2, "num_attention_heads": 4, "num_key_value_heads": 2}
    sizes = {"hidden_size": 32, "intermediate_size": 64, "max_position_embeddings": 64}
    return Qwen2ForCausalLM(Qwen2Config(vocab_size=VOCABULARY, **shape, **sizes, **ends)).eval()


@pytest.fixture
def llama(tiny_llama: Callable[..., PreTrainedModel]) -> PreTrainedModel:
    return tiny_llama(VOCABULARY, initializer_range=0.4)
