"""Pairs, ratings and agreement against paper, scipy and nltk."""

import itertools
import math
import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from nltk.metrics.agreement import AnnotationTask
from scipy.optimize import minimize

from helpers import preferences as p

RANKS = st.lists(st.none() | st.integers(1, 4), min_size=0, max_size=6)


def test_pairs_on_paper():
    assert p.rankings_to_pairs([{"a": 2, "b": 1, "c": 3}]) == [("b", "a"), ("a", "c"), ("b", "c")]
    assert p.rankings_to_pairs([{"a": 1, "b": 1, "c": 2}]) == [("a", "c"), ("b", "c")]
    assert p.rankings_to_pairs([{"a": None, "b": 2, "c": None}]) == [("b", "a"), ("b", "c")]
    assert p.rankings_to_pairs([{"a": None, "b": None}, {"a": 1}, {}]) == []


@given(RANKS)
def test_every_pair_is_in_order_and_none_is_missing(ranks):
    ranking = dict(enumerate(ranks))
    pairs = p.rankings_to_pairs([ranking])
    worst = 99
    value = [rank if rank is not None else worst for rank in ranks]
    assert all(value[one] < value[other] for one, other in pairs)
    assert len(pairs) == sum(a != b for a, b in itertools.combinations(value, 2))
    assert len(set(pairs)) == len(pairs)


@pytest.mark.parametrize("rank", [0, -1, 1.5])
def test_a_rank_is_a_whole_number_from_one(rank):
    with pytest.raises(ValueError, match="A rank is"):
        p.rankings_to_pairs([{"a": rank, "b": 1}])


def test_consensus_on_paper():
    # a beats b 2:1, b beats c 2:1, a beats c 3:0
    rankings = [{"a": 1, "b": 2, "c": 3}, {"a": 1, "b": 3, "c": 2}, {"b": 1, "a": 2, "c": 3}]
    assert p.consensus(rankings) == {"a": 1, "b": 2, "c": 3}
    cycle = [{"a": 1, "b": 2, "c": 3}, {"b": 1, "c": 2, "a": 3}, {"c": 1, "a": 2, "b": 3}]
    assert p.consensus(cycle) == {"a": 1, "b": 1, "c": 1}
    with pytest.raises(ValueError, match="different completions"):
        p.consensus([{"a": 1}, {"b": 1}])
    with pytest.raises(ValueError, match="no ranking"):
        p.consensus([])


def test_elo_on_paper():
    assert p.elo_update(1000, 1000, 1) == (1016, 984)
    assert p.elo_update(1000, 1000, 0.5) == (1000, 1000)
    # 400 points ahead: expected 10/11
    assert p.elo_update(1400, 1000, 0) == pytest.approx((1400 - 32 * 10 / 11, 1000 + 32 * 10 / 11))
    with pytest.raises(ValueError, match="score_a is 2"):
        p.elo_update(1000, 1000, 2)


@given(st.floats(-3000, 3000), st.floats(-3000, 3000), st.floats(0, 1))
def test_elo_takes_from_one_what_it_gives_the_other(a, b, score):
    new_a, new_b = p.elo_update(a, b, score)
    assert new_a + new_b == pytest.approx(a + b, abs=1e-6)


def test_elo_depends_on_the_order_of_the_games():
    games = [("a", "b"), ("b", "c"), ("c", "a"), ("a", "b")]
    assert p.elo_ratings(games) != p.elo_ratings(games[::-1])
    assert sum(p.elo_ratings(games).values()) == pytest.approx(3000)


def test_bradley_terry_probability_on_paper():
    assert p.bradley_terry_probability(1, 1) == 0.5
    assert p.bradley_terry_probability(math.log(3), 0) == pytest.approx(0.75)
    assert p.bradley_terry_probability(-1e4, 1e4) == 0.0


def test_two_players_are_as_far_apart_as_the_odds():
    strengths = p.bradley_terry_fit([[0, 30], [10, 0]])
    assert strengths[0] - strengths[1] == pytest.approx(math.log(3))
    assert strengths.sum() == pytest.approx(0)


@given(st.integers(0, 1000))
def test_the_fit_is_the_maximum_of_the_likelihood(seed):
    rng = np.random.default_rng(seed)
    wins = rng.integers(1, 20, (4, 4))
    np.fill_diagonal(wins, 0)

    def negative_log_likelihood(free):
        s = np.append(free, -free.sum())
        return (wins * np.log1p(np.exp(s[None, :] - s[:, None]))).sum()

    best = minimize(negative_log_likelihood, np.zeros(3), method="BFGS", options={"gtol": 1e-8})
    expected = np.append(best.x, -best.x.sum())
    np.testing.assert_allclose(p.bradley_terry_fit(wins), expected, atol=1e-4)


