"""Exercise 3.8: rounding that lets gradients through."""

from collections.abc import Callable, Iterator

import numpy as np
import torch
from torch import Tensor

from helpers import quantization
from helpers.checks.exercise import Case, Exercise, Misconception, Outcome
from helpers.checks.misconceptions import same_as
from helpers.checks.show import compact

Slopes = tuple[list[float], float]


def slopes(x: Tensor, scale: Tensor, bits: int) -> tuple[Tensor, Tensor]:
    """d(sum)/dx and d(sum)/dscale by the equations of Esser et al. 2020."""
    steps, largest = (x / scale).double(), 2 ** (bits - 1) - 1
    inside = steps.abs() < largest
    by_scale = torch.where(inside, steps.round() - steps, largest * steps.sign())
    return inside.double(), by_scale.sum_to_size(scale.shape) if scale.ndim else by_scale.sum()


def _same(got: object, expected: Tensor) -> bool:
    return isinstance(got, Tensor) and torch.allclose(got.double(), expected, rtol=1e-3, atol=1e-3)


def _judge(x: Tensor, scale: Tensor, bits: int) -> Callable[[Outcome], str | None]:
    def verify(outcome: Outcome) -> str | None:
        if not outcome.gradients:
            return "The values are right, but no gradient flows back from the result at all."
        by_x, by_scale = slopes(x, scale, bits)
        if not _same(outcome.gradients[0], by_x):
            return (
                f"The values are right, but the gradient with respect to x is {_shown(outcome.gradients[0])} where "
                f"{compact(by_x.float())} is expected: 1 inside the range, 0 outside."
            )
        if not _same(outcome.gradients[1], by_scale):
            return (
                "The values are right, but the gradient with respect to the scale is "
                f"{_shown(outcome.gradients[1])} where {compact(by_scale.float())} is expected."
            )
        return None

    return verify


def _shown(gradient: object) -> str:
    return "missing" if gradient is None else compact(gradient)


def _case(steps: list[float], scale: float, bits: int, about: str) -> Case:
    """Values given in steps of the scale."""
    x, step = torch.tensor(steps) * scale, torch.tensor(scale)
    return _of(x, step, bits, about)


def _of(x: Tensor, scale: Tensor, bits: int, about: str) -> Case:
    largest = 2 ** (bits - 1) - 1
    value = (x.double() / scale.double()).round().clamp(-largest, largest) * scale.double()
    return Case(
        (x, scale, bits),
        value.float(),
        verify=_judge(x, scale, bits),
        about=about,
        gradients=(0, 1),
        atol=1e-5,
    )


def _cases(rng: np.random.Generator) -> Iterator[Case]:
    """Nothing at a half or at an end of the range, where one-sided slopes differ."""
    yield _case([1.2, -1.8, 0.3], 0.5, 4, "values inside the range")
    yield _case([1.2, 9.0, -20.0], 0.5, 4, "values on both sides of the range -7 … 7")
    yield _case([2.7, -2.7, 3.6, -5.0], 0.25, 3, "3 bits: integers from -3 to 3")
    yield _case([0.8, -0.2, 1.4], 2.0, 2, "2 bits: -1, 0 and 1")
    yield _case([-127.9, 126.2, 127.7, 0.0], 0.1, 8, "8 bits")
    rows = torch.tensor([[1.2, -9.0, 2.6], [0.4, 3.3, -1.8]])
    scales = torch.tensor([[0.5], [0.1]])
    yield _of(rows * scales, scales, 4, "a scale for each row")
    whole = rng.integers(-9, 10, size=(3, 4))
    x = torch.from_numpy((whole + rng.uniform(-0.4, 0.4, size=whole.shape)) * 0.3).float()
    yield _of(x, torch.tensor(0.3), 4, "random values")


def _values(
    largest: Callable[[int], tuple[float, float]], back: bool = True, cut: bool = False
) -> Callable[..., Tensor]:
    def rule(x: Tensor, scale: Tensor, bits: int) -> Tensor:
        low, high = largest(bits)
        steps = x / scale
        steps = (steps.trunc() if cut else steps.round()).clamp(low, high)
        return steps * scale if back else steps

    return rule


def _symmetric(bits: int) -> tuple[float, float]:
    return -(2.0 ** (bits - 1) - 1), 2.0 ** (bits - 1) - 1


def _right(outcome: Outcome, case: Case) -> bool:
    """The values are right; only gradients can be wrong."""
    return isinstance(outcome.value, Tensor) and torch.allclose(outcome.value, case.expected, atol=1e-4)


def _none_at_all(outcome: Outcome, case: Case) -> bool:
    return _right(outcome, case) and not outcome.gradients


def _flat(outcome: Outcome, case: Case) -> bool:
    """What plain rounding gives: 0 for x."""
    return _right(outcome, case) and bool(outcome.gradients) and not _nonzero(outcome.gradients[0])


