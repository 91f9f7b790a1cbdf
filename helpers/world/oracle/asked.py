"""What a question asks for: the fact of the town that answers it.

A question is read by its words, not by a template: first what it is about (a place, a resident, a boat, an animal, a
festival, a ferry, something to be done, something lost), by name; then what about it, by cue words in the sentence that
names it or the one after. So it may be put in any words, with a story before it or an insult after it.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from helpers.world import topics
from helpers.world.lexicon.nature import ANIMAL_KINDS
from helpers.world.oracle.text import clean, sentences, words
from helpers.world.town import HOME_SEED, Fact, Town

# relation -> the kind of value that answers it
ANSWER_KINDS: dict[str, str] = {
    "opens": "time", "closes": "time", "closed on": "day", "street": "street", "owner": "person", "price": "amount", "founded": "year",
    "job": "job", "workplace": "place", "date": "date", "place": "place", "since": "year", "first ferry": "time", "last ferry": "time",
    "ferry fare": "amount", "crossing time": "duration", "how to": "steps", "lost property": "steps",
}  # fmt: skip

# in this order: the first that fits is meant
_CUES: dict[str, tuple[tuple[str, str], ...]] = {
    "place": (
        ("founded", r"how old|found(?:ed|ing)|\bwas\b.{0,60}\bstarted|since when|how long .{0,60}\bbeen (?:here|there)|dates? from|(?:what|which) year|established|history"),
        ("closed on", r"(?:which|what|closed?) (?:which )?day|every day|all week|day off|closing day|(?:is there|have) a day|daily|a day when|days? .{0,40}\b(?:closed|shut)\b"),
        ("closes", r"(?<!am i )\bclos(?:e|es|ing)\b|\bshuts?\b|how late|\b(?:un)?till? (?:when|what)|open (?:un)?till?\b|throw people out|stays? open|last orders"),
        ("opens", r"\bopen(?:s|ing)?\b|how early|from what time|first thing|\bearliest\b|\bdoors\b|\bget in\b"),
        ("owner", r"\bwho\b|\bwhose\b|\bowners?\b|\bowns?\b|in charge|\bboss\b|\bruns?\b|keeper of"),
        ("street", r"\bwhere\b|which street|what street|\bstreet\?|how do i (?:find|get to|reach)|how to (?:find|get to)|\baddress\b|directions|looking for|the way to"),
        ("opens", r"\bwhen\b|what time|what hour"),
    ),
    "resident": (
        ("workplace", r"\bwhere\b|place of work|works where|at what place|take it"),
        ("job", r"\bdo(?:es)?\b.{0,60}|\bjob\b|\bwork\b|\btrade\b|\bliving\b|profession"),
    ),
    "festival": (
        ("since", r"how old|since when|when was the first|\bbegan\b|how long .{0,60}(?:been|going on)|(?:what|which) year|first (?:held|year)|history"),
        ("place", r"\bwhere\b|whereabouts|what place"),
        ("date", r"\bwhen\b|\bdate\b|what day|which day|how long do i have to wait"),
    ),
    "ferry": (
        ("crossing time", r"how long\b|crossing|by boat\W+ time|minutes"),
        ("ferry fare", r"how much|\bfare\b|\bcosts?\b|ticket|there and back|\breturn\b|\bprice\b"),
        ("first ferry", r"\bfirst\b|how early|\bearliest\b|\bmorning\b"),
        ("last ferry", r"\blast\b|how late|\blatest\b|\bevening\b"),
    ),
}  # fmt: skip
_PRICE = re.compile(
    r"how much|\bcosts?\b|(?<!in )\bcharges?\b|\bprices?\b|\bpay\b|\bmoney\b|\bpence\b|\bpounds?\b|\bexpensive\b"
)
_FERRY = re.compile(r"\bferry\b|\bseasick\b|\bby sea\b|\bboat\b|\bcrossing\b|\bsail\b|\bfare\b")
_LOST = re.compile(
    r"\blost\b|\bmislaid\b|\bmissing\b|handed in|\bfinds? one\b|found it\b|\blosing\b|\bleft behind\b"
)
_BOAT = re.compile(r"\bboats?\b|\bship\b|\bsails?\b|\byacht\b|\bslipped its rope\b")
_ANIMAL = re.compile(rf"\b(?:called|found|tag|collar|creature|animal|pet|{'|'.join(ANIMAL_KINDS)})\b")
_INTRODUCES = re.compile(
    r"\bi found\b|\bi(?:'ve| have) found\b|\blooking for\b|\bi need\b|\bparcel for\b|\bmeeting\b|\bi(?:'m| am) at\b"
)
_STOPWORDS = frozenset(
    [
        "a", "an", "the", "to", "of", "in", "at", "on", "by", "with", "for", "from", "and", "or", "i",
        "my", "me", "we", "you", "your", "it", "is", "are", "be", "do", "does", "how", "what", "where",
        "when", "who", "one", "who's", "at", "without", "into", "any", "some",
    ]
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """A fact that is asked for, with the kind of value that answers it and the class of thing it is about."""

    fact: Fact
    relation: str
    kind: str  # a value of ANSWER_KINDS
    about: str  # "place", "resident", "boat", "animal", "festival", "ferry", "procedure" or "loss"


class Guide:
    """Everything a town can be asked, ready to be looked up by name."""

    def __init__(self, town: Town) -> None:
        home = town.seed == HOME_SEED
        self.town = town
        self.facts = {(f.subject.lower(), f.relation, f.detail): f for f in town.facts()}
        if home:
            self.facts |= {(f.subject.lower(), f.relation, f.detail): f for f in topics.facts()}
        self.values: dict[str, set[str]] = {}
        for (_, relation, _), fact in self.facts.items():
            self.values.setdefault(relation, set()).add(fact.value)
        self.names = {
            "place": _names(p.name for p in town.places),
            "resident": _names(r.name for r in town.residents),
            "boat": _names(b.name for b in town.boats),
            "animal": _names((a.name for a in town.animals), cased=True),
            "festival": _names(f.name for f in town.festivals),
            "ferry": _names(topics.FERRIES if home else ()),
            "procedure": _names(topics.PROCEDURES if home else ()),
            "street": _names(town.streets),
        }
        self.wares = {ware for place in town.places for ware in place.prices}
        self.losses = {_bare(thing): thing for thing in topics.LOST_PROPERTY} if home else {}
        self.procedures = {aim: frozenset(stems(aim)) for aim in topics.PROCEDURES} if home else {}

    def named(self, about: str, text: str) -> list[tuple[int, int, str]]:
        """(start, end, name) of everything of a class that a text names."""
        pattern, full = self.names[about]
        return [(m.start(), m.end(), full[_key(m[1])]) for m in pattern.finditer(text)] if full else []

    def fact(self, subject: str, relation: str, detail: str = "") -> Fact | None:
        return self.facts.get((subject.lower(), relation, detail))


@lru_cache(maxsize=8)
def guide(town: Town) -> Guide:
    """The guide of a town, made once."""
    return Guide(town)


def stems(text: str) -> list[str]:
    """The words of a text that carry meaning, without their endings."""
    return [_stem(word) for word in words(text) if word not in _STOPWORDS]


def asked(question: str, town: Town) -> Asked | None:
    """The fact a question asks for, or None when it asks for nothing the town knows."""
    book = guide(town)
    text = " ".join(clean(question).split())
    low = text.lower()
    return (
        _procedure(book, low)
        or _price(book, text, low)
        or _loss(book, low)
        or _resident_or_festival(book, text)
        or _ferry(book, text, low)
        or _boat(book, text, low)
        or _place(book, text)
        or _animal(book, text, low)
        or _about(book, text, "place", low)
        or _procedure_in_other_words(book, low)
    )


def _procedure(book: Guide, low: str) -> Asked | None:
    named = book.named("procedure", low)
    return _known(book, named[-1][2], "how to", "procedure") if named else None


def _procedure_in_other_words(book: Guide, low: str) -> Asked | None:
    said = set(stems(low))
    best = max(
        book.procedures,
        key=lambda aim: len(book.procedures[aim] & said) / len(book.procedures[aim]),
        default=None,
    )
    whole = best is not None and len(book.procedures[best]) > 1 and book.procedures[best] <= said
    return _known(book, best, "how to", "procedure") if best and whole else None


def _price(book: Guide, text: str, low: str) -> Asked | None:
    places = book.named("place", text)
    if not places or not _PRICE.search(low):
        return None
    for start, end, name in reversed(places):
        rest = f"{low[:start]} | {low[end:]}"
        sold = [w for w in book.town.place(name).prices if re.search(rf"\b{re.escape(w.lower())}s?\b", rest)]
        if sold:
            return _known(book, name, "price", "place", max(sold, key=len))
    return None


def _loss(book: Guide, low: str) -> Asked | None:
    for line in reversed(sentences(low)):
        missing = [bare for bare in book.losses if re.search(rf"\b{re.escape(bare)}\b", line)]
        if missing and _LOST.search(line) and "called" not in line:
            return _known(book, book.losses[max(missing, key=len)], "lost property", "loss")
    return None


def _resident_or_festival(book: Guide, text: str) -> Asked | None:
    return _about(book, text, "festival") or _about(book, text, "resident")


def _ferry(book: Guide, text: str, low: str) -> Asked | None:
    return _about(book, text, "ferry") if _FERRY.search(low) else None


def _boat(book: Guide, text: str, low: str) -> Asked | None:
    named = book.named("boat", text)
    return _known(book, named[-1][2], "owner", "boat") if named and _BOAT.search(low) else None


def _animal(book: Guide, text: str, low: str) -> Asked | None:
    named = book.named("animal", text)
    return _known(book, named[-1][2], "owner", "animal") if named and _ANIMAL.search(low) else None


def _place(book: Guide, text: str) -> Asked | None:
    return _about(book, text, "place")


def _about(book: Guide, text: str, about: str, whole: str = "") -> Asked | None:
    """The last thing of a class that is named, and the first relation that its sentences, or the `whole`, ask for."""
    named = book.named(about, text)
    if not named:
        return None
    subject = named[-1][2]
    for context in [whole] if whole else _contexts(book, text, about, subject):
        for relation, cue in _CUES[about]:
            if re.search(cue, context):
                found = _known(book, subject, relation, about)
                if found:
                    return found
    return None


def _contexts(book: Guide, text: str, about: str, subject: str) -> list[str]:
    """Where to look for cues: the sentence that names the subject and the next; the next first after an introduction."""
    lines = sentences(text)
    at = max(
        (i for i, line in enumerate(lines) if any(n == subject for _, _, n in book.named(about, line))),
        default=0,
    )
    line, following = lines[at].lower(), lines[at + 1].lower() if at + 1 < len(lines) else ""
    if _INTRODUCES.search(line) and not line.endswith("?"):
        return [following, line]
    return [line, f"{line} {following}"]


def _known(book: Guide, subject: str, relation: str, about: str, detail: str = "") -> Asked | None:
    fact = book.fact(subject, relation, detail)
    return Asked(fact, relation, ANSWER_KINDS[relation], about) if fact else None


def _names(names: Iterable[str], *, cased: bool = False) -> tuple[re.Pattern[str], dict[str, str]]:
    """A pattern for names with or without "the", and the full name behind each match."""
    full = {_key(name): name for name in names}
    body = "|".join(sorted((re.escape(_bare(name)) for name in full.values()), key=len, reverse=True))
    return re.compile(
        rf"\b(?:[Tt]he\s+)?({body})\b(?!'s\s+(?:Chapel|Walk))", 0 if cased else re.IGNORECASE
    ), full


def _bare(name: str) -> str:
    return re.sub(r"^(?:the|an?)\s+", "", name, flags=re.IGNORECASE)


def _key(name: str) -> str:
    return _bare(name).lower()


def _stem(word: str) -> str:
    for ending in ("ing", "ies", "es", "ed", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word
