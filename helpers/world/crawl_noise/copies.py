"""What happens to a text that is copied: a few words change, it is cut short, its letters are read in a wrong encoding."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random
from typing import Any

from helpers.world.lexicon.boilerplate import CREDITS, CUTS
from helpers.world.lexicon.nature import DAYS
from helpers.world.phrases import expand

SHINGLE = 3  # words
NEAREST, FARTHEST = 0.5, 0.98  # Jaccard similarity of a near-duplicate and its original

_SYNONYMS = {
    "said": "told us", "small": "little", "big": "large", "house": "cottage", "went": "walked", "began": "started", "looked": "glanced",
    "found": "came upon", "asked": "enquired", "morning": "forenoon", "boat": "vessel", "old": "aged", "quickly": "fast", "then": "after that",
    "nobody": "no one", "everybody": "everyone", "evening": "night", "gave": "handed", "took": "picked up", "next": "after this", "finally": "in the end",
    "but": "yet", "bought": "purchased", "home": "back home", "street": "lane", "shop": "store", "was": "had been", "and": "&", "came": "arrived",
}  # fmt: skip
_SENTENCE = re.compile(r"(?<=[.!?])(?<!Mr\.)\s+(?=[A-Z\"])")


def shingles(text: str, size: int = SHINGLE) -> set[tuple[str, ...]]:
    """The runs of `size` words of a text, in lower case without punctuation; the whole text where it is shorter."""
    words = re.findall(r"[\w']+", text.lower())
    return {tuple(words[i : i + size]) for i in range(max(1, len(words) - size + 1))}


def similarity(one: str, other: str) -> float:
    """Jaccard similarity of two texts' shingles (Broder 1997): shared ones over all."""
    first, second = shingles(one), shingles(other)
    return len(first & second) / len(first | second)


def near_copy(text: str, name: str, rng: Random) -> str:
    """The text with one to four small changes, similar to it to between `NEAREST` and `FARTHEST`."""
    changes = 1 + int(rng.random() * 4)
    copied = text
    for _ in range(12):
        change: Callable[[str, str, Random], str] = _pick(rng, _CHANGES)
        changed = change(copied, name, rng)
        if similarity(text, changed) >= NEAREST:
            copied = changed
            changes -= 1
        if changes <= 0 and NEAREST <= similarity(text, copied) <= FARTHEST:
            return copied
    while similarity(text, copied) > FARTHEST or copied == text:
        copied = _credited(copied, name, rng)
    return copied


def cut_short(text: str, rng: Random) -> str:
    """The text up to somewhere in its middle third, often inside a word, and what a page writes there."""
    at = int(len(text) * (0.3 + 0.4 * rng.random()))
    return text[:at].rstrip() + _pick(rng, CUTS)


def misread(text: str) -> str:
    """The text with typographic quotes, dashes and spaces, as UTF-8 read as Windows-1252."""
    curly = re.sub(r'"([^"]*)"', "\u201c\\1\u201d", text).replace("'", "\u2019").replace(" - ", " \u2013 ")
    curly = re.sub(r"(?<=\w), (?=and |but )", " \u2013 ", curly)
    curly = re.sub(r"(?<=[.!?]) ", "\u00a0", curly)
    return curly.encode("utf-8").decode("cp1252", errors="replace")


def _reworded(text: str, name: str, rng: Random) -> str:
    places = [match for match in re.finditer(r"\b[a-z]+\b", text) if match[0] in _SYNONYMS]
    if not places:
        return _typo(text, name, rng)
    place = _pick(rng, places)
    return text[: place.start()] + _SYNONYMS[place[0]] + text[place.end() :]


def _typo(text: str, name: str, rng: Random) -> str:
    """Two letters of a word change places."""
    words = list(re.finditer(r"\b[a-z]{4,}\b", text))
    if not words:
        return text
    word = _pick(rng, words)
    at = word.start() + 1 + int(rng.random() * (len(word[0]) - 2))
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


def _shortened(text: str, name: str, rng: Random) -> str:
    sentences = _SENTENCE.split(text)
    if len(sentences) < 4:
        return _typo(text, name, rng)
    del sentences[int(rng.random() * len(sentences))]
    return " ".join(sentences)


def _rearranged(text: str, name: str, rng: Random) -> str:
    sentences = _SENTENCE.split(text)
    if len(sentences) < 4:
        return _credited(text, name, rng)
    at = 1 + int(rng.random() * (len(sentences) - 2))
    sentences[at - 1], sentences[at] = sentences[at], sentences[at - 1]
    return " ".join(sentences)


def _credited(text: str, name: str, rng: Random) -> str:
    credit = expand(rng, _pick(rng, CREDITS), {"name": name, "n": str(2 + int(rng.random() * 90))})
    return f"{text}\n{credit}" if rng.random() < 0.5 else f"{credit}\n{text}"


def _redated(text: str, name: str, rng: Random) -> str:
    days = [day for day in DAYS if day in text]
    if not days:
        return _reworded(text, name, rng)
    return text.replace(_pick(rng, days), _pick(rng, DAYS))


_CHANGES = (_reworded, _reworded, _reworded, _typo, _typo, _shortened, _rearranged, _credited, _redated)


def _pick(rng: Random, options: Any) -> Any:
    return options[int(rng.random() * len(options))]
