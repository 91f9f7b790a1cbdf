"""Exercise 3.3: zero-point quantization to 8 bits."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import torch
from torch import Tensor

from helpers import quantization
from helpers.checks.exercise import Case, Exercise, Misconception, Outcome
from helpers.checks.lab03.absmax import divided_by_zero, int8_stored, parts, steps, unusable, wrapped
from helpers.checks.misconceptions import either, same_as


def _zero_point_cases(rng: np.random.Generator) -> Iterator[Case]:
    def case(values: list[Any], q: list[Any], zero: int, about: str) -> Case:
        return Case((steps(values),), (torch.tensor(q), 0.02, zero), verify=int8_stored, about=about)

    yield case([-50.0, 0.0, 205.0], [-128, -78, 127], -78, "more room above 0 than below")
    yield case([-205.0, 0.0, 50.0], [-128, 77, 127], 77, "more room below 0 than above")
    yield case([0.0, 100.0, 255.0], [-128, -28, 127], -128, "nothing below 0")
    yield case([120.0, 180.3, 255.0], [-8, 52, 127], -128, "values that are all far above 0")
    yield case([-255.0, -120.0], [-128, 7], 127, "values that are all below 0")
    yield case(
        [-50.0, 10.8, 3.3, -7.7, 205.0], [-128, -67, -75, -86, 127], -78, "values between two integers"
    )
    yield case([[-50.0, 205.0], [1.0, 0.0]], [[-128, 127], [-77, -78]], -78, "a matrix")
    yield Case((torch.zeros(2, 2),), verify=_zero_is_zero, about="nothing but zeros")
    low = int(rng.integers(-180, -60))
    offsets = rng.integers(3, 250, size=8)
    values = low + offsets + rng.uniform(-0.3, 0.3, size=8)
    x = torch.from_numpy(np.concatenate([[low, low + 255], values]) * 0.05).float()
    q = torch.from_numpy(np.concatenate([[-128, 127], offsets - 128]))
    yield Case((x,), (q, 0.05, -128 - low), verify=int8_stored, about="random values")


def _zero_is_zero(outcome: Outcome) -> str | None:
    found = parts(outcome, 3)
    if isinstance(found, str):
        return found
    if wrong := unusable(float(found[1])):
        return wrong
    if bool((found[0] != found[2]).any()):
        return "A tensor of zeros should come back as zeros: each integer equal to the zero point."
    return None


def _affine(x: Tensor, include_zero: bool = True, levels: int = 255) -> tuple[Tensor, Tensor, Tensor]:
    """Integers as floats, the scale, the zero point: right with the defaults."""
    low, high = x.min(), x.max()
    if include_zero:
        low, high = low.clamp(max=0), high.clamp(min=0)
    scale = (high - low) / levels
    zero = (-128 - low / scale).round()
    return (x / scale).round() + zero, scale, zero


def _clamped(x: Tensor, include_zero: bool = True, levels: int = 255) -> tuple[Tensor, Tensor, Tensor]:
    q, scale, zero = _affine(x, include_zero, levels)
    return q.clamp(-128, 127), scale, zero


def _without_shift(x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    _, scale, zero = _affine(x)
    return (x / scale).round().clamp(-128, 127), scale, zero


def _shift_wraps(x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    _, scale, zero = _affine(x)
    return wrapped((x / scale).round()), scale, zero


def _unsigned(x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    q, scale, zero = _affine(x)
    return q + 128, scale, zero + 128


def _unsigned_wraps(x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    q, scale, zero = _affine(x)
    return wrapped(q + 128), scale, zero + 128


def _opposite(x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    q, scale, zero = _affine(x)
    return q, scale, -zero


def _offset_in_values(x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    q, scale, _ = _affine(x)
    return q, scale, x.min().clamp(max=0)


def _truncated(x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    _, scale, zero = _affine(x)
    return (x / scale + zero).trunc().clamp(-128, 127), scale, zero


QUANTIZE_ZERO_POINT = Exercise(
    id="ex03_3_quantize_zero_point",
    title="Zero-point quantization",
    function="quantize_zero_point",
    difficulty=2,
    minutes=15,
    points=2,
    hints=(
        "Now the smallest value should become -128 and the largest 127. How many steps lie between them, "
        "and how wide is each?",
        "Widen the range to include 0 before you compute the step: `low = min(x.min(), 0)`, `high = "
        "max(x.max(), 0)`. If low becomes -128, on which integer does 0 land?",
        "`scale = (high - low) / 255`, `zero_point = round(-128 - low / scale)`, `q = (x / scale).round() + "
        "zero_point`, clamped to -128 … 127 and stored as int8. If all values are 0, use a scale of 1.",
    ),
    cases=_zero_point_cases,
    reference=quantization.quantize_zero_point,
    misconceptions=(
        Misconception(
            "leaves 0 out of the range",
            "If all values lie on one side of 0, the range must be widened to it. Otherwise 0, which padding, ReLU and "
            "pruned weights all need, has no integer.",
            either(
                same_as(lambda x: _clamped(x, include_zero=False)),
                same_as(lambda x: _affine(x, include_zero=False)),
            ),
        ),
        Misconception(
            "does not shift by the zero point",
            "The zero point is returned but not added to the integers, so one side of the range is cut or wraps round.",
            either(same_as(_without_shift), same_as(_shift_wraps)),
        ),
        Misconception(
            "counts from 0 to 255",
            "These are unsigned bytes. They would do as well, but int8 goes from -128 to 127, and here they "
            "are asked for.",
            either(same_as(_unsigned), same_as(_unsigned_wraps)),
        ),
        Misconception(
            "turns the sign of the zero point round",
            "The zero point is the integer that stands for 0: x ≈ (q - zero_point) · scale. Yours would "
            "have to be added.",
            same_as(_opposite),
        ),
        Misconception(
            "gives the offset in the values' units",
            "The zero point is an integer on the grid of q, not a value of x: it is where 0 lands.",
            same_as(_offset_in_values),
        ),
        Misconception(
            "divides the range by 256",
            "256 integers have 255 steps between them, like fence posts and gaps.",
            either(same_as(lambda x: _clamped(x, levels=256)), same_as(lambda x: _affine(x, levels=256))),
        ),
        Misconception(
            "cuts off instead of rounding",
            "Turning a float into an integer drops what is behind the point, so the error can be a whole "
            "step. Round first.",
            same_as(_truncated),
        ),
        Misconception(
            "divides by zero",
            "The range of zeros is 0 wide, and 0/0 is NaN. Any positive scale does for them.",
            divided_by_zero,
        ),
    ),
)
