"""Rankings as a labeller of lab 06 would hand them in: ties, an F for nonsense, and about 73 % agreement."""

from itertools import combinations

from helpers.world.labellers import LABELLERS
from tests.world.shipped.reading import read, read_all


def order(ranks, one, other):
    first, second = (float("inf") if ranks[i] is None else ranks[i] for i in (one, other))
    return (first < second) - (first > second)


def test_rankings_have_a_rank_or_an_f_for_each_completion():
    for row in read_all("preferences"):
        count = len(row["completions"])
        assert 3 <= count <= 5
        assert [completion["id"] for completion in row["completions"]] == list("abcde"[:count])
        assert len({completion["text"] for completion in row["completions"]}) == count
        assert [ranking["labeller"] for ranking in row["rankings"]] == [who.name for who in LABELLERS]
        for ranking in row["rankings"]:
            given = [rank for rank in ranking["ranks"] if rank is not None]
            assert len(ranking["ranks"]) == count
            assert set(given) == set(range(1, max(given, default=0) + 1))


def test_ties_are_sparing_and_fs_are_for_nonsense():
    rankings = [(row, ranking["ranks"]) for row in read_all("preferences") for ranking in row["rankings"]]
    tied = [len(set(ranks) - {None}) < len(ranks) - ranks.count(None) for _, ranks in rankings]
    assert 0.02 <= sum(tied) / len(tied) <= 0.35
    styles = [
        completion["style"]
        for row, ranks in rankings
        for completion, rank in zip(row["completions"], ranks, strict=True)
        if rank is None
    ]
    assert len(styles) >= 100
    assert styles.count("nonsense") / len(styles) >= 0.8


def test_two_labellers_agree_on_about_73_percent_of_the_pairs():
    shares = []
    for one, other in combinations(range(len(LABELLERS)), 2):
        same = []
        for row in read("preferences", "train"):
            ranks = [row["rankings"][who]["ranks"] for who in (one, other)]
            for pair in combinations(range(len(ranks[0])), 2):
                orders = [order(each, *pair) for each in ranks]
                if all(orders):
                    same.append(orders[0] == orders[1])
        shares.append(sum(same) / len(same))
    assert 0.70 <= sum(shares) / len(shares) <= 0.76


def test_there_are_enough_pairs_of_every_kind():
    pairs = [
        (first["style"], second["style"])
        for row in read("preferences", "train")
        for first, second in combinations(row["completions"], 2)
    ]
    assert len(pairs) >= 2500
    assert sum("gushing_empty" in pair for pair in pairs) >= 500
    assert sum("helpful_kind" in pair and "helpful_rude" in pair for pair in pairs) >= 200
    assert sum("complies" in pair for pair in pairs) >= 300
    lengths = [len(c["text"].split()) for row in read("preferences", "train") for c in row["completions"]]
    assert min(lengths) <= 5
    assert max(lengths) >= 40
