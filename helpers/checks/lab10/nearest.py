"""Exercise 10.2: the k nearest vectors by cosine."""

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from helpers import rag
from helpers.checks.exercise import Case, Exercise, Misconception, Outcome
from helpers.checks.misconceptions import same_as

Found = list[tuple[int, float]]


def _cases(rng: np.random.Generator) -> Iterator[Case]:
    """Vectors of 3, 4, 5 and the like, whose cosines can be read off."""

    def case(query: list[float], rows: list[list[float]], k: int, expected: Found, about: str) -> Case:
        return Case((np.array(query), np.array(rows), k), expected, about=about)

    rows = [[0.0, 1.0], [3.0, 4.0], [10.0, 0.0], [-4.0, 3.0]]
    yield case([1, 0], rows, 2, [(2, 1.0), (1, 0.6)], "four directions")
    yield case([5, 0], rows, 4, [(2, 1.0), (1, 0.6), (0, 0.0), (3, -0.8)], "a longer query")
    yield case([3, 4], [[30, 40], [0, 50], [100, 0]], 3, [(0, 1.0), (1, 0.8), (2, 0.6)], "long vectors")
    yield case([1, 0], [[-1, 0], [0, 0], [4, 3]], 3, [(2, 0.8), (1, 0.0), (0, -1.0)], "a vector that is zero")
    yield case([1, 0], [[0, 1], [4, 3], [8, 6], [4, -3]], 2, [(1, 0.8), (2, 0.8)], "three that are as near")
    yield case([0, 0], [[1, 0], [0, 1]], 2, [(0, 0.0), (1, 0.0)], "a query that is zero")
    yield case([1, 0], [[4, 3], [1, 0]], 5, [(1, 1.0), (0, 0.8)], "fewer than k vectors")
    vectors, query = rng.normal(size=(30, 8)), rng.normal(size=8)
    cosines = [float(v @ query / np.linalg.norm(v) / np.linalg.norm(query)) for v in vectors]
    best = sorted(range(30), key=lambda i: -cosines[i])[:5]
    yield Case((query, vectors, 5), [(i, cosines[i]) for i in best], about="random vectors")


def _by(
    score: Callable[[Any, Any], Any], sign: int = -1, reverse: bool = False
) -> Callable[[Any, Any, int], Found]:
    def rule(query: Any, vectors: Any, k: int) -> Found:
        scores = score(query, vectors)
        order = np.argsort(sign * scores, kind="stable")
        if reverse:
            order = np.argsort(scores, kind="stable")[::-1]
        return [(int(i), float(scores[i])) for i in order[:k]]

    return rule


def _cosine(query: Any, vectors: Any) -> Any:
    return rag.unit_vectors(vectors) @ rag.unit_vectors(query)


def _dot(query: Any, vectors: Any) -> Any:
    return vectors @ query


def _half(query: Any, vectors: Any) -> Any:
    """Only the stored vectors are brought to length 1."""
    return rag.unit_vectors(vectors) @ query


def _euclid(query: Any, vectors: Any) -> Any:
    return np.linalg.norm(vectors - query, axis=1)


def _distance(query: Any, vectors: Any) -> Any:
    return 1 - _cosine(query, vectors)


def _divides_by_zero(outcome: Outcome, case: Case) -> bool:
    query, vectors, _ = case.args
    zero = not query.any() or not np.abs(vectors).sum(axis=1).all()
    if outcome.problem is not None:
        return zero and outcome.problem.exception in ("ZeroDivisionError", "FloatingPointError")
    return zero and (
        any(np.isnan(score) for _, score in outcome.value) or len(outcome.value) < len(case.expected)
    )


def _in_row_order(outcome: Outcome, case: Case) -> bool:
    """The right rows, but not from best to worst."""
    if outcome.problem is not None or len(outcome.value) < 2:
        return False
    return sorted(int(i) for i, _ in outcome.value) == sorted(i for i, _ in case.expected) and [
        int(i) for i, _ in outcome.value
    ] == sorted(int(i) for i, _ in outcome.value)


COSINE_TOP_K = Exercise(
    id="ex10_2_cosine_top_k",
    title="The nearest vectors",
    function="cosine_top_k",
    difficulty=1,
    minutes=12,
    points=2,
    hints=(
        "The cosine is the dot product of two vectors divided by both lengths. What is it for a vector whose length "
        "is 0, which has no direction?",
        "`vectors @ query` gives all dot products at once. Divide by `np.linalg.norm(vectors, axis=1)` and by the "
        "query's length, each replaced by 1 where it is 0.",
        "`np.argsort(-cosines, kind='stable')[:k]` gives the rows, best first, and of equal ones the lower first. "
        "Return `[(int(row), float(cosines[row])) for row in order]`.",
    ),
    cases=_cases,
    reference=rag.cosine_top_k,
    misconceptions=(
        Misconception(
            "divides by zero",
            "A zero vector has length 0, and 0/0 is NaN: sorted, it can even come first. Give it the cosine 0.",
            _divides_by_zero,
        ),
        Misconception(
            "takes the dot product",
            "Without dividing by the lengths, long vectors win whatever their direction.",
            same_as(_by(_dot)),
        ),
        Misconception(
            "divides by one length only",
            "The query has a length too. It does not change the order, but the score is no cosine, and no threshold "
            "can be set on it.",
            same_as(_by(_half)),
        ),
        Misconception(
            "takes the farthest",
            "`argsort` sorts upwards; the highest cosine is the nearest.",
            same_as(_by(_cosine, sign=1)),
        ),
        Misconception(
            "measures the distance between points",
            "The distance depends on lengths as well as on directions, and a small one is near.",
            same_as(_by(_euclid, sign=1)),
        ),
        Misconception(
            "returns distances",
            "1 − cosine is what many databases call the cosine distance. Asked for is the cosine.",
            same_as(_by(_distance, sign=1)),
        ),
        Misconception(
            "turns ties round",
            "Sorting upwards and reading backwards puts the last of equal rows first. Sort the negative cosines, with "
            "a stable sort.",
            same_as(_by(_cosine, reverse=True)),
        ),
        Misconception(
            "leaves them in the order of the rows",
            "The right rows, but not from best to worst: a ranking says which is first.",
            _in_row_order,
        ),
    ),
)
