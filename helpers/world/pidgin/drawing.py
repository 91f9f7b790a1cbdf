"""Clauses drawn at random that make sense in a small town."""

from __future__ import annotations

from random import Random
from typing import Any

from helpers.world.lexicon import names, pidgin
from helpers.world.pidgin.clauses import OBJECT_FORM, Clause, Phrase
from helpers.world.pidgin.reading import KNOWN

_KINDS = {
    "person": pidgin.PEOPLE, "animal": pidgin.ANIMALS, "thing": pidgin.THINGS, "food": pidgin.FOODS,
    "place": pidgin.PLACES,
}  # fmt: skip
_NAMES = tuple(
    name
    for pool in (names.FEMALE_NAMES, names.MALE_NAMES)
    for name in pool[: (len(pool) + 1) // 2]
    if name.lower() not in KNOWN
)
_ADJECTIVES = {
    "person": ("old", "new", "big", "small", "strange", "good"),
    "animal": ("old", "big", "small", "wet", "lost", "good", "strange", "red"),
    "thing": tuple(word for word in pidgin.ADJECTIVES if word != "warm"),
    "food": ("big", "small", "good", "warm", "strange", "green", "red"),
}


def draw_clause(rng: Random) -> Clause:
    """A clause that makes sense in a small town."""
    verb = _pick(rng, tuple(pidgin.VERBS))
    tense = _pick(rng, ("past", "past", "present", "future"))
    question = rng.random() < 0.15
    subject = _draw_subject(rng)
    takes = pidgin.VERBS[verb][1].split()
    thing = _draw_object(rng, _pick(rng, takes), subject) if takes else None
    place = None
    if rng.random() < (0.35 if thing else 0.7):
        where = _pick(rng, tuple(pidgin.PLACES))
        preposition = _pick(rng, pidgin.FITTING_PREPOSITIONS[where].split())
        place = (preposition, Phrase(where, "the", _pick(rng, ("old", "new")) if rng.random() < 0.1 else ""))
    time = "" if question or rng.random() < 0.6 else _pick(rng, tuple(pidgin.TIMES[tense]))
    return Clause(subject, verb, tense, rng.random() < 0.2, question, time, thing, place)


def _draw_subject(rng: Random) -> Phrase:
    chance = rng.random()
    if chance < 0.25:
        return Phrase(_pick(rng, _NAMES))
    if chance < 0.45:
        return Phrase(_pick(rng, tuple(pidgin.PRONOUNS)))
    return _noun_phrase(rng, "person", many=0.15)


def _draw_object(rng: Random, kind: str, subject: Phrase) -> Phrase:
    """An object of a kind that is not the subject itself; whose things they are fits who has them."""
    if kind == "person" and rng.random() < 0.5:
        others = [name for name in OBJECT_FORM if name != subject.head]
        if subject.head not in pidgin.PRONOUNS:
            return Phrase(_pick(rng, others))
        return Phrase(_pick(rng, _NAMES))
    while True:
        thing = _noun_phrase(rng, kind, many=0.25)
        if thing.head != subject.head:
            return thing


def _noun_phrase(rng: Random, kind: str, many: float) -> Phrase:
    head = _pick(rng, tuple(_KINDS[kind]))
    several = head not in pidgin.UNPLURAL and rng.random() < many
    chance = rng.random()
    determiner = "the" if chance < 0.55 or several else "a"
    if chance > 0.82:
        determiner = _pick(rng, tuple(pidgin.OWNERS))
    return Phrase(
        head, determiner, _pick(rng, _ADJECTIVES[kind]) if rng.random() < 0.35 else "", many=several
    )


def _pick(rng: Random, options: Any) -> Any:
    return options[int(rng.random() * len(options))]
