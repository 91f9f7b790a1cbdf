"""Exercise 3.2: absmax quantization to 8 bits."""

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import torch
from torch import Tensor

from helpers import quantization
from helpers.checks.exercise import Case, Exercise, Misconception, Outcome
from helpers.checks.misconceptions import either, same_as
from helpers.checks.show import compact
from helpers.checks.values import type_name


def steps(values: list[float] | list[list[float]]) -> Tensor:
    """Values given in steps of 0.02."""
    return torch.tensor(values) * 0.02


def int8_stored(outcome: Outcome) -> str | None:
    """The integers must be stored as such."""
    kind = str(getattr(outcome.value[0], "dtype", type_name(outcome.value[0]))).removeprefix("torch.")
    if kind == "int8":
        return None
    return f"The integers come as {kind}, which saves nothing: store them as int8, one byte each."


def parts(outcome: Outcome, count: int) -> list[Tensor] | str:
    """What was returned, as float64 tensors; or a sentence if it is not so many things."""
    value = outcome.value
    if isinstance(value, (list, tuple)) and len(value) == count:
        try:
            found = [torch.as_tensor(part).double() for part in value]
            if all(part.numel() == 1 for part in found[1:]):
                return found
        except (TypeError, ValueError, RuntimeError):
            pass
    return f"It returns `{compact(value)}`; {count} things are expected, the integers and single numbers."


def unusable(scale: float) -> str | None:
    """What is wrong with a scale for zeros, for which any positive number will do."""
    if 0 < scale < float("inf"):
        return None
    return f"The scale of a tensor of zeros is {scale:g}, which cannot be divided by; any positive number will do."


def _zeros(outcome: Outcome) -> str | None:
    found = parts(outcome, 2)
    if isinstance(found, str):
        return found
    if bool(found[0].ne(0).any()):
        return "A tensor of zeros should come back as zeros."
    return unusable(float(found[1])) or int8_stored(outcome)


def _is_zeros(case: Case) -> bool:
    return not bool(case.args[0].any())


def divided_by_zero(outcome: Outcome, case: Case) -> bool:
    """A scale of 0 or NaN, or an error, where there are only zeros."""
    return _is_zeros(case) and (
        outcome.problem is not None or not float(torch.as_tensor(outcome.value[1])) > 0
    )


def _not_int8(outcome: Outcome, case: Case) -> bool:
    """The right numbers in another type."""
    right = case.expected
    return (
        right is not None
        and int8_stored(outcome) is not None
        and bool((torch.as_tensor(outcome.value[0]).double() == right[0].double()).all())
        and abs(float(outcome.value[1]) - float(right[1])) < 1e-4 * abs(float(right[1]))
    )


def wrapped(q: Tensor) -> Tensor:
    """What int8 makes of integers that are too large."""
    return (q + 128) % 256 - 128


def _absmax_cases(rng: np.random.Generator) -> Iterator[Case]:
    """Steps of 0.02, so that the integers can be read off; nothing near a half, where roundings differ."""

    def case(values: list[Any], q: list[Any], about: str) -> Case:
        return Case((steps(values),), (torch.tensor(q), 0.02), verify=int8_stored, about=about)

    yield case([15.0, -50.0, 127.0], [15, -50, 127], "the largest magnitude positive")
    yield case([-127.0, 50.0], [-127, 50], "the largest magnitude negative")
    yield case([15.8, -15.8, 3.3, -127.0], [16, -16, 3, -127], "values between two integers")
    yield case([[127.0, 0.0], [-7.7, 0.2]], [[127, 0], [-8, 0]], "a matrix")
    yield Case(
        (torch.tensor([3.0]),), (torch.tensor([127]), 3 / 127), verify=int8_stored, about="a single value"
    )
    tiny = torch.tensor([1.27e-6, -0.5e-6])
    yield Case((tiny,), (torch.tensor([127, -50]), 1e-8), verify=int8_stored, atol=1e-14, about="tiny values")
    yield Case((torch.zeros(4),), verify=_zeros, about="nothing but zeros")
    q = rng.integers(-120, 120, size=(3, 5))
    q[0, 0] = -127
    x = (q + rng.uniform(-0.3, 0.3, size=q.shape) * (q > -127)) * 0.05
    yield Case(
        (torch.from_numpy(x).float(),), (torch.from_numpy(q), 0.05), verify=int8_stored, about="random values"
    )


