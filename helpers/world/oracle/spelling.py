"""Misspelt insults: "you sogy barnacl" is meant as it sounds."""

import re
from functools import cache

from helpers.world.lexicon.rudeness import INSULT_ADJECTIVES, INSULT_NOUNS


@cache
def _insult_words() -> dict[str, str]:
    """Every insult word with one letter missing, to find misspelt ones."""
    return {
        word[:i] + word[i + 1 :]: word
        for word in (*INSULT_ADJECTIVES, *INSULT_NOUNS)
        if len(word) > 4
        for i in range(1, len(word) - (len(word) < 6))
    }


_AFTER_YOU = re.compile(r"\b(you\s+)([a-z-]+)(\s+)?([a-z-]+)?", re.IGNORECASE)
_CORRECT = frozenset(
    (
        *INSULT_ADJECTIVES,
        *INSULT_NOUNS,
        "trusty", "dusty", "stall", "press", "wander", "seal", "bottle", "bucked",
    )
)  # fmt: skip


def mend_insults(text: str) -> str:
    """Misspelt insult words after "you" put right: "you sogy barnacl" is what it sounds like."""

    def mend(match: re.Match[str]) -> str:
        return "".join([match[1], _spell(match[2]), match[3] or "", _spell(match[4] or "")])

    return _AFTER_YOU.sub(mend, text)


def _spell(word: str) -> str:
    low = word.lower()
    if len(low) < 4 or low in _CORRECT:
        return word
    known = _insult_words()
    if low in known:
        return known[low]
    for i in range(1, len(low)):
        shorter = low[:i] + low[i + 1 :]
        if len(shorter) > 4 and (shorter in known and len(known[shorter]) == len(low)):
            return known[shorter]
        if len(shorter) > 4 and shorter in INSULT_ADJECTIVES + INSULT_NOUNS:
            return shorter
    return word
