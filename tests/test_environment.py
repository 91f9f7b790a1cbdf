"""The machine report names what it claims to, and its rates are amounts over times."""

import re

import pytest
import torch
from transformers import LlamaConfig, LlamaForCausalLM

from helpers import environment


def tiny_llama() -> LlamaForCausalLM:
    torch.manual_seed(0)
    return LlamaForCausalLM(
        LlamaConfig(
            vocab_size=50, hidden_size=16, intermediate_size=32, num_hidden_layers=1, num_attention_heads=2,
            max_position_embeddings=64,
        )
    ).eval()  # fmt: skip


def test_report_shows_memory_and_the_installed_torch() -> None:
    text = repr(environment.report())
    assert f"torch {torch.__version__}" in text
    assert re.search(r"GiB free of [\d.]+ GiB", text)


def test_speed_uses_no_more_tokens_than_the_context_holds_and_leaves_no_gradient() -> None:
    model = tiny_llama()
    table = environment.speed(model)
    assert any("read 64 tokens" in row[0] for row in table.rows)
    assert all(parameter.grad is None for parameter in model.parameters())


def test_rate_is_amount_over_time() -> None:
    row = environment.speed(tiny_llama()).rows[1]
    milliseconds, rate = (float(cell.split()[0].replace(",", "")) for cell in row[1:])
    assert rate == pytest.approx(64 / (milliseconds / 1000), rel=0.2)


def test_table_means_what_it_says_in_markdown() -> None:
    table = environment.Table("share", ("a", "b"), (("<b> | x", "0.1 [0.0, 0.2]"),))
    assert table._repr_markdown_() == (
        "**share**\n\n| a | b |\n| --- | --- |\n| \\<b\\> \\| x | 0.1 \\[0.0, 0.2\\] |"
    )
