"""Exercise 5.6: how much is forgotten."""

from collections.abc import Callable, Iterator, Mapping

import numpy as np
import torch
from torch import Tensor

from helpers.checks.exercise import Case, Exercise, Misconception
from helpers.checks.misconceptions import same_as
from helpers.sft.exercises import forgetting

Families = Mapping[str, tuple[Tensor, Tensor]]


def _cases(rng: np.random.Generator) -> Iterator[Case]:
    one = {
        "new": (torch.tensor([[1.0]]), torch.tensor([2.0])),
        "old": (torch.tensor([[1.0]]), torch.tensor([0.0])),
    }
    yield Case(
        (torch.tensor([0.0]), one, "new", 0.25, 1), 1.0, about="one weight, which one step moves from 0 to 1"
    )
    yield Case((torch.tensor([0.0]), one, "new", 0.25, 2), 2.25, about="two steps, to 1.5")
    yield Case((torch.tensor([0.0]), one, "new", 0.25, 0), 0.0, about="no step at all")
    apart = {
        "new": (torch.tensor([[1.0, 0.0]]), torch.tensor([3.0])),
        "old": (torch.tensor([[0.0, 1.0]]), torch.tensor([1.0])),
        "older": (torch.tensor([[1.0, 1.0]]), torch.tensor([0.0])),
    }
    yield Case(
        (torch.tensor([1.0, 1.0]), apart, "new", 0.5, 1),
        (0.0 + (16.0 - 4.0)) / 2,
        about="two old families, of which one is not touched",
    )
    helped = {"new": one["new"], "old": (torch.tensor([[1.0]]), torch.tensor([4.0]))}
    yield Case((torch.tensor([0.0]), helped, "new", 0.25, 1), -7.0, about="an old family that gains")
    uneven = {
        "a": (torch.tensor([[1.0], [1.0]]), torch.tensor([2.0, 2.0])),
        "b": (torch.tensor([[1.0], [1.0], [1.0]]), torch.tensor([0.0, 0.0, 0.0])),
        "c": (torch.tensor([[2.0]]), torch.tensor([0.0])),
    }
    yield Case(
        (torch.tensor([1.0]), uneven, "a", 0.25, 1), (1.25 + 5.0) / 2, about="families of different sizes"
    )
    yield _random(rng)


def _random(rng: np.random.Generator) -> Case:
    data = {name: (rng.normal(size=(n, 3)), rng.normal(size=n)) for name, n in (("p", 4), ("q", 6), ("r", 5))}
    start = rng.normal(size=3)
    at = start.copy()
    x, y = data["q"]
    for _ in range(3):
        at = at - 0.05 * 2 / len(y) * x.T @ (x @ at - y)
    rises = [
        np.mean((data[name][0] @ at - data[name][1]) ** 2)
        - np.mean((data[name][0] @ start - data[name][1]) ** 2)
        for name in ("p", "r")
    ]
    families = {
        name: (torch.from_numpy(x).float(), torch.from_numpy(y).float()) for name, (x, y) in data.items()
    }
    arguments = (torch.from_numpy(start).float(), families, "q", 0.05, 3)
    return Case(arguments, float(np.mean(rises)), about="random families", rtol=1e-3, atol=1e-5)


def _losses(at: Tensor, families: Families) -> dict[str, float]:
    return {name: float((x @ at - y).square().mean()) for name, (x, y) in families.items()}


def _trained(
    weights: Tensor,
    families: Families,
    trained: str,
    rate: float,
    steps: int,
    slope: float = 2.0,
    mean: bool = True,
) -> Tensor:
    x, y = families[trained]
    at = weights.clone()
    for _ in range(steps):
        at = at - rate * slope * x.T @ (x @ at - y) / (len(y) if mean else 1)
    return at


