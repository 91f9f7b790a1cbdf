"""Formats on the same texts, against numbers worked out by hand and torch's own cross entropy."""

import math
from types import SimpleNamespace

import pytest
import torch
from torch import nn

from helpers.errors import InputError
from helpers.quantization import Comparison, first_tokens, text_losses


class Table(nn.Module):
    """A "language model": the next token's logits are a row of a table."""

    def __init__(self, logits: torch.Tensor) -> None:
        super().__init__()
        self.table = nn.Parameter(logits)

    def forward(self, ids: torch.Tensor) -> SimpleNamespace:
        return SimpleNamespace(logits=self.table[ids])


def words(text: str, add_special_tokens: bool) -> SimpleNamespace:
    assert not add_special_tokens
    return SimpleNamespace(input_ids=[len(word) for word in text.split()])


def test_first_tokens_skips_what_is_too_short() -> None:
    texts = ["a bb", "a bb ccc dddd", "bb bb bb", "a a a"]
    assert first_tokens(words, texts, 3, 2).tolist() == [[1, 2, 3], [2, 2, 2]]
    with pytest.raises(InputError, match="5 tokens"):
        first_tokens(words, texts, 5, 2)


def test_losses_are_torchs_cross_entropy() -> None:
    torch.manual_seed(0)
    model, ids = Table(torch.randn(6, 6)), torch.randint(6, (40, 9))
    logits = model(ids[:, :-1]).logits
    expected = nn.functional.cross_entropy(logits.transpose(1, 2), ids[:, 1:], reduction="none").mean(1)
    torch.testing.assert_close(torch.tensor(text_losses(model, ids)), expected.detach())


def test_comparison() -> None:
    """A uniform model has the size of its vocabulary as perplexity; one that is sure of 4 of 8 tokens half of it."""
    half = torch.zeros(8, 8)
    half[:, 4:] = -1e9
    compared = Comparison(torch.randint(4, (40, 5), generator=torch.Generator().manual_seed(0)))
    compared.add("sure", Table(half))
    compared.add("uniform", Table(torch.zeros(8, 8)))
    assert compared.perplexity("uniform") == pytest.approx(8)
    assert compared.rise("uniform") == pytest.approx((100, 100, 100))
    assert compared.difference("sure", "uniform") == pytest.approx((-math.log(2),) * 3)
    assert compared.ranked(["uniform", "sure"]) == ["sure", "uniform"]
    assert compared.sizes["sure"] == 8 * 8 * 4
    assert compared.speeds["sure"] > 0
    first, second = compared.rows(["sure", "uniform"])
    assert first[:4] == ("sure", "4.000", "–", "0.00 MB")
    assert second[1:3] == ("8.000", "+100.00 %  [+100.00, +100.00]")
