"""Whether a reply gives the expected answer, abstains, cites, and whether a passage states what is claimed.

- Values are compared in one form: "9 o'clock", "9:00" and "9 am" are the same time, "£2.40" and "two pounds forty" the same
  amount, "the third of May" and "3 May" the same date; articles, case and stops do not count.
- A reply that also states another value of the same kind (a second time, a second price), denies the value, offers a choice
  ("tea or cocoa") or names one of the values known to be wrong has not answered.
- A passage states a value of a subject when a sentence about the subject has it. A sentence is about whoever it names; one
  that starts with a pronoun is about whom the sentence before it was.
"""

import re
from collections.abc import Callable, Sequence
from typing import Any

from helpers.world.oracle import values
from helpers.world.oracle.text import clean, sentences
from helpers.world.oracle.values import Found

_CITATION = re.compile(r"\[\s*(\d{1,3}(?:\s*(?:,|;|and|&)\s*\d{1,3})*)\s*\]")
_BRACKETS = re.compile(r"\s*\[[\d\s,;&and]*\]")
_ABSTAINS = re.compile(
    r"\b(?:notes?|passages?|text|context|sources?|they|it)\s+(?:do|does|did)(?:n't| not)\s+(?:say|tell|mention|state|give|contain|know)\b"
    r"|\b(?:is|are|was) not (?:stated|given|mentioned|said|in the (?:notes|passages|text|context))\b"
    r"|\b(?:no|none of the) (?:note|notes|passage|passages|source|sources) (?:says?|tells?|mentions?|states?|gives?)\b"
    r"|\b(?:can't|cannot|can not|could not|couldn't) (?:tell|say|answer|find)\b.*\b(?:notes|passages|text|context)\b"
    r"|\bi (?:do not|don't) know\b|\b(?:cannot|can't) be answered\b|\bno answer in the (?:notes|passages|text)\b"
)
_GOES_ON = re.compile(r"\b(?:but|however|though|although|still|yet)\b[^.]*\w|, (?:it|he|she|they|so)\b")
_APOLOGY = re.compile(
    r"^\W*(?:(?:i am |i'm )?(?:very |so |really )?sorry(?: about that)?|unfortunately|i am afraid|i'm afraid|apologies)\W*$"
)
_DENIED = re.compile(
    r"\b(?:not|never|nor|neither|no longer|hardly|isn't|wasn't|doesn't|don't|didn't|aren't|weren't|won't)\b|n't\b"
)
_EXCEPT = re.compile(
    r"\bevery day (?:except|but)\b|\bnot (?:only|open on)\b|\b(?:does|do)(?:n't| not) open on\b|\bnever open\b|\bno earlier\b"
)
_PRONOUN = re.compile(
    r"^\W*(?:it|its|he|his|she|her|they|their|him|them|there|this|that|in|on|at|from|the|a|an|you|people|by|of|for|founded|built|first)\b",
    re.IGNORECASE,
)
_NAME = re.compile(
    r"(?:\b(?:The|the) )?\b[A-Z][\w']*(?: (?:and |of |to |the )?[A-Z][\w']*)+|(?<=[a-z,] )[A-Z][\w']+|^[A-Z][\w']+(?= (?:is|was|has|lives|works|opens|closes|owns|belongs|costs|goes|plays|likes|eats|sells)\b)"
)
_CLAUSE = re.compile(r"(?:;\s*|,?\s+(?:while|whereas|but)\s+|,?\s+and\s+(?=(?:the )?[A-Z]))")
_MIDNIGHT_NAME = re.compile(r"\bMidnight(?= [A-Z])")
_ARTICLE = re.compile(r"\b(?:the|a|an|some)\s+")
_CUES = {
    "opens": r"\bopen|\bfrom\b|\bdoors\b|\bin from\b|\bbetween\b",
    "closes": r"\bclos|\bshut|\buntil\b|\btill?\b|\block|\bto\b|\band\b",
    "favourite drink": r"\bdrink",
    "favourite dish": r"\bdish|\beat|\blikes\b",
    "favourite colour": r"\bcolour",
    "founded": r"\bfound|\bgoes back\b|\bsince\b|\bset up\b|\bstart",
    "built": r"\bbuilt\b|\blaunch",
    "owner": r"\bown|\bbelong|\brun\b|\bruns\b|\bin charge\b|'s\b|\blooks after\b|\bproprietor\b",
    "spouse": r"\bmarr|\bwife\b|\bhusband\b|\bspouse\b",
    "lives": r"\blive|\bhome\b|\bhouse\b|\bwrite to\b|\baddress\b",
    "workplace": r"\bwork|\bjob\b|\bemployed\b|\bat\b",
}  # fmt: skip


