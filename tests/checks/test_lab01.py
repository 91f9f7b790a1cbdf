"""What the checks of lab 01 rest on: the χ² test, the laws of wrong draws, the library's merges."""

from itertools import product

import numpy as np
import pytest
from scipy import stats

from helpers.checks.lab01.bpe_encoding import library_tokens
from helpers.checks.lab01.bpe_training import library_merges
from helpers.checks.lab01.drawing import _fresh_number_each_pass, _no_running_sum, p_value


@pytest.mark.parametrize("counts", [[50, 30, 20], [60, 25, 15], [10, 10, 80]])
def test_p_value_agrees_with_scipy(counts: list[int]) -> None:
    probs = np.array([0.5, 0.3, 0.2])
    expected = stats.chisquare(counts, probs * 100).pvalue
    assert p_value(np.array(counts), probs) == pytest.approx(expected, rel=1e-6)


def test_p_value_at_the_edges() -> None:
    assert p_value(np.array([0, 5]), np.array([0.0, 1.0])) == 1
    assert p_value(np.array([1, 4]), np.array([0.0, 1.0])) == 0


def test_laws_of_wrong_draws_by_hand() -> None:
    """Running sums 1/2, 3/4, 1: a fresh number stops at 1/2, else at 3/4 of the rest, else at the end."""
    probs = np.array([0.5, 0.25, 0.25])
    assert _fresh_number_each_pass(probs) == pytest.approx([1 / 2, 1 / 2 * 3 / 4, 1 / 2 * 1 / 4])
    rising = np.array([0.2, 0.3, 0.5])
    assert _no_running_sum(-1)(rising) == pytest.approx([0.2, 0.1, 0.7])
    assert _no_running_sum(0)(rising) == pytest.approx([0.7, 0.1, 0.2])


def test_the_library_by_hand() -> None:
    """Sennrich et al., 2016, example of section 3.2: es, est, lo, low."""
    words = {"low": 5, "lower": 2, "newest": 6, "widest": 3}
    merges = [("e", "s"), ("es", "t"), ("l", "o"), ("lo", "w")]
    assert library_merges(words, 4) == merges
    assert library_tokens("lowest", merges) == ["low", "est"]
    for word in map("".join, product("low", repeat=3)):
        assert "".join(library_tokens(word, merges)) == word
