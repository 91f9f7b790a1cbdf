"""Exercise 1.1: learn byte-pair merges."""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise

import numpy as np
from tokenizers import Tokenizer, models, pre_tokenizers, trainers

from helpers import tokenization
from helpers.checks.exercise import Case, Exercise, Misconception, Outcome
from helpers.checks.misconceptions import either, raising, same_as

Pair = tuple[str, str]
Words = dict[str, int]


def library_merges(word_counts: Mapping[str, int], num_merges: int) -> list[Pair]:
    """The merges that the `tokenizers` library learns."""
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    trainer = trainers.BpeTrainer(vocab_size=100_000, show_progress=False)
    tokenizer.train_from_iterator(
        (word for word, count in word_counts.items() for _ in range(count)), trainer
    )
    merges = json.loads(tokenizer.to_str())["model"]["merges"]
    return [(left, right) for left, right in merges[:num_merges]]


def random_words(rng: np.random.Generator, letters: str) -> Words:
    """Two dozen words of two to six letters, no letter twice in a row, each with how often it occurs."""
    words: Words = {}
    while len(words) < 24:
        drawn = rng.choice(list(letters), size=rng.integers(2, 7)).tolist()
        word = drawn[0] + "".join(b for a, b in pairwise(drawn) if a != b)
        if len(word) > 1:
            words[word] = int(rng.integers(1, 10))
    return words


def _train_cases(rng: np.random.Generator) -> Iterator[Case]:
    """Counted by hand; the last two by the `tokenizers` library."""
    yield Case(({"hug": 10, "pug": 5}, 1), [("u", "g")], about="u next to g 15 times")
    yield Case(({"hug": 10, "pug": 5}, 2), [("u", "g"), ("h", "ug")], about="a merge that builds on a merge")
    yield Case(({"ab": 1, "abc": 1, "xy": 5}, 1), [("x", "y")], about="few words that occur often")
    yield Case(({"a": 6, "bc": 2}, 1), [("b", "c")], about="a word of one symbol, six times")
    tied = {"mn": 2, "yz": 2, "ab": 2}
    yield Case((tied, 3), [("a", "b"), ("m", "n"), ("y", "z")], about="three pairs equally frequent")
    grown = [("a", "b"), ("b", "d"), ("ab", "c")]
    yield Case(
        ({"abc": 3, "bd": 3, "ab": 2}, 3), grown, about="a tie between (ab, c) and (b, d): b has a lower id"
    )
    yield Case(({"ab": 3}, 5), [("a", "b")], about="more merges asked for than there are pairs")
    yield Case(({"abc": 2}, 0), [], about="no merges asked for")
    space = {"Ġlow": 3, "Ġlot": 2, "low": 1}
    yield Case((space, 3), [("l", "o"), ("Ġ", "lo"), ("Ġlo", "w")], about="a space, written Ġ")
    for letters, merges in [("abcde", 8), ("etaoinĠ", 20)]:
        words = random_words(rng, letters)
        yield Case((words, merges), library_merges(words, merges), about=f"{merges} merges of 24 words")


Choice = Callable[[Counter[Pair], dict[str, int]], Pair]


def _by_id(counts: Counter[Pair], ids: dict[str, int]) -> Pair:
    return min(counts, key=lambda pair: (-counts[pair], ids[pair[0]], ids[pair[1]]))


def _training(choose: Choice = _by_id, weigh: bool = True, across: bool = False) -> Callable[..., list[Pair]]:
    """A trainer with one thing different: the choice among pairs, the words' counts, or the borders between words."""

    def rule(word_counts: Words, num_merges: int) -> list[Pair]:
        words = [(list(word), count if weigh else 1) for word, count in word_counts.items()]
        if across:
            words = [([symbol for word, count in words for _ in range(count) for symbol in word], 1)]
        ids = {symbol: number for number, symbol in enumerate(sorted({s for word, _ in words for s in word}))}
        merges: list[Pair] = []
        while len(merges) < num_merges:
            counts: Counter[Pair] = Counter()
            for word, count in words:
                for pair in pairwise(word):
                    counts[pair] += count
            if not counts:
                break
            merges.append(choose(counts, ids))
            ids.setdefault("".join(merges[-1]), len(ids))
            words = [(joined(word, merges[-1]), count) for word, count in words]
        return merges

    return rule


