"""In which order a trainer sees its rows."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from helpers.reward.fitting import _LikeLengths


@given(st.lists(st.integers(1, 9), min_size=1, max_size=60), st.integers(1, 8), st.integers(0, 3))
def test_every_row_once_in_every_pass(lengths: list[int], batch: int, seed: int) -> None:
    sampler = _LikeLengths(lengths, batch, seed)
    for _ in range(2):
        assert sorted(sampler) == list(range(len(lengths)))


def test_batches_of_like_lengths_in_no_order_of_length() -> None:
    lengths = [i * 37 % 100 for i in range(103)]  # 0 … 99, and three again
    rows = list(_LikeLengths(lengths, 5, seed=0))
    batches = [[lengths[i] for i in rows[start : start + 5]] for start in range(0, 100, 5)]
    widest = max(max(one) - min(one) for one in batches)
    assert widest < 20  # fifty rows are sorted together: five in a row span a tenth, not all
    means = [sum(one) for one in batches]
    assert any(a < b for a, b in pairwise(means))
    assert any(a > b for a, b in pairwise(means))
    assert len(rows[100:]) == 3


def test_seeds() -> None:
    lengths = list(range(40))
    assert list(_LikeLengths(lengths, 4, 1)) == list(_LikeLengths(lengths, 4, 1))
    assert list(_LikeLengths(lengths, 4, 1)) != list(_LikeLengths(lengths, 4, 2))
    sampler = _LikeLengths(lengths, 4, 1)
    assert list(sampler) != list(sampler)
