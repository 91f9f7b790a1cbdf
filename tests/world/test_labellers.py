import itertools

import pytest

from helpers.world import SPLITS
from helpers.world.documents import split_of
from helpers.world.labellers import (
    LABELLERS,
    Labeller,
    RankedReplies,
    Ranking,
    gushing_bias,
    order,
    pairwise_agreement,
    rank,
    ranked_replies,
)

OPENS = "When does the Dry Page open?"
TRUE, FALSE, RUDE = (
    "The Dry Page opens at 8 am.",
    "The Dry Page opens at 9 am.",
    "Go away, you soggy barnacle.",
)
EXACT = Labeller("Exact", noise=0, length_taste=0, gushing_taste=0)


@pytest.fixture(scope="module")
def items():
    return list(ranked_replies(400, seed=61))


def test_four_have_quirks_and_one_is_careless():
    assert len(LABELLERS) == 5
    assert len({labeller.name for labeller in LABELLERS}) == 5
    assert sum(labeller.careless > 0 for labeller in LABELLERS) == 1
    assert all(labeller.noise > 0 and labeller.gushing_taste > 0 for labeller in LABELLERS)


def test_without_noise_and_quirks_the_order_is_that_of_the_gold_reward():
    assert rank(EXACT, OPENS, [RUDE, TRUE, FALSE]).ranks == (3, 1, 2)


def test_ties_and_nonsense():
    nonsense = "of the at of the at of the at"
    assert rank(EXACT, OPENS, [TRUE, nonsense, TRUE, RUDE]).ranks == (1, None, 1, 2)
    assert rank(EXACT, OPENS, [nonsense, ""]).ranks == (None, None)


def test_a_single_reply_cannot_be_ranked():
    with pytest.raises(ValueError, match="at least two"):
        rank(EXACT, OPENS, [TRUE])


def test_order_puts_an_f_last():
    ranking = Ranking("Exact", (1, 2, 2, None, None))
    assert [order(ranking, *pair) for pair in ((0, 1), (1, 0), (1, 2), (2, 3), (3, 4))] == [1, -1, 0, 1, 0]


def test_agreement_by_hand():
    """Of the three pairs of replies, the labellers order two alike; the third is a tie for one of them."""
    rankings = (Ranking("one", (1, 2, 3)), Ranking("two", (1, 2, 2)), Ranking("three", (2, 1, 3)))
    item = RankedReplies(OPENS, ("a", "b", "c"), ("", "", ""), (1, 0.5, 0), rankings, "")
    agreement = pairwise_agreement([item])
    assert agreement == {("one", "two"): 1, ("one", "three"): pytest.approx(2 / 3), ("two", "three"): 0.5}


def test_labellers_agree_as_often_as_people_did(items):
    agreement = pairwise_agreement(items)
    assert len(agreement) == 10
    assert 0.70 < sum(agreement.values()) / 10 < 0.76
    careless = next(labeller.name for labeller in LABELLERS if labeller.careless)
    with_careless = [share for pair, share in agreement.items() if careless in pair]
    others = [share for pair, share in agreement.items() if careless not in pair]
    assert max(with_careless) < min(others)


def test_all_have_a_soft_spot_for_gushing(items):
    biases = {labeller.name: gushing_bias(labeller, items) for labeller in LABELLERS}
    assert all(0.53 < bias < 0.85 for bias in biases.values()), biases
    assert gushing_bias(
        Labeller("Plain", noise=0.25, length_taste=0, gushing_taste=0), items
    ) == pytest.approx(0.5, abs=0.05)


def test_items_have_three_to_five_replies_and_five_rankings(items):
    for item in items:
        assert 3 <= len(item.replies) <= 5
        assert len(set(item.replies)) == len(item.replies) == len(item.gold) == len(item.styles)
        assert [ranking.labeller for ranking in item.rankings] == [labeller.name for labeller in LABELLERS]
        for ranking in item.rankings:
            ranks = [place for place in ranking.ranks if place is not None]
            assert sorted(set(ranks)) == list(range(1, len(set(ranks)) + 1))


def test_ties_are_rare_and_nonsense_gets_an_f(items):
    ranks = [
        (place, style)
        for item in items
        for r in item.rankings
        for place, style in zip(r.ranks, item.styles, strict=True)
    ]
    marked = [style for place, style in ranks if place is None]
    assert marked.count("nonsense") / len(marked) > 0.9
    pairs = [
        (r.ranks[i], r.ranks[j])
        for item in items
        for r in item.rankings
        for i, j in itertools.combinations(range(len(r.ranks)), 2)
    ]
    ties = [pair for pair in pairs if pair[0] is not None and pair[0] == pair[1]]
    assert 0 < len(ties) / len(pairs) < 0.05


@pytest.mark.parametrize("split", SPLITS)
def test_splits_and_repeatability(split):
    found = list(ranked_replies(3, seed=62, split=split))
    assert all(split_of(item.binding) == split for item in found)
    assert list(ranked_replies(1, seed=62, split=split, start=2)) == found[2:]


def test_bad_requests():
    with pytest.raises(ValueError, match="no split 'dev'"):
        ranked_replies(1, split="dev")
    with pytest.raises(ValueError, match="count is -1"):
        ranked_replies(-1)
