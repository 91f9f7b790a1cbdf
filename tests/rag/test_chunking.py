from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from transformers import PreTrainedTokenizerBase

from helpers.errors import CourseError
from helpers.rag import Chunking, Document, chunk, pack, sentence_spans

lengths_and_sizes = st.integers(1, 12).flatmap(
    lambda size: st.tuples(
        st.lists(st.integers(1, size), min_size=1, max_size=15), st.just(size), st.integers(0, size - 1)
    )
)


@given(lengths_and_sizes)
def test_chunks_hold_every_piece_within_the_size(drawn: tuple[list[int], int, int]) -> None:
    lengths, size, overlap = drawn
    found = pack(lengths, size, overlap)
    assert found[0][0] == 0
    assert found[-1][1] == len(lengths)
    assert all(sum(lengths[first:end]) <= size for first, end in found)
    for (first, end), (after, later) in pairwise(found):
        assert first < after <= end < later
        assert sum(lengths[after:end]) <= overlap
        can_repeat_more = sum(lengths[after - 1 : end]) <= overlap
        leaves_room = sum(lengths[after - 1 : end + 1]) <= size
        assert not (after - 1 > first and can_repeat_more and leaves_room)


def test_pieces_of_one_token_make_sliding_windows() -> None:
    assert pack([1] * 10, 4, 1) == [(0, 4), (3, 7), (6, 10)]
    assert pack([], 4, 1) == []


def test_sentences_keep_prices_and_times_whole() -> None:
    text = "It opens at 9.30 am. A bun costs £1.75!\n\nWho knows?"
    assert [text[a:b] for a, b in sentence_spans(text)] == [
        "It opens at 9.30 am.",
        "A bun costs £1.75!",
        "Who knows?",
    ]


@given(text=st.text(st.sampled_from("ab £é漢🦀.!?\n "), min_size=1, max_size=80), size=st.integers(1, 9))
def test_chunks_are_slices_that_lose_no_letter(
    tokenizer: PreTrainedTokenizerBase, text: str, size: int
) -> None:
    found = chunk(Document("d", "T", text), tokenizer, Chunking(size, 0))
    assert all(piece.text == text[piece.start : piece.end] for piece in found)
    covered = {i for piece in found for i in range(piece.start, piece.end)}
    assert {i for i, letter in enumerate(text) if not letter.isspace()} <= covered


def test_a_chunk_has_its_document_and_title(tokenizer: PreTrainedTokenizerBase) -> None:
    document = Document("w1", "The Warm Crust", "It opens at 6 am.\nThe Warm Crust is shut on Monday.")
    first, second = chunk(document, tokenizer, Chunking(12, 0))
    assert (first.key, second.key) == ("w1#0", "w1#1")
    assert first.passage == "The Warm Crust. It opens at 6 am."
    assert second.passage == "The Warm Crust is shut on Monday."


@pytest.mark.parametrize(("size", "overlap"), [(0, 0), (8, 8), (8, -1)])
def test_impossible_settings_are_refused(size: int, overlap: int) -> None:
    with pytest.raises(CourseError, match="overlap"):
        Chunking(size, overlap)
