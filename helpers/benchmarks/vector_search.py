"""Milliseconds of a search among more and more vectors: exact with numpy, exact and approximate with LanceDB."""

import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import fmean
from typing import Any

import numpy as np
from jaxtyping import Float

from helpers import rag

COUNTS, QUERIES, K = (100, 1_000, 10_000, 100_000), 50, 10
FEWEST = 1_000  # an approximate index of fewer vectors has nothing to train on
Vectors = Float[np.ndarray, "n d"]


def latency(folder: Path, vectors: Vectors, counts: Sequence[int] = COUNTS) -> str:
    """A table in markdown.

    The vectors are those given, repeated with noise: real ones lie in clusters, which an approximate index uses.
    Raises RuntimeError when the two exact searches do not agree.
    """
    import lancedb  # takes seconds, and only retrieval needs it
    from lancedb.index import IvfPq

    rng = np.random.default_rng(0)
    rows = [
        f"| chunks | numpy, exact | LanceDB, exact | LanceDB, IVF-PQ | recall@{K} of IVF-PQ |",
        "|---|---|---|---|---|",
    ]
    database = lancedb.connect(str(folder / "latency"))
    for count in counts:
        print(f"latency: {count} chunks", file=sys.stderr, flush=True)
        many, queries = _near(vectors, count, rng), _near(vectors, QUERIES, rng)
        table = database.create_table(
            f"n{count}", [{"id": i, "vector": v} for i, v in enumerate(many)], mode="overwrite"
        )
        by_numpy, ours = _timed(lambda query, many=many: _top(many, query), queries)
        exact, theirs = _timed(lambda query, table=table: _nearest(table, query, False), queries)
        if (agree := _shared(ours, theirs)) < 0.99:
            raise RuntimeError(f"The exact searches agree on {agree:.1%} only.")
        if count < FEWEST:
            rows.append(f"| {count:,} | {by_numpy:.2f} ms | {exact:.1f} ms | too few to train | |")
            continue
        parts = {"num_partitions": int(count**0.5), "num_sub_vectors": vectors.shape[1] // 8}
        table.create_index("vector", config=IvfPq(distance_type="dot", **parts))
        quick, found = _timed(lambda query, table=table: _nearest(table, query, True), queries)
        recall = f"{100 * _shared(ours, found):.0f} %"
        rows.append(f"| {count:,} | {by_numpy:.2f} ms | {exact:.1f} ms | {quick:.1f} ms | {recall} |")
    rows.append(
        f"\nMedian of {QUERIES} queries, embedding not counted; IVF-PQ with √n partitions, 20 of them searched, the 50 "
        "best compared exactly."
    )
    return "\n".join(rows)


def _near(vectors: Vectors, count: int, rng: np.random.Generator) -> Vectors:
    """So many vectors of length 1, each near one of those given."""
    noise = 0.03 * rng.normal(size=(count, vectors.shape[1])).astype(np.float32)
    return rag.unit_vectors(vectors[rng.integers(len(vectors), size=count)] + noise)


def _top(vectors: Vectors, query: Float[np.ndarray, " d"]) -> list[int]:
    """As `rag.cosine_top_k`, for vectors that have length 1 already; in no order."""
    return [int(row) for row in np.argpartition(-(vectors @ query), K - 1)[:K]]


def _nearest(table: Any, query: Float[np.ndarray, " d"], approximate: bool) -> list[int]:
    search = table.search(query, vector_column_name="vector").distance_type("dot").limit(K)
    search = search.select(["id", "_distance"])
    search = search.nprobes(20).refine_factor(5) if approximate else search.bypass_vector_index()
    return [row["id"] for row in search.to_list()]


def _timed(search: Callable[..., list[int]], queries: Vectors) -> tuple[float, list[list[int]]]:
    """Median milliseconds, and what was found; the first search warms up."""
    search(queries[0])
    times, found = [], []
    for query in queries:
        start = time.perf_counter()
        found.append(search(query))
        times.append(1000 * (time.perf_counter() - start))
    return float(np.median(times)), found


def _shared(ones: list[list[int]], others: list[list[int]]) -> float:
    """Mean share of the first lists that the second have too."""
    return fmean(len(set(a) & set(b)) / K for a, b in zip(ones, others, strict=True))