def _absmax(largest: Callable[[Tensor], Tensor], levels: int, wrap: bool = False) -> Callable[[Tensor], Any]:
    def rule(x: Tensor) -> tuple[Tensor, Tensor]:
        scale = largest(x) / levels
        q = (x / scale).round()
        return (wrapped(q) if wrap else q.clamp(-128, 127)), scale

    return rule


def _truncating(x: Tensor) -> tuple[Tensor, Tensor]:
    scale = x.abs().max() / 127
    return (x / scale).trunc(), scale


def _flooring(x: Tensor) -> tuple[Tensor, Tensor]:
    scale = x.abs().max() / 127
    return (x / scale).floor(), scale


def _inverse(x: Tensor) -> tuple[Tensor, Tensor]:
    scale = 127 / x.abs().max()
    return (x * scale).round(), scale


QUANTIZE_ABSMAX = Exercise(
    id="ex03_2_quantize_absmax",
    title="Absmax quantization",
    function="quantize_absmax",
    difficulty=1,
    minutes=10,
    points=2,
    hints=(
        "One number decides everything: the largest magnitude in the tensor. Which integer should it "
        "become, and how wide is a step then?",
        "The scale is the largest magnitude divided by 127. Divide by the scale, *round*, and only then "
        "change the type. What is the scale when every value is 0?",
        "`scale = x.abs().max() / 127`, replaced by 1 if it is 0; `q = (x / scale).round().clamp(-127, "
        "127).to(torch.int8)`; return both.",
    ),
    cases=_absmax_cases,
    reference=quantization.quantize_absmax,
    misconceptions=(
        Misconception(
            "cuts off instead of rounding",
            "Turning a float into an integer drops what is behind the point, so the error can be a whole "
            "step and not half a step. Round first.",
            either(same_as(_truncating), same_as(_flooring)),
        ),
        Misconception(
            "spreads over 128 levels",
            "The largest int8 is 127. With a scale of absmax/128 the largest value becomes 128, which does "
            "not fit and is cut or wraps round to -128.",
            either(
                same_as(_absmax(lambda x: x.abs().max(), 128)),
                same_as(_absmax(lambda x: x.abs().max(), 128, True)),
            ),
        ),
        Misconception(
            "takes the largest value, not the largest magnitude",
            "A tensor's most extreme value may be negative. Take absolute values before the maximum, or "
            "what lies beyond is cut or wraps round.",
            either(same_as(_absmax(lambda x: x.max(), 127)), same_as(_absmax(lambda x: x.max(), 127, True))),
        ),
        Misconception(
            "returns the inverse of the scale",
            "Here the scale is the width of a step: x ≈ q · scale. Yours is how many steps go into 1.",
            same_as(_inverse),
        ),
        Misconception(
            "uses the range from smallest to largest",
            "That is the step of zero-point quantization, which comes next. Here 0 stays in the middle, and "
            "both sides reach as far as the largest magnitude.",
            either(
                *(
                    same_as(_absmax(lambda x: x.max() - x.min(), n, w))
                    for n in (254, 255)
                    for w in (True, False)
                )
            ),
        ),
        Misconception(
            "divides by zero",
            "The largest magnitude of zeros is 0, and 0/0 is NaN, which no integer can hold. Any positive "
            "scale does for them.",
            divided_by_zero,
        ),
        Misconception(
            "keeps the integers as floats",
            "The numbers are right, but each still takes four bytes (or more). The point of it all is one byte: int8.",
            _not_int8,
        ),
    ),
)
