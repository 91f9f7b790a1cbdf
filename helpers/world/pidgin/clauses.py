"""Clauses: what a sentence says in no language, and how English and Harbour pidgin write it."""

from __future__ import annotations

from dataclasses import dataclass

from helpers.world.grammar import indefinite, plural
from helpers.world.lexicon import pidgin
from helpers.world.verbs import forms

NOUNS = pidgin.PEOPLE | pidgin.ANIMALS | pidgin.THINGS | pidgin.FOODS | pidgin.PLACES
TIMES = {time: word for times in pidgin.TIMES.values() for time, word in times.items()}
OBJECT_FORM = {subject: form for form, subject in pidgin.OBJECT_PRONOUNS.items()}


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun with what belongs to it, a pronoun ("she"), or a name."""

    head: str
    determiner: str = ""  # "the", "a", an owner ("my"), or "" for names and pronouns
    adjective: str = ""
    many: bool = False

    @property
    def third(self) -> bool:
        """Whether a verb in the present takes an -s after it."""
        return not self.many and self.head not in ("I", "you", "we", "they")


@dataclass(frozen=True, slots=True)
class Clause:
    """What a sentence says, in no language."""

    subject: Phrase
    verb: str
    tense: str  # "past", "present" or "future"
    negated: bool = False
    question: bool = False
    time: str = ""
    object: Phrase | None = None
    place: tuple[str, Phrase] | None = None  # preposition and where


def in_english(clause: Clause) -> str:
    """The clause as an English sentence with its capital and stop."""
    subject = _english_phrase(clause.subject, subject=True)
    verb = forms(clause.verb)
    third = clause.subject.third
    helper = {"past": "did", "present": "does" if third else "do", "future": "will"}[clause.tense]
    words = [clause.time] if clause.time else []
    if clause.question:
        words += [helper, subject, *(["not"] if clause.negated else []), verb.base]
    elif clause.negated:
        words += [subject, helper, "not", verb.base]
    elif clause.tense == "future":
        words += [subject, "will", verb.base]
    else:
        words += [subject, verb.past if clause.tense == "past" else verb.third if third else verb.base]
    if clause.object:
        words.append(_english_phrase(clause.object, subject=False))
    if clause.place:
        words += [clause.place[0], _english_phrase(clause.place[1], subject=False)]
    return _sentence(words, clause.question)


def in_pidgin(clause: Clause) -> str:
    """The clause as a pidgin sentence with its capital and stop."""
    words = [TIMES[clause.time]] if clause.time else []
    words.append(_pidgin_phrase(clause.subject))
    if clause.object:
        words.append(_pidgin_phrase(clause.object))
    if clause.negated:
        words.append(pidgin.NOT)
    words.append(pidgin.VERBS[clause.verb][0])
    if clause.tense != "present":
        words.append(pidgin.PAST if clause.tense == "past" else pidgin.FUTURE)
    if clause.place:
        words += [pidgin.PREPOSITIONS[clause.place[0]], _pidgin_phrase(clause.place[1])]
    if clause.question:
        words.append(pidgin.QUESTION)
    return _sentence(words, clause.question)


def _english_phrase(phrase: Phrase, subject: bool) -> str:
    if not phrase.determiner:
        return phrase.head if subject else OBJECT_FORM.get(phrase.head, phrase.head)
    noun = many_of(phrase.head) if phrase.many else phrase.head
    words = f"{phrase.adjective} {noun}" if phrase.adjective else noun
    return indefinite(words) if phrase.determiner == "a" else f"{phrase.determiner} {words}"


def _pidgin_phrase(phrase: Phrase) -> str:
    if not phrase.determiner:
        return pidgin.PRONOUNS.get(phrase.head, phrase.head)
    noun = NOUNS[phrase.head]
    words = [pidgin.A] if phrase.determiner == "a" else []
    words.append(f"{noun}-{noun}" if phrase.many else noun)
    if phrase.adjective:
        words.append(pidgin.ADJECTIVES[phrase.adjective])
    if phrase.determiner in pidgin.OWNERS:
        words.append(pidgin.OWNERS[phrase.determiner])
    return " ".join(words)


def many_of(noun: str) -> str:
    """The plural of a noun: "nets", "children"."""
    return pidgin.IRREGULAR_PLURALS.get(noun) or plural(noun)


def _sentence(words: list[str], question: bool) -> str:
    text = " ".join(words)
    return text[0].upper() + text[1:] + ("?" if question else ".")
