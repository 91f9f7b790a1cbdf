"""How fluent a text is: the share of its sentences that the town's grammar accepts, less for repetition.

A sentence is accepted when it begins like one (capital, digit or quotation mark), ends like one, is made of words that
the town uses (one new word in eight is allowed, and names), says no word twice in a row, and stands in an order that the
town uses. Orders are read off a fixed sample of the documents, with rarer words replaced by their shape, so that new
sentences pass. An order is strange when two neighbours never stand together in the sample ("the of", "is are"), or when
three never do although their two pairs are so common that some should have; a long sentence may hold one strange order.
Repetition multiplies the score by the share of word triples that are said for the first time; one in twenty is forgiven.
"""

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from helpers.world import documents
from helpers.world.oracle.text import WORD, clean, repeated_share, sentences, without_speakers

SAMPLE = {
    ("narrative", "train"): 1200, ("dialogue", "train"): 800, ("help_desk", "train"): 1500,
    ("harm_desk", "train"): 1000, ("harm_desk", "validation"): 300, ("harm_desk", "test"): 600,
}  # fmt: skip

SEED = 71
_COMMON = 220  # words so frequent that their order matters one by one
_NEW_WORDS = 1 / 8
_FORGIVEN = 1 / 20
_LONG = 9  # words; a sentence of that length may hold one strange order, unless it is a pair of common words
_EXPECTED = 2.5  # a triple that should have come so often, going by its pairs, and never came, is strange
_BEGINS = re.compile(r"^(?:[\"'\[]*[A-Z0-9£]|\()")
_ENDS = re.compile(r"[.!?][\"')\]]*$")
_STUTTER = re.compile(r"\b(\w+) \1\b", re.IGNORECASE)
_INNER_CAPITAL = re.compile(r"\b[a-z]+[A-Z]")
_PIECE = re.compile(rf"{WORD.pattern}|[,;:.!?\"-]")
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
    if _STUTTER.search(sentence) or _INNER_CAPITAL.search(sentence):
        return False
    usage = _usage()
    tokens = WORD.findall(sentence)
    new = [word for i, word in enumerate(tokens) if not usage.knows(word, first=i == 0)]
    if not tokens or len(new) > max(1 if len(tokens) >= 5 else 0, _NEW_WORDS * len(tokens)):
        return False
    strange = usage.strange(_tags(sentence, usage.common))
    if len(strange) == 1 and len(tokens) >= _LONG:
        return not usage.common.issuperset(strange[0])
    return not strange


@dataclass(frozen=True, slots=True)
class _Usage:
    """What the sample uses: its words, the common ones, and how often tags follow each other."""

    words: frozenset[str]
    common: frozenset[str]
    single: Counter[str]
    pairs: Counter[tuple[str, str]]
    triples: Counter[tuple[str, str, str]]

    def knows(self, word: str, first: bool) -> bool:
        name = not first and word[0].isupper() and word[1:].islower()
        return word.lower() in self.words or name or word[0].isdigit() or word[0] == "£"

    def strange(self, tags: list[str]) -> list[tuple[str, ...]]:
        """The pairs and triples that stand in an order which is not in use."""
        found: list[tuple[str, ...]] = [pair for pair in pairwise(tags) if pair not in self.pairs]
        for first, second, third in zip(tags, tags[1:], tags[2:], strict=False):
            expected = self.pairs[first, second] * self.pairs[second, third] / max(1, self.single[second])
            if expected >= _EXPECTED and (first, second, third) not in self.triples:
                found.append((first, second, third))
        return found


@cache
def _usage() -> _Usage:
    lines = [
        line
        for (family, split), count in SAMPLE.items()
        for document in documents.generate(family, seed=SEED, split=split, count=count)
        for line in sentences(without_speakers(clean(document.text)))
    ]
    counts = Counter(word.lower() for line in lines for word in WORD.findall(line))
    common = frozenset(word for word, _ in counts.most_common(_COMMON) if word.isalpha())
    tagged = [_tags(line, common) for line in lines]
    return _Usage(
        frozenset(counts),
        common,
        Counter(tag for tags in tagged for tag in tags),
        Counter(pair for tags in tagged for pair in pairwise(tags)),
        Counter(triple for tags in tagged for triple in zip(tags, tags[1:], tags[2:], strict=False)),
    )


def _tags(sentence: str, common: frozenset[str]) -> list[str]:
    """A common word as itself, another as its shape; commas and the like as themselves."""
    tags = [_START]
    for i, piece in enumerate(_PIECE.findall(sentence)):
        low = piece.lower()
        if piece[0].isdigit() or piece[0] == "£":
            tags.append("#")
        elif i and piece[0].isupper() and piece != "I" and not piece.startswith("I'"):
            tags.append("Name")
        elif low in common or not piece[0].isalpha():
            tags.append(low)
        else:
            tags.append(
                next((f"-{ending}" for ending in ("ing", "ed", "ly", "s") if low.endswith(ending)), "word")
            )
    return [*tags, _END]
