"""Exercise 3.4: the error of quantizing with one scale, or with one for each channel."""

import math
from collections.abc import Callable, Iterator

import numpy as np
import torch
from torch import Tensor

from helpers import quantization
from helpers.checks.exercise import Case, Exercise, Misconception, Outcome
from helpers.checks.misconceptions import either, raising, same_as

Rule = Callable[[Tensor, int | None], float]


def independent_error(weight: Tensor, dim: int | None) -> float:
    """In float64, slice by slice."""
    x = weight.double().numpy()
    slices = [x] if dim is None else list(x if dim in (1, -1) else x.T)
    squares = []
    for row in slices:
        step = np.abs(row).max() / 127 or 1.0
        squares.append(((row - np.round(row / step) * step) ** 2).ravel())
    return float(np.sqrt(np.concatenate(squares).mean()))


def _case(weight: Tensor, dim: int | None, about: str) -> Case:
    return Case((weight, dim), independent_error(weight, dim), about=about, rtol=1e-3, atol=1e-9)


def _cases(rng: np.random.Generator) -> Iterator[Case]:
    loud = torch.tensor([[0.3, -1.0, 0.7], [30.0, -100.0, 55.0]])
    yield _case(loud, None, "one scale in all, and a row 100 times louder than the other")
    yield _case(loud, 1, "a scale for each row of the same matrix")
    yield _case(loud, 0, "a scale for each column of the same matrix")
    yield _case(loud[:, :2], 1, "a square matrix, rows")
    yield _case(loud[:, :2], 0, "a square matrix, columns")
    silent = torch.tensor([[0.0, 0.0], [1.0, 0.4]])
    yield _case(silent, 1, "a row of zeros")
    gains = torch.from_numpy(np.exp(rng.normal(size=(6, 1))))
    weight = (torch.from_numpy(rng.normal(size=(6, 16))) * gains).float()
    for dim in (None, 0, 1):
        yield _case(weight, dim, "a random matrix")


def _rounded(weight: Tensor, dim: int | None, signed: bool = False) -> tuple[Tensor, Tensor]:
    """Integers and scale, as the exercise wants them."""
    size = weight if signed else weight.abs()
    largest = size.max() if dim is None else size.amax(dim=dim, keepdim=True)
    scale = torch.where(largest == 0, torch.ones_like(largest), largest / 127)
    return (weight / scale).round(), scale


def _difference(weight: Tensor, dim: int | None) -> Tensor:
    q, scale = _rounded(weight, dim)
    return weight - q * scale


def _rms(difference: Tensor) -> float:
    return float(difference.square().mean().sqrt())


def _swapped(weight: Tensor, dim: int | None) -> float:
    return _rms(_difference(weight, None if dim is None else 1 - dim))


def _not_scaled_back(weight: Tensor, dim: int | None) -> float:
    return _rms(weight - _rounded(weight, dim)[0])


def _signed(weight: Tensor, dim: int | None) -> float:
    q, scale = _rounded(weight, dim, signed=True)
    return _rms(weight - q.clamp(-127, 127) * scale)


def _relative(weight: Tensor, dim: int | None) -> float:
    return _rms(_difference(weight, dim)) / _rms(weight)


def _divided_by_zero(outcome: Outcome, case: Case) -> bool:
    """NaN where a slice is all zeros."""
    return not bool(case.args[0].any(dim=1).all()) and math.isnan(float(outcome.value))


def _misaligned(weight: Tensor, dim: int | None) -> float:
    """Without keepdim the scales of rows run along the columns, where the matrix is square."""
    largest = weight.abs().max() if dim is None else weight.abs().amax(dim=dim)
    scale = torch.where(largest == 0, torch.ones_like(largest), largest / 127)
    return _rms(weight - (weight / scale).round() * scale)


CHANNEL_ERROR = Exercise(
    id="ex03_4_channel_error",
    title="The error with one scale, and with one for each channel",
    function="channel_error",
    difficulty=2,
    minutes=12,
    points=2,
    hints=(
        "Three steps: find the scale or scales, go to integers and back, compare with the weight. Which of the three "
        "depends on `dim`?",
        "`weight.abs().amax(dim=dim, keepdim=True)` gives one number for each slice, in a shape that still "
        "divides the matrix. What does `dim=1` run over in a matrix (out, in)?",
        "With `largest` from hint 2 (or `weight.abs().max()` when `dim` is None): `scale = largest / 127`, "
        "with 1 where it is 0; `back = (weight / scale).round() * scale`; then the root of the mean of "
        "`(weight - back) ** 2`.",
    ),
    cases=_cases,
    reference=quantization.channel_error,
    misconceptions=(
        Misconception(
            "reduces over the other dimension",
            "`dim` is the dimension that disappears: the maximum is taken *along* it. For a weight (out, "
            "in), dim=1 runs over the inputs and leaves one scale for each output channel.",
            same_as(_swapped),
        ),
        Misconception(
            "scales that do not line up",
            "Without `keepdim=True` the scales of the rows have the shape (out,), and torch lines them up "
            "with the columns, or fails where the numbers differ.",
            either(raising("RuntimeError", "size"), raising("ValueError", "broadcast"), same_as(_misaligned)),
        ),
        Misconception(
            "one scale whatever dim says",
            "The error is the same for every `dim`: the maximum is taken over the whole matrix each time.",
            same_as(lambda weight, dim: _rms(_difference(weight, None))),
        ),
        Misconception(
            "compares with the integers",
            "The integers must be multiplied by the scale again before they can be compared with the weights.",
            same_as(_not_scaled_back),
        ),
        Misconception(
            "forgets the root",
            "That is the mean squared error. Its root has the units of the weights.",
            same_as(lambda weight, dim: float(_difference(weight, dim).square().mean())),
        ),
        Misconception(
            "averages magnitudes",
            "That is the mean absolute error. Square before averaging, and take the root: large errors "
            "should count for more.",
            same_as(lambda weight, dim: float(_difference(weight, dim).abs().mean())),
        ),
        Misconception(
            "takes the largest value, not the largest magnitude",
            "A channel's most extreme weight may be negative. Take absolute values before the maximum.",
            same_as(_signed),
        ),
        Misconception(
            "divides by zero",
            "A row of zeros has the largest magnitude 0, and 0/0 is NaN. Any positive scale does for it.",
            _divided_by_zero,
        ),
        Misconception(
            "gives a relative error",
            "The error is divided by the size of the weights here. Give it in the weights' own units.",
            same_as(_relative),
        ),
    ),
)
