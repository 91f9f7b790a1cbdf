"""Passages about throw-away entities, written as pieces of articles."""

from random import Random

from helpers.world.bound.cast import BoundFact
from helpers.world.bound.saying import raised, say, say_more, slots
from helpers.world.bound.values import pick
from helpers.world.grammar import indefinite
from helpers.world.lexicon.passages import LEADS, REMARKS
from helpers.world.phrases import expand

_LEADS: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = {}
for _kind, _relations, _phrases in LEADS:
    _LEADS.setdefault(_kind, []).append((_relations, _phrases))
_JOINED, _TITLED, _REMARKED, _NAMED = 0.6, 0.12, 0.3, 0.25


def passage(rng: Random, facts: list[BoundFact], titled: float = _TITLED) -> str:
    """One to five sentences that state the facts, all about the same entity; a share has its name in front."""
    about = facts[0].entity
    left = {fact.relation.name: fact for fact in facts}
    sentences = []
    if rng.random() < _JOINED:
        fitting = [lead for lead in _LEADS.get(about.kind, ()) if all(name in left for name in lead[0])]
        if fitting:
            names, phrases = fitting[int(rng.random() * len(fitting))]
            joined = [left[name] for name in names]
            sentences.append(_joined(rng, pick(rng, phrases), joined))
            facts = [fact for fact in facts if fact not in joined]
    rest = list(facts)
    rng.shuffle(rest)
    unclear = False  # whether "he" or "she" could be another person named in the sentence before
    for fact in rest:
        named = not sentences or unclear or rng.random() < _NAMED
        sentences.append(raised((say if named else say_more)(rng, fact)) + ".")
        unclear = fact.relation.values == "person" and about.pronoun != "it"
    if rng.random() < _REMARKED:
        remark = expand(rng, pick(rng, REMARKS[about.kind]), {**about.slots, "He": raised(about.pronoun)})
        sentences.append(raised(remark))
    text = " ".join(sentences)
    return f"{raised(about.called)}. {text}" if rng.random() < titled else text


def _joined(rng: Random, phrase: str, facts: list[BoundFact]) -> str:
    values = {f"v{i}": fact.value for i, fact in enumerate(facts)}
    values |= {f"a{i}": indefinite(fact.value) for i, fact in enumerate(facts)}
    return (
        raised(expand(rng, phrase, {**slots(facts[0]), **values, "He": raised(facts[0].entity.pronoun)}))
        + "."
    )
