"""A tokenizer with the town's chat template, a small model for it, and a few chats."""

from collections.abc import Callable

import pytest
import torch
from datasets import Dataset
from transformers import AutoTokenizer, PreTrainedTokenizerBase

from helpers.paths import MODELS


@pytest.fixture(scope="session")
def tokenizer() -> PreTrainedTokenizerBase:
    return AutoTokenizer.from_pretrained(MODELS / "lantern-tokenizer")


@pytest.fixture
def base(tiny_llama: Callable[..., torch.nn.Module], tokenizer: PreTrainedTokenizerBase) -> torch.nn.Module:
    sizes = {"hidden_size": 16, "intermediate_size": 24, "max_position_embeddings": 128}
    ends = {"eos_token_id": tokenizer.eos_token_id, "pad_token_id": tokenizer.pad_token_id}
    return tiny_llama(vocab_size=len(tokenizer), **sizes, **ends)


@pytest.fixture
def chats() -> Dataset:
    return Dataset.from_list(
        [{"messages": chat(f"Say {word}.", f"{word}!")} for word in ("one", "two", "three")]
    )


def chat(*turns: str) -> list[dict[str, str]]:
    """User and assistant in turn."""
    return [
        {"role": role, "content": text}
        for role, text in zip(("user", "assistant") * len(turns), turns, strict=False)
    ]