def _score(
    combine: Callable[[dict[str, float], dict[str, float], str], float], slope: float = 2.0, mean: bool = True
) -> Callable[..., float]:
    """Another way of turning losses before and after into one number, or of descending."""

    def rule(weights: Tensor, families: Families, trained: str, rate: float, steps: int) -> float:
        after = _losses(_trained(weights, families, trained, rate, steps, slope, mean), families)
        return combine(_losses(weights, families), after, trained)

    return rule


def _others(before: dict[str, float], after: dict[str, float], trained: str) -> list[float]:
    return [after[name] - before[name] for name in before if name != trained]


def _mean(before: dict[str, float], after: dict[str, float], trained: str) -> float:
    return float(np.mean(_others(before, after, trained)))


def _all(before: dict[str, float], after: dict[str, float], trained: str) -> float:
    return float(np.mean([after[name] - before[name] for name in before]))


def _after_only(before: dict[str, float], after: dict[str, float], trained: str) -> float:
    return float(np.mean([after[name] for name in before if name != trained]))


def _clipped(before: dict[str, float], after: dict[str, float], trained: str) -> float:
    return float(np.mean([max(0.0, rise) for rise in _others(before, after, trained)]))


def _pooled(weights: Tensor, families: Families, trained: str, rate: float, steps: int) -> float:
    at = _trained(weights, families, trained, rate, steps)
    rises = [
        (x @ at - y).square() - (x @ weights - y).square()
        for name, (x, y) in families.items()
        if name != trained
    ]
    return float(torch.cat(rises).mean())


FORGETTING = Exercise(
    id="ex05_6_forgetting",
    title="How much is forgotten",
    function="forgetting",
    difficulty=2,
    minutes=12,
    points=2,
    hints=(
        "You need the losses of the model as it was *before* training. Which of your variables still holds those "
        "weights after training?",
        "`tuned = weights` gives one tensor two names: an update in place changes both. Train a copy. The gradient "
        "of the mean squared error is `2 * x.T @ (x @ w - y) / len(y)`.",
        "`tuned = weights.clone()`, then `steps` times `tuned = tuned - rate * gradient`. For each family but "
        "`trained`: loss at `tuned` minus loss at `weights`; return the mean of these differences.",
    ),
    cases=_cases,
    reference=forgetting,
    misconceptions=(
        Misconception(
            "does not count gains",
            "A family may profit from the training of another. Without the negative differences, noise alone looks "
            "like forgetting.",
            same_as(_score(_clipped)),
        ),
        Misconception(
            "lets the baseline drift",
            "Nothing is ever forgotten here: “before” and “after” are the same model. If training changes the "
            "weights in place, the original is gone, and a comparison with it compares the model with itself. "
            "Train a copy.",
            same_as(lambda *arguments: 0.0),
        ),
        Misconception(
            "counts the trained family as well",
            "The trained family gets better, and that hides what the others lose. Leave it out of the mean.",
            same_as(_score(_all)),
        ),
        Misconception(
            "turns the sign around",
            "Forgetting is a rise of the loss: after minus before, positive when the model got worse.",
            same_as(_score(lambda *a: -_mean(*a))),
        ),
        Misconception(
            "reports the loss instead of its rise",
            "A family may have been hard before. Subtract the loss that the model had to begin with.",
            same_as(_score(_after_only)),
        ),
        Misconception(
            "adds families up instead of averaging",
            "The sum grows with the number of families; take the mean.",
            same_as(_score(lambda *a: float(np.sum(_others(*a))))),
        ),
        Misconception(
            "lets large families count more",
            "Each family counts once, however many items it has: first a mean within the family, then one over "
            "families.",
            same_as(_pooled),
        ),
        Misconception(
            "loses the 2 of the gradient",
            "The derivative of a square brings a factor of 2; without it the steps are half as long.",
            same_as(_score(_mean, slope=1.0)),
        ),
        Misconception(
            "descends on the sum of the errors",
            "The loss is the *mean* squared error: divide the gradient by the number of items.",
            same_as(_score(_mean, mean=False)),
        ),
    ),
)
