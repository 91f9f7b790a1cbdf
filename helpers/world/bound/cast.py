"""Entities with fresh names, and facts about them.

The first entity's name is the binding that decides a document's split; everybody else in the document has a name of the
same split, so nobody who is asked about in a test document is the subject of a training document.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from random import Random

from helpers.world.bound import values
from helpers.world.bound.relation import Relation
from helpers.world.bound.relations import KINDS, OF_KIND
from helpers.world.bound.values import VALUES, pick
from helpers.world.documents import split_of
from helpers.world.lexicon import throwaway as pools

_POSSESSIVE = {"she": "her", "he": "his", "it": "its", "they": "their"}
_OBJECT = {"she": "her", "he": "him", "it": "it", "they": "them"}
_KIND_WEIGHTS = (30, 30, 8, 8, 9, 5, 6, 4)  # place, person, boat, animal, festival, ferry, object, lesson


@dataclass(frozen=True, slots=True)
class Entity:
    """Somebody or something with a fresh name."""

    kind: str
    name: str
    pronoun: str

    @property
    def slots(self) -> dict[str, str]:
        return {
            "s": self.name,
            "he": self.pronoun,
            "his": _POSSESSIVE[self.pronoun],
            "him": _OBJECT[self.pronoun],
        }

    @property
    def called(self) -> str:
        """The name as a text refers to it: a boat's has an article."""
        return f"the {self.name}" if self.kind == "boat" else self.name


@dataclass(frozen=True, slots=True)
class BoundFact:
    """An entity's value for a relation; `detail` is the ware of a price."""

    entity: Entity
    relation: Relation
    value: str
    detail: str = ""

    @property
    def asked(self) -> tuple[str, str, str]:
        """What a question about it asks for."""
        return (self.entity.name, self.relation.name, self.detail)

    @property
    def label(self) -> str:
        """The relation as a table names it."""
        return f"{self.relation.label} of {self.detail}" if self.detail else self.relation.label

    @property
    def meta(self) -> dict[str, str]:
        """What a document's meta says of it."""
        return {
            "subject": self.entity.called,
            "relation": self.relation.name,
            "value": self.value,
            "detail": self.detail,
        }


def _person(rng: Random) -> Entity:
    pronoun = "she" if rng.random() < 0.5 else "he"
    first = values.given(rng, pronoun)
    return Entity("person", f"{first} {values.surname(rng)}", pronoun)


def _ferry(rng: Random) -> Entity:
    kind = pick(rng, ("ferry", "night boat", "mail boat", "morning boat", "packet boat", "steamer"))
    return Entity("ferry", f"the {kind} to {values.town(rng)}", "it")


def _lesson(rng: Random) -> Entity:
    return Entity("lesson", f"{_whose(rng)}'s {pick(rng, pools.LESSONS)} lesson", "it")


def _object(rng: Random) -> Entity:
    return Entity("object", f"{_whose(rng)}'s {pick(rng, pools.OBJECTS)}", "it")


def _whose(rng: Random) -> str:
    return values.surname(rng) if rng.random() < 0.3 else values.word(rng, 2)


_DRAW: dict[str, Callable[[Random], Entity]] = {
    "place": lambda rng: Entity("place", values.shop_name(rng), "it"),
    "person": _person,
    "boat": lambda rng: Entity("boat", values.boat_name(rng), "it"),
    "animal": lambda rng: Entity("animal", values.animal_name(rng), "she" if rng.random() < 0.5 else "he"),
    "festival": lambda rng: Entity("festival", f"the {values.town(rng)} {pick(rng, pools.FEASTS)}", "it"),
    "ferry": _ferry,
    "object": _object,
    "lesson": _lesson,
}


def kind(rng: Random, among: tuple[str, ...] = KINDS) -> str:
    """A kind of entity, people and places more often."""
    return rng.choices(among, [_KIND_WEIGHTS[KINDS.index(one)] for one in among])[0]


def entity(rng: Random, of_kind: str, like: str = "", besides: Collection[str] = ()) -> Entity:
    """A fresh entity whose name is of the same split as `like` (of any split when that is empty) and not taken."""
    while True:
        found = _DRAW[of_kind](rng)
        if found.name not in besides and (not like or split_of(found.name) == split_of(like)):
            return found


def company(rng: Random, kinds: list[str]) -> list[Entity]:
    """Entities of these kinds with different names, all of one split."""
    found = [entity(rng, kinds[0])]
    for one in kinds[1:]:
        found.append(entity(rng, one, found[0].name, [e.name for e in found]))
    return found


def fact(rng: Random, about: Entity, relation: Relation, taken: set[str]) -> BoundFact:
    """A fact with a value that is not taken yet; the value is added to those."""
    value = VALUES[relation.values](rng)
    while value in taken:
        value = VALUES[relation.values](rng)
    taken.add(value)
    detail = ware(rng) if relation.name == "price" else ""
    return BoundFact(about, relation, value, detail)


def ware(rng: Random) -> str:
    """Something with a price, with its article."""
    return pick(rng, pools.WARES)


def relations(rng: Random, of_kind: str, count: int) -> list[Relation]:
    """Different relations of a kind, as many as it has at most."""
    table = OF_KIND[of_kind]
    return rng.sample(table, min(count, len(table)))
