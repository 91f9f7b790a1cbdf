"""How good a ranking is, a citation, a threshold.

Source of the measures: Manning, Raghavan and Schütze, *Introduction to Information Retrieval*, chapter 8.
"""

from collections.abc import Collection, Hashable, Sequence

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


def recall_and_mrr(
    rankings: Sequence[Sequence[Hashable]], relevant: Sequence[Collection[Hashable]], k: int
) -> tuple[float, float]:
    """Mean recall@k and mean reciprocal rank (within the first k) over queries.

    Args:
        rankings: for each query the keys found, best first.
        relevant: for each query the keys that should be found, at least one.
        k: how far down each ranking one looks.
    """
    recalls = [recall_at_k(ranking, wanted, k) for ranking, wanted in zip(rankings, relevant, strict=True)]
    ranks = [reciprocal_rank(ranking, wanted, k) for ranking, wanted in zip(rankings, relevant, strict=True)]
    return float(np.mean(recalls)), float(np.mean(ranks))


def balanced_accuracy(scores: Sequence[float], answerable: Sequence[bool], threshold: float) -> float:
    """Mean of two shares: of the answerable questions, those at or above the threshold; of the others, those below.

    Raises ValueError when one of the two kinds is missing.
    """
    values, yes = np.asarray(scores, dtype=float), np.asarray(answerable, dtype=bool)
    if not yes.any() or yes.all():
        raise ValueError("A threshold takes answerable questions and others; one of the two is missing.")
    return float(((values[yes] >= threshold).mean() + (values[~yes] < threshold).mean()) / 2)


def choose_threshold(scores: Sequence[float], answerable: Sequence[bool]) -> float:
    """The threshold with the highest balanced accuracy: answer at or above it, abstain below.

    Candidates are the scores and one above all; of equally good ones the lowest, which answers more. Raises ValueError
    when there are no answerable questions, or no others.
    """
    candidates = [*sorted(set(map(float, scores))), float(np.nextafter(max(scores), np.inf))]
    return max(candidates, key=lambda threshold: balanced_accuracy(scores, answerable, threshold))
