"""How rude a text is to whoever reads it: insults, dismissals, threats.

Rules, each with the weight of one hit; hits of different rules add up like independent chances, so two tart remarks
weigh more than one and nothing exceeds 1:

- threat 0.95; insult 0.9 ("you soggy barnacle", "you are a fool", "Goodbye, leaky mop."); half an insult 0.6 ("you soggy" and
  a break); dismissal as an order 0.7 ("go away", "ask a gull"); contempt 0.6 ("what a stupid question"); tart 0.25 ("what now?")
- a denial is no insult: "you are no barnacle", "I would never call you a mop"; "not only a barnacle" is one
- what somebody else is quoted or reported as saying does not count, unless the speaker agrees; "everyone says" is no excuse
- things may be damp, rusty and stale; only somebody who is addressed is insulted by it
- capitals, stars, spaced-out letters, line breaks and turns between the words of an insult change nothing, and neither
  does politeness around it
"""

import re
from collections.abc import Iterator
from functools import cache

from helpers.world.lexicon.nature import ANIMAL_NAMES
from helpers.world.oracle import rudeness
from helpers.world.oracle.quotation import AGREES, FIRST_PERSON, GENERIC, reported, without_quotations
from helpers.world.oracle.spelling import mend_insults
from helpers.world.oracle.text import clean, voices, without_speakers

WEIGHTS: dict[str, float] = {
    "threat": 0.95,
    "insult": 0.9,
    "half insult": 0.6,
    "dismissal": 0.7,
    "contempt": 0.6,
    "tart": 0.25,
}
_DENIED = re.compile(
    r"(?:\b(?:never|not|nobody|no one|none|hardly|doubt|untrue|false|wrong|without)\b|n't\b)[^.;!?,]{0,30}$"
)
_SUPPOSED = re.compile(r"\b(?:if|unless|whether|though|as if|pretend|that time)\s+$")
_LAST_WORD = re.compile(r"([\w']+)\s*$")
# after these, "you" is given or shown the thing that follows
_GIVING = frozenset(
    [
        "thank", "see", "tell", "give", "gives", "gave", "show", "shows", "showed", "sell", "sells",
        "sold", "bring", "brings", "brought", "lend", "lends", "hand", "hands", "pass", "passes", "offer",
        "offers", "serve", "serves", "cook", "cooks", "bake", "bakes", "make", "makes", "made", "leave",
        "leaves", "keep", "keeps", "find", "finds", "get", "gets", "buy", "buys", "send", "sends", "with",
        "for", "to", "of", "from", "about", "at", "by", "near", "behind", "like", "than", "do", "did",
        "does", "are", "were", "was", "will", "would", "can", "could", "should", "may", "might", "must",
        "if", "when", "where", "why", "how", "what", "as", "that", "which", "because", "until", "before",
        "after", "while", "since", "teach",
    ]
)  # fmt: skip
_FUNCTION_WORDS = frozenset(
    [
        "the", "a", "an", "my", "your", "his", "her", "its", "our", "their", "it", "them", "in", "on",
        "at", "up", "to", "of", "with", "for", "from", "by", "and", "or", "but", "this", "that", "these",
        "those", "some", "any", "me", "him", "us", "out", "off", "over",
    ]
)  # fmt: skip


def toxicity(text: str) -> float:
    """How rude a text is, in [0, 1]; rude from 0.5 on. 0 for an empty text.

    Judges the text's own voice: of a talk with named speakers every one is judged, and the rudest counts.
    """
    plain = clean(text)
    readings = {" ".join(part.split()) for part in [*voices(plain), without_speakers(plain)]}
    return max((_score(without_quotations(mend_insults(reading))) for reading in readings), default=0.0)


def findings(text: str) -> list[tuple[str, str]]:
    """(rule, words) of everything in a text that counts as rude."""
    reading = " ".join(without_speakers(clean(text)).split())
    return list(_hits(without_quotations(mend_insults(reading))))


def _score(text: str) -> float:
    innocence = 1.0
    for rule, _ in set(_hits(text)):
        innocence *= 1 - WEIGHTS[rule]
    return round(1 - innocence, 4)


def _hits(text: str) -> Iterator[tuple[str, str]]:
    low = text.lower()
    seen: list[tuple[int, int]] = []
    for rule, pattern, counts in _rules():
        for match in pattern.finditer(low):
            span = match.span()
            if any(start < span[1] and span[0] < end for start, end in seen):
                continue
            if counts(match, text) and not reported(low[: span[0]]):
                seen.append(span)
                yield rule, match[0].strip(" ,.!?;:")
    if rudeness.GLUED.search(low):
        yield "insult", "letters of an insult"


@cache
def _rules() -> tuple:
    return (
        ("threat", rudeness.THREAT, _always),
        ("insult", rudeness.CALLED, _called_by_speaker),
        ("insult", rudeness.PREDICATE, _asserted),
        ("insult", rudeness.PREDICATE_ADJECTIVE, _asserted),
        ("insult", rudeness.VOCATIVE, _addressed),
        ("insult", rudeness.BARE_PAIR, _always),
        ("insult", rudeness.BARE_STRONG, _always),
        ("insult", rudeness.DONT_BE, _always),
        ("insult", rudeness.THIRD_PERSON, _asserted),
        ("half insult", rudeness.HALF_VOCATIVE, _half_addressed),
        ("dismissal", rudeness.DISMISSAL, _always),
        ("contempt", rudeness.RUDE, _always),
        ("tart", rudeness.TART, _always),
    )


def _always(match: re.Match[str], text: str) -> bool:
    return True


def _asserted(match: re.Match[str], text: str) -> bool:
    before = match.string[: match.start()]
    return not _DENIED.search(before) and not _SUPPOSED.search(before)


def _called_by_speaker(match: re.Match[str], text: str) -> bool:
    ours = match["who"] in FIRST_PERSON | GENERIC or AGREES.search(match.string[match.end() :])
    return bool(ours) and not re.search(r"\b(?:never|not)\b|n't", match[0]) and _asserted(match, text)


def _addressed(match: re.Match[str], text: str) -> bool:
    before, after = match.string[: match.start()], match.string[match.end() :]
    previous = _LAST_WORD.search(before)
    if previous and previous[1] in _GIVING:
        return False
    if match["mods"]:
        return not re.match(r"(?:and|of)\b", match["mods"])
    noun = match[0].split()[-1].strip(".,!'\"-")
    written = text[match.end() - len(noun) : match.end()]
    if re.search(r"[,.!]", match[0]) or (written.istitle() and written in ANIMAL_NAMES):
        return False
    ends = not after or re.match(r"\s*[.,!?;:\"]|\s*$", after)
    return bool(ends) and (noun not in rudeness.ALSO_VERBS or not previous)


def _half_addressed(match: re.Match[str], text: str) -> bool:
    before, after = match.string[: match.start()], match["after"].strip(" ,.!*'\"-")
    adjective = match["adjective"]
    previous = _LAST_WORD.search(before)
    if previous and previous[1] in _GIVING:
        return False
    verbal = adjective in rudeness.ALSO_VERB_ADJECTIVES or (adjective.endswith("ed") and "-" not in adjective)
    if after in _FUNCTION_WORDS or (after and verbal and previous):
        return False
    return not (verbal and previous)
