"""The tables of lab 10: shares with intervals, means over seeds, and searches that agree."""

from pathlib import Path

import numpy as np

from helpers.benchmarks import lab10
from helpers.benchmarks.vector_search import latency


def test_shares_and_their_mean_on_paper() -> None:
    """All and half: a mean of 75; the greedy run stays out of it."""
    text = lab10.answer_table(
        {
            lab10.GREEDY: {"right": [False] * 4, "cited": [True]},
            "seed 1": {"right": [True] * 4, "cited": []},
            "seed 2": {"right": [True, False] * 2, "cited": []},
        }
    )
    assert "| | greedy | seed 1 | seed 2 | mean of the seeds |" in text
    assert "| right | 0.0 [0.0, 0.0] | 100.0 [100.0, 100.0] | 50.0 [" in text
    assert "| 75.0 |" in text
    assert "| cited | 100.0 [100.0, 100.0] | – | – | – |" in text
    assert len({line.count("|") for line in text.splitlines() if line.startswith("|")}) == 1


def test_exact_and_approximate_search_side_by_side(tmp_path: Path) -> None:
    vectors = np.random.default_rng(0).normal(size=(40, 16)).astype(np.float32)
    text = latency(tmp_path, vectors, (100, 1_000))
    assert "| 100 |" in text
    assert "too few to train" in text
    (row,) = [line for line in text.splitlines() if line.startswith("| 1,000 |")]
    recall = int(row.split("|")[5].strip().removesuffix(" %"))
    assert 50 <= recall <= 100
