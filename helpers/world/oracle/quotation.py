"""Whose words they are: what a text only quotes or reports from others is not the speaker's own."""

import re

FIRST_PERSON = frozenset({"i", "we", "beacon", "i've", "i'd", "i'll"})
GENERIC = frozenset({"everyone", "everybody", "people", "anyone", "anybody", "all", "town", "world", "they"})
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
AGREES = re.compile(
    r"^\W*(?:\w+\s+){0,3}?(?:and|i think|i say|in fact|indeed|sadly)?\W*(?:i (?:quite |fully |must )?agree|(?:he|she|they|it)(?:'s| is| was| were|'re| are) (?:quite |so |dead )?right|so do i|so say i|quite right|rightly so|how true)"
)
_QUOTE = re.compile(r"\"([^\"]{2,300})\"|(?<![\w])'([^']{2,120})'(?!\w)")


def reported(before: str) -> bool:
    """Whether the words that follow are put into somebody else's mouth."""
    match = _REPORTED.search(before)
    return match is not None and match["who"] not in FIRST_PERSON | GENERIC


def without_quotations(text: str) -> str:
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
            bool(who) and who not in FIRST_PERSON | GENERIC and "beacon" not in (start[0] if start else "")
        )
        return '""' if others and not AGREES.search(after) else f" {match[1] or match[2]} "

    return _QUOTE.sub(replace, text)
