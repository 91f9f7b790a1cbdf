"""Exercise 10.3: recall@k and mean reciprocal rank."""

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from helpers import rag
from helpers.checks.exercise import Case, Exercise, Misconception
from helpers.checks.misconceptions import either, same_as

Pair = tuple[float, float]


def _cases(rng: np.random.Generator) -> Iterator[Case]:
    yield Case(
        ([["a", "b", "c", "d"]], [["c"]], 3), (1.0, 1 / 3), about="one query, found in the third place"
    )
    yield Case(
        ([["a", "b", "c", "d"]], [["d"]], 3), (0.0, 0.0), about="what is wanted stands below the k-th place"
    )
    yield Case(([["a", "b", "c"], ["x", "y", "z"]], [["a"], ["z"]], 3), (1.0, 2 / 3), about="two queries")
    yield Case(
        ([["a", "b", "c", "d"]], [["b", "d"]], 3),
        (0.5, 0.5),
        about="two passages wanted, one among the first three",
    )
    yield Case(
        ([["a", "b", "c", "d"], ["e", "f", "g", "h"]], [["b", "c", "d"], ["h"]], 2),
        (1 / 6, 1 / 4),
        about="three passages wanted by one query and one by the other",
    )
    yield Case(([["a", "b"], []], [["b"], ["c"]], 5), (0.5, 0.25), about="a query that finds nothing")
    rankings = [rng.permutation(12).tolist() for _ in range(6)]
    relevant = [rng.choice(12, size=int(n), replace=False).tolist() for n in rng.integers(1, 4, size=6)]
    yield Case((rankings, relevant, 4), _by_hand(rankings, relevant, 4), about="random rankings")


def _by_hand(rankings: list[list[int]], relevant: list[list[int]], k: int) -> Pair:
    recall = reciprocal = 0.0
    for ranking, wanted in zip(rankings, relevant, strict=True):
        places = [ranking.index(key) + 1 for key in wanted]
        recall += sum(place <= k for place in places) / len(places)
        reciprocal += 1 / min(places) if min(places) <= k else 0.0
    return recall / len(rankings), reciprocal / len(rankings)


def _rule(
    recall: Callable[[list[Any], set[Any], int], float] = rag.recall_at_k,
    reciprocal: Callable[[list[Any], set[Any], int], float] = rag.reciprocal_rank,
) -> Callable[..., Pair]:
    def rule(rankings: list[list[Any]], relevant: list[list[Any]], k: int) -> Pair:
        pairs = list(zip(rankings, map(set, relevant), strict=True))
        return (
            float(np.mean([recall(ranking, wanted, k) for ranking, wanted in pairs])),
            float(np.mean([reciprocal(ranking, wanted, k) for ranking, wanted in pairs])),
        )

    return rule


def _hits(ranking: list[Any], wanted: set[Any], k: int) -> int:
    return len(wanted & set(ranking[:k]))


def _precision(ranking: list[Any], wanted: set[Any], k: int) -> float:
    return _hits(ranking, wanted, k) / k


def _hit_rate(ranking: list[Any], wanted: set[Any], k: int) -> float:
    return float(_hits(ranking, wanted, k) > 0)


def _from_zero(ranking: list[Any], wanted: set[Any], k: int) -> float:
    return next((1 / (i or 1) for i, key in enumerate(ranking[:k]) if key in wanted), 0.0)


def _unlimited(ranking: list[Any], wanted: set[Any], k: int) -> float:
    return rag.reciprocal_rank(ranking, wanted)


def _all_hits(ranking: list[Any], wanted: set[Any], k: int) -> float:
    return sum(1 / rank for rank, key in enumerate(ranking[:k], 1) if key in wanted)


def _pooled(rankings: list[list[Any]], relevant: list[list[Any]], k: int) -> Pair:
    hits = sum(_hits(r, set(w), k) for r, w in zip(rankings, relevant, strict=True))
    return hits / sum(map(len, relevant)), _rule()(rankings, relevant, k)[1]


def _inverse_mean_rank(rankings: list[list[Any]], relevant: list[list[Any]], k: int) -> Pair:
    ranks = [
        1 / r for r in (rag.reciprocal_rank(a, b, k) for a, b in zip(rankings, relevant, strict=True)) if r
    ]
    return _rule()(rankings, relevant, k)[0], 1 / float(np.mean(ranks)) if ranks else 0.0


def _found_only(rankings: list[list[Any]], relevant: list[list[Any]], k: int) -> Pair:
    ranks = [r for r in (rag.reciprocal_rank(a, b, k) for a, b in zip(rankings, relevant, strict=True)) if r]
    return _rule()(rankings, relevant, k)[0], float(np.mean(ranks)) if ranks else 0.0


RECALL_AND_MRR = Exercise(
    id="ex10_3_recall_and_mrr",
    title="Recall@k and mean reciprocal rank",
    function="recall_and_mrr",
    difficulty=1,
    minutes=12,
    points=2,
    hints=(
        "Work out both numbers for one query first, on paper. Then average over the queries.",
        "Recall@k: of what is wanted, which share stands in `ranking[:k]`? Reciprocal rank: go down `ranking[:k]` and "
        "stop at the first key that is wanted; ranks count from 1.",
        "`len(set(wanted) & set(ranking[:k])) / len(set(wanted))`, and `next((1 / rank for rank, key in "
        "enumerate(ranking[:k], 1) if key in wanted), 0.0)`; then the mean of each.",
    ),
    cases=_cases,
    reference=rag.recall_and_mrr,
    misconceptions=(
        Misconception(
            "gives precision, not recall",
            "Divided by k it is precision: the share of what was found that is wanted. Recall is the share of what is "
            "wanted that was found.",
            same_as(_rule(recall=_precision)),
        ),
        Misconception(
            "counts a query as found by one hit",
            "That is the hit rate. A query that wants three passages and gets one has a recall of a third.",
            same_as(_rule(recall=_hit_rate)),
        ),
        Misconception(
            "counts ranks from zero",
            "The first place has rank 1, the second rank 2 and the reciprocal 1/2.",
            same_as(_rule(reciprocal=_from_zero)),
        ),
        Misconception(
            "looks below the k-th place",
            "What stands below the k-th place is never shown to the model, so its reciprocal rank counts as 0.",
            same_as(_rule(reciprocal=_unlimited)),
        ),
        Misconception(
            "adds up every hit",
            "The reciprocal rank is that of the *first* hit only.",
            same_as(_rule(reciprocal=_all_hits)),
        ),
        Misconception(
            "pools the queries",
            "Each query counts the same: average over the queries their own recalls, however many passages each wants.",
            same_as(_pooled),
        ),
        Misconception(
            "inverts the mean rank, or leaves out misses",
            "MRR is the mean of the reciprocals over *all* queries; one that finds nothing adds 0.",
            either(same_as(_inverse_mean_rank), same_as(_found_only)),
        ),
    ),
)
