"""Fused cross-entropy against PyTorch's, values and gradients."""

import math

import pytest
import torch
import torch.nn.functional as F

from helpers.training import loss as module
from helpers.training.loss import linear_cross_entropy


def both(hidden, weight, targets):
    results = []
    for function in (
        lambda h, w: linear_cross_entropy(h, w, targets),
        lambda h, w: F.cross_entropy(h @ w.T, targets, ignore_index=-100),
    ):
        h, w = hidden.clone().requires_grad_(), weight.clone().requires_grad_()
        value = function(h, w)
        (3 * value).backward()  # a factor, so that the backward pass has something to scale
        results.append((value.detach(), h.grad, w.grad))
    return results


@pytest.mark.parametrize("rows", [1, 7, 512])
def test_value_and_gradients_are_those_of_cross_entropy(rows, monkeypatch):
    monkeypatch.setattr(module, "ROWS", rows)
    torch.manual_seed(0)
    targets = torch.randint(0, 50, (23,))
    targets[[0, 5, 22]] = -100
    ours, theirs = both(torch.randn(23, 8), torch.randn(50, 8), targets)
    for a, b in zip(ours, theirs, strict=True):
        torch.testing.assert_close(a, b, atol=1e-6, rtol=1e-5)


def test_targets_count_as_much_as_they_are_said_to():
    torch.manual_seed(0)
    hidden, weight = torch.randn(9, 8, requires_grad=True), torch.randn(50, 8, requires_grad=True)
    targets = torch.randint(0, 50, (9,))
    targets[4] = -100
    counts = torch.tensor([1.0, 0.2, 0.0, 1.0, 1.0, 0.2, 0.2, 0.0, 1.0])
    each = F.cross_entropy(hidden @ weight.T, targets, ignore_index=-100, reduction="none")
    expected = (each * counts).sum() / 3.6  # the masked target's 1.0 does not count
    wanted = torch.autograd.grad(expected, [hidden, weight])
    got = torch.autograd.grad(linear_cross_entropy(hidden, weight, targets, counts), [hidden, weight])
    for a, b in zip(got, wanted, strict=True):
        torch.testing.assert_close(a, b, atol=1e-6, rtol=1e-5)
    torch.testing.assert_close(linear_cross_entropy(hidden, weight, targets, counts), expected)


def test_on_paper():
    # logits (0, ln 3): probabilities 1/4 and 3/4
    hidden, weight = torch.tensor([[1.0]]), torch.tensor([[0.0], [math.log(3)]])
    assert linear_cross_entropy(hidden, weight, torch.tensor([0])).item() == pytest.approx(math.log(4))


def test_logits_of_a_thousand_stay_finite():
    hidden, weight = torch.tensor([[1000.0]]), torch.tensor([[1.0], [-1.0]])
    assert linear_cross_entropy(hidden, weight, torch.tensor([1])).item() == pytest.approx(2000)


def test_bfloat16_inputs_give_a_float32_loss_near_the_exact_one():
    torch.manual_seed(0)
    hidden, weight, targets = torch.randn(64, 16), torch.randn(100, 16) * 0.3, torch.randint(0, 100, (64,))
    exact = F.cross_entropy(hidden @ weight.T, targets)
    rounded = linear_cross_entropy(hidden.bfloat16(), weight, targets)
    assert rounded.dtype == torch.float32
    assert abs(rounded - exact) < 0.02


def test_without_a_target_it_says_so():
    with pytest.raises(ValueError, match="at least one target"):
        linear_cross_entropy(torch.randn(2, 3), torch.randn(5, 3), torch.tensor([-100, -100]))
    with pytest.raises(ValueError, match="at least one target"):
        linear_cross_entropy(
            torch.randn(2, 3), torch.randn(5, 3), torch.tensor([1, -100]), torch.tensor([0.0, 1])
        )
