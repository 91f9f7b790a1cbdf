"""A discourse: what has been said so far decides who is "she", what is "it", and which form each verb takes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from random import Random
from typing import Any

from helpers.world.entities import What, Where, Who
from helpers.world.grammar import Parts, Phrase, Ref, Verb, indefinite, phrase, possessive

_END = re.compile(r"[.!?]\)? |\.\" |\n")
_ENDS = frozenset((". ", '." '))

PRONOUNS: dict[str, tuple[str, str, str, str]] = {
    "she": ("she", "her", "her", "herself"),
    "he": ("he", "him", "his", "himself"),
    "they": ("they", "them", "their", "themselves"),
    "it": ("it", "it", "its", "itself"),
    "I": ("I", "me", "my", "myself"),
}
_PAIR = {"we": ("they", "we"), "us": ("them", "us"), "our": ("their", "our")}
SINGULAR, PLURAL, FIRST = 0, 1, 2


# slots that any phrase may use: a function of a random stream, or phrases to choose from
RULES: dict[str, Any] = {}


def add_rules(rules: Mapping[str, Any]) -> None:
    """Make `{name}` mean a draw from a function of a random stream, or from a tuple of phrases."""
    for name, rule in rules.items():
        RULES[name] = rule if callable(rule) else tuple(phrase(text) for text in rule)


class Discourse:
    """What has been said so far: who may be "she", what may be "it", the tense and who tells.

    One discourse tells one text. `say` renders a phrase with its roles; `narrator` is the person who is "I".
    """

    __slots__ = (
        "_introduced",
        "_latest",
        "_named",
        "_runs",
        "_seen",
        "intros",
        "last",
        "mood",
        "narrator",
        "out",
        "past",
        "rng",
        "sentence",
        "subject",
        "things",
    )

    def __init__(
        self, rng: Random, *, past: bool = True, narrator: Who | None = None, intros: float = 0.4
    ) -> None:
        self.rng = rng
        self.intros = intros  # how often a first mention introduces the person
        self.past = past
        self.narrator = narrator
        self.subject = SINGULAR
        self.mood = ""  # "" finite, "ing", "base"
        self.out: list[str] = []
        self.sentence = 0
        self.last: dict[Who, int] = {}  # the sentence in which a person was last mentioned
        self.things: list[Any] = []  # what "it" could mean, oldest first
        self._seen: set[int] = set()
        self._named: dict[int, int] = {}
        self._introduced: set[int] = set()
        self._latest: Who | None = None
        self._runs = 0

    def end_sentence(self) -> None:
        """A sentence is over: things mentioned before its last one fade, and so do people of two sentences ago."""
        self.sentence += 1
        self.things = self.things[-1:]
        self.subject = SINGULAR

    def forget(self) -> None:
        """A new paragraph: names again."""
        self.sentence += 2
        self.things = []

    def say(
        self, compiled: Phrase, roles: Mapping[str, Any], *, skip_subject: bool = False, mood: str = ""
    ) -> str:
        """Render a phrase. With `skip_subject` its opening subject is left out and the verb takes `mood`."""
        self.out = []
        self.mood = mood
        parts = compiled.parts
        if skip_subject:
            who = roles[compiled.subject]
            self._agree(who)
            parts = parts[1:]
            first = parts[0].lstrip() if isinstance(parts[0], str) else ""
            if first:
                self.out.append(first)
            parts = parts[1:]
        self._render(parts, roles)
        self.mood = ""
        return "".join(self.out)

    def _render(self, parts: Parts, roles: Mapping[str, Any]) -> None:
        emit = self.out.append
        for part in parts:
            kind = part.__class__
            if kind is str:
                emit(part)
                if part in _ENDS or _END.search(part):
                    self.end_sentence()
            elif kind is Ref:
                entity = roles.get(part.role)
                if entity is None:
                    if part.role in _PAIR:
                        emit(self._pair(part.role))
                        continue
                    rule = RULES[part.role]
                    if callable(rule):
                        emit(rule(self.rng))
                    else:
                        self._render(rule[int(self.rng.random() * len(rule))].parts, roles)
                elif entity.__class__ is str:
                    emit(entity)
                elif entity.__class__ is Phrase:
                    self._render(entity.parts, roles)
                elif entity.__class__ is Who:
                    emit(self._person(entity, part.form))
                elif entity.__class__ is What:
                    emit(self._thing(entity, part.form))
                else:
                    emit(self._place(entity, part.form))
            elif kind is Verb:
                emit(self._verb(part))
            else:
                self._render(part.options[int(self.rng.random() * part.count)], roles)

    # --- people

    def _pair(self, role: str) -> str:
        """ "we" where the narrator is one of the people meant, else "they"."""
        if role == "we":
            self.subject, self.mood = PLURAL, ""
        return _PAIR[role][self.narrator is not None]

    def _agree(self, who: Who) -> None:
        self.subject = FIRST if who is self.narrator else SINGULAR

    def _person(self, who: Who, form: str) -> str:
        if form == "n":
            return who.first
        if who is self.narrator:
            if form in ("", "!"):
                self.subject, self.mood = FIRST, ""
                return "I"
            return PRONOUNS["I"][{"o": 1, "s": 2, "r": 3}.get(form, 0)]
        if form == "r":
            return PRONOUNS[who.pronoun][3]
        use_pronoun = form not in ("!", "f") and (
            (form in ("o", "s") and who is self._latest and self.last.get(who) == self.sentence)
            or self._may_be_pronoun(who)
        )
        self._latest = who
        self.last[who] = self.sentence
        if form in ("", "!", "f"):
            self.mood = ""
            self.subject = PLURAL if use_pronoun and who.pronoun == "they" else SINGULAR
        if use_pronoun:
            self._runs += 1
            return PRONOUNS[who.pronoun][{"o": 1, "s": 2}.get(form, 0)]
        self._runs = 0
        name = self._name(who, form)
        return possessive(name) if form == "s" else name

    def _name(self, who: Who, form: str) -> str:
        times = self._named.get(id(who), 0)
        self._named[id(who)] = times + 1
        if form == "f":
            return who.full
        if (
            not times
            and who.intros
            and form != "s"
            and (who.resident is None or self.rng.random() < self.intros)
        ):
            intro = who.intros[int(self.rng.random() * len(who.intros))]
            if who.epithet and who.epithet[4:] in intro:
                self._introduced.add(id(who))
            return intro
        if (
            times
            and form == ""
            and id(who) in self._introduced
            and self.last.get(who, -9) < self.sentence
            and self.rng.random() < 0.15
        ):
            return who.epithet
        return who.first

    def _may_be_pronoun(self, who: Who) -> bool:
        """Only somebody named in this sentence or the last, after anyone who shares the pronoun, not for too long."""
        last = self.last.get(who, -9)
        if last < self.sentence - 1:
            return False
        for other, when in self.last.items():
            if when >= last and other is not who and other.pronoun == who.pronoun:
                return False
        if who.pronoun == "they" and (self.things or len(self.last) > 1):
            return False
        return self._runs < 4 or self.rng.random() < 0.6

    # --- things and places

    def _thing(self, what: What, form: str) -> str:
        it = what.many
        if form in ("it", "is"):
            self._touch(what)
            if form == "is":
                return "they're" if it else "it's"
            return "them" if it else "it"
        if form == "N" or form == "T":
            self.subject = PLURAL if it else SINGULAR
            self.mood = ""
        if form in ("a", "n", "N"):
            first = id(what) not in self._seen
            self._touch(what)
            name = what.name if first or form == "a" else what.short
            if form == "a":
                return (
                    f"a pair of {name}"
                    if it and self.rng.random() < 0.5
                    else (f"some {name}" if it else indefinite(name))
                )
            return name
        pronoun = form in ("", "S") and self.things and self.things[-1] is what and self.rng.random() < 0.6
        first = id(what) not in self._seen
        self._touch(what)
        if form == "S":
            self.subject = PLURAL if it else SINGULAR
            self.mood = ""
            if pronoun and len(self.things) == 1:
                return "they" if it else "it"
        elif pronoun:
            return "them" if it else "it"
        return "the " + (what.name if first else what.short)

    def _touch(self, what: What | Where) -> None:
        self._seen.add(id(what))
        if what in self.things:
            self.things.remove(what)
        self.things.append(what)

    def _place(self, where: Where, form: str) -> str:
        first = id(where) not in self._seen
        self._touch(where)
        known = not first and where.kind and self.rng.random() < 0.5
        if form == "at":
            return where.kind_at if known else where.at
        if form == "to":
            return f"to {where.kind}" if known else (where.to or f"to {where.name}")
        if form == "k":
            return where.kind or where.name
        return where.kind if known else where.name

    # --- verbs

    def _verb(self, verb: Verb) -> str:
        if self.mood == "ing":
            return verb.ing
        if self.mood == "base":
            return verb.base
        number = PLURAL if verb.agreement == "+" else SINGULAR if verb.agreement == "=" else self.subject
        if verb.base == "be":
            if self.past:
                return "were" if number == PLURAL else "was"
            return ("is", "are", "am")[number]
        if self.past:
            return verb.past
        return verb.third if number == SINGULAR else verb.base
