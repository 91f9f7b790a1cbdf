import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.rag import balanced_accuracy, choose_threshold, recall_and_mrr, recall_at_k, reciprocal_rank


def test_recall_and_reciprocal_rank_by_hand() -> None:
    assert recall_at_k("abcd", "bd", 3) == 0.5
    assert reciprocal_rank("abcd", "cd") == pytest.approx(1 / 3)
    assert reciprocal_rank("abcd", "d", 3) == 0
    assert recall_and_mrr(["abc", "xyz"], ["a", "q"], 2) == (0.5, 0.5)
    with pytest.raises(ValueError, match="0/0"):
        recall_at_k("abc", "", 2)


def test_a_threshold_by_hand() -> None:
    scores, answerable = [0.9, 0.8, 0.75, 0.1, 0.7, 0.5], [True, True, True, True, False, False]
    assert choose_threshold(scores, answerable) == 0.75
    assert balanced_accuracy(scores, answerable, 0.75) == pytest.approx((3 / 4 + 1) / 2)
    with pytest.raises(ValueError, match="missing"):
        choose_threshold([0.1, 0.2], [True, True])


questions = st.lists(st.tuples(st.sampled_from([0.1, 0.2, 0.3, 0.4]), st.booleans()), min_size=2, max_size=9)


@given(questions)
def test_no_threshold_is_better(drawn: list[tuple[float, bool]]) -> None:
    scores, answerable = [s for s, _ in drawn], [yes for _, yes in drawn]
    if all(answerable) or not any(answerable):
        return
    best = balanced_accuracy(scores, answerable, choose_threshold(scores, answerable))
    for other in (0.05, 0.15, 0.25, 0.35, 0.45):
        assert best >= balanced_accuracy(scores, answerable, other) - 1e-12
