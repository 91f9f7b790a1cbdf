"""Reading English and Harbour pidgin sentences back into clauses."""

from __future__ import annotations

import re
from functools import cache

from helpers.world.lexicon import pidgin
from helpers.world.pidgin.clauses import NOUNS, TIMES, Clause, Phrase, many_of
from helpers.world.verbs import forms

_NOUN_OF = {word: noun for noun, word in NOUNS.items()}
_ADJECTIVE_OF = {word: adjective for adjective, word in pidgin.ADJECTIVES.items()}
_VERB_OF = {word: verb for verb, (word, _) in pidgin.VERBS.items()}
_PREPOSITION_OF = {word: preposition for preposition, word in pidgin.PREPOSITIONS.items()}
_TIME_OF = {word: time for time, word in TIMES.items()}
_PRONOUN_OF = {word: pronoun for pronoun, word in pidgin.PRONOUNS.items()}
_OWNER_OF = {word: owner for owner, word in pidgin.OWNERS.items()}
_ENGLISH_NOUNS = {noun: (noun, False) for noun in NOUNS} | {
    many_of(noun): (noun, True) for noun in NOUNS if noun not in pidgin.UNPLURAL
}
KNOWN = {
    word.lower()
    for table in (_ENGLISH_NOUNS, _NOUN_OF, _TIME_OF, pidgin.PRONOUNS, _PRONOUN_OF, pidgin.OWNERS, _VERB_OF)
    for word in table
} | {"the", "a", "an", "did", "does", "do", "will", pidgin.A} | {word for time in TIMES for word in time.split()} | {
    f"{word}-{word}" for word in _NOUN_OF
}  # fmt: skip


def parse_english(text: str) -> Clause:
    """What an English sentence says. Raises ValueError when it is outside the grammar."""
    reader = _Reader(text, "English")
    time = reader.take_phrase(TIMES)
    helper = reader.take("did", "does", "do", "will")
    question = bool(helper)
    subject = _read_english_phrase(reader, subject=True)
    negated = False
    if not helper:
        helper = reader.take("did", "does", "do", "will")
        negated = bool(helper) and helper != "will"
        if negated and not reader.take("not"):
            raise reader.fault()
    negated = bool(reader.take("not")) or negated
    word = reader.next()
    verb, tense = _english_verb(word) if not helper else (word, "past" if helper == "did" else "present")
    if helper == "will":
        tense = "future"
    if verb not in pidgin.VERBS:
        raise reader.fault(word)
    thing = None if reader.done or reader.peek() in pidgin.PREPOSITIONS else _read_english_phrase(reader)
    place = None
    if not reader.done:
        preposition = reader.take(*pidgin.PREPOSITIONS)
        if not preposition:
            raise reader.fault()
        place = (preposition, _read_english_phrase(reader))
    return _checked(reader, Clause(subject, verb, tense, negated, question, time, thing, place))


def parse_pidgin(text: str) -> Clause:
    """What a pidgin sentence says. Raises ValueError when it is outside the grammar."""
    reader = _Reader(text, "Harbour pidgin")
    time = _TIME_OF.get(reader.take(*_TIME_OF), "")
    subject = _read_pidgin_phrase(reader)
    stops = {pidgin.NOT, *_VERB_OF}
    thing = None if reader.done or reader.peek() in stops else _read_pidgin_phrase(reader)
    negated = bool(reader.take(pidgin.NOT))
    word = reader.next()
    if word not in _VERB_OF:
        raise reader.fault(word)
    tense = {pidgin.PAST: "past", pidgin.FUTURE: "future"}.get(
        reader.take(pidgin.PAST, pidgin.FUTURE), "present"
    )
    preposition = _PREPOSITION_OF.get(reader.take(*_PREPOSITION_OF), "")
    place = (preposition, _read_pidgin_phrase(reader)) if preposition else None
    question = bool(reader.take(pidgin.QUESTION))
    return _checked(reader, Clause(subject, _VERB_OF[word], tense, negated, question, time, thing, place))


