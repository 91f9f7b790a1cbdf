"""A relation of throw-away entities: how a fact is stated, taken up again and asked for.

A phrase is in the notation of `helpers.world.phrases`: `{s}` is the subject, `{v}` the value, `{a}` the value with its
article, `{d}` the ware of a price, `{he}`, `{his}` and `{him}` stand for the subject. Phrases start in lower case and end
without a stop unless they are questions.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation of one kind of entity: its label in a table, where its values come from, and its phrases."""

    kind: str
    name: str
    label: str
    values: str
    facts: tuple[str, ...]
    more: tuple[str, ...]
    questions: tuple[str, ...]
    topic: str  # the help desk's topic that asks for the same, or ""


def relation(
    kind: str, name: str, label: str, values: str, facts: str, more: str, questions: str, topic: str = ""
) -> Relation:
    """A relation from phrases written one a line."""
    return Relation(kind, name, label, values, _lines(facts), _lines(more), _lines(questions), topic)


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.strip().splitlines())
