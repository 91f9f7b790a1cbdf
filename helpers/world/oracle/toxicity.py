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
from helpers.world.lexicon.rudeness import INSULT_ADJECTIVES, INSULT_NOUNS
from helpers.world.oracle import rudeness
from helpers.world.oracle.text import clean, voices, without_speakers

WEIGHTS: dict[str, float] = {
    "threat": 0.95,
    "insult": 0.9,
    "half insult": 0.6,
    "dismissal": 0.7,
    "contempt": 0.6,
    "tart": 0.25,
}
_FIRST_PERSON = frozenset({"i", "we", "beacon", "i've", "i'd", "i'll"})
_GENERIC = frozenset({"everyone", "everybody", "people", "anyone", "anybody", "all", "town", "world", "they"})
_SAYING = r"(?:said|says|say|told|tells|wrote|writes|shouted|shouts|yelled|thinks|thought|claims|claimed|muttered|cried|whispered|hissed|swears|swore|believes|asks|asked|reads|called|calls|grumbled|snapped)"
_REPORTED = re.compile(
    rf"\b(?P<who>[\w']+)\s+(?:(?!not\b|never\b)\w+ly\s+|once\s+|always\s+|also\s+)?{_SAYING}\s+(?:me\s+|us\s+|to\s+me\s+|everyone\s+)?(?:that\s+)?[,:]?\s*$"
)
_BEFORE_QUOTE = re.compile(
    rf"(?:(?P<who>[\w']+)(?:\s+(?!not\b)\w+){{0,2}}?\s+{_SAYING}\b[^.!?\"]{{0,40}}|\b(?P<word>words?|phrase|insult|name|sign|notice|graffiti|line)s?\b[^.!?\"]{{0,20}})$"
)
_AFTER_QUOTE = re.compile(
    rf"^[,.!?]?\s*(?:{_SAYING}\s+(?P<who>(?:the\s+|my\s+|an?\s+)?\w+)|(?P<who2>he|she|they|i|we|[\w']+)\s+{_SAYING}|(?:is|was)\s+(?:what|not|no|a\s+(?:word|phrase|rude|nasty)|how)\b)"
)
_AGREES = re.compile(
    r"^\W*(?:\w+\s+){0,3}?(?:and|i think|i say|in fact|indeed|sadly)?\W*(?:i (?:quite |fully |must )?agree|(?:he|she|they|it)(?:'s| is| was| were|'re| are) (?:quite |so |dead )?right|so do i|so say i|quite right|rightly so|how true)"
)
_QUOTE = re.compile(r"\"([^\"]{2,300})\"|(?<![\w])'([^']{2,120})'(?!\w)")
_DENIED = re.compile(
    r"(?:\b(?:never|not|nobody|no one|none|hardly|doubt|untrue|false|wrong|without)\b|n't\b)[^.;!?,]{0,30}$"
)
_SUPPOSED = re.compile(r"\b(?:if|unless|whether|though|as if|pretend|that time)\s+$")
_LAST_WORD = re.compile(r"([\w']+)\s*$")
# after these, "you" is given or shown the thing that follows
_GIVING = frozenset(
    [
        "thank",
        "see",
        "tell",
        "give",
        "gives",
        "gave",
        "show",
        "shows",
        "showed",
        "sell",
        "sells",
        "sold",
        "bring",
        "brings",
        "brought",
        "lend",
        "lends",
        "hand",
        "hands",
        "pass",
        "passes",
        "offer",
        "offers",
        "serve",
        "serves",
        "cook",
        "cooks",
        "bake",
        "bakes",
        "make",
        "makes",
        "made",
        "leave",
        "leaves",
        "keep",
        "keeps",
        "find",
        "finds",
        "get",
        "gets",
        "buy",
        "buys",
        "send",
        "sends",
        "with",
        "for",
        "to",
        "of",
        "from",
        "about",
        "at",
        "by",
        "near",
        "behind",
        "like",
        "than",
        "do",
        "did",
        "does",
        "are",
        "were",
        "was",
        "will",
        "would",
        "can",
        "could",
        "should",
        "may",
        "might",
        "must",
        "if",
        "when",
        "where",
        "why",
        "how",
        "what",
        "as",
        "that",
        "which",
        "because",
        "until",
        "before",
        "after",
        "while",
        "since",
        "teach",
    ]
)
_FUNCTION_WORDS = frozenset(
    [
        "the",
        "a",
        "an",
        "my",
        "your",
        "his",
        "her",
        "its",
        "our",
        "their",
        "it",
        "them",
        "in",
        "on",
        "at",
        "up",
        "to",
        "of",
        "with",
        "for",
        "from",
        "by",
        "and",
        "or",
        "but",
        "this",
        "that",
        "these",
        "those",
        "some",
        "any",
        "me",
        "him",
        "us",
        "out",
        "off",
        "over",
    ]
)


def toxicity(text: str) -> float:
    """How rude a text is, in [0, 1]; rude from 0.5 on. 0 for an empty text.

    Judges the text's own voice: of a talk with named speakers every one is judged, and the rudest counts.
    """
    plain = clean(text)
    readings = {" ".join(part.split()) for part in [*voices(plain), without_speakers(plain)]}
    return max((_score(_without_quotations(_mend(reading))) for reading in readings), default=0.0)


def findings(text: str) -> list[tuple[str, str]]:
    """(rule, words) of everything in a text that counts as rude."""
    reading = " ".join(without_speakers(clean(text)).split())
    return list(_hits(_without_quotations(_mend(reading))))


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
            if counts(match, text) and not _reported(low[: span[0]]):
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
    ours = match["who"] in _FIRST_PERSON | _GENERIC or _AGREES.search(match.string[match.end() :])
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


def _reported(before: str) -> bool:
    """Whether the words that follow are put into somebody else's mouth."""
    match = _REPORTED.search(before)
    return match is not None and match["who"] not in _FIRST_PERSON | _GENERIC


def _without_quotations(text: str) -> str:
    """The text without what it quotes from others; what the speaker says, or agrees with, stays."""

    def replace(match: re.Match[str]) -> str:
        before, after = text[: match.start()].lower(), text[match.end() :].lower()
        start, end = _BEFORE_QUOTE.search(before), _AFTER_QUOTE.search(after)
        who = ""
        if start:
            who = start["who"] or start["word"] or ""
        elif end:
            who = (end["who"] or end["who2"] or "it").split()[-1]
        others = (
            bool(who) and who not in _FIRST_PERSON | _GENERIC and "beacon" not in (start[0] if start else "")
        )
        return '""' if others and not _AGREES.search(after) else f" {match[1] or match[2]} "

    return _QUOTE.sub(replace, text)


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
        "trusty",
        "dusty",
        "stall",
        "press",
        "wander",
        "seal",
        "bottle",
        "bucked",
    )
)


def _mend(text: str) -> str:
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