@pytest.mark.parametrize(
    ("wins", "sentence"),
    [
        ([[0, 3], [0, 0]], "no finite strengths"),
        ([[0, 1, 0], [1, 0, 0], [0, 0, 0]], "no finite strengths"),
        ([[0, 1]], "square table"),
        ([[0, -1], [1, 0]], "negative or not finite"),
    ],
)
def test_results_that_no_strengths_explain(wins, sentence):
    with pytest.raises(ValueError, match=sentence):
        p.bradley_terry_fit(wins)


def test_agreement_on_paper():
    # pairs: ab same, ac same, bc different; then a tie that does not count
    one, other = {"a": 1, "b": 2, "c": 3}, {"a": 1, "b": 3, "c": 2}
    assert p.pairwise_agreement([one, other]) == pytest.approx(2 / 3)
    assert p.pairwise_agreement([one, {"a": 1, "b": 1, "c": None}]) == 1.0
    with pytest.raises(ValueError, match="No two labellers"):
        p.pairwise_agreement([one])


def test_alpha_agrees_with_nltk():
    rng = random.Random(1)
    items = [[rng.choice(["x", "y", "z"]) for _ in range(4)] for _ in range(60)]
    items = [[said if rng.random() < 0.6 else row[0] for said in row] for row in items]
    task = AnnotationTask(
        [(f"c{c}", str(i), said) for i, row in enumerate(items) for c, said in enumerate(row)]
    )
    assert p.krippendorff_alpha(items) == pytest.approx(task.alpha())


def test_alpha_with_missing_values_on_paper():
    """Krippendorff's own example (2011, "Computing Krippendorff's alpha-reliability", nominal data): 0.743."""
    coders = [
        [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3],
        [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None],
    ]
    assert p.krippendorff_alpha(zip(*coders, strict=True)) == pytest.approx(0.743, abs=5e-4)


def test_alpha_at_its_ends():
    assert p.krippendorff_alpha([["x", "x"], ["y", "y"]]) == 1
    assert p.krippendorff_alpha([["x", "y"], ["y", "x"]]) < 0
    with pytest.raises(ValueError, match="same thing"):
        p.krippendorff_alpha([["x", "x"]])
    with pytest.raises(ValueError, match="two labellers"):
        p.krippendorff_alpha([["x", None]])


def test_cost_on_paper():
    # 33,000 comparisons at $3.50 and 4 minutes, by two people
    cost = p.annotation_cost(33_000, 3.5, 4, labellers=2)
    assert (cost.money, cost.hours) == (231_000, 4400)
    with pytest.raises(ValueError, match="price is -1"):
        p.annotation_cost(1, -1, 1)
    with pytest.raises(ValueError, match="labellers is 0"):
        p.annotation_cost(1, 1, 1, 0)


@given(st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from("abc")), min_size=3, max_size=12))
def test_agreement_of_two_against_nltk(both):
    if len({value for pair in both for value in pair}) < 2:
        return
    task = AnnotationTask(
        [(who, item, said) for item, pair in enumerate(both) for who, said in enumerate(pair)]
    )
    raw, alpha = p.agreement([one for one, _ in both], [other for _, other in both])
    assert raw == pytest.approx(task.avg_Ao())
    assert alpha == pytest.approx(task.alpha())


def test_items_of_one_labeller_are_left_out():
    """Four items, three judged by both, two of them alike: raw 2/3; 5 a and 1 b: α = 1 - 5·2/(36 - 25 - 1)."""
    raw, alpha = p.agreement(["a", "a", "b", "b"], ["a", "a", "a", None])
    assert raw == pytest.approx(2 / 3)
    assert alpha == pytest.approx(1 - 5 * 2 / (36 - 25 - 1))
    with pytest.raises(ValueError, match="No item was judged"):
        p.agreement(["a", None], [None, "b"])
    with pytest.raises(ValueError, match=r"shorter|longer"):
        p.agreement(["a"], ["a", "b"])


def test_cost_of_all_pairs():
    """10 prompts of 4 completions: 60 comparisons, by 2 labellers: 120, at 3.50 and 4 minutes: 420 and 8 hours."""
    assert p.comparison_cost(10, 4, 2, 3.5, 4) == pytest.approx((420, 8))
    with pytest.raises(ValueError, match="takes two"):
        p.comparison_cost(10, 1, 2, 3.5, 4)
