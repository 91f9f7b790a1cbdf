"""Exercise 1.2: encode a word with merges in rank order."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
from tokenizers import Tokenizer, models

from helpers import tokenization
from helpers.checks.exercise import Case, Exercise, Misconception, Outcome
from helpers.checks.lab01.bpe_training import Pair, joined, library_merges, random_words
from helpers.checks.misconceptions import either, same_as


def library_tokens(word: str, merges: Sequence[Pair]) -> list[str]:
    """The tokens into which the `tokenizers` library splits a word."""
    symbols = sorted({*word, *(symbol for pair in merges for token in pair for symbol in token)})
    vocab = {token: number for number, token in enumerate([*symbols, *dict.fromkeys(map("".join, merges))])}
    tokens: list[str] = Tokenizer(models.BPE(vocab, list(merges))).encode(word).tokens
    return tokens


def _encode_cases(rng: np.random.Generator) -> Iterator[Case]:
    """By hand; the last two by the `tokenizers` library."""
    merges = [("u", "g"), ("h", "ug")]
    yield Case(("hug", merges), ["hug"], about="two merges, one on top of the other")
    yield Case(("pug", merges), ["p", "ug"], about="a merge that does not fit")
    yield Case(("abc", [("b", "c"), ("a", "b")]), ["a", "bc"], about="an earlier merge further to the right")
    yield Case(("abab", [("a", "b")]), ["ab", "ab"], about="a pair that occurs twice")
    yield Case(("aaa", [("a", "a")]), ["aa", "a"], about="occurrences that overlap: from left to right")
    layers = [("a", "b"), ("b", "c"), ("ab", "c"), ("c", "d")]
    yield Case(("abcd", layers), ["abc", "d"], about="ranks that compete")
    longest = [("c", "d"), ("b", "c"), ("a", "bc"), ("a", "b")]
    yield Case(("abcd", longest), ["ab", "cd"], about="a longer token, abc, that the merges pass by")
    yield Case(("Ġlow", [("l", "o"), ("Ġ", "lo"), ("Ġlo", "w")]), ["Ġlow"], about="a space, written Ġ")
    yield Case(("xyz", []), ["x", "y", "z"], about="no merges")
    yield Case(("a", [("a", "b")]), ["a"], about="a word of one symbol")
    yield Case(("", [("a", "b")]), [], about="an empty word")
    learned = library_merges(random_words(rng, "abcd"), 14)
    for _ in range(6):
        drawn = "".join(rng.choice(list("abcd"), size=9).tolist())
        yield Case((drawn, learned), library_tokens(drawn, learned), about="14 learned merges")


def _left_to_right(word: str, merges: list[Pair]) -> list[str]:
    """Joins the leftmost pair that is any merge, until none fits."""
    tokens = list(word)
    while True:
        place = next((i for i, pair in enumerate(pairwise(tokens)) if pair in merges), None)
        if place is None:
            return tokens
        tokens[place : place + 2] = ["".join(tokens[place : place + 2])]


def _longest_first(word: str, merges: list[Pair]) -> list[str]:
    vocab = {*word, *map("".join, merges)}
    tokens, start = [], 0
    while start < len(word):
        end = next(end for end in range(len(word), start, -1) if word[start:end] in vocab)
        tokens.append(word[start:end])
        start = end
    return tokens


def _first_occurrence_only(word: str, merges: list[Pair]) -> list[str]:
    tokens = list(word)
    for merge in merges:
        place = next((i for i, pair in enumerate(pairwise(tokens)) if pair == merge), None)
        if place is not None:
            tokens[place : place + 2] = ["".join(merge)]
    return tokens


def _last_rank_first(word: str, merges: list[Pair]) -> list[str]:
    tokens = list(word)
    while known := [pair for pair in pairwise(tokens) if pair in merges]:
        tokens = joined(tokens, max(known, key=merges.index))
    return tokens


def _one_pass_reversed(word: str, merges: list[Pair]) -> list[str]:
    tokens = list(word)
    for merge in reversed(merges):
        tokens = joined(tokens, merge)
    return tokens


def _one_merge(word: str, merges: list[Pair]) -> list[str]:
    """Applies the merge of lowest rank that fits, and stops."""
    tokens = list(word)
    known = [pair for pair in pairwise(tokens) if pair in merges]
    return joined(tokens, min(known, key=merges.index)) if known else tokens


def _chars_lost_or_doubled(outcome: Outcome, case: Case) -> bool:
    return "".join(outcome.value) != case.args[0]


ENCODE_BPE = Exercise(
    id="ex01_2_encode_bpe",
    title="Encode with merges in rank order",
    function="encode_bpe",
    difficulty=2,
    minutes=15,
    points=2,
    hints=(
        "Start from single symbols. Of all pairs of neighbours now in the word, only one matters: the one that stands "
        "earliest in `merges`. Where in the word it stands does not matter.",
        "`ranks = {pair: rank for rank, pair in enumerate(merges)}` makes the look-up quick. Join *every* occurrence "
        "of the chosen pair, then look at the neighbours again.",
        "Repeat while some pair of neighbours is in `ranks`: choose the pair with the smallest rank, and build the new "
        "list from left to right, skipping two places after a join and one otherwise.",
    ),
    cases=_encode_cases,
    reference=tokenization.encode_bpe,
    misconceptions=(
        Misconception(
            "applies merges left to right instead of by rank",
            "The leftmost pair that is *some* merge is joined first. The merge learned earliest comes first, wherever "
            "in the word it stands; otherwise the tokens differ from those that training saw.",
            same_as(_left_to_right),
        ),
        Misconception(
            "takes the longest token first",
            "That is how WordPiece splits. BPE replays its merges by rank, and may never reach a long token although "
            "the vocabulary has it.",
            same_as(_longest_first),
        ),
        Misconception(
            "applies later merges first",
            "The order is the wrong way round: a low rank means learned early, and goes first.",
            either(same_as(_last_rank_first), same_as(_one_pass_reversed)),
        ),
        Misconception(
            "joins only the first occurrence",
            "A merge applies to every place where its pair stands, from left to right.",
            same_as(_first_occurrence_only),
        ),
        Misconception(
            "stops after one merge",
            "After a merge, new neighbours may form a pair of a later rank. Go on until no pair is a merge.",
            same_as(_one_merge),
        ),
        Misconception(
            "loses or repeats symbols",
            "Put together, the tokens must spell the word again. Look at what your loop does at the end of the word, "
            "and with occurrences that overlap.",
            _chars_lost_or_doubled,
        ),
    ),
)
