"""Duplicates among texts whose likeness is known."""

import itertools
import random
import zlib

import pytest

from helpers.world.duplicates import NEAR, count_duplicates, shingles, signature, similarity

WORDS = [f"w{i}" for i in range(500)]


def text(seed: int, length: int = 60) -> str:
    return " ".join(random.Random(seed).choices(WORDS, k=length))


def test_shingles_on_paper() -> None:
    assert len(shingles("a b c d e f g")) == 3
    assert shingles("A b c d e") == shingles("a b c d e")
    assert len(shingles("a b")) == len(shingles("")) == 1
    assert similarity(shingles("a b c d e f"), shingles("a b c d e g")) == pytest.approx(1 / 3)


def test_copies_are_counted_once_each() -> None:
    texts = [text(0), text(1), text(0), text(2), text(1), text(1)]
    found = count_duplicates(texts.__getitem__, len(texts))
    assert (found.exact, found.near) == (pytest.approx(3 / 6), 0.0)


def test_a_changed_last_word_makes_a_near_duplicate_and_a_changed_half_does_not() -> None:
    first = text(0)
    little = " ".join([*first.split()[:-1], "other"])
    much = " ".join([*first.split()[:30], *text(9, 30).split()])
    assert similarity(shingles(first), shingles(little)) > NEAR > similarity(shingles(first), shingles(much))
    texts = [first, little, much]
    found = count_duplicates(texts.__getitem__, 3)
    assert (found.exact, found.near) == (0.0, pytest.approx(1 / 3))


def test_nearly_all_near_duplicates_are_found() -> None:
    rng = random.Random(5)
    texts, planted = [], 0
    for i in range(300):
        texts.append(text(i))
        words = texts[-1].split()
        words[rng.randrange(len(words))] = "changed"
        copy = " ".join(words)
        planted += similarity(shingles(texts[-1]), shingles(copy)) >= NEAR
        texts.append(copy)
    found = count_duplicates(texts.__getitem__, len(texts))
    assert planted > 250
    assert 0.97 * planted <= found.near * len(texts) <= planted


def test_signatures_estimate_similarity() -> None:
    """The share of equal bins is the Jaccard similarity, on average."""
    pairs = [(frozenset(range(i, i + 200)), frozenset(range(i + 40, i + 240))) for i in range(0, 40_000, 400)]
    spread = [tuple(frozenset(zlib.crc32(str(v).encode()) for v in side) for side in pair) for pair in pairs]
    equal = [sum(a == b for a, b in zip(*map(signature, pair), strict=True)) / 32 for pair in spread]
    assert sum(equal) / len(equal) == pytest.approx(160 / 240, abs=0.03)


def test_every_bin_is_filled_from_a_single_shingle() -> None:
    values = signature(frozenset([12345]))
    assert all(value >= 0 for value in values)
    assert len(set(itertools.islice(values, 32))) > 1


def test_nothing_to_compare_is_said() -> None:
    with pytest.raises(ValueError, match="documents is 0"):
        count_duplicates(str, 0)