def _nonzero(gradient: object) -> bool:
    return isinstance(gradient, Tensor) and bool(gradient.any())


def _everywhere(outcome: Outcome, case: Case) -> bool:
    """Ones for x outside the range as well; the scale's gradient may be wrong or missing besides."""
    return _right(outcome, case) and _same(outcome.gradients[0], torch.ones_like(case.args[0]).double())


def _x_right(outcome: Outcome, case: Case) -> bool:
    return (
        _right(outcome, case)
        and len(outcome.gradients) == 2
        and _same(outcome.gradients[0], slopes(*case.args)[0])
    )


def _no_scale(outcome: Outcome, case: Case) -> bool:
    return _x_right(outcome, case) and not _nonzero(outcome.gradients[1])


def _scale_at_the_ends_only(outcome: Outcome, case: Case) -> bool:
    """The gradient of clamping without that of rounding."""
    x, scale, bits = case.args
    largest = 2 ** (bits - 1) - 1
    steps = x / scale
    ends = torch.where(steps.abs() < largest, torch.zeros_like(steps), largest * steps.sign()).double()
    expected = ends.sum_to_size(scale.shape) if scale.ndim else ends.sum()
    return _x_right(outcome, case) and _same(outcome.gradients[1], expected)


def _scale_as_multiplier(outcome: Outcome, case: Case) -> bool:
    """d(q · scale)/dscale with the integers held fixed: the scale in x / scale gets no gradient."""
    x, scale, bits = case.args
    q = _values(_symmetric, back=False)(x, scale, bits).double()
    expected = q.sum_to_size(scale.shape) if scale.ndim else q.sum()
    return _x_right(outcome, case) and _same(outcome.gradients[1], expected)


FAKE_QUANTIZE = Exercise(
    id="ex03_8_fake_quantize",
    title="Rounding that lets gradients through",
    function="fake_quantize",
    difficulty=3,
    minutes=20,
    points=3,
    hints=(
        "First the values, without a thought for gradients: divide by the scale, cut to the range, round, "
        "multiply by the scale. Which of these four has a gradient that is 0 almost everywhere?",
        "A tensor plus a *detached* difference has the value of the sum and the gradient of the tensor: "
        "`y + (target - y).detach()` equals `target`, and its gradient is that of `y`.",
        "`steps = torch.clamp(x / scale, -largest, largest)`; then `steps + (steps.round() - "
        "steps).detach()`, times the scale. Leave the scale in the graph, both where it divides and where "
        "it multiplies.",
    ),
    cases=_cases,
    reference=quantization.fake_quantize,
    misconceptions=(
        Misconception(
            "no gradient for rounding",
            "Rounding is a staircase: flat almost everywhere, so its gradient is 0 and nothing could be learned. The "
            "straight-through estimator pretends in the backward pass that it was not there.",
            _flat,
        ),
        Misconception(
            "detaches everything",
            "The result is cut off from the graph, or is made by something that autograd does not follow. "
            "Only the rounding should be hidden from it.",
            _none_at_all,
        ),
        Misconception(
            "lets gradients through outside the range too",
            "A value beyond the end of the range does not change the result when it moves a little: its "
            "gradient should be 0. Hide the rounding from autograd, but not the clamping.",
            _everywhere,
        ),
        Misconception(
            "gives the scale no gradient",
            "The scale is a parameter here. The detached part must not contain the last multiplication by the scale.",
            _no_scale,
        ),
        Misconception(
            "leaves rounding out of the scale's gradient",
            "Inside the range, too, another scale moves every value to another grid point: the gradient there is "
            "round(x/scale) - x/scale.",
            _scale_at_the_ends_only,
        ),
        Misconception(
            "lets the scale act only where it multiplies",
            "The scale occurs twice: x is divided by it, and the integer multiplied. Both uses belong to its gradient.",
            _scale_as_multiplier,
        ),
        Misconception(
            "does not cut the range",
            "With so few bits, not every step has an integer: beyond ±(2^(bits-1) - 1) values are cut to the end.",
            same_as(_values(lambda bits: (-1e9, 1e9))),
        ),
        Misconception(
            "uses one integer too many",
            "The grid is symmetric here: 4 bits go from -7 to 7, and -8 stays unused.",
            same_as(_values(lambda bits: (-(2.0 ** (bits - 1)), 2.0 ** (bits - 1) - 1))),
        ),
        Misconception(
            "returns the integers",
            "These are steps. The result should be values again: multiply by the scale.",
            same_as(_values(_symmetric, back=False)),
        ),
        Misconception(
            "cuts off instead of rounding",
            "Going to the next integer towards 0 makes errors of a whole step. Round.",
            same_as(_values(_symmetric, cut=True)),
        ),
    ),
)
