"""Sentences that state a throw-away fact, ask for it and answer."""

import re
from functools import cache
from random import Random

from helpers.world.bound.cast import BoundFact
from helpers.world.bound.values import pick
from helpers.world.grammar import indefinite
from helpers.world.phrases import expand
from helpers.world.questions import TOPICS

ABSTAIN = "The notes do not say."
_FROM_THE_DESK = 0.2  # share of the questions put in the help desk's words where it has some
_SLOTS = frozenset(("s", "d"))


def raised(text: str) -> str:
    """The text with a capital letter in front."""
    return text[:1].upper() + text[1:]


def slots(fact: BoundFact) -> dict[str, str]:
    """The words for a fact's phrases."""
    return {**fact.entity.slots, "v": fact.value, "a": indefinite(fact.value), "d": fact.detail}


def say(rng: Random, fact: BoundFact) -> str:
    """A clause that states the fact with the subject's name, without capital and stop."""
    return expand(rng, pick(rng, fact.relation.facts), slots(fact))


def say_more(rng: Random, fact: BoundFact) -> str:
    """A clause that states the fact with a pronoun for its subject, to follow a sentence about that."""
    return expand(rng, pick(rng, fact.relation.more), slots(fact))


@cache
def _desk_questions(topic: str) -> tuple[str, ...]:
    direct = TOPICS[topic].direct
    return tuple(q for q in direct if set(re.findall(r"{(\w+)}", q)) <= _SLOTS and "parcel" not in q)


def ask(rng: Random, fact: BoundFact) -> str:
    """A question for the fact; one without a value is asked for in plain words only."""
    phrases = fact.relation.questions
    if fact.value and fact.relation.topic and rng.random() < _FROM_THE_DESK:
        phrases = _desk_questions(fact.relation.topic)
    return raised(expand(rng, pick(rng, phrases), slots(fact)))


def told(rng: Random, facts: list[BoundFact]) -> list[str]:
    """Sentences that state facts grouped by entity, with pronouns where it is clear whom they mean."""
    sentences = []
    before: BoundFact | None = None
    for one in facts:
        again = before is not None and before.entity == one.entity
        person_between = (
            before is not None and before.relation.values == "person" and one.entity.pronoun != "it"
        )
        clause = say_more if again and not person_between and rng.random() < 0.75 else say
        sentences.append(f"{raised(clause(rng, one))}.")
        before = one
    return sentences


def answer(rng: Random, fact: BoundFact, brief: float = 0.2) -> str:
    """A sentence that answers a question for the fact, or with probability `brief` the value alone."""
    return f"{raised(fact.value if rng.random() < brief else say(rng, fact))}."