def citations(reply: str) -> list[int]:
    """The passages a reply cites, in order, each once: "[1]", "[1][3]", "[1, 3]", "[1 and 3]"."""
    numbers = (int(n) for match in _CITATION.finditer(reply) for n in re.findall(r"\d+", match[1]))
    return list(dict.fromkeys(numbers))


def abstained(reply: str) -> bool:
    """Whether a reply says that the answer is not there, and nothing else that could be one."""
    said = False
    for sentence in sentences(_plain(reply)):
        low = sentence.lower()
        found = _ABSTAINS.search(low)
        if found and not _GOES_ON.search(low[found.end() :]) and not _values_of(low):
            said = True
        elif not _APOLOGY.match(low):
            return False
    return said


def answered(reply: str, expected: str | Sequence[str], others: Sequence[str] = ()) -> bool:
    """Whether a reply states the expected value (every one of several) and no other.

    `others` are values that would be wrong, e.g. those of other entities in the same notes.
    """
    wanted = [expected] if isinstance(expected, str) else list(expected)
    text = _plain(reply)
    if not wanted or not all(value.strip() for value in wanted) or abstained(reply):
        return False
    if not all(_stated(text, value) for value in wanted):
        return False
    if any(_rivals(text, value, wanted) for value in wanted):
        return False
    return not any(_stated(text, other) for other in others if not _part_of(other, wanted))


def states(passage: str, subject: str, value: str, relation: str = "") -> bool:
    """Whether a passage says of a subject that it has the value.

    With a `relation` ("opens", "owner", …) that other relations could be mistaken for, the sentence must have a word for it.
    """
    about = False
    for sentence in sentences(_plain(passage)):
        for clause in _clauses(sentence, subject, value):
            if _names(clause, subject):
                about = True
            elif _names_another(clause, value):
                about = False
            if about and _stated(clause, value) and _fits(sentence, value, relation):
                return True
    return False


def _plain(text: str) -> str:
    return " ".join(_BRACKETS.sub("", clean(text)).split())


def _clauses(text: str, *names: str) -> list[str]:
    """The clauses of a text; names with "and" in them, such as "Owl and Hare", stay whole."""
    for name in names:
        if " and " in name:
            text = text.replace(name, name.replace(" and ", " \x00 "))
    return [clause.replace("\x00", "and") for clause in _CLAUSE.split(text)]


def _form(text: str) -> str:
    """Lower-case words without articles and stops."""
    text = re.sub(r"'s\b", "", text.lower())
    text = re.sub(r"[^\w£.:'-]+|[.:'-]+(?=\s|$)", " ", text)
    return f" {' '.join(_ARTICLE.sub('', text + ' ').split())} "


def _times(text: str) -> list[Found]:
    """Times of day, without the word in "The Midnight Owl"."""
    return values.times(_MIDNIGHT_NAME.sub(lambda match: "x" * len(match[0]), text))


_READERS: tuple[Callable[[str], list[Found]], ...] = (
    values.dates,
    _times,
    values.amounts,
    values.durations,
    values.days,
)
_NUMBER = re.compile(r"(?<![\w£.:])\d+(?![\w.:]*\d)")


