"""How good a ranking is, a citation, a threshold.

Source of the measures: Manning, Raghavan and Schütze, *Introduction to Information Retrieval*, chapter 8.
"""

from collections.abc import Collection, Hashable, Sequence
from dataclasses import dataclass

import numpy as np


def recall_at_k(ranking: Sequence[Hashable], relevant: Collection[Hashable], k: int) -> float:
    """Share of what is relevant that stands among the first k. Raises ValueError when nothing is relevant."""
    wanted = set(relevant)
    if not wanted:
        raise ValueError("Nothing is relevant to this query, so that recall is 0/0; leave such queries out.")
    return len(wanted & set(ranking[:k])) / len(wanted)


def reciprocal_rank(
    ranking: Sequence[Hashable], relevant: Collection[Hashable], k: int | None = None
) -> float:
    """1 / rank of the first relevant key among the first k (None: all), 0 when there is none; its mean is the MRR."""
    wanted = set(relevant)
    return next((1 / rank for rank, key in enumerate(ranking[:k], 1) if key in wanted), 0.0)


@dataclass(frozen=True, slots=True)
class Threshold:
    """Where to abstain: below ``value``; and what share of the questions it was chosen on it decides rightly."""

    value: float
    balanced_accuracy: float


def choose_threshold(scores: Sequence[float], answerable: Sequence[bool]) -> Threshold:
    """The threshold that separates answerable questions (at or above it) from the others best.

    Best is the mean of two shares: of the answerable questions that are answered, of the others that are declined
    (balanced accuracy), so that it does not matter how many there are of each. Candidates are the scores and one above
    all; of equally good ones the lowest, which answers more.

    Raises ValueError when one of the two kinds is missing.
    """
    values, yes = np.asarray(scores, dtype=float), np.asarray(answerable, dtype=bool)
    if not yes.any() or yes.all():
        raise ValueError(
            "Choosing a threshold takes answerable questions and others; one of the two is missing."
        )
    candidates = [*sorted(set(values.tolist())), float(np.nextafter(values.max(), np.inf))]
    quality = [((values[yes] >= t).mean() + (values[~yes] < t).mean()) / 2 for t in candidates]
    best = int(np.argmax(quality))
    return Threshold(candidates[best], float(quality[best]))
