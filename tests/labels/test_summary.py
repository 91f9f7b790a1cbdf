"""Expected values are worked out on paper; α also by the formula of its definition for two values."""

import pytest

from helpers.labels import Item, LabelFile, summarise
from helpers.labels.summary import AMONG, TOGETHER


def give(file: LabelFile, item: Item, *ranks: int | None, seconds: float = 30) -> None:
    file.save(item, dict(zip(item.completions, ranks, strict=True)), seconds)


def test_without_a_label(items: list[Item]) -> None:
    nothing = summarise(items, {})
    assert (nothing.labels, nothing.pairs, nothing.ratings, nothing.money) == (0, 0, (), 0)
    assert nothing.hours == (0, 0)
    assert {(each.pairs, each.raw, each.alpha) for each in nothing.agreement} == {(0, None, None)}


def test_pairs_time_and_money(file: LabelFile, items: list[Item]) -> None:
    """Three pairs of the first; of the third, six less the tie and less the pair of two F: 4."""
    give(file, items[0], 1, 2, 3, seconds=20)
    give(file, items[2], 1, 1, None, None, seconds=40)
    found = summarise(items, file.read(items).labels, price=3.5, minutes=(3, 5))
    assert (found.labels, found.pairs, found.seconds) == (2, 7, 60)
    assert found.money == 7
    assert found.hours == pytest.approx((0.1, 1 / 6))


def test_elo_in_the_order_of_labelling(file: LabelFile, items: list[Item]) -> None:
    """From 1000 each, an even game moves 16; then the expectation at 16 points less and 16 more."""
    give(file, items[1], 1, 2)
    [kind, rude] = summarise(items, file.read(items).labels).ratings
    assert (kind.source, kind.elo, kind.won, kind.lost) == ("kind", 1016, 1, 0)
    assert (rude.source, rude.elo, rude.won, rude.lost) == ("rude", 984, 0, 1)
    give(file, items[2], 1, 2, None, None)
    games = [("rude", "kind"), ("rude", "wrong"), ("rude", "kind"), ("rude", "wrong")]
    rating = {"kind": 1016.0, "rude": 984.0, "wrong": 1000.0}
    for winner, loser in games:
        surprise = 1 / (1 + 10 ** ((rating[winner] - rating[loser]) / 400))
        rating[winner] += 32 * surprise
        rating[loser] -= 32 * surprise
    found = summarise(items, file.read(items).labels).ratings
    assert {each.source: each.elo for each in found} == pytest.approx(rating)
    assert [each.elo for each in found] == sorted(rating.values(), reverse=True)


def test_agreement_with_each_and_with_all(file: LabelFile, items: list[Item]) -> None:
    """You order one as a, b, c: Ann all three pairs alike, Bob none; of two, Ann alike and Bob tied."""
    give(file, items[0], 1, 2, 3)
    give(file, items[1], 1, 2)
    ann, bob, together, among = summarise(items, file.read(items).labels).agreement
    assert (ann.labeller, ann.pairs, ann.raw, ann.alpha) == ("Ann", 4, 1, 1)
    assert (bob.labeller, bob.pairs, bob.raw) == ("Bob", 3, 0)
    assert (together.labeller, together.pairs, together.raw) == (TOGETHER, 7, pytest.approx(4 / 7))
    assert (among.labeller, among.pairs, among.raw) == (AMONG, 3, 0)
    # Two values, each half of all: with N pairs, d of them unlike, α = 1 - (4N - 1) d / (2 N²).
    assert bob.alpha == pytest.approx(1 - 11 * 3 / 18)
    assert together.alpha == pytest.approx(1 - 27 * 3 / 98)


def test_alpha_does_not_depend_on_which_of_a_pair_comes_first(file: LabelFile, items: list[Item]) -> None:
    give(file, items[1], 1, 2)
    ann = summarise(items, file.read(items).labels).agreement[0]
    assert (ann.pairs, ann.alpha) == (1, 1), "a single pair is enough"


def test_nobody_to_agree_with_and_nothing_to_rate(file: LabelFile, items: list[Item]) -> None:
    bare = [Item(item.id, item.prompt, item.completions, {}, {}) for item in items]
    give(file, bare[0], 1, 2, 3)
    found = summarise(bare, file.read(bare).labels)
    assert (found.agreement, found.ratings, found.pairs) == ((), (), 3)


def test_all_f_gives_no_pair(file: LabelFile, items: list[Item]) -> None:
    give(file, items[0], None, None, None)
    found = summarise(items, file.read(items).labels)
    assert (found.labels, found.pairs, found.ratings) == (1, 0, ())


def test_a_negative_price(items: list[Item]) -> None:
    with pytest.raises(ValueError, match="price is -1"):
        summarise(items, {}, price=-1)
