"""Languages that do not exist, each with its own letters, syllables and little words.

A language has a lexicon of a few hundred words, drawn once from its name, in which short words are common and long ones
rare, so that letters and pairs of letters have steady frequencies that tell it from English and from the others.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from random import Random

from helpers.world.documents import stream
from helpers.world.lexicon.languages import LANGUAGE_TABLE

_WORDS = 400  # in a language's lexicon


@dataclass(frozen=True, slots=True)
class Sounds:
    """What the words of a language are made of, and its little words."""

    onsets: tuple[str, ...]
    vowels: tuple[str, ...]
    codas: tuple[str, ...]
    little: tuple[str, ...]


def _parse(line: str) -> tuple[str, Sounds]:
    name, *columns = (column.split() for column in line.split("|"))
    return name[0], Sounds(*(tuple("" if part == "_" else part for part in column) for column in columns))


LANGUAGES: dict[str, Sounds] = dict(_parse(line) for line in LANGUAGE_TABLE.strip().splitlines())


@cache
def lexicon(language: str) -> tuple[tuple[str, ...], tuple[float, ...]]:
    """The words of a language and their cumulative weights; the n-th word has a weight of 1 / (n + 3).

    Raises ValueError for a language that is not in `LANGUAGES`.
    """
    if language not in LANGUAGES:
        raise ValueError(f"There is no language '{language}'; choose one of: {', '.join(LANGUAGES)}.")
    sounds = LANGUAGES[language]
    rng = stream("language", language)
    words = dict.fromkeys(sounds.little)
    while len(words) < _WORDS:
        syllables = rng.choices((1, 2, 3), (2, 5, 3))[0]
        words[
            "".join(rng.choice(sounds.onsets) + rng.choice(sounds.vowels) for _ in range(syllables))
            + rng.choice(sounds.codas)
        ] = None
    ordered = sorted(words, key=lambda word: (word not in sounds.little, len(word) + 4 * rng.random(), word))
    return tuple(ordered), tuple(accumulate(1 / (rank + 3) for rank in range(len(ordered))))


def foreign_text(language: str, rng: Random, sentences: int) -> str:
    """Sentences in a language, of four to fourteen words each. Raises ValueError for an unknown language."""
    words, weights = lexicon(language)
    said = []
    for _ in range(sentences):
        chosen = rng.choices(words, cum_weights=weights, k=4 + int(rng.random() * 11))
        comma = int(rng.random() * len(chosen))
        if rng.random() < 0.4 and comma < len(chosen) - 1:
            chosen[comma] += ","
        text = " ".join(chosen)
        said.append(text[0].upper() + text[1:] + rng.choice("....!?"))
    return " ".join(said)
