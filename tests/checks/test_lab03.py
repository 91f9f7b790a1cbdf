"""What the checks of lab 03 rest on: independent errors, the slopes of LSQ, and what a student reads."""

import pytest
import torch

from helpers.checks import EXERCISES, LocalRunner
from helpers.checks.judge import examine
from helpers.checks.lab03.channels import independent_error
from helpers.checks.lab03.fake_quantize import slopes
from helpers.quantization import channel_error


@pytest.mark.parametrize("dim", [None, 0, 1])
def test_errors_computed_slice_by_slice(dim: int | None) -> None:
    weight = torch.randn(5, 7, generator=torch.Generator().manual_seed(0))
    assert independent_error(weight, dim) == pytest.approx(channel_error(weight, dim), rel=1e-4)


def test_slopes_on_paper() -> None:
    """Scale 0.5, 3 bits: 1.2 steps round down to 1, -1.8 to -2, 4 steps are cut to 3."""
    by_x, by_scale = slopes(torch.tensor([0.6, -0.9, 2.0]), torch.tensor(0.5), 3)
    assert by_x.tolist() == [1, 1, 0]
    assert float(by_scale) == pytest.approx(-0.2 - 0.2 + 3, rel=1e-5)


def sentence(exercise: str, function: object) -> str:
    found = EXERCISES[exercise]
    finding = examine(found, LocalRunner(function, found.parameters)).finding  # type: ignore[arg-type]
    assert finding is not None
    return finding.sentence


def test_a_wrong_gradient_is_shown() -> None:
    def plain(x: torch.Tensor, scale: torch.Tensor, bits: int) -> torch.Tensor:
        largest = 2 ** (bits - 1) - 1
        return torch.clamp(torch.round(x / scale), -largest, largest) * scale

    assert "the gradient with respect to x is tensor([0.0, 0.0, 0.0])" in sentence(
        "ex03_8_fake_quantize", plain
    )


def test_integers_in_a_wide_type_are_told_to_shrink() -> None:
    def wide(x: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        scale = x.abs().max().clamp_min(1e-9) / 127
        return (x / scale).round().long(), scale

    assert "come as int64, which saves nothing" in sentence("ex03_2_quantize_absmax", wide)


def test_results_of_another_shape_get_a_sentence() -> None:
    assert "returns a float; a tuple is expected" in sentence("ex03_2_quantize_absmax", lambda x: 3.0)
    assert "The key `'optimizer'` is missing" in sentence(
        "ex03_5_training_bytes",
        lambda trainable, precision, optimizer, frozen=0, frozen_bits=16: {
            "weights": trainable * 4.0,
            "gradients": trainable * 4,
        },
    )