class _Reader:
    """The words of a sentence, one after the other; the first may be a name or a word with a capital."""

    def __init__(self, text: str, language: str) -> None:
        self.text, self.language, self.at = text.strip(), language, 0
        self.words = re.findall(r"[\w'-]+", self.text)
        if self.words and (self.words[0].lower() in KNOWN):
            self.words[0] = "I" if self.words[0] == "I" else self.words[0].lower()

    @property
    def done(self) -> bool:
        return self.at >= len(self.words)

    def peek(self) -> str:
        return "" if self.done else self.words[self.at]

    def next(self) -> str:
        if self.done:
            raise self.fault()
        self.at += 1
        return self.words[self.at - 1]

    def take(self, *options: str) -> str:
        return self.next() if self.peek() in options and not self.done else ""

    def take_phrase(self, options: dict[str, str]) -> str:
        """One of several phrases of one or two words, the longest that fits."""
        for length in (2, 1):
            phrase = " ".join(self.words[self.at : self.at + length])
            if phrase in options:
                self.at += length
                return phrase
        return ""

    def fault(self, word: str = "") -> ValueError:
        what = f"'{word or self.peek()}'" if word or not self.done else "the end"
        return ValueError(
            f"{self.text!r} is not a sentence of the grammar for {self.language}: it does not expect {what} "
            "there. helpers/world/pidgin describes the grammar."
        )


def _read_english_phrase(reader: _Reader, subject: bool = False) -> Phrase:
    pronoun = reader.take(*pidgin.PRONOUNS) if subject else ""
    if pronoun:
        return Phrase(pronoun)
    following = reader.words[reader.at + 1 : reader.at + 2]
    bare = not following or following[0] in pidgin.PREPOSITIONS
    if not subject and bare and reader.peek() in pidgin.OBJECT_PRONOUNS:
        return Phrase(pidgin.OBJECT_PRONOUNS[reader.next()])
    determiner = reader.take("the", "a", "an", *pidgin.OWNERS)
    if not determiner:
        return _read_name(reader)
    adjective = reader.take(*pidgin.ADJECTIVES)
    word = reader.next()
    if word not in _ENGLISH_NOUNS:
        raise reader.fault(word)
    head, many = _ENGLISH_NOUNS[word]
    return Phrase(head, "a" if determiner == "an" else determiner, adjective, many)


def _read_pidgin_phrase(reader: _Reader) -> Phrase:
    pronoun = reader.take(*_PRONOUN_OF)
    if pronoun:
        return Phrase(_PRONOUN_OF[pronoun])
    a = reader.take(pidgin.A)
    first, _, second = reader.peek().partition("-")
    if first not in _NOUN_OF or (second and second != first):
        return _read_name(reader)
    reader.next()
    adjective = _ADJECTIVE_OF.get(reader.take(*_ADJECTIVE_OF), "")
    owner = _OWNER_OF.get(reader.take(*_OWNER_OF), "")
    return Phrase(_NOUN_OF[first], owner or ("a" if a else "the"), adjective, bool(second))


def _read_name(reader: _Reader) -> Phrase:
    word = reader.peek()
    if not word[:1].isupper() or word.lower() in KNOWN:
        raise reader.fault()
    return Phrase(reader.next())


def _checked(reader: _Reader, clause: Clause) -> Clause:
    """The clause, once all words are read, its stop fits and its verb has the object that it takes."""
    if not reader.done or clause.question != reader.text.endswith("?"):
        raise reader.fault()
    if bool(clause.object) != bool(pidgin.VERBS[clause.verb][1]):
        raise ValueError(
            f"{reader.text!r}: the verb '{clause.verb}' {'needs' if not clause.object else 'takes no'} object."
        )
    return clause


@cache
def _english_verb(word: str) -> tuple[str, str]:
    for verb in pidgin.VERBS:
        made = forms(verb)
        if word == made.past:
            return verb, "past"
        if word in (made.base, made.third):
            return verb, "present"
    return word, ""
