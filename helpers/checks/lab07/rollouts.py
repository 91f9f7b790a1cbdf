"""Small rollouts for the cases of lab 07: rows of tokens with real ones first and padding behind them."""

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor


@dataclass(frozen=True)
class Rollout:
    """Random numbers in the shape of a rollout; what stands behind the end of a row is anything but 0.

    Attributes:
        mask: (batch, response) bool, True at a real token; every row has one at least.
    """

    mask: Tensor
    rng: np.random.Generator

    @classmethod
    def draw(cls, rng: np.random.Generator, lengths: tuple[int, ...]) -> "Rollout":
        width = max(lengths)
        mask = torch.tensor([[t < length for t in range(width)] for length in lengths])
        return cls(mask, rng)

    def rows(self, low: float = -1.0, high: float = 1.0) -> Tensor:
        """Values between two bounds for every position, padding included, to three digits."""
        return torch.tensor(np.round(self.rng.uniform(low, high, size=tuple(self.mask.shape)), 3)).float()

    def logprobs(self) -> Tensor:
        """Log-probabilities between -4 and 0."""
        return self.rows(-4.0, -0.05)


def real(mask: Tensor) -> list[tuple[int, int]]:
    """(row, position) of every real token, in order."""
    return [(int(i), int(t)) for i, t in mask.nonzero()]
