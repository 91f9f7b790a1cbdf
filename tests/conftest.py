"""What every test shares: one thread, shapes checked at run time, and a model small enough to build in a test."""

import os
import signal

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("HF_HUB_OFFLINE", "1")

from collections.abc import Callable

import pytest
import torch
from beartype import BeartypeConf, FrozenDict, beartype
from hypothesis import settings
from jaxtyping import install_import_hook

# Shapes only: numbers of the wrong kind are left to the functions' own sentences, which the tests read.
shapes_only = beartype(conf=BeartypeConf(hint_overrides=FrozenDict({int: object, float: object})))
install_import_hook(["helpers.sampling.warping"], "tests.conftest.shapes_only")

torch.set_num_threads(1)

# A shell starts its background jobs with Ctrl-C ignored, and every process below inherits that; tests press it.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# The same examples every time, and no time limit per example: a busy machine must not fail a test.
settings.register_profile("course", derandomize=True, deadline=None)
settings.load_profile("course")


@pytest.fixture
def tiny_llama() -> Callable[..., torch.nn.Module]:
    """A factory of Llama models with random weights: ``tiny_llama(vocab_size=64, seed=0, **config)``."""
    from transformers import LlamaConfig, LlamaForCausalLM

    def build(vocab_size: int = 64, seed: int = 0, **settings: int) -> torch.nn.Module:
        torch.manual_seed(seed)
        shape = {
            "hidden_size": 32,
            "intermediate_size": 64,
            "num_hidden_layers": 2,
            "num_attention_heads": 4,
            "num_key_value_heads": 2,
            "max_position_embeddings": 64,
            "bos_token_id": None,
            "eos_token_id": None,
        }
        return LlamaForCausalLM(LlamaConfig(vocab_size=vocab_size, **(shape | settings))).eval()

    return build
