"""How sure a measured number is: bootstrap intervals and the χ² test."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from scipy.special import gammaincc

RESAMPLES = 10_000
BLOCK = 4_000_000
"""Most random indices held in memory at once."""


class ChiSquare(NamedTuple):
    """Pearson's statistic, the probability of one at least as large by chance alone, and the degrees of freedom."""

    statistic: float
    p_value: float
    degrees: int


def bootstrap_interval(values: Sequence[float], level: float = 0.95, seed: int = 0) -> tuple[float, float]:
    """Percentile bootstrap interval for the mean (Efron, 1979), from 10,000 resamples.

    It is exact for no sample size and too narrow for small ones. Of a single value it is that value twice, which says
    nothing about uncertainty.

    Args:
        values: one number per independent item, for example 0 or 1 per prompt; bool is fine.
        level: how often such intervals should hold the true mean, between 0 and 1.
        seed: of the resampling; the same values and seed give the same interval.

    Returns:
        The (1 - level) / 2 and (1 + level) / 2 quantiles of the resampled means.

    Raises:
        ValueError: no values, values that are not finite, or a level outside (0, 1).
    """
    sample = _sample(values, "values")
    if not 0 < level < 1:
        raise ValueError(f"level = {level} cannot be used: it must lie between 0 and 1, for example 0.95.")
    rng = np.random.default_rng(seed)
    means = np.empty(RESAMPLES)
    block = max(1, BLOCK // sample.size)
    for start in range(0, RESAMPLES, block):
        count = min(block, RESAMPLES - start)
        means[start : start + count] = sample[rng.integers(sample.size, size=(count, sample.size))].mean(
            axis=1
        )
    low, high = np.quantile(means, [(1 - level) / 2, (1 + level) / 2])
    return float(low), float(high)


def bootstrap_difference(
    a: Sequence[float], b: Sequence[float], level: float = 0.95, seed: int = 0
) -> tuple[float, float]:
    """Percentile bootstrap interval for mean(a) - mean(b), where ``a[i]`` and ``b[i]`` measure the same item.

    Items are resampled, not measurements, so what makes an item hard for both cancels out.

    Raises:
        ValueError: as :func:`bootstrap_interval`, or ``a`` and ``b`` differ in length.
    """
    first, second = _sample(a, "a"), _sample(b, "b")
    if first.size != second.size:
        raise ValueError(
            f"a has {first.size} values and b {second.size}; a paired comparison needs both for each item."
        )
    return bootstrap_interval(list(first - second), level, seed)


def chi_square(observed: Sequence[float], expected: Sequence[float]) -> ChiSquare:
    """Pearson's χ² test of counts against a known distribution.

    Cells with an expected count below 5 are pooled into one, and that one with the next smallest cell if it is still
    below 5: the χ² distribution is only good for cells of some size.

    Args:
        observed: how often each outcome occurred.
        expected: counts or probabilities of the same outcomes; scaled to the sum of ``observed``.

    Returns:
        Statistic, p-value and degrees of freedom (pooled cells - 1). An outcome that occurred although it is impossible
        gives an infinite statistic and p = 0.

    Raises:
        ValueError: different lengths, negative numbers, nothing observed, or fewer than two cells after pooling.
    """
    seen, model = _sample(observed, "observed"), _sample(expected, "expected")
    if seen.size != model.size:
        raise ValueError(f"There are {seen.size} observed and {model.size} expected counts; they must agree.")
    if min(seen.min(), model.min()) < 0 or seen.sum() == 0 or model.sum() == 0:
        raise ValueError("Observed and expected counts must be 0 or more and must not all be 0.")
    model = model * (seen.sum() / model.sum())
    impossible = bool(((model == 0) & (seen > 0)).any())
    order = np.argsort(-model, kind="stable")
    seen, model = seen[order], model[order]
    # Sorted downwards, the small cells are the tail; pool it, with one cell more while it stays below 5.
    first = int((model >= 5).sum())
    while 0 < first < model.size and model[first:].sum() < 5:
        first -= 1
    if first < model.size:
        seen, model = (
            np.append(seen[:first], seen[first:].sum()),
            np.append(model[:first], model[first:].sum()),
        )
    if model.size < 2:
        raise ValueError(
            "With an expected count of 5 or more in each cell only one cell is left; observe more."
        )
    degrees = model.size - 1
    if impossible:
        return ChiSquare(float("inf"), 0.0, degrees)
    statistic = float(((seen - model) ** 2 / model).sum())
    return ChiSquare(statistic, float(gammaincc(degrees / 2, statistic / 2)), degrees)


def _sample(values: Sequence[float], name: str) -> np.ndarray:
    sample = np.asarray(values, dtype=float)
    if sample.ndim != 1 or sample.size == 0:
        raise ValueError(f"{name} must be one row of at least one number; it has shape {sample.shape}.")
    if not np.isfinite(sample).all():
        raise ValueError(f"{name} must be finite; number {int(np.argmin(np.isfinite(sample)))} of it is not.")
    return sample
