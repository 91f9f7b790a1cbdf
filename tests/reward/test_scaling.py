"""Standardised judges, against means and deviations worked out by hand."""

from collections.abc import Sequence

import pytest

from helpers import reward
from helpers.errors import InputError


def length(prompts: Sequence[str], replies: Sequence[str]) -> list[float]:
    return [float(len(reply)) for reply in replies]


def test_mean_0_and_deviation_1_on_the_given_replies() -> None:
    # Lengths 1, 3, 5, 7: mean 4, variance (9 + 1 + 1 + 9) / 4 = 5.
    replies = ["a", "abc", "abcde", "abcdefg"]
    score = reward.standardised(length, ["?"] * 4, replies)
    assert score(["?"] * 4, replies) == pytest.approx([-3 / 5**0.5, -1 / 5**0.5, 1 / 5**0.5, 3 / 5**0.5])


def test_other_replies_are_measured_with_the_same_zero_and_unit() -> None:
    score = reward.standardised(length, ["?", "?"], ["a", "abc"])
    assert score(["?"], ["abcd"]) == [2.0]


@pytest.mark.parametrize(("prompts", "replies"), [([], []), (["?"], ["a", "b"])])
def test_lists_that_do_not_match_are_refused(prompts: list[str], replies: list[str]) -> None:
    with pytest.raises(InputError, match="give one of each"):
        reward.standardised(length, prompts, replies)


def test_a_judge_that_sees_no_difference_is_refused() -> None:
    with pytest.raises(InputError, match="All 2 replies get the score 1"):
        reward.standardised(length, ["?", "?"], ["a", "b"])
