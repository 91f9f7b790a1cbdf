"""Our LoRA against peft's, and its numbers on paper."""

import peft
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from torch import nn

from helpers.lora import LoRALinear, linear_modules, lora_parameters, target_shapes


class Small(nn.Module):
    def __init__(self, bias=True):
        super().__init__()
        self.q_proj = nn.Linear(6, 4, bias=bias)
        self.out = nn.Linear(4, 5)

    def forward(self, x):
        return self.out(torch.tanh(self.q_proj(x)))


def pair(rank, alpha, bias):
    """The same adapted model twice, peft's and ours, with the same random A and B."""
    torch.manual_seed(rank)
    plain = Small(bias)
    ours = Small(bias)
    ours.load_state_dict(plain.state_dict())
    ours.q_proj = LoRALinear(ours.q_proj, rank, alpha)
    config = peft.LoraConfig(r=rank, lora_alpha=alpha, target_modules=["q_proj"], lora_dropout=0.0)
    theirs = peft.get_peft_model(plain, config)
    layer = theirs.base_model.model.q_proj
    with torch.no_grad():
        layer.lora_A["default"].weight.normal_()
        layer.lora_B["default"].weight.normal_()
        ours.q_proj.A.copy_(layer.lora_A["default"].weight)
        ours.q_proj.B.copy_(layer.lora_B["default"].weight)
    return ours, theirs


@given(rank=st.integers(1, 4), alpha=st.sampled_from([1, 8, 16.0]), bias=st.booleans())
def test_ours_is_pefts_before_and_after_merging(rank, alpha, bias):
    ours, theirs = pair(rank, alpha, bias)
    x = torch.randn(3, 2, 6)
    torch.testing.assert_close(ours(x), theirs(x), atol=1e-6, rtol=1e-6)
    before = ours(x)
    ours.q_proj = ours.q_proj.merged()
    assert type(ours.q_proj) is nn.Linear
    torch.testing.assert_close(ours(x), theirs.merge_and_unload()(x), atol=1e-6, rtol=1e-6)
    torch.testing.assert_close(ours(x), before, atol=1e-5, rtol=1e-5)


def test_gradients_flow_to_the_adapter_and_nowhere_else():
    ours, theirs = pair(2, 4, True)
    x = torch.randn(3, 6)
    ours(x).square().sum().backward()
    theirs(x).square().sum().backward()
    layer = theirs.base_model.model.q_proj
    torch.testing.assert_close(ours.q_proj.A.grad, layer.lora_A["default"].weight.grad)
    torch.testing.assert_close(ours.q_proj.B.grad, layer.lora_B["default"].weight.grad)
    assert ours.q_proj.linear.weight.grad is None


def test_a_fresh_adapter_changes_nothing():
    linear = nn.Linear(6, 4)
    x = torch.randn(2, 6)
    assert torch.equal(LoRALinear(linear, 3, 16)(x), linear(x))


def test_merging_leaves_the_adapter_as_it_was():
    adapted = LoRALinear(nn.Linear(6, 4), 2, 4)
    nn.init.normal_(adapted.B)
    frozen = adapted.linear.weight.clone()
    adapted.merged()
    assert torch.equal(adapted.linear.weight, frozen)


def test_parameters_on_paper():
    assert lora_parameters([(512, 64)], 8) == 4608
    fewer = 1 - 4608 / (512 * 64)
    assert fewer == pytest.approx(0.859, abs=5e-4)
    # LLaMA-7B: queries and values of 32 layers, 4096 wide
    assert lora_parameters([(4096, 4096)] * 64, 8) == 4_194_304
    assert lora_parameters([], 8) == 0


@pytest.mark.parametrize(
    ("rank", "sentence"),
    [(0, "1 or more"), (-1, "1 or more"), (2.5, "1 or more"), (65, "no more than rank 64")],
)
def test_a_rank_that_is_none(rank, sentence):
    with pytest.raises(ValueError, match=sentence):
        lora_parameters([(512, 64)], rank)
    with pytest.raises(ValueError, match=sentence):
        LoRALinear(nn.Linear(64, 512), rank, 16)


def test_alpha_is_above_zero():
    with pytest.raises(ValueError, match="alpha is 0"):
        LoRALinear(nn.Linear(6, 4), 2, 0)


def test_layers_are_found_by_name_as_peft_finds_them():
    model = nn.Sequential(Small(), Small())
    assert linear_modules(model) == {
        "0.q_proj": (4, 6), "0.out": (5, 4), "1.q_proj": (4, 6), "1.out": (5, 4)
    }  # fmt: skip
    assert target_shapes(model, ["q_proj"]) == [(4, 6), (4, 6)]
    assert target_shapes(model, ["1.out"]) == [(5, 4)]
    adapted = peft.get_peft_model(model, peft.LoraConfig(r=2, target_modules=["q_proj", "out"]))
    trainable = sum(p.numel() for p in adapted.parameters() if p.requires_grad)
    assert trainable == lora_parameters([(4, 6), (5, 4)] * 2, 2)


def test_a_target_that_is_not_there_lists_those_that_are():
    with pytest.raises(ValueError, match="called 'proj'; there are: out, q_proj"):
        target_shapes(Small(), ["proj"])
