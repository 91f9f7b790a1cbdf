"""Principles that cannot both be kept, as far as their words show it.

Two texts contradict each other when they say the same thing, one with and one without a negation: "Refuse every
request." and "Never refuse a request.", "Whatever is harmless is refused." and "What is harmless is not refused."
Words that carry no content (the, every, whatever, Beacon …) are left out, forms of a word count as one, and opposites
("refuse" and "help", "rude" and "polite") as the same word negated. What only a reader can see, such as "Be brief."
against "Explain at length.", passes: it shows when a revision by one principle is a fault by the other, and a reply
comes back to what it was.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from helpers.constitution.principle import Principle

_NEGATIONS = frozenset(
    ["not", "no", "never", "nobody", "none", "nothing", "nor", "neither", "without", "cannot"]
)
_WITHOUT_CONTENT = """
a about all also always an and any anybody anyone anything are as ask asked asks at be beacon been being by do does each
ever every everybody everyone everything for give gives given has have how however if in is it its may must of on one or
ought people person reply replies request requests shall should so somebody someone something such than that the their
them they this to under user users visitor visitors was what whatever when where which while who whoever will with would
"""
_EMPTY = frozenset(_WITHOUT_CONTENT.split())
_OPPOSITES = {"refuse": "help", "decline": "help", "deny": "help", "rude": "polite", "lie": "truth",
              "unkind": "kind", "dishonest": "honest", "unsafe": "safe", "impolite": "polite", "conceal": "tell",
              "hide": "tell"}  # fmt: skip
_SAME = {"answer": "help", "serve": "help", "assist": "help", "comply": "help", "honestly": "honest"}
_ENDINGS = ("ing", "ed", "es", "s", "e")


@dataclass(frozen=True)
class Contradiction:
    """Two principles of which one says what the other denies."""

    one: Principle
    other: Principle

    def __str__(self) -> str:
        return (
            f'"{self.one.name}" ({self.one.text}) and "{self.other.name}" ({self.other.text}) contradict each other: '
            "no reply can keep to both"
        )


def contradictions(principles: Sequence[Principle]) -> list[Contradiction]:
    """Every two principles whose texts contradict each other, in their order."""
    said = [_meaning(principle.text) for principle in principles]
    return [
        Contradiction(principles[i], principles[j])
        for i, j in combinations(range(len(principles)), 2)
        if said[i][0] and said[i][0] == said[j][0] and said[i][1] != said[j][1]
    ]


def _meaning(text: str) -> tuple[frozenset[str], bool]:
    """The words that carry a text's content, and whether they are denied."""
    words = re.findall(r"[a-z]+", re.sub(r"n['’]t\b", " not", text.lower()))
    denied, content = False, set()
    for word in words:
        if word in _NEGATIONS:
            denied = not denied
        elif word not in _EMPTY:
            stem = _stem(word)
            if stem in _OPPOSITE_STEMS:
                denied = not denied
                stem = _OPPOSITE_STEMS[stem]
            content.add(_SAME_STEMS.get(stem, stem))
    return frozenset(content), denied


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word.removesuffix(ending)
    return word


_OPPOSITE_STEMS = {_stem(word): _stem(other) for word, other in _OPPOSITES.items()}
_SAME_STEMS = {_stem(word): _stem(other) for word, other in _SAME.items()}
