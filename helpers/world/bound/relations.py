"""Every relation that throw-away entities can have, by kind of entity."""

from helpers.world.bound.of_boats_and_animals import CRAFT_AND_ANIMALS
from helpers.world.bound.of_events import EVENTS
from helpers.world.bound.of_people import PEOPLE
from helpers.world.bound.of_places import PLACES
from helpers.world.bound.relation import Relation

KINDS = ("place", "person", "boat", "animal", "festival", "ferry", "object", "lesson")
RELATIONS: tuple[Relation, ...] = PLACES + PEOPLE + CRAFT_AND_ANIMALS + EVENTS
OF_KIND: dict[str, tuple[Relation, ...]] = {
    kind: tuple(r for r in RELATIONS if r.kind == kind) for kind in KINDS
}
