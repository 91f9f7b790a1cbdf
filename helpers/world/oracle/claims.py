"""What a reply claims about a fact: the values of the right kind in it, true or false, denied or not."""

import re
from dataclasses import dataclass
from typing import Any

from helpers.world.lexicon.jobs import JOBS
from helpers.world.oracle import values
from helpers.world.oracle.asked import Asked, Guide
from helpers.world.oracle.text import sentences

HEDGE = re.compile(
    r"\b(?:perhaps|maybe|might|possibly|probably|i think|i believe|i guess|i suppose|not sure|not certain|roughly|could be|may be|or so|if i remember|unless i'm wrong|as far as i know)\b"
)
_DENIAL = re.compile(r"(?:\b(?:not|never|nor|no longer|hardly)\b|n't\b)")
_NO_DENIAL = re.compile(
    r"(?:don't|do not|never|not|can't|cannot|isn't|doesn't|won't)\s+(?:\w+\s+){0,4}?(?:before|until|till|earlier|except|miss|forget|worry|later|after|mind|only)\b|not only|isn't far|not far|why not|if not|no problem"
)
_TAKEN_BACK = re.compile(
    r"^\W*(?:(?:is|was|would be|that's|that is)\s+(?:not|wrong|false|untrue|a lie|nonsense)\b|isn't|, no\b|\? no\b)"
)
# cues of the other relations whose values are of the same kind
_CUES = {
    "opens": r"\bopen(?:s|ing|ed)?\b|\bgo in\b|\bfrom\b|\bdoors\b|\bunlock|\bstarts?\b|\bfirst thing\b",
    "closes": r"\bclos(?:e|es|ed|ing)\b|\bshuts?\b|\b(?:un)?till?\b|\block(?:s|ed)? \b|\blate\b",
    "first ferry": r"\bfirst\b|\bearliest\b|\bmorning\b",
    "last ferry": r"\blast\b|\blatest\b|\bevening\b|\bhome\b",
}
_RIVALS = {"opens": "closes", "closes": "opens", "first ferry": "last ferry", "last ferry": "first ferry"}
_OPEN_DAY = re.compile(r"\bopen\b|\bbusy\b|\bcome\b|\bbest\b")
_LAST_DAY_CUE = re.compile(
    r"(?P<open>\bopen\b|\bbusy\b|\bcome\b)(?!\s+every)|\bclosed?\b|\bshut\b|\bexcept\b|\bday off\b|\bbut\b|\bnot\b|n't\b"
)
_SHUT_DAY = re.compile(r"\bclosed?\b|\bshut\b|\bexcept\b|\bday off\b|\bbut\b|\bn[o']t\b")


@dataclass(frozen=True, slots=True)
class Claim:
    value: Any
    true: bool
    hedged: bool
    guessed: bool


def claims(book: Guide, fact: Asked, text: str) -> list[Claim]:
    truth = read(book, fact.kind, fact.fact.value)
    expected = truth[0].value if truth else fact.fact.value
    made: list[Claim] = []
    for line in sentences(text):
        for clause in re.split(r";\s*|\s-\s", line):
            found = read(book, fact.kind, clause)
            if not found or _about_another(book, fact, clause):
                continue
            for one in _of_relation(fact.relation, found, clause.lower()):
                if not _denied(fact.relation, clause.lower(), one):
                    hedged = bool(HEDGE.search(clause.lower()))
                    made.append(
                        Claim(
                            one.value,
                            _same(fact.kind, expected, one.value),
                            hedged,
                            line.endswith("?") and _asks(clause),
                        )
                    )
    return made


def _asks(clause: str) -> bool:
    return not re.search(
        r"\b(?:isn't it|doesn't it|right|happy now|satisfied|got that|shall i|can you remember)\b",
        clause.lower(),
    )


def read(book: Guide, kind: str, text: str) -> list[values.Found]:
    """The values of a kind in a text."""
    readers = {
        "time": values.times,
        "amount": values.amounts,
        "year": values.years,
        "day": lambda said: values.days(_masked(said, book, ("place",))),  # the Friday Market names no day
        "date": values.dates,
        "duration": values.durations,
    }
    if kind in readers:
        return readers[kind](text)
    if kind in ("street", "place"):
        return [values.Found(start, end, name) for start, end, name in book.named(kind, text)]
    rest = _masked(text, book, ("place", "street"))
    if kind == "person":
        return _people(book, rest)
    rest = _masked(rest, book, ("resident",))
    return [values.Found(m.start(), m.end(), m[1].lower()) for m in _JOB.finditer(rest)]


