"""Exercise 10.4: reciprocal-rank fusion."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from helpers import rag
from helpers.checks.exercise import Case, Exercise, Misconception
from helpers.checks.misconceptions import either, same_as

Scores = list[tuple[Any, float]]


def _cases(rng: np.random.Generator) -> Iterator[Case]:
    yield Case(
        ([["a", "b"], ["b", "c"]], 60.0),
        [("b", 1 / 62 + 1 / 61), ("a", 1 / 61), ("c", 1 / 62)],
        about="two short rankings",
    )
    yield Case(
        ([["a", "b", "c"], ["c", "b"]], 1.0),
        [("c", 1 / 4 + 1 / 2), ("b", 1 / 3 + 1 / 3), ("a", 1 / 2)],
        about="c = 1",
    )
    yield Case(([["x", "y", "z"]], 60.0), [("x", 1 / 61), ("y", 1 / 62), ("z", 1 / 63)], about="one ranking")
    yield Case(
        ([["a", "b", "c", "d"], [], ["d", "e"]], 2.0),
        [("d", 1 / 6 + 1 / 3), ("a", 1 / 3), ("b", 1 / 4 + 1e-12), ("e", 1 / 4), ("c", 1 / 5)],
        about="a ranking that found nothing, and a tie (what is listed first comes first)",
    )
    rankings = [rng.permutation(9)[:n].tolist() for n in (7, 5, 6)]
    totals = {
        key: sum(1 / (10.5 + r.index(key) + 1) for r in rankings if key in r)
        for key in dict.fromkeys(key for ranking in rankings for key in ranking)
    }
    yield Case((rankings, 10.5), sorted(totals.items(), key=lambda item: -item[1]), about="random rankings")


def _fused(weight: Any, downwards: bool = True) -> Any:
    def rule(rankings: list[list[Any]], c: float = 60.0) -> Scores:
        scores: dict[Any, float] = {}
        for ranking in rankings:
            for rank, key in enumerate(ranking, 1):
                scores[key] = scores.get(key, 0.0) + weight(rank, c, len(ranking))
        return sorted(scores.items(), key=lambda item: -item[1] if downwards else item[1])

    return rule


def _best_only(rankings: list[list[Any]], c: float = 60.0) -> Scores:
    scores: dict[Any, float] = {}
    for ranking in rankings:
        for rank, key in enumerate(ranking, 1):
            scores[key] = max(scores.get(key, 0.0), 1 / (c + rank))
    return sorted(scores.items(), key=lambda item: -item[1])


def _shared(rankings: list[list[Any]], c: float = 60.0) -> Scores:
    return [
        (key, score)
        for key, score in rag.reciprocal_rank_fusion(rankings, c)
        if all(key in ranking for ranking in rankings)
    ]


def _mean(rankings: list[list[Any]], c: float = 60.0) -> Scores:
    return [(key, score / len(rankings)) for key, score in rag.reciprocal_rank_fusion(rankings, c)]


RECIPROCAL_RANK_FUSION = Exercise(
    id="ex10_4_reciprocal_rank_fusion",
    title="Two rankings made one",
    function="reciprocal_rank_fusion",
    difficulty=2,
    minutes=10,
    points=2,
    hints=(
        "Keep a dictionary from key to score. What does each place in each ranking add?",
        "`enumerate(ranking, 1)` counts ranks from 1. A key that a ranking does not list gets nothing from it.",
        "`scores[key] = scores.get(key, 0) + 1 / (c + rank)` in two loops; return `sorted(scores.items(), key=lambda "
        "item: -item[1])`.",
    ),
    cases=_cases,
    reference=rag.reciprocal_rank_fusion,
    misconceptions=(
        Misconception(
            "counts ranks from zero",
            "The best passage has rank 1, so it adds 1 / (c + 1).",
            same_as(_fused(lambda rank, c, n: 1 / (c + rank - 1))),
        ),
        Misconception(
            "leaves out c",
            "Without c the first place counts twice as much as the second, and one ranking's favourite beats what both "
            "find good.",
            same_as(_fused(lambda rank, c, n: 1 / rank)),
        ),
        Misconception(
            "takes 60 whatever c is",
            "c is an argument; 60 is only its usual value.",
            same_as(_fused(lambda rank, c, n: 1 / (60 + rank))),
        ),
        Misconception(
            "keeps the better place only",
            "What both rankings list should gain from both: add, do not take the larger.",
            same_as(_best_only),
        ),
        Misconception(
            "keeps what all rankings list",
            "A passage that only one method finds is often the one that matters; it keeps what that method gives it.",
            same_as(_shared),
        ),
        Misconception(
            "adds up ranks",
            "A sum of ranks rewards what a ranking does *not* list. Add the reciprocals; the highest sum is best.",
            either(
                same_as(_fused(lambda rank, c, n: rank, downwards=False)),
                same_as(_fused(lambda rank, c, n: c + rank, downwards=False)),
            ),
        ),
        Misconception(
            "sorts the wrong way round",
            "The highest score is the best, and comes first.",
            same_as(_fused(lambda rank, c, n: 1 / (c + rank), downwards=False)),
        ),
        Misconception(
            "averages",
            "The formula is a sum over the rankings. The order is the same, but the scores are not.",
            same_as(_mean),
        ),
    ),
)
