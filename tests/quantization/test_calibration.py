"""Integer inputs: ranges that were collected, clipped, or found anew."""

from collections.abc import Callable

import pytest
import torch
from torch import nn

from helpers.quantization import absmax, calibrate, quantize_inputs, stored_bytes
from helpers.quantization.calibration import InputRange

Build = Callable[..., nn.Module]


def two_layers() -> nn.Sequential:
    torch.manual_seed(0)
    return nn.Sequential(nn.Linear(4, 4, bias=False), nn.Linear(4, 2, bias=False)).requires_grad_(False)


def test_ranges_are_those_of_the_inputs() -> None:
    model = two_layers()
    batches = [torch.tensor([[1.0, -5.0, 0.0, 2.0]]), torch.tensor([[3.0, 0.0, 0.0, 0.0]])]
    ranges = calibrate(model, batches)
    assert list(ranges) == ["0", "1"]
    assert ranges["0"].largest == 5
    inner = max(float(model[0](batch).abs().max()) for batch in batches)
    assert ranges["1"].largest == pytest.approx(inner)


def test_a_percentile_clips_outliers() -> None:
    ordinary = InputRange(100.0, torch.linspace(0, 1, 101))
    assert ordinary.percentile(1) == 100
    assert ordinary.percentile(0.5) == pytest.approx(0.5)


def test_calibrated_and_dynamic_scales_on_paper() -> None:
    """With 2 bits there are the integers -1, 0, 1: one token's 0.6 and 1 both round to the scale."""
    model = nn.Sequential(nn.Linear(2, 1, bias=False))
    model.requires_grad_(False)[0].weight.data = torch.tensor([[1.0, 1.0]])
    x = torch.tensor([[0.6, 1.0], [0.1, 0.2]])
    fixed = quantize_inputs(model, 2, calibrate(model, [x]))
    assert fixed(x).flatten().tolist() == pytest.approx([2.0, 0.0])
    each = quantize_inputs(model, 2)
    assert each(x).flatten().tolist() == pytest.approx([2.0, 0.2])


def test_more_bits_come_closer(tiny_llama: Build) -> None:
    model = tiny_llama(initializer_range=0.2)
    ids = torch.arange(24)[None]
    ranges = calibrate(model, [ids])
    with torch.no_grad():
        exact = model(ids).logits
        errors = [
            float((quantize_inputs(model, bits, ranges)(ids).logits - exact).abs().mean())
            for bits in (4, 6, 8)
        ]
    assert errors[0] > errors[1] > errors[2]


def test_calibration_leaves_no_hook_and_repeats(tiny_llama: Build) -> None:
    model, ids = tiny_llama(), torch.arange(24)[None]
    first, second = calibrate(model, [ids], seed=1), calibrate(model, [ids], seed=1)
    assert all(torch.equal(first[name].sample, second[name].sample) for name in first)
    assert not any(module._forward_pre_hooks for module in model.modules())


def test_its_weights_count_as_stored() -> None:
    made = quantize_inputs(two_layers(), 8)
    assert (
        stored_bytes(made) == absmax(torch.ones(4, 4), dim=1).nbytes + absmax(torch.ones(2, 4), dim=1).nbytes
    )