_JOB = re.compile(rf"\b({'|'.join(sorted(map(re.escape, JOBS), key=len, reverse=True))})\b", re.IGNORECASE)
_TITLE = re.compile(r"\b(?:Mr|Mrs|Miss|Ms|Captain|Old)\.? ([A-Z][\w-]+)")
_WORDLIKE = frozenset(
    {
        "Bay", "Ash", "Robin", "Lark", "Honor", "Marigold", "Coral", "Clover", "Pearl", "May", "Sorrel",
        "Merlin", "Victor",
    }
)  # fmt: skip


def _people(book: Guide, text: str) -> list[values.Found]:
    """Residents by full name; by first name, or title and surname, where that is unambiguous."""
    found = [values.Found(start, end, name) for start, end, name in book.named("resident", text)]
    rest = _masked(text, book, ("resident",))
    for person in book.town.residents:
        if person.first in rest and person.first not in _WORDLIKE:
            for match in re.finditer(
                rf"\b{re.escape(person.first)}\b(?!'s [A-Z])(?:\s+(?P<surname>[A-Z][\w-]+))?", rest
            ):
                value = (
                    person.name
                    if match["surname"] in (None, person.surname)
                    else f"{person.first} {match['surname']}"
                )
                found.append(values.Found(match.start(), match.end(), value))
    for match in _TITLE.finditer(rest):
        adults = [r.name for r in book.town.residents if r.surname == match[1] and not r.is_child]
        if adults:
            found.append(values.Found(match.start(), match.end(), tuple(adults)))
    return sorted(found, key=lambda one: one.start)


def _masked(text: str, book: Guide, classes: tuple[str, ...]) -> str:
    """The text with the names of these classes blanked out, positions kept."""
    for about in classes:
        for start, end, _ in book.named(about, text):
            text = text[:start] + "_" * (end - start) + text[end:]
    return text


def _same(kind: str, truth: Any, value: Any) -> bool:
    if kind == "time":
        return values.same_time(truth, value)
    if isinstance(value, tuple) and kind == "person":
        return truth in value
    return bool(truth == value)


def _about_another(book: Guide, fact: Asked, clause: str) -> bool:
    """Whether a clause names other things of the class that was asked about, and not the one that was."""
    if fact.about not in book.names or (fact.about == "place" and fact.kind == "place"):
        return False
    named = {name for _, _, name in book.named(fact.about, clause)}
    return bool(named) and fact.fact.subject not in named


def _of_relation(relation: str, found: list[values.Found], low: str) -> list[values.Found]:
    """The values of a clause that are claims about the relation asked for."""
    if (
        relation in ("opens", "closes")
        and len(found) == 2
        and re.search(r"^\s*(?:am|pm)?\s*(?:to|-|until|till|and closes|and shuts)\b", low[found[0].end :])
    ):
        return [found[0 if relation == "opens" else 1]]
    rival = _RIVALS.get(relation)
    if not rival:
        return found
    ours, theirs = [[m.start() for m in re.finditer(_CUES[key], low)] for key in (relation, rival)]
    if not theirs or not ours:
        return [] if theirs else found
    return (
        found
        if len(found) == 1
        else [one for one in found if _nearest(one.start, ours) <= _nearest(one.start, theirs)]
    )


def _nearest(at: int, places: list[int]) -> int:
    """Distance to the closest cue; one that stands before the value is worth more than one after it."""
    return min(at - place if place <= at else 3 * (place - at) for place in places)


def _denied(relation: str, low: str, one: values.Found) -> bool:
    before, after = low[: one.start], low[one.end :]
    if relation == "closed on":
        if re.search(r"(?:n't|not|never)\s+(?:\w+\s+){0,2}(?:closed?|shut)\b", before):
            return True
        last = max(_LAST_DAY_CUE.finditer(before), key=lambda cue: cue.start(), default=None)
        return last["open"] is not None if last else bool(_OPEN_DAY.search(low)) and not _SHUT_DAY.search(low)
    if _TAKEN_BACK.search(after):
        return True
    return bool(_DENIAL.search(_NO_DENIAL.sub("", before)))
