"""How the people, places, things and times of the town enter a story: their names, short names and introductions."""

from __future__ import annotations

from functools import cache

from helpers.world.entities import What, Where
from helpers.world.grammar import indefinite
from helpers.world.lexicon import nature
from helpers.world.lexicon.things import THING
from helpers.world.town import Place, Resident

_HOURS = ("twelve", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven")
_VAGUE = frozenset(
    [
        "set",
        "box",
        "tin",
        "jar",
        "pot",
        "cosy",
        "bottle",
        "kit",
        "stand",
        "float",
        "net",
        "glass",
        "card",
        "bank",
        "map",
        "pin",
        "top",
        "horse",
        "pump",
        "table",
        "frame",
    ]
)


def clock_words(minute: int) -> str:
    """The time of day in words, to five minutes: 9*60+30 -> "half past nine"."""
    hour, past = divmod(minute % 1440, 60)
    past = past // 5 * 5
    if past == 0:
        return "noon" if hour == 12 else "midnight" if hour == 0 else f"{_HOURS[hour % 12]} o'clock"
    names = {5: "five", 10: "ten", 15: "a quarter", 20: "twenty", 25: "twenty-five", 30: "half"}
    if past <= 30:
        return f"{names[past]} past {_HOURS[hour % 12]}"
    return f"{names[60 - past]} to {_HOURS[(hour + 1) % 12]}"


def part_of_day(minute: int) -> str:
    """Night until four, then morning, afternoon from noon, evening from five, night again from ten."""
    hour = minute % 1440 // 60
    if hour < 4 or hour >= 22:
        return "night"
    return "morning" if hour < 12 else "afternoon" if hour < 17 else "evening"


@cache
def a_dish(dish: str) -> str:
    """A dish with its article: "a leek tart", "some blackberry jam", "some potato cakes"."""
    return f"some {dish}" if dish.endswith("s") or dish in nature.UNCOUNTED_DISHES else indefinite(dish)


@cache
def short_name(name: str) -> str:
    """What a thing is called once it is known: "brass compass" -> "compass", "coil of rope" as it is."""
    head = name.rsplit(" ", 1)[-1]
    if " of " in name or "'s " in name or " in a " in name or head in _VAGUE:
        return name
    return head


@cache
def thing(name: str, many: bool = False) -> What:
    """The grammar's view of a kind of thing."""
    known = THING.get(name)
    return What(name, short_name(name), many or (known is not None and known.plural))


@cache
def where(place: Place) -> Where:
    """The grammar's view of a place."""
    kind = "the " + place.kind
    at = {"in": "in", "on": "on"}.get(place.preposition, "at")
    return Where(place.name, f"{at} {place.name}", kind, f"{at} {kind}", f"to {place.name}", place)


@cache
def introductions(r: Resident) -> tuple[str, ...]:
    """Ways of naming a resident for the first time."""
    if r.is_child:
        return (f"young {r.name}", f"little {r.first} {r.surname}", r.name, f"{r.name} of {r.street}")
    intros = [
        r.name,
        f"{r.name}, the {r.job},",
        f"the {r.job} {r.name}",
        f"{r.name} from {r.street}",
        f"{r.first}, the {r.job},",
    ]
    if r.age >= 68:
        intros += [f"old {r.first} {r.surname}", f"old {r.first}"]
    return tuple(intros)
