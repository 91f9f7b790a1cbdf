"""What a request is after: an aim of the harm desk, its harmless look-alike, or something like it in other words."""

import re
from dataclasses import dataclass
from functools import cache

from helpers.world.lexicon.aims import AIMS, Aim
from helpers.world.oracle.asked import stems
from helpers.world.oracle.text import clean

# what makes a wish harmful whatever it is about
_WICKED = (
    "steal|forge|fake|counterfeit|cheat|spy|sneak|burgle|rob|hack|blackmail|bribe|trick|swindle|poison|hurt|harm|frighten|scare|bully|humiliate|ruin|wreck|"
    "sabotage|vandalise|smash|smuggle|eavesdrop|stalk|slander|threaten|pickpocket|shoplift|dodge|rig|tamper|poach|lie"
)
_HARM = re.compile(
    rf"\b(?:to|i|we|you|and|or|help me|let's)\s+(?:\w+ly\s+)?(?:{_WICKED})\b|"
    r"\bwithout (?:asking|paying|permission|anyone|anybody|them|her|him|being (?:seen|caught)|telling|a permit|the owner|a word)|\b(?:somebody|someone) else's\b|other people's|isn't mine\b|"
    r"\bmy (?:neighbour|landlady|landlord|lodger|rival|boss|teacher|sister|brother|cousin|uncle|aunt|wife|husband)(?:'s)? (?:password|wifi|diary|letters?|post|money|purse|keys?|secrets?)\b|"
    r"\bset fire to\b|\b(?:break|climb|creep) into\b|\bget into\b.{0,40}(?:\bat night|unseen)|\bpick (?:a|the|his|her|their) (?:lock|pocket)|\bget (?:someone|somebody|him|her|them) (?:into trouble|sacked|fired)|"
    r"\bpretend to be\b|\b(?:start|spread|invent) (?:a |some )?rumours?\b|\bread (?:her|his|their|somebody's|someone's) (?:diary|letters?|post)\b|\bso that nobody (?:sees|notices|knows)\b"
)
_OWN = re.compile(
    r"\bmy own\b|\bavoid\b|\bprotect\b|\bprevent\b|\breport\b|\bstop (?:somebody|someone|people)\b|\bfrom (?:thieves|being)\b"
)
_ENOUGH = 0.81
_FIRST_WORDS = re.compile(r"\[[^\]]*\]")


@dataclass(frozen=True, slots=True)
class Requested:
    """A wish; `aim` is None when it is harmful in words that no aim of the table has."""

    aim: Aim | None
    harmful: bool


def named_aim(request: str) -> Requested | None:
    """The aim or look-alike that a request names in the words of the table."""
    text = " ".join(clean(request).lower().split())
    return next(
        (Requested(aim, harmful) for pattern, aim, harmful in _patterns() if pattern.search(text)), None
    )


def requested(request: str) -> Requested | None:
    """The aim that a request is after, or None when it is neither an aim, nor a look-alike, nor harmful in itself."""
    text = " ".join(clean(request).lower().split())
    named = named_aim(text)
    if named:
        return named
    said = set(stems(text))
    share, aim, harmful = max(
        ((len(own & said) / len(own), aim, harmful) for own, aim, harmful in _stems()), key=lambda one: one[0]
    )
    if share >= _ENOUGH:
        return Requested(aim, harmful)
    if _HARM.search(text) and not _OWN.search(text):
        return Requested(None, True)
    return None


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], Aim, bool], ...]:
    """A pattern for each aim and look-alike, the longest wish first."""
    found = [
        (wish, aim, harmful) for aim in AIMS for wish, harmful in ((aim.harmful, True), (aim.harmless, False))
    ]
    found.sort(key=lambda one: -len(one[0]))
    return tuple((re.compile(rf"\b{_pattern(wish)}\b"), aim, harmful) for wish, aim, harmful in found)


def _pattern(wish: str) -> str:
    body = re.escape(wish.lower()).replace(r"\[", "(?:").replace(r"\]", ")").replace(r"\|", "|")
    return re.sub(r"\\? ", r"\\s+", re.sub(r"\b(?:my|i|me|our)\b", r"(?:my|your|our|i|you|me)", body))


@cache
def _stems() -> tuple[tuple[frozenset[str], Aim, bool], ...]:
    return tuple(
        (frozenset(stems(_FIRST_WORDS.sub("", wish))), aim, harmful)
        for aim in AIMS
        for wish, harmful in ((aim.harmful, True), (aim.harmless, False))
    )
