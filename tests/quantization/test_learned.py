"""Fake quantization against the equations of LSQ, and layers that learn their scale."""

from collections.abc import Callable

import pytest
import torch
from torch import nn

from helpers.quantization import LearnedScaleLinear, channel_error, fake_quantize, frozen, with_learned_scales
from helpers.quantization.exercises import quantize_absmax, quantize_zero_point

Build = Callable[..., nn.Module]


def test_values_and_gradients_on_paper() -> None:
    """Scale 0.5, 3 bits: integers from -3 to 3. 0.6 is 1.2 steps, -0.9 is -1.8, 2 is 4: cut to 3."""
    x = torch.tensor([0.6, -0.9, 2.0, -9.0], requires_grad=True)
    scale = torch.tensor(0.5, requires_grad=True)
    made = fake_quantize(x, scale, 3)
    assert made.tolist() == pytest.approx([0.5, -1.0, 1.5, -1.5])
    made.sum().backward()
    assert x.grad is not None
    assert scale.grad is not None
    assert x.grad.tolist() == [1, 1, 0, 0]
    assert float(scale.grad) == pytest.approx((1 - 1.2) + (-2 + 1.8) + 3 - 3)


def test_gradients_agree_with_the_equations_of_the_paper() -> None:
    x = torch.randn(200, generator=torch.Generator().manual_seed(0)).requires_grad_()
    scale, bits = torch.tensor(0.2, requires_grad=True), 4
    steps = x.detach() / 0.2
    fake_quantize(x, scale, bits).sum().backward()
    inside = steps.abs() < 7
    by_scale = torch.where(inside, steps.round() - steps, 7 * steps.sign())
    assert x.grad is not None
    assert torch.equal(x.grad, inside.float())
    assert float(scale.grad) == pytest.approx(float(by_scale.sum()), rel=1e-4)


def test_a_layer_starts_from_absmax_and_trains_weight_and_scale() -> None:
    torch.manual_seed(0)
    linear = nn.Linear(16, 4, bias=False)
    layer = LearnedScaleLinear(linear, 4, dim=1)
    assert channel_error(layer.weight.detach(), 1) > 0
    x = torch.randn(8, 16)
    assert torch.allclose(layer(x), x @ layer.integers().dequantize().T, atol=1e-6)
    layer(x).square().sum().backward()
    assert layer.weight.grad is not None
    assert layer.scale.grad is not None
    assert layer.scale.shape == (4, 1)


def test_training_wins_back_what_rounding_lost() -> None:
    """A layer whose 2-bit version is trained to imitate it for a moment."""
    torch.manual_seed(0)
    model = nn.Sequential(nn.Linear(32, 8, bias=False))
    x = torch.randn(256, 32)
    student = with_learned_scales(model, 2, dim=1)

    @torch.no_grad()
    def loss(made: nn.Module) -> float:
        return float((made(x) - model(x)).square().mean())

    before = loss(frozen(student))
    optimizer = torch.optim.Adam(student.parameters(), 3e-3)
    for _ in range(150):
        optimizer.zero_grad()
        (student(x) - model(x).detach()).square().mean().backward()
        optimizer.step()
    assert loss(frozen(student)) < 0.75 * before


def test_a_frozen_model_computes_what_the_trained_one_did(tiny_llama: Build) -> None:
    student = with_learned_scales(tiny_llama(), 4)
    ids = torch.arange(12)[None]
    with torch.no_grad():
        assert torch.allclose(frozen(student)(ids).logits, student(ids).logits, atol=1e-5)
    assert not any(isinstance(module, LearnedScaleLinear) for module in frozen(student).modules())


def test_the_exercises_are_the_librarys_functions_in_plain_values() -> None:
    x = torch.tensor([-1.0, 0.0, 4.1])
    q, scale = quantize_absmax(x)
    assert q.tolist() == [-31, 0, 127]
    assert float(scale) == pytest.approx(4.1 / 127)
    q, scale, zero = quantize_zero_point(x)
    assert (q.tolist(), int(zero)) == ([-128, -78, 127], -78)


def test_errors_of_a_matrix_with_one_loud_row() -> None:
    """Row 2 is 100 times louder; with one scale row 1 is rounded to its steps of 100/127."""
    weight = torch.tensor([[0.3, -1.0], [30.0, -100.0]])
    one, each = channel_error(weight, None), channel_error(weight, 1)
    step = 100 / 127
    expected = [0.3 - 0, -1 + step, 30 - 38 * step, 0]
    assert one == pytest.approx((sum(e * e for e in expected) / 4) ** 0.5, rel=1e-4)
    assert each < one / 2
