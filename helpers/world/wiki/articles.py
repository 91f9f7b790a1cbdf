"""Another town's wiki as data: one full article a subject, with the place of every fact in it."""

from collections.abc import Iterator
from random import Random
from typing import Any

from helpers.world.bound.cast import BoundFact
from helpers.world.bound.saying import raised, say, say_more
from helpers.world.bound.values import pick
from helpers.world.documents import stream
from helpers.world.lexicon.passages import REMARKS
from helpers.world.phrases import expand
from helpers.world.wiki.subjects import Subject, subjects

OTHER_SEED = 2  # the town whose facts are in no model's weights
_PARAGRAPH = 4  # facts


def articles(seed: int = OTHER_SEED) -> Iterator[dict[str, Any]]:
    """Articles of a town: `id`, `title`, `text` of one or more paragraphs, `facts`.

    Each fact has `subject`, `relation`, `value`, `detail` and the `start` and `end` of its sentence in the text.
    """
    for number, subject in enumerate(subjects(seed)):
        rng = stream("wiki article", seed, subject.entity.name)
        text, facts = _article(rng, subject)
        yield {"id": f"w{number:04d}", "title": subject.title, "text": text, "facts": facts}


def _article(rng: Random, subject: Subject) -> tuple[str, list[dict[str, Any]]]:
    text = ""
    rows = []
    ordered = [f for f in subject.facts if f.relation.name != "price"]
    ordered += [f for f in subject.facts if f.relation.name == "price"]
    before: BoundFact | None = None
    for place, fact in enumerate(ordered):
        fresh = place % _PARAGRAPH == 0
        sentence = raised(_clause(rng, fact, None if fresh else before)) + "."
        text += ("\n\n" if fresh else " ") if place else ""
        rows.append(
            {
                "subject": fact.entity.name,
                "relation": fact.relation.name,
                "value": fact.value,
                "detail": fact.detail,
                "start": len(text),
                "end": len(text) + len(sentence),
            }
        )
        text += sentence
        before = fact
    if subject.entity.pronoun != "they" and rng.random() < 0.5:
        slots = {**subject.entity.slots, "He": raised(subject.entity.pronoun)}
        text += " " + raised(expand(rng, pick(rng, REMARKS[subject.entity.kind]), slots))
    return text, rows


def _clause(rng: Random, fact: BoundFact, before: BoundFact | None) -> str:
    """With a pronoun where the sentence before names nobody else and the subject is no "they"."""
    person = fact.entity.pronoun != "it"
    unclear = (
        before is None or fact.entity.pronoun == "they" or (person and before.relation.values == "person")
    )
    return say(rng, fact) if unclear or rng.random() < 0.4 else say_more(rng, fact)
