import math

import pytest

from helpers.metrics import perplexity


def test_by_hand():
    assert perplexity([math.log(1 / 8)] * 3) == pytest.approx(8)  # a fair choice among eight
    assert perplexity([math.log(1 / 2), math.log(1 / 8)]) == pytest.approx(4)  # the geometric mean of 2 and 8
    assert perplexity([0.0, -0.0]) == 1.0


def test_the_impossible_is_infinitely_surprising():
    assert perplexity([-1.0, -math.inf]) == math.inf
    assert perplexity([-1e4]) == math.inf


@pytest.mark.parametrize("logprobs", [[], [0.5, -1.0], [math.nan], [[-1.0], [-2.0]]])
def test_what_is_not_a_row_of_logprobs_is_refused(logprobs):
    with pytest.raises(ValueError, match=r"^logprobs must be"):
        perplexity(logprobs)
