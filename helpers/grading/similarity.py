"""Which submissions resemble each other, told by winnowed fingerprints of their code.

Names, numbers, strings, comments and layout do not count: the tokens are normalised, every run of `GRAM` of them is
hashed, and of each window the smallest hash is kept, so that any shared run of `GRAM + WINDOW - 1` tokens is found
(Schleimer, Wilkerson and Aiken, "Winnowing: Local Algorithms for Document Fingerprinting", SIGMOD 2003). What was
handed out, and what more than a third of the submissions share (a textbook way to write it), is left out.

The report names pairs worth reading side by side. It is no proof: short exercises have few ways to be solved.
"""

import hashlib
import keyword
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

GRAM = 10
WINDOW = 6
LEAST = 12
"""Fingerprints of one's own below which a submission is compared with nobody."""
_TOO_COMMON = 1 / 3
_TOKEN = re.compile(  # a text that does not end runs on to the end, so that no source takes more than one pass
    r"(?P<skip>#[^\n]*|\s+)|(?P<text>[rbfuRBFU]{0,2}(?:\"\"\"[\s\S]*?(?:\"\"\"|\Z)|'''[\s\S]*?(?:'''|\Z)"
    r"|\"(?:\\.|[^\"\\\n])*\"?|'(?:\\.|[^'\\\n])*'?))|(?P<name>[^\W\d]\w*)|(?P<number>\d[\w.]*)|(?P<mark>[^\w\s])"
)
_LONGEST = 200_000


@dataclass(frozen=True)
class Pair:
    """Two submissions.

    Attributes:
        first, second: students, in alphabetical order.
        share: shared fingerprints as a share of the smaller submission's own, from 0 to 1.
        shared: how many fingerprints they share.
        rare: how many of those nobody else has.
    """

    first: str
    second: str
    share: float
    shared: int
    rare: int


def tokens(source: str) -> Iterator[str]:
    """Normalised tokens: words of the language and signs as they are, other names, numbers and texts by kind."""
    for found in _TOKEN.finditer(source[:_LONGEST]):
        match found.lastgroup:
            case "name":
                yield found.group() if keyword.iskeyword(found.group()) else "n"
            case "number":
                yield "0"
            case "text":
                yield "s"
            case "mark":
                yield found.group()


def fingerprints(source: str) -> set[int]:
    """The winnowed hashes of a source."""
    words = list(tokens(source))
    hashes = [_hash(words[i : i + GRAM]) for i in range(len(words) - GRAM + 1)]
    if len(hashes) < WINDOW:
        return set(hashes)
    return {min(hashes[i : i + WINDOW]) for i in range(len(hashes) - WINDOW + 1)}


def _hash(words: Sequence[str]) -> int:
    return int.from_bytes(hashlib.blake2b(" ".join(words).encode(), digest_size=8).digest(), "big")


def _all_hashes(source: str) -> set[int]:
    words = list(tokens(source))
    return {_hash(words[i : i + GRAM]) for i in range(len(words) - GRAM + 1)}


def similar(codes: Mapping[str, Iterable[str]], released: Iterable[str], least: float = 0.6) -> list[Pair]:
    """Pairs that share at least ``least``, the most alike first.

    Args:
        codes: sources of the code cells by student.
        released: sources that were handed out; what they contain never counts.
        least: share from which a pair is named.
    """
    handed_out = set().union(*map(_all_hashes, released))
    prints = {student: fingerprints("\n".join(cells)) - handed_out for student, cells in codes.items()}
    owners = Counter(mark for own in prints.values() for mark in own)
    most = max(2, int(_TOO_COMMON * len(prints)))
    kept = {student: {mark for mark in own if owners[mark] <= most} for student, own in prints.items()}
    candidates = sorted(student for student, own in kept.items() if len(own) >= LEAST)
    pairs = []
    for first, second in combinations(candidates, 2):
        both = kept[first] & kept[second]
        share = len(both) / min(len(kept[first]), len(kept[second]))
        if share >= least:
            pairs.append(Pair(first, second, share, len(both), sum(owners[mark] == 2 for mark in both)))
    return sorted(pairs, key=lambda pair: (-pair.share, -pair.shared, pair.first, pair.second))
