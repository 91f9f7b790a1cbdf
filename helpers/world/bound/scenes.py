"""Which facts a set of notes states and which questions it leaves open."""

from random import Random

from helpers.world.bound import cast
from helpers.world.bound.cast import BoundFact, Entity
from helpers.world.bound.relations import OF_KIND
from helpers.world.bound.values import VALUES

OPEN_PER_FACT = 0.26  # unanswerable questions for each fact, some of them the same: a fifth of all questions
_SIZES = ((1, 2, 3, 4, 5, 6, 7), (10, 16, 18, 20, 16, 12, 8))


def draw_facts(rng: Random) -> list[BoundFact]:
    """One to seven facts with different values: all about one entity, the same relations of several, or a mixture."""
    count = rng.choices(*_SIZES)[0]
    shape = rng.random()
    if count == 1 or shape < 0.3:
        kind = cast.kind(rng) if count <= 3 else cast.kind(rng, ("place", "person"))
        return _about(rng, cast.company(rng, [kind]), count)
    if shape < 0.75:
        each = rng.choice([n for n in (1, 2, 3) if n * 2 <= count])
        kind = cast.kind(rng)
        return _about(rng, cast.company(rng, [kind] * -(-count // each)), each)[:count]
    return _mixed(
        rng, cast.company(rng, [cast.kind(rng) for _ in range(rng.randrange(2, min(count, 4) + 1))]), count
    )


def register_facts(rng: Random) -> list[BoundFact]:
    """One relation of two to twelve entities, such as a register lists; several may have the same value."""
    kind = cast.kind(rng)
    entities = cast.company(rng, [kind] * rng.randint(2, 12))
    relation = cast.relations(rng, kind, 1)[0]
    detail = cast.ware(rng) if relation.name == "price" else ""
    return [BoundFact(entity, relation, VALUES[relation.values](rng), detail) for entity in entities]


def _about(rng: Random, entities: list[Entity], each: int) -> list[BoundFact]:
    """The same `each` relations of every entity."""
    relations = cast.relations(rng, entities[0].kind, each)
    taken = {entity.name for entity in entities}
    return [cast.fact(rng, entity, relation, taken) for entity in entities for relation in relations]


def _mixed(rng: Random, entities: list[Entity], count: int) -> list[BoundFact]:
    """Facts of different kinds, at least one about each entity, grouped by entity."""
    left = {entity.name: cast.relations(rng, entity.kind, 9) for entity in entities}
    taken = set(left)
    count = min(count, sum(map(len, left.values())))
    chosen = [(entity, left[entity.name].pop()) for entity in entities]
    while len(chosen) < count:
        entity = entities[int(rng.random() * len(entities))]
        if left[entity.name]:
            chosen.append((entity, left[entity.name].pop()))
    order = {entity.name: place for place, entity in enumerate(entities)}
    chosen.sort(key=lambda pair: order[pair[0].name])
    return [cast.fact(rng, entity, relation, taken) for entity, relation in chosen]


def open_question(rng: Random, facts: list[BoundFact]) -> BoundFact:
    """What the facts do not tell, without a value: another relation of somebody there, or the same of a stranger."""
    one = facts[int(rng.random() * len(facts))]
    if rng.random() < 0.6:
        known = {f.relation.name for f in facts if f.entity == one.entity}
        unknown = [relation for relation in OF_KIND[one.entity.kind] if relation.name not in known]
        if unknown:
            relation = unknown[int(rng.random() * len(unknown))]
            return BoundFact(one.entity, relation, "", cast.ware(rng) if relation.name == "price" else "")
    names = {f.entity.name for f in facts} | {f.value for f in facts}
    stranger = cast.entity(rng, one.entity.kind, facts[0].entity.name, names)
    return BoundFact(stranger, one.relation, "", one.detail)
