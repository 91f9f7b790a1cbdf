import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from helpers.sampling import draw
from helpers.sampling.drawing import invert_cdf

PROBS = torch.tensor([0.05, 0.4, 0.0, 0.25, 0.3])


def test_frequencies_follow_the_probabilities():
    counts = np.bincount(draw(PROBS, 20_000, np.random.default_rng(3)), minlength=5)
    assert counts[2] == 0
    possible = PROBS.numpy() > 0
    expected = PROBS.double().numpy()[possible]
    assert stats.chisquare(counts[possible], expected / expected.sum() * 20_000).pvalue > 0.01


def test_the_cumulative_distribution_follows_as_well():
    # Kolmogorov's bound: the largest gap of n draws exceeds 1.63 / √n once in a hundred times
    probs = torch.softmax(torch.linspace(0, 3, 500), -1)
    n = 10_000
    counts = np.bincount(draw(probs, n, np.random.default_rng(5)), minlength=500)
    gap = np.abs(np.cumsum(counts) / n - np.cumsum(probs.numpy())).max()
    assert gap < 1.63 / np.sqrt(n)


def test_successive_draws_are_independent():
    pairs = np.array(draw(torch.tensor([0.5, 0.5]), 20_000, np.random.default_rng(7))).reshape(-1, 2)
    table = np.bincount(pairs @ [2, 1], minlength=4).reshape(2, 2)
    assert stats.chi2_contingency(table).pvalue > 0.01


def test_one_random_number_each_and_the_interval_it_falls_into():
    probs = torch.tensor([[0.25, 0.5, 0.0, 0.25]], dtype=torch.float64)
    uniforms = torch.tensor([[0.0, 0.2499, 0.25, 0.7499, 0.75, 0.999]], dtype=torch.float64)
    assert invert_cdf(probs, uniforms).tolist() == [[0, 0, 1, 1, 3, 3]]
    rng, reference = np.random.default_rng(0), np.random.default_rng(0)
    draw(PROBS, 9, rng)
    reference.random(9)
    assert rng.random() == reference.random()


@given(st.lists(st.sampled_from([0.0, 1e-12, 0.1, 1.0, 7.0]), min_size=1, max_size=30).filter(any))
def test_an_impossible_token_is_never_drawn_even_at_the_edges(weights):
    for dtype in (torch.float32, torch.float64):
        probs = torch.tensor(weights, dtype=dtype)
        edges = torch.tensor([0.0, 1 - torch.finfo(dtype).eps / 2], dtype=dtype)
        first, last = invert_cdf(probs / probs.sum(), edges).tolist()
        possible = [token for token, weight in enumerate(weights) if weight]
        assert first == possible[0]
        assert last in possible


def test_the_ends():
    rng = np.random.default_rng(0)
    assert draw(PROBS, 0, rng) == []
    assert draw(torch.tensor([0.0, 1.0]), 3, rng) == [1, 1, 1]


@pytest.mark.parametrize("probs", [[0.5, 0.4], [1.5, -0.5], [float("nan"), 1.0], [[0.5, 0.5]], []])
def test_what_is_not_a_distribution_is_refused(probs):
    with pytest.raises(ValueError, match="add up to 1"):
        draw(torch.tensor(probs), 3, np.random.default_rng(0))
    with pytest.raises(ValueError, match="n = -1"):
        draw(PROBS, -1, np.random.default_rng(0))