def _values_of(text: str) -> list[Found]:
    """Times, amounts, dates, durations, days and plain numbers of a text."""
    return [found for reader in (*_READERS, _numbers) for found in reader(text)]


def _numbers(text: str) -> list[Found]:
    """Numbers in digits that are not part of a date, a time or an amount."""
    taken = [f for reader in _READERS for f in reader(text)]
    free = (
        m for m in _NUMBER.finditer(text) if not any(f.start < m.end() and m.start() < f.end for f in taken)
    )
    return [Found(m.start(), m.end(), int(m[0])) for m in free]


def _typed(value: str) -> tuple[Callable[[str], list[Found]], Any] | None:
    """The reader that takes the whole value, and what it makes of it; None for names and words."""
    for reader in (*_READERS, _numbers):
        found = reader(value)
        if len(found) == 1 and not value[: found[0].start].strip() and not value[found[0].end :].strip(" ."):
            return reader, found[0].value
    return None


def _same(reader: Callable[[str], list[Found]], one: Any, other: Any) -> bool:
    return values.same_time(one, other) if reader is _times else bool(one == other)


def _stated(text: str, value: str) -> bool:
    """Whether a text has the value, in any of its forms, and does not deny it."""
    kind = _typed(value)
    for clause in _clauses(text, value):
        if kind:
            spots = [f.start for f in kind[0](clause) if _same(kind[0], kind[1], f.value)]
            if kind[0] is _numbers and not spots and int(kind[1]) in [f.value for f in values.years(clause)]:
                spots = [values.years(clause)[0].start]
        else:
            spots = [at] if (at := _form(clause).find(_form(value))) >= 0 else []
        if spots and not _denies(clause, spots[0]):
            return True
    return False


def _denies(clause: str, at: int) -> bool:
    before = _EXCEPT.sub(" ", clause[: at + 1].lower())
    after = clause[at:].lower()
    return bool(
        _DENIED.search(before)
        or re.search(r"\b(?:is|was|would be|that's) (?:not|wrong|false|untrue)\b", after)
    )


def _rivals(text: str, value: str, wanted: list[str]) -> bool:
    """Whether the text has another value of the same kind, or a choice."""
    kind = _typed(value)
    if kind:
        reader = kind[0]
        good = [typed[1] for one in wanted if (typed := _typed(one)) and typed[0] is reader]
        return any(not any(_same(reader, g, f.value) for g in good) for f in reader(text))
    form = re.escape(_form(value).strip())
    return bool(re.search(rf"(?:\bor {form}\b|\b{form} or\b|\beither\b)", _form(text)))


def _part_of(other: str, wanted: list[str]) -> bool:
    return any(_form(other) in _form(value) for value in wanted)


def _names(clause: str, subject: str) -> bool:
    return _form(subject) in _form(clause)


def _names_another(clause: str, value: str) -> bool:
    """Whether the clause starts with, or is about, a name that is neither the subject nor the value."""
    names = [
        n for n in _NAME.findall(clause) if _form(n) not in _form(value) and _form(value) not in _form(n)
    ]
    return bool(names) and not re.match(r"\W*(?:it|its|he|his|she|her|they|their)\b", clause, re.IGNORECASE)


def _fits(sentence: str, value: str, relation: str) -> bool:
    """Whether the words around the value are those of the relation, and a span of hours is read the right way round."""
    if relation not in _CUES:
        return True
    if not re.search(_CUES[relation], sentence.lower()):
        return False
    hours = _times(sentence)
    kind = _typed(value)
    if relation in ("opens", "closes") and kind and len(hours) == 2:
        first = values.same_time(hours[0].value, kind[1])
        starts = not re.search(r"clos\w+|shut\w*", sentence[: hours[0].start].lower())
        return first == ((relation == "opens") == starts)
    return True
