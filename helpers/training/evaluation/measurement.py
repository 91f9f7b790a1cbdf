"""A measured value with its uncertainty, and the row of a model card that shows it beside its target."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from helpers import metrics


@dataclass(frozen=True)
class Measurement:
    """A value with its 95 % interval and the number of items behind it."""

    value: float
    low: float
    high: float
    items: int


@dataclass(frozen=True)
class Target:
    """Where a value should lie, both ends included."""

    low: float = 0.0
    high: float = 1.0

    def met(self, value: float) -> bool:
        return self.low <= value <= self.high


@dataclass(frozen=True)
class Figure:
    """A row of a model card: a share of items, unless `is_share` is false.

    Attributes:
        what: what was measured.
        on: what it was measured on, in the plural; the number of items stands before it.
        found: the result.
        target: where the course wants it; None where it wants nothing in particular.
        is_share: whether to show it in per cent.
    """

    what: str
    on: str
    found: Measurement
    target: Target | None = None
    is_share: bool = True


def mean(values: Sequence[float]) -> Measurement:
    """The mean with its bootstrap interval over items."""
    numbers = [float(value) for value in values]
    return Measurement(float(np.mean(numbers)), *metrics.bootstrap_interval(numbers), len(numbers))
