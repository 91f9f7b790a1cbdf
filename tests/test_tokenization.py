import json
from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers
from transformers import PreTrainedTokenizerFast

from helpers.tokenization import (
    BYTE_SYMBOLS,
    BytePairTokenizer,
    describe,
    encode_bpe,
    split_words,
    to_bytes,
    to_symbols,
    train_bpe,
)

# Unicode grows: what this Python does not know as a letter, a newer library may.
characters = st.characters(exclude_categories=["Cs", "Cn"])
texts = st.text(st.one_of(st.sampled_from("ab '\ns1é"), characters), max_size=60)

PAPER = {"low": 5, "lower": 2, "newest": 6, "widest": 3}  # the corpus of Sennrich et al., 2016
STORY = """Ada painted the boat blue. Ben painted the boat red, and Ada's boat wasn't blue any more!
In 1987 the lighthouse keeper said: "Three boats, thirty-three nets … and no fish."

  «Où est le phare?» – 灯台はどこですか。 🚣🏽‍♀️ rows home; row, row, rowed.
"""


def library(corpus: list[str], vocab_size: int, whole_alphabet: bool = True) -> Tokenizer:
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    alphabet = pre_tokenizers.ByteLevel.alphabet() if whole_alphabet else []
    trainer = trainers.BpeTrainer(vocab_size=vocab_size, initial_alphabet=alphabet, show_progress=False)
    tokenizer.train_from_iterator(corpus, trainer)
    return tokenizer


def library_merges(tokenizer: Tokenizer) -> list[tuple[str, str]]:
    return [tuple(pair) for pair in json.loads(tokenizer.to_str())["model"]["merges"]]


def recounting_merges(word_counts: dict[str, int], num_merges: int) -> list[tuple[str, str]]:
    """The definition, without any bookkeeping: count all pairs again before each merge."""
    words = {word: list(word) for word in word_counts}
    ids = {symbol: number for number, symbol in enumerate(sorted(set("".join(word_counts))))}
    merges: list[tuple[str, str]] = []
    while len(merges) < num_merges:
        pairs = Counter()
        for word, tokens in words.items():
            for pair in pairwise(tokens):
                pairs[pair] += word_counts[word]
        pairs = +pairs
        if not pairs:
            break
        best = min(pairs, key=lambda pair: (-pairs[pair], ids[pair[0]], ids[pair[1]]))
        merges.append(best)
        ids.setdefault("".join(best), len(ids))
        for tokens in words.values():
            position = 0
            while position < len(tokens) - 1:
                if (tokens[position], tokens[position + 1]) == best:
                    tokens[position : position + 2] = ["".join(best)]
                position += 1
    return merges


def test_byte_alphabet():
    assert set(BYTE_SYMBOLS.values()) == set(pre_tokenizers.ByteLevel.alphabet())
    assert len(BYTE_SYMBOLS) == 256
    assert to_symbols(" a\né") == "ĠaĊÃ©"
    assert to_bytes("ĠaĊÃ©").decode() == " a\né"


def test_merges_by_hand():
    # es and st tie at 9: e has the lower id. Then est 9; lo and ow tie at 7; low 7; and of ew, ne and w+est with 6
    # each, e again has the lowest id.
    assert train_bpe(PAPER, 5) == [("e", "s"), ("es", "t"), ("l", "o"), ("lo", "w"), ("e", "w")]


def test_a_tie_goes_to_the_lowest_left_id_then_the_lowest_right_id():
    assert train_bpe({"cd": 2, "ab": 2, "ad": 2}, 3) == [("a", "b"), ("a", "d"), ("c", "d")]


def test_runs_are_counted_pair_by_pair_and_merged_from_the_left():
    assert train_bpe({"aaaaa": 1, "bc": 3}, 3) == [("a", "a"), ("b", "c"), ("aa", "a")]
    assert encode_bpe("aaaaa", [("a", "a")]) == ["aa", "aa", "a"]


def test_stops_when_no_pair_is_left():
    assert train_bpe({"ab": 1, "c": 4}, 10) == [("a", "b")]
    assert train_bpe({}, 10) == []
    assert train_bpe({"ab": 0}, 10) == []
    assert train_bpe({"ab": 1}, 0) == []


@given(
    st.dictionaries(st.text("abc", min_size=1, max_size=12), st.integers(0, 4), max_size=8),
    st.integers(0, 25),
)
def test_bookkeeping_agrees_with_counting_again(word_counts, num_merges):
    assert train_bpe(word_counts, num_merges) == recounting_merges(word_counts, num_merges)


@given(st.lists(texts, max_size=6))
def test_merges_and_ids_agree_with_the_library_on_any_corpus(corpus):
    theirs = library(corpus, 290)
    ours = BytePairTokenizer.train(corpus, 290)
    assert list(ours.merges) == library_merges(theirs)
    assert ours.vocab == theirs.get_vocab()
    for text in corpus:
        assert ours.encode(text) == theirs.encode(text).ids


def test_merges_and_ids_agree_with_the_library_on_a_story():
    theirs = library([STORY], 400)
    ours = BytePairTokenizer.train([STORY], 400)
    assert len(ours) == len(ours.tokens) == 400
    assert list(ours.merges) == library_merges(theirs)
    assert ours.vocab == theirs.get_vocab()
    for text in (STORY, STORY.upper(), "A new boat — Ådne's – isn't\tred \n"):
        assert ours.encode(text) == theirs.encode(text).ids
        assert ours.decode(ours.encode(text)) == text
    word_counts = Counter(split_words(STORY))
    seen_only = library([STORY], 80, whole_alphabet=False)
    assert train_bpe(word_counts, len(library_merges(seen_only))) == library_merges(seen_only)


