import zlib

import pytest

from helpers.world import Document
from helpers.world.statistics import distinct, docstrings, measure, table


def test_distinct_by_hand():
    words = ("a", "b", "a", "b")
    assert distinct(words, 1) == 2 / 4
    assert distinct(words, 2) == 2 / 3  # ab, ba, ab
    assert distinct(words, 3) == 2 / 2  # aba, bab
    assert distinct((), 1) == 0


def test_measure_counts_words_and_duplicates():
    texts = ["one two", "three", "one two", "four five six"]
    found = measure("texts", [Document("x", text) for text in texts])
    assert (found.documents, found.words) == (4, 8)
    assert found.duplicates == 1 / 4
    assert found.sample == tuple(" ".join(texts).split())
    joined = "\n\n".join(texts).encode()
    assert found.compressed == pytest.approx(len(zlib.compress(joined, 9)) / len(joined))


def test_the_table_compares_equal_lengths():
    short = measure("short", [Document("x", "a a")])
    long = measure("long", [Document("x", "a a b c d e")])
    lines = table([short, long]).splitlines()
    assert lines[1].split()[4] == lines[2].split()[4] == "0.500"
    assert "first 2 words" in lines[-1]


def test_the_baseline_is_english():
    texts = docstrings()
    first = " ".join(next(texts).text for _ in range(200)).lower().split()
    assert first.count("the") > 0.02 * len(first)
