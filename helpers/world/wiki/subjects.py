"""A town's facts by subject, in the form in which throw-away facts are put into words."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from helpers.world.bound.cast import BoundFact, Entity
from helpers.world.bound.relations import OF_KIND
from helpers.world.grammar import indefinite
from helpers.world.lexicon.jobs import CHILD_JOB
from helpers.world.lexicon.things import THINGS, WARES
from helpers.world.records import Fact
from helpers.world.town import Town, town

_RELATIONS = {kind: {r.name: r for r in relations} for kind, relations in OF_KIND.items()}
_PLURAL = frozenset(thing.name for thing in THINGS + WARES if thing.plural)
_LINKS = ("owner", "spouse", "workplace", "place")


@dataclass(frozen=True, slots=True)
class Subject:
    """Somebody or something with an article: its facts, and those of whom they name."""

    entity: Entity
    facts: tuple[BoundFact, ...]
    related: tuple[BoundFact, ...]

    @property
    def title(self) -> str:
        """The title of its article."""
        name = self.entity.name
        return name[:1].upper() + name[1:]


@lru_cache(maxsize=4)
def subjects(seed: int) -> tuple[Subject, ...]:
    """Every subject of a town, in the town's order."""
    of = town(seed)
    entities = {e.name: e for e in _entities(of)}
    own: dict[str, list[BoundFact]] = {name: [] for name in entities}
    for fact in of.facts():
        bound = _bound(entities[fact.subject], fact)
        if bound is not None:
            own[fact.subject].append(bound)
    return tuple(
        Subject(entity, tuple(own[name]), tuple(_related(own, name))) for name, entity in entities.items()
    )


def _entities(of: Town) -> Iterator[Entity]:
    for place in of.places:
        yield Entity("place", place.name, "it")
    for resident in of.residents:
        yield Entity("person", resident.name, resident.pronoun)
    for boat in of.boats:
        yield Entity("boat", boat.name, "it")
    for animal in of.animals:
        yield Entity("animal", animal.name, animal.pronoun)
    for festival in of.festivals:
        yield Entity("festival", festival.name, "it")


def _bound(entity: Entity, fact: Fact) -> BoundFact | None:
    """The fact with its words; None where it would need words of its own: prices of what comes in pairs, pupils' work."""
    if fact.relation == "price" and fact.detail in _PLURAL:
        return None
    if fact.relation == "job" and fact.value == CHILD_JOB:
        return None
    detail = indefinite(fact.detail) if fact.detail else ""
    return BoundFact(entity, _RELATIONS[entity.kind][fact.relation], fact.value, detail)


def _related(own: dict[str, list[BoundFact]], name: str) -> Iterator[BoundFact]:
    for fact in own[name]:
        if fact.relation.name in _LINKS:
            yield from own.get(fact.value, ())