@given(texts)
def test_words_agree_with_the_library(text):
    theirs = pre_tokenizers.ByteLevel(add_prefix_space=False).pre_tokenize_str(text)
    assert split_words(text) == [word for word, _ in theirs]


@given(st.text())
def test_any_text_survives_the_round_trip(text):
    tokenizer = BytePairTokenizer.train([STORY], 300)
    assert tokenizer.decode(tokenizer.encode(text)) == text


@given(st.text("abcd", max_size=20))
def test_encoding_applies_merges_in_the_order_of_their_ranks(word):
    merges = [("b", "c"), ("a", "b"), ("ab", "c"), ("bc", "d"), ("a", "a")]
    ids = {
        token: number for number, token in enumerate([*"abcd", *map("".join, merges[:2]), "abc", "bcd", "aa"])
    }
    theirs = Tokenizer(models.BPE(ids, merges))
    assert encode_bpe(word, merges) == theirs.encode(word).tokens


def test_ranks_win_over_length_and_position():
    assert encode_bpe("abc", [("b", "c"), ("a", "b")]) == ["a", "bc"]
    assert encode_bpe("abc", [("a", "b"), ("b", "c"), ("ab", "c")]) == ["abc"]
    assert encode_bpe("", [("a", "b")]) == []


def test_a_part_of_a_character_decodes_to_a_replacement_sign():
    tokenizer = BytePairTokenizer(())
    assert tokenizer.decode(tokenizer.encode("é")[:1]) == "�"


def test_bad_input_gets_one_sentence():
    tokenizer = BytePairTokenizer(())
    with pytest.raises(ValueError, match=r"There is no token 256; .* from 0 to 255"):
        tokenizer.decode([3, 256])
    with pytest.raises(ValueError, match="There is no token -1"):
        tokenizer.decode([-1])
    with pytest.raises(ValueError, match="vocab_size = 100 cannot be used"):
        BytePairTokenizer.train(["a"], 100)
    with pytest.raises(ValueError, match=r"'\\ud800', half of a surrogate pair"):
        tokenizer.encode("a\ud800")
    with pytest.raises(ValueError, match="0 or more"):
        train_bpe({"ab": 1}, -1)


def shown(tokenizer, text):
    return [(view.text, view.bytes, view.start, view.end) for view in describe(tokenizer, text)]


@pytest.mark.parametrize("trim_offsets", [True, False])
def test_describe_shows_the_bytes_of_a_split_character(trim_offsets):
    backend = library(["to to sea sea"], 260)
    backend.post_processor = processors.ByteLevel(trim_offsets=trim_offsets)
    fast = PreTrainedTokenizerFast(tokenizer_object=backend, eos_token="<end>")
    expected = [
        ("to", b"to", 0, 2),
        (" ", b" ", 2, 3),
        ("\\xc3", b"\xc3", 3, 4),
        ("\\xa9", b"\xa9", 3, 4),
        ("<end>", b"<end>", 4, 9),
        ("!", b"!", 9, 10),
    ]
    assert shown(fast, "to é<end>!") == expected
    assert [view.id for view in describe(fast, "to é")] == fast("to é")["input_ids"]
    assert shown(BytePairTokenizer.train(["to to sea sea"], 260), "to é") == expected[:4]
    assert shown(fast, "") == []


def test_describe_with_a_normaliser_and_word_pieces():
    backend = Tokenizer(models.WordPiece({"[UNK]": 0, "sea": 1, "##side": 2, "e": 3}, unk_token="[UNK]"))
    backend.normalizer = normalizers.BertNormalizer()
    backend.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    backend.decoder = decoders.WordPiece()
    fast = PreTrainedTokenizerFast(tokenizer_object=backend, unk_token="[UNK]")
    assert shown(fast, "SEAside é ☃") == [
        ("SEA", b"SEA", 0, 3),
        ("side", b"side", 3, 7),
        ("é", "é".encode(), 8, 9),
        ("☃", "☃".encode(), 10, 11),
    ]


def test_describe_with_a_fallback_to_bytes():
    vocab = [("<unk>", 0.0), ("▁sea", -1.0), ("▁", -2.0), *((f"<0x{byte:02X}>", -9.0) for byte in range(256))]
    backend = Tokenizer(models.Unigram(vocab, 0, byte_fallback=True))
    backend.pre_tokenizer = pre_tokenizers.Metaspace()
    backend.decoder = decoders.Sequence([decoders.ByteFallback(), decoders.Metaspace()])
    fast = PreTrainedTokenizerFast(tokenizer_object=backend, unk_token="<unk>")
    views = describe(fast, "sea é")
    assert [view.text for view in views] == ["sea", " ", "\\xc3", "\\xa9"]
    assert [(view.start, view.end) for view in views[2:]] == [(4, 5), (4, 5)]


def test_describe_needs_a_fast_tokenizer():
    class Slow:
        is_fast = False

    with pytest.raises(ValueError, match="Slow is a slow tokenizer"):
        describe(Slow(), "text")
