"""How good a reward model is: accuracy against what noise allows, calibration, and what choosing by it gains."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import expit, gammaln


def pair_accuracy(margins: ArrayLike) -> list[float]:
    """For each pair 1 when the chosen reply scored higher, 0 when lower, 0.5 for a tie; their mean is the accuracy.

    Args:
        margins: reward of the chosen reply minus that of the rejected one.
    """
    return [float(value) for value in (np.sign(np.asarray(margins, dtype=float)) + 1) / 2]


def noise_ceiling(probabilities: ArrayLike) -> list[float]:
    """For each pair the highest accuracy that any predictor can expect: max(p, 1 - p). Their mean is the ceiling.

    Args:
        probabilities: that somebody who puts the pair in an order prefers the one reply to the other.

    Raises:
        ValueError: a number outside [0, 1].
    """
    p = np.asarray(probabilities, dtype=float)
    if not ((p >= 0) & (p <= 1)).all():
        raise ValueError("A probability lies outside [0, 1].")
    return [float(value) for value in np.maximum(p, 1 - p)]


def agreement_ceiling(agreement: float) -> float:
    """What the share of pairs on which two labellers agree says about the ceiling: it cannot be higher than this.

    Two labellers who prefer the same reply with probability p agree with probability a = p² + (1 - p)². If p is the
    same for all pairs, p = ½ + ½ √(2a - 1); if it varies, the mean of max(p, 1 - p) is lower, by Jensen's inequality.

    Raises:
        ValueError: an agreement outside [0.5, 1]: less than that is no shared preference at all.
    """
    if not 0.5 <= agreement <= 1:
        raise ValueError(
            f"The agreement is {agreement}; labellers who share a preference agree on 0.5 to 1 of the pairs."
        )
    return 0.5 + 0.5 * math.sqrt(2 * agreement - 1)


@dataclass(frozen=True)
class Bin:
    """Pairs of like predicted probability: the mean of it, what came true in each pair (0 or 1), and how many."""

    predicted: float
    outcomes: tuple[float, ...]

    @property
    def observed(self) -> float:
        """Share of outcomes that came true."""
        return sum(self.outcomes) / len(self.outcomes)


def calibration(margins: ArrayLike, bins: int = 10) -> list[Bin]:
    """Predicted probability against observed share, in bins with equally many pairs (Guo et al., 2017).

    Each pair is looked at from one side only, chosen by whether its place in the list is even: from the chosen side
    alone, every outcome would be 1.

    Args:
        margins: reward of the chosen reply minus that of the rejected one; σ of it is the predicted probability.

    Raises:
        ValueError: fewer pairs than bins.
    """
    margin = np.asarray(margins, dtype=float)
    if len(margin) < bins or bins < 1:
        raise ValueError(f"There are {len(margin)} pairs for {bins} bins; each bin needs at least one.")
    side = np.where(np.arange(len(margin)) % 2 == 0, 1.0, -1.0)
    predicted, outcome = expit(side * margin), (side + 1) / 2
    order = np.argsort(predicted, kind="stable")
    return [
        Bin(float(predicted[part].mean()), tuple(outcome[part].tolist()))
        for part in np.array_split(order, bins)
    ]


def calibration_error(bins: Sequence[Bin]) -> float:
    """Expected calibration error: mean distance between prediction and outcome, weighted by the bins' sizes.

    Raises:
        ValueError: no bin.
    """
    if not bins:
        raise ValueError("There is no bin.")
    total = sum(len(one.outcomes) for one in bins)
    return sum(len(one.outcomes) * abs(one.predicted - one.observed) for one in bins) / total


def best_of_n(scores: ArrayLike, values: ArrayLike, n: int) -> float:
    """Expected value of the sample that scores best among n of N, over all ways to choose the n.

    Of the N samples in order of their scores, the one in place r is the best of C(r - 1, n - 1) of the C(N, n) subsets
    (as in Nakano et al., 2021, appendix I). Among equal scores the later sample counts as the better one.

    Args:
        scores: what is chosen by, one a sample.
        values: what the chosen one is worth, one a sample.
        n: samples to choose from.

    Raises:
        ValueError: lists of different lengths, or n outside 1 … N.
    """
    score, value = np.asarray(scores, dtype=float), np.asarray(values, dtype=float)
    if score.ndim != 1 or score.shape != value.shape:
        raise ValueError(
            f"scores has shape {score.shape} and values {value.shape}; give one of each a sample."
        )
    total = len(score)
    if not 1 <= n <= total:
        raise ValueError(f"n is {n}; with {total} samples it goes from 1 to {total}.")
    place = np.arange(n, total + 1)
    log_share = _log_choose(place - 1, n - 1) - _log_choose(np.array(total), n)
    return float(np.exp(log_share) @ value[np.argsort(score, kind="stable")][n - 1 :])


def best_of_n_kl(n: int) -> float:
    """Nats between the best of n and a single sample, log n - (n - 1)/n: an upper bound (Beirami et al., 2024).

    Raises:
        ValueError: n below 1.
    """
    if n < 1:
        raise ValueError(f"n is {n}; it must be 1 or more.")
    return math.log(n) - (n - 1) / n


def _log_choose(n: np.ndarray, k: int) -> np.ndarray:
    return np.asarray(gammaln(n + 1) - gammaln(k + 1) - gammaln(n - k + 1))
