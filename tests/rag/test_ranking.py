"""From scratch against the database, and fusion by hand."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from helpers.rag import Chunk, cosine_top_k, reciprocal_rank_fusion, unit_vectors
from helpers.rag.table import ChunkTable


def table_of(folder: Path, vectors: np.ndarray) -> ChunkTable:
    chunks = [Chunk(f"d{row:03}", 0, "", f"text {row}", 0, 6) for row in range(len(vectors))]
    table = ChunkTable(folder)
    table.make({}, chunks, unit_vectors(vectors), {chunk.document: ("", "") for chunk in chunks})
    return table


@pytest.mark.parametrize("seed", range(3))
def test_top_k_is_the_exact_search_of_the_database(tmp_path: Path, seed: int) -> None:
    rng = np.random.default_rng(seed)
    vectors = rng.normal(size=(60, 16)).astype(np.float32)
    vectors[10] = 0
    vectors[20:24] = vectors[5] * rng.uniform(0.5, 2, size=(4, 1))  # the same direction: ties
    table = table_of(tmp_path / "index", vectors)
    for query in (rng.normal(size=16), vectors[5], np.zeros(16)):
        ours = cosine_top_k(query, vectors, 60)
        theirs = table.nearest(unit_vectors(query.astype(np.float32))[None], 60)[0]
        assert len(theirs) == 60  # the zero vector too
        np.testing.assert_allclose([s for _, s in ours], [s for _, s in theirs], atol=1e-6)
        by_us, by_them = dict(ours), {int(c.document[1:]): s for c, s in theirs}
        assert by_us == pytest.approx(by_them, abs=1e-6)
        for k in (1, 5):
            few = table.nearest(unit_vectors(query.astype(np.float32))[None], k)[0]
            np.testing.assert_allclose([s for _, s in few], [s for _, s in ours[:k]], atol=1e-6)
    together = table.nearest(unit_vectors(vectors[:4]), 5)
    assert [[c.key for c, _ in found] for found in together] == [
        [c.key for c, _ in table.nearest(unit_vectors(vectors[row : row + 1]), 5)[0]] for row in range(4)
    ]
    ties = [c.document for c, _ in table.nearest(unit_vectors(vectors[5:6]), 60)[0]][:5]
    assert sorted(ties) == ["d005", "d020", "d021", "d022", "d023"]


@given(arrays(np.float64, (7, 3), elements=st.sampled_from([-2.0, 0.0, 1.0, 3.0])), st.integers(1, 9))
def test_top_k_by_the_definition(vectors: np.ndarray, k: int) -> None:
    query = np.array([1.0, 0.0, 2.0])
    found = cosine_top_k(query, vectors, k)
    assert len(found) == min(k, 7)
    for row, cosine in found:
        length = np.sqrt((vectors[row] ** 2).sum() * 5)
        assert cosine == pytest.approx(vectors[row] @ query / length if length else 0.0, abs=1e-6)
    assert found == sorted(found, key=lambda pair: (-pair[1], pair[0]))
    left_out = set(range(7)) - {row for row, _ in found}
    assert all(dict(cosine_top_k(query, vectors, 7))[row] <= found[-1][1] for row in left_out)


def test_fusion_by_hand() -> None:
    fused = reciprocal_rank_fusion([["a", "b"], ["b", "c"], []], c=1)
    assert [key for key, _ in fused] == ["b", "a", "c"]
    assert [score for _, score in fused] == pytest.approx([1 / 3 + 1 / 2, 1 / 2, 1 / 3])
    assert reciprocal_rank_fusion([]) == []
