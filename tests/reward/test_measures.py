"""Accuracy, ceilings, calibration and best-of-n against paper and brute force."""

import math
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.reward import (
    agreement_ceiling,
    best_of_n,
    best_of_n_kl,
    calibration,
    calibration_error,
    edited_scores,
    noise_ceiling,
    pair_accuracy,
)


def test_accuracy_and_ceiling_on_paper() -> None:
    assert pair_accuracy([0.1, -2.0, 0.0]) == [1.0, 0.0, 0.5]
    assert noise_ceiling([0.9, 0.2, 0.5]) == [0.9, 0.8, 0.5]
    with pytest.raises(ValueError, match="outside"):
        noise_ceiling([1.2])


@given(st.lists(st.floats(0, 1), min_size=1, max_size=20))
def test_agreement_bounds_the_ceiling(probabilities: list[float]) -> None:
    p = np.array(probabilities)
    agreement = float((p**2 + (1 - p) ** 2).mean())
    assert float(np.mean(noise_ceiling(p))) <= agreement_ceiling(agreement) + 1e-9


def test_agreement_of_equal_pairs_is_the_ceiling() -> None:
    assert agreement_ceiling(0.8**2 + 0.2**2) == pytest.approx(0.8)
    with pytest.raises(ValueError, match="who share a preference"):
        agreement_ceiling(0.4)


def test_calibration_of_a_calibrated_model() -> None:
    rng = np.random.default_rng(0)
    lead = rng.normal(0, 2, 40_000)  # of the first reply over the second, as the model sees it
    first_wins = rng.random(40_000) < 1 / (1 + np.exp(-lead))
    margins = np.where(first_wins, lead, -lead)
    bins = calibration(margins)
    assert [len(one.outcomes) for one in bins] == [4000] * 10
    assert calibration_error(bins) < 0.02
    assert calibration_error(calibration(3 * margins)) > 0.1


def test_calibration_on_paper() -> None:
    """Looked at from the chosen side (σ(0) = ½, came true) and from the other (σ(-log 3) = ¼, did not)."""
    [low, high] = calibration([0.0, math.log(3)], bins=2)
    assert (low.predicted, low.observed) == (pytest.approx(0.25), 0.0)
    assert (high.predicted, high.observed) == (pytest.approx(0.5), 1.0)
    assert calibration_error([low, high]) == pytest.approx((0.25 + 0.5) / 2)
    with pytest.raises(ValueError, match="2 pairs for 3 bins"):
        calibration([1.0, 2.0], bins=3)
    with pytest.raises(ValueError, match="no bin"):
        calibration_error([])


@given(st.lists(st.tuples(st.integers(0, 3), st.floats(-5, 5)), min_size=1, max_size=7), st.data())
def test_best_of_n_against_all_subsets(samples: list[tuple[int, float]], data: st.DataObject) -> None:
    n = data.draw(st.integers(1, len(samples)))
    scores, values = zip(*samples, strict=True)
    best = [
        values[max(chosen, key=lambda i: (scores[i], i))] for chosen in combinations(range(len(samples)), n)
    ]
    assert best_of_n(scores, values, n) == pytest.approx(sum(best) / len(best), abs=1e-9)


def test_best_of_many_stays_finite() -> None:
    assert best_of_n(np.arange(5000.0), np.ones(5000), 2500) == pytest.approx(1)


def test_best_of_n_refuses() -> None:
    with pytest.raises(ValueError, match="from 1 to 2"):
        best_of_n([1, 2], [1, 2], 3)
    with pytest.raises(ValueError, match="give one of each"):
        best_of_n([1, 2], [1], 1)


def test_nats_of_best_of_n() -> None:
    assert best_of_n_kl(1) == 0
    assert best_of_n_kl(4) == pytest.approx(math.log(4) - 0.75)
    with pytest.raises(ValueError, match="n is 0"):
        best_of_n_kl(0)


def test_edits_are_scored_against_the_same_reply() -> None:
    found = edited_scores(lambda prompts, replies: [len(r) for r in replies], ["p", "p"], ["ab", "c"], "xyz")
    assert found.before == [2, 1]
    assert found.moved == [4, 4]
    assert found.raised == [1.0, 1.0]
