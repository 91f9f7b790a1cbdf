"""How fluent a text is: the share of its sentences that the town's grammar accepts, less for repetition.

A sentence is accepted when it begins like one (capital, digit or quotation mark), ends like one, is made of words that
the town uses (one new word in eight is allowed, and names), and no two neighbouring words stand together in an order that
the town never uses: "the of", "is are", "to the and". A long sentence may hold one new order. Which orders are in use is
read off a fixed sample of the documents, with rarer words replaced by their shape, so that new sentences pass. Repetition
multiplies the score by the share of word triples that are said for the first time; one in twenty is forgiven.
"""

import re
from collections import Counter
from functools import cache
from itertools import pairwise

from helpers.world import documents
from helpers.world.oracle.text import WORD, clean, repeated_share, sentences, without_speakers

SAMPLE = {"narrative": 1200, "dialogue": 800, "help_desk": 1500, "harm_desk": 1200}
SEED = 71
_COMMON = 220  # words so frequent that their order matters one by one
_NEW_WORDS = 1 / 8
_FORGIVEN = 1 / 20
_LONG = 9  # words; a sentence of that length may hold one new pair, unless both of its words are common
_BEGINS = re.compile(r"^(?:[\"'\[]*[A-Z0-9£]|\()")
_ENDS = re.compile(r"[.!?][\"')\]]*$")
_START, _END = "^", "$"


def fluency(text: str) -> float:
    """How fluent a text is, in [0, 1]; 0 for an empty text."""
    found = sentences(without_speakers(clean(text)))
    if not found:
        return 0.0
    accepted = sum(accepts(sentence) for sentence in found) / len(found)
    tokens = [word.lower() for sentence in found for word in WORD.findall(sentence)]
    repeated = max(0.0, repeated_share(tokens) - _FORGIVEN) / (1 - _FORGIVEN)
    return round(accepted * (1 - repeated), 4)


def accepts(sentence: str) -> bool:
    """Whether the grammar accepts a sentence."""
    if not _BEGINS.match(sentence) or not _ENDS.search(sentence):
        return False
    known, orders = _usage()
    tokens = WORD.findall(sentence)
    new = [
        word
        for word in tokens[1:]
        if word.lower() not in known and not word[0].isupper() and not word[0].isdigit() and word[0] != "£"
    ]
    if not tokens or len(new) > max(1 if len(tokens) >= 5 else 0, _NEW_WORDS * len(tokens)):
        return False
    strange = [pair for pair in pairwise(_tags(sentence)) if pair not in orders]
    if len(strange) == 1 and len(tokens) >= _LONG:
        return not _frequent.issuperset(strange[0])
    return not strange


@cache
def _usage() -> tuple[frozenset[str], frozenset[tuple[str, str]]]:
    """(words, pairs of tags) that the sample uses."""
    lines = [
        line
        for family, count in SAMPLE.items()
        for document in documents.generate(family, seed=SEED, count=count)
        for line in sentences(without_speakers(clean(document.text)))
    ]
    counts = Counter(word.lower() for line in lines for word in WORD.findall(line))
    _frequent.update(word for word, _ in counts.most_common(_COMMON) if word.isalpha())
    pairs = Counter(pair for line in lines for pair in pairwise(_tags(line)))
    return frozenset(counts), frozenset(pairs)


_frequent: set[str] = set()
_PIECE = re.compile(rf"{WORD.pattern}|[,;:.!?\"-]")


def _tags(sentence: str) -> list[str]:
    """A common word as itself, another as its shape; commas and the like as themselves."""
    tags = [_START]
    for i, piece in enumerate(_PIECE.findall(sentence)):
        low = piece.lower()
        if i and piece[0].isupper() and piece != "I" and not piece.startswith("I'"):
            tags.append("Name")
        elif low in _frequent or not piece[0].isalnum():
            tags.append(low if piece[0] != "£" else "#")
        elif piece[0].isdigit():
            tags.append("#")
        else:
            tags.append(
                next((f"-{ending}" for ending in ("ing", "ed", "ly", "s") if low.endswith(ending)), "word")
            )
    return [*tags, _END]
