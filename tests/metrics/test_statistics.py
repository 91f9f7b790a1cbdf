import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from helpers.metrics import bootstrap_difference, bootstrap_interval, chi_square
from helpers.metrics import statistics as module


def test_interval_by_hand():
    # Two values 0 and 1: a resample's mean is 0, ½ or 1 with probability ¼, ½, ¼.
    assert bootstrap_interval([0, 1]) == (0.0, 1.0)
    assert bootstrap_interval([0, 1], level=0.4) == (0.5, 0.5)
    assert bootstrap_interval([True, False], level=0.4) == (0.5, 0.5)


def test_interval_agrees_with_scipy_and_with_the_normal_distribution():
    values = np.random.default_rng(0).gamma(2.0, size=300)
    low, high = bootstrap_interval(values)
    theirs = stats.bootstrap((values,), np.mean, method="percentile", rng=np.random.default_rng(1))
    assert (low, high) == pytest.approx(tuple(theirs.confidence_interval), abs=0.01)
    half = 1.96 * values.std() / math.sqrt(300)
    assert (low, high) == pytest.approx((values.mean() - half, values.mean() + half), abs=0.02)


def test_the_interval_holds_the_true_mean_as_often_as_it_says(monkeypatch):
    monkeypatch.setattr(module, "RESAMPLES", 1000)
    rng = np.random.default_rng(2)
    intervals = [bootstrap_interval(rng.random(60), level=0.9, seed=i) for i in range(400)]
    held = sum(low <= 0.5 <= high for low, high in intervals)
    assert stats.binomtest(held, 400, 0.89).pvalue > 0.01  # the bootstrap is a little too narrow at n = 60


def test_interval_is_repeatable_whatever_the_block_size(monkeypatch):
    values = np.random.default_rng(4).random(50)
    once = bootstrap_interval(values, seed=3)
    assert once == bootstrap_interval(values, seed=3) != bootstrap_interval(values, seed=4)
    monkeypatch.setattr(module, "BLOCK", 777)
    assert once == bootstrap_interval(values, seed=3)


def test_one_value_is_its_own_interval():
    assert bootstrap_interval([3.5]) == (3.5, 3.5)


@given(st.lists(st.floats(-1e3, 1e3), min_size=1, max_size=20))
def test_an_interval_is_ordered_and_within_the_values(values):
    low, high = bootstrap_interval(values)
    slack = 1e-9
    assert min(values) - slack <= low <= high <= max(values) + slack


def test_a_paired_difference_takes_the_items_out():
    hard = np.random.default_rng(0).normal(0, 10, size=100)  # items differ far more than the two methods do
    gain = np.random.default_rng(1).normal(1, 0.5, size=100)
    low, high = bootstrap_difference(hard + gain, hard)
    assert (low, high) == pytest.approx((gain.mean() - 0.1, gain.mean() + 0.1), abs=0.03)
    assert bootstrap_difference([1, 2, 3], [1, 2, 3]) == (0.0, 0.0)


def test_chi_square_by_hand():
    # A die thrown 60 times, and a coin 200 times; the p-values stand in printed tables of the χ² distribution.
    statistic, p_value, degrees = chi_square([15, 8, 9, 8, 11, 9], [10] * 6)
    assert (statistic, degrees) == (pytest.approx((25 + 4 + 1 + 4 + 1 + 1) / 10), 5)
    assert p_value == pytest.approx(0.608, abs=5e-4)
    statistic, p_value, degrees = chi_square([114, 86], [0.5, 0.5])
    assert (statistic, degrees) == (pytest.approx((196 + 196) / 100), 1)
    assert p_value == pytest.approx(0.048, abs=5e-4)


@given(st.lists(st.tuples(st.integers(0, 200), st.integers(5, 100)), min_size=2, max_size=12))
def test_chi_square_agrees_with_scipy(cells):
    observed, weights = (np.array(column, dtype=float) for column in zip(*cells, strict=True))
    observed[0] += 100 * weights.sum()  # so that every expected count is above 5
    expected = weights / weights.sum() * observed.sum()
    theirs = stats.chisquare(observed, expected)
    ours = chi_square(observed, weights)
    assert ours.degrees == len(cells) - 1
    assert ours.statistic == pytest.approx(theirs.statistic, rel=1e-9)
    assert ours.p_value == pytest.approx(theirs.pvalue, rel=1e-6, abs=1e-300)


def test_small_cells_are_pooled():
    # 3 + 2 = 5 become one cell
    assert chi_square([40, 50, 7, 3], [45, 50, 3, 2]) == chi_square([40, 50, 10], [45, 50, 5])
    # 1 alone stays below 5 and takes the next smallest, 20, with it
    assert chi_square([1, 21, 78], [1, 20, 79]) == chi_square([22, 78], [21, 79])
    # an outcome that neither occurred nor could is no cell
    assert chi_square([48, 52, 0], [50, 50, 0]) == chi_square([48, 52], [50, 50])


def test_what_cannot_happen_and_did_is_never_chance():
    assert chi_square([50, 50, 1], [0.5, 0.5, 0.0])[:2] == (math.inf, 0.0)


def test_bad_input_gets_one_sentence():
    with pytest.raises(ValueError, match="at least one number"):
        bootstrap_interval([])
    with pytest.raises(ValueError, match="number 1 of it is not"):
        bootstrap_interval([1.0, math.nan, 2.0])
    for level in (0, 1, 95, math.nan):
        with pytest.raises(ValueError, match=f"level = {level}"):
            bootstrap_interval([1.0, 2.0], level=level)
    with pytest.raises(ValueError, match="a has 2 values and b 1"):
        bootstrap_difference([1, 2], [1])
    with pytest.raises(ValueError, match="2 observed and 3 expected"):
        chi_square([1, 2], [1, 2, 3])
    with pytest.raises(ValueError, match="must be 0 or more"):
        chi_square([-1, 2], [1, 2])
    with pytest.raises(ValueError, match="only one cell is left"):
        chi_square([2, 3], [1, 1])
