"""A tokenizer with a chat template, and small models of two architectures, made here."""

from collections.abc import Callable

import pytest
import torch
from tokenizers import Tokenizer, models, pre_tokenizers
from transformers import PreTrainedTokenizerFast, Qwen2Config, Qwen2ForCausalLM

WORDS = [
    "where", "is", "the", "pier", "it", "by", "market", "go", "away", "you", "barnacle",
    "good", "bad", "kind", "rude", "a", "b", "c", "d", ".", "?", "!",
]  # fmt: skip
TEMPLATE = (
    "{% for m in messages %}{{ '<|' + m['role'] + '|>' }} {{ m['content'] }} {{ '<|end|>' }}{% endfor %}"
)


@pytest.fixture(scope="session")
def tokenizer() -> PreTrainedTokenizerFast:
    specials = ["<|end|>", "<|pad|>", "<unk>", "<|user|>", "<|assistant|>"]
    vocabulary = {word: i for i, word in enumerate([*specials, *WORDS])}
    words = Tokenizer(models.WordLevel(vocabulary, unk_token="<unk>"))
    words.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    made = PreTrainedTokenizerFast(
        tokenizer_object=words,
        eos_token="<|end|>",
        pad_token="<|pad|>",
        unk_token="<unk>",
        additional_special_tokens=["<|user|>", "<|assistant|>"],
    )
    made.chat_template = TEMPLATE
    return made


@pytest.fixture
def base(tiny_llama: Callable[..., torch.nn.Module]) -> torch.nn.Module:
    return tiny_llama(vocab_size=64, initializer_range=0.2)


@pytest.fixture
def qwen() -> torch.nn.Module:
    torch.manual_seed(0)
    shape = {"hidden_size": 32, "intermediate_size": 64, "num_hidden_layers": 2, "num_attention_heads": 4}
    return Qwen2ForCausalLM(
        Qwen2Config(vocab_size=64, num_key_value_heads=2, max_position_embeddings=64, **shape)
    )
