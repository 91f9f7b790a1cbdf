"""Ranking: the nearest vectors by cosine, and several rankings made one.

Sources: reciprocal-rank fusion, Cormack, Clarke and Büttcher, SIGIR 2009.
"""

from collections.abc import Hashable, Sequence
from typing import TypeVar

import numpy as np
from jaxtyping import Float

Key = TypeVar("Key", bound=Hashable)


def unit_vectors(vectors: Float[np.ndarray, "... d"]) -> Float[np.ndarray, "... d"]:
    """Vectors of length 1 in the same directions; a zero vector stays zero."""
    length = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return np.asarray(vectors / np.where(length > 0, length, 1), dtype=np.float32)


def cosine_top_k(
    query: Float[np.ndarray, " d"], vectors: Float[np.ndarray, "n d"], k: int
) -> list[tuple[int, float]]:
    """The k rows nearest to the query, as ``(row, cosine)``, nearest first; of ties the lower row comes first.

    A zero vector, which has no direction, has cosine 0 with everything. With fewer than k rows all come back.
    """
    cosines = unit_vectors(vectors) @ unit_vectors(query)
    order = np.argsort(-cosines, kind="stable")[:k]
    return [(int(row), float(cosines[row])) for row in order]


def reciprocal_rank_fusion(rankings: Sequence[Sequence[Key]], c: float = 60.0) -> list[tuple[Key, float]]:
    """One ranking from several: each adds ``1 / (c + rank)`` to what it lists, rank 1 being the best.

    Args:
        rankings: keys, best first; a key may be missing from some.
        c: how little the first places stand out; 60 is usual.

    Returns:
        ``(key, score)``, best first; of ties, what was listed first (in the order of the rankings) comes first.
    """
    scores: dict[Key, float] = {}
    for ranking in rankings:
        for rank, key in enumerate(ranking, 1):
            scores[key] = scores.get(key, 0.0) + 1 / (c + rank)
    return sorted(scores.items(), key=lambda item: -item[1])
