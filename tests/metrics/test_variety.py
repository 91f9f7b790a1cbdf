from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.metrics import distinct_n, longest_loop, repetition

words = st.lists(st.sampled_from("abc"), max_size=14)


def test_distinct_n_by_hand():
    # bigrams: the-sea, sea-the, the-sea; a-sea. Unigrams: the ×2, sea ×3, a
    texts = ["the sea the sea", "a sea"]
    assert distinct_n(texts, 1) == pytest.approx(3 / 6)
    assert distinct_n(texts, 2) == pytest.approx(3 / 4)
    assert distinct_n(texts) == pytest.approx(3 / 4)
    assert distinct_n(["one two three"], 3) == 1.0


def test_no_ngram_crosses_from_one_text_into_the_next():
    assert distinct_n([[1, 2], [2, 1], [1, 2]], 2) == pytest.approx(2 / 3)


def test_repetition_by_hand():
    assert repetition("row row row your boat", 1) == pytest.approx(2 / 5)
    assert repetition("row row row your boat", 2) == pytest.approx(1 / 4)
    assert repetition([5, 6, 7, 8, 5, 6, 7, 8]) == pytest.approx(1 / 5)
    assert repetition("a b c") == repetition("") == 0.0


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("", 0),
        ("one", 0),
        ("no no", 2),
        ("I know that I know that I", 7),
        ("I know that I know", 0),
        ("so it goes and goes and goes and stops", 6),
        ("x x y y y", 3),
        ("a b a b c c c c c", 5),
    ],
)
def test_longest_loop_by_hand(text, length):
    assert longest_loop(text) == length


def looping(tokens) -> bool:
    """Some phrase, said twice or more in a row and perhaps begun once more, is all of the tokens."""
    return any(
        all(tokens[i] == tokens[i % period] for i in range(len(tokens)))
        for period in range(1, len(tokens) // 2 + 1)
    )


@given(words)
def test_longest_loop_agrees_with_its_definition(tokens):
    stretches = [tokens[i:j] for i in range(len(tokens)) for j in range(i + 2, len(tokens) + 1)]
    assert longest_loop(tokens) == max((len(part) for part in stretches if looping(part)), default=0)


@given(words.filter(bool), st.integers(1, 4))
def test_shares_agree_with_a_count(tokens, n):
    counts = Counter(tuple(tokens[i : i + n]) for i in range(len(tokens) - n + 1))
    repeats = sum(count - 1 for count in counts.values())
    total = sum(counts.values())
    assert repetition(tokens, n) == pytest.approx(repeats / total if total else 0)
    if total:
        assert distinct_n([tokens], n) == pytest.approx(1 - repeats / total)


def test_bad_input_gets_one_sentence():
    with pytest.raises(ValueError, match="put it in a list"):
        distinct_n("one string")
    with pytest.raises(ValueError, match="None of the 2 texts has 3 tokens"):
        distinct_n(["a b", ""], 3)
    with pytest.raises(ValueError, match="None of the 0 texts"):
        distinct_n([])
    with pytest.raises(ValueError, match="n = 0"):
        repetition("a b", 0)