def joined(word: list[str], pair: Pair) -> list[str]:
    """The word with every occurrence of the pair joined, from left to right."""
    result: list[str] = []
    for symbol in word:
        if result and (result[-1], symbol) == pair:
            result[-1] += symbol
        else:
            result.append(symbol)
    return result


def _never_recounts(word_counts: Words, num_merges: int) -> list[Pair]:
    symbols = sorted({symbol for word in word_counts for symbol in word})
    counts: Counter[Pair] = Counter()
    for word, count in word_counts.items():
        for pair in pairwise(word):
            counts[pair] += count
    ids = {symbol: number for number, symbol in enumerate(symbols)}
    return sorted(counts, key=lambda pair: (-counts[pair], ids[pair[0]], ids[pair[1]]))[:num_merges]


def _in_no_word(outcome: Outcome, case: Case) -> bool:
    """Some merge joins symbols that stand together in no word."""
    return any(not any(a + b in word for word in case.args[0]) for a, b in outcome.value)


TRAIN_BPE = Exercise(
    id="ex01_1_train_bpe",
    title="Train BPE merges",
    function="train_bpe",
    difficulty=3,
    minutes=25,
    points=3,
    hints=(
        "Keep every word as a list of symbols, at first single characters, beside its count. One merge is: count the "
        "pairs of neighbours, choose one, replace it in every word. Then count again, for the words have changed.",
        "A word that occurs ten times adds ten to each of its pairs. Among the most frequent pairs the lowest "
        "`(left id, right id)` wins, so number the symbols: the sorted alphabet first, then each merged token as it is "
        "made.",
        "`min(counts, key=lambda pair: (-counts[pair], ids[pair[0]], ids[pair[1]]))` chooses by that rule. To replace "
        "a pair in a word, walk from left to right and build a new list. Leave the loop when `counts` is empty.",
    ),
    cases=_train_cases,
    reference=tokenization.train_bpe,
    misconceptions=(
        Misconception(
            "counts pairs across words",
            "The last symbol of one word and the first of the next are no pair: words are kept apart, so that a merge "
            "never crosses a border. Here a merge joins symbols that stand together in no word.",
            either(same_as(_training(across=True)), _in_no_word),
        ),
        Misconception(
            "ignores how often a word occurs",
            "Every word counts once here. A word that occurs ten times adds ten to each of its pairs.",
            same_as(_training(weigh=False)),
        ),
        Misconception(
            "counts once and never again",
            "After a merge the words have changed: there are new pairs with the merged token, and old pairs have "
            "become rarer. Count again after every merge.",
            same_as(_never_recounts),
        ),
        Misconception(
            "breaks ties by the order of first sight",
            "`max` over a dictionary returns the pair it met first, so the result depends on the order of the words. "
            "Among equals the lowest (left id, right id) is taken.",
            same_as(_training(lambda counts, ids: max(counts, key=lambda pair: counts[pair]))),
        ),
        Misconception(
            "takes the last of tied pairs",
            "Among equally frequent pairs the lowest (left id, right id) is taken; `max` over (count, pair) takes the "
            "highest.",
            either(
                same_as(_training(lambda counts, ids: max(counts, key=lambda pair: (counts[pair], pair)))),
                same_as(
                    _training(
                        lambda counts, ids: max(counts, key=lambda p: (counts[p], ids[p[0]], ids[p[1]]))
                    )
                ),
            ),
        ),
        Misconception(
            "breaks ties by spelling, not by id",
            "Ids are given to the alphabet first, then to merged tokens in the order in which they are made. So `ab` "
            "has a higher id than `b`, although it comes first in a dictionary.",
            same_as(_training(lambda counts, ids: min(counts, key=lambda pair: (-counts[pair], pair)))),
        ),
        Misconception(
            "goes on when no pair is left",
            "Once every word is a single token there is nothing to merge: return the merges found so far.",
            either(
                raising("ValueError", "empty"),
                raising("IndexError", "", lambda case: len(case.expected) < case.args[1]),
            ),
        ),
        Misconception(
            "returns merged tokens, not pairs",
            "Encoding needs to know which two tokens are joined: return pairs such as `('u', 'g')`.",
            lambda outcome, case: (
                [str(item) for item in outcome.value] == ["".join(pair) for pair in case.expected]
            ),
        ),
    ),
)
