"""Values that facts about throw-away entities can have, and the names of people, towns, streets and shops."""

from collections.abc import Callable
from random import Random

from helpers.world.lexicon import jobs, names, nature
from helpers.world.lexicon import throwaway as pools
from helpers.world.records import clock, money

_DISHES = nature.DISHES + pools.MORE_DISHES
_HOBBIES = jobs.HOBBIES + pools.MORE_HOBBIES
_JOBS = tuple(jobs.JOBS) + pools.MORE_JOBS
_TOWN_GIVEN = {"she": names.FEMALE_NAMES, "he": names.MALE_NAMES}
_HALF_HOURS = (0, 0.5)


def pick(rng: Random, options: tuple[str, ...]) -> str:
    """One of the options, each equally likely."""
    return options[int(rng.random() * len(options))]


def word(rng: Random, syllables: int) -> str:
    """An invented word with a capital: "Vorlea", "Quiskon"."""
    parts = [
        pick(rng, pools.ONSETS)
        + pick(rng, pools.VOWELS)
        + (pick(rng, pools.CODAS) if place == syllables - 1 else "")
        for place in range(syllables)
    ]
    return "".join(parts).capitalize()


def given(rng: Random, pronoun: str) -> str:
    """A first name: one that towns use, another common one, or an invented one."""
    kind = rng.random()
    if kind < 0.3:
        return pick(rng, pools.GIVEN[pronoun])
    return pick(rng, _TOWN_GIVEN[pronoun]) if kind < 0.55 else word(rng, 2)


def surname(rng: Random) -> str:
    """A surname that no town has: a common one, or one made of syllables."""
    return pick(rng, pools.SURNAMES) if rng.random() < 0.5 else word(rng, 2)


def person(rng: Random) -> str:
    """A full name."""
    return f"{given(rng, 'she' if rng.random() < 0.5 else 'he')} {surname(rng)}"


def town(rng: Random) -> str:
    """The name of a throw-away town."""
    if rng.random() < 0.5:
        return word(rng, 1) + pick(rng, pools.PLACE_ENDS)
    return word(rng, 2)


def street(rng: Random) -> str:
    """The name of a street."""
    first = pick(rng, pools.STREET_WORDS) if rng.random() < 0.75 else word(rng, 2)
    return f"{first} {pick(rng, pools.STREET_ENDS)}"


def shop_name(rng: Random) -> str:
    """What a shop or an inn calls itself."""
    kind = rng.random()
    if kind < 0.45:
        return f"The {pick(rng, pools.ADJECTIVES)} {pick(rng, pools.NOUNS)}"
    if kind < 0.65:
        first, second = rng.sample(pools.NOUNS, 2)
        return f"{first} and {second}"
    if kind < 0.85:
        return f"{surname(rng)}'s {pick(rng, _SIGNS)}"
    return f"The {word(rng, 2)}"


_SIGNS = ("Stores", "Place", "Corner", "House", "Rooms", "Parlour", "Counter", "Yard", "Cabin", "Loft")


def boat_name(rng: Random) -> str:
    """What is painted on a boat, without "the"."""
    if rng.random() < 0.5:
        return f"{pick(rng, pools.ADJECTIVES)} {given(rng, 'she')}"
    return f"{pick(rng, pools.ADJECTIVES)} {pick(rng, pools.NOUNS)}" if rng.random() < 0.6 else word(rng, 3)


def animal_name(rng: Random) -> str:
    """What an animal answers to."""
    return pick(rng, nature.ANIMAL_NAMES) if rng.random() < 0.4 else word(rng, 2)


def price(rng: Random) -> str:
    """An amount in steps of 5p, small ones more often."""
    return money(5 * rng.randrange(1, 60 if rng.random() < 0.6 else 200))


def _hour(rng: Random, first: int, last: int) -> str:
    return clock(rng.randrange(first, last) + _HALF_HOURS[rng.random() < 0.4])


def _of(options: tuple[str, ...]) -> Callable[[Random], str]:
    return lambda rng: options[int(rng.random() * len(options))]


VALUES: dict[str, Callable[[Random], str]] = {
    "shop": _of(pools.SHOPS),
    "street": street,
    "year": lambda rng: str(rng.randrange(1690, 1981)),
    "person": person,
    "morning": lambda rng: _hour(rng, 5, 12),
    "evening": lambda rng: _hour(rng, 13, 24),
    "any time": lambda rng: _hour(rng, 6, 22),
    "day": _of(nature.DAYS),
    "price": price,
    "colour": _of(pools.COLOURS),
    "age": lambda rng: str(rng.randrange(18, 98)),
    "job": _of(_JOBS),
    "address": lambda rng: f"{rng.randrange(1, 90)} {street(rng)}",
    "drink": _of(pools.DRINKS),
    "dish": _of(_DISHES),
    "hobby": _of(_HOBBIES),
    "shop name": shop_name,
    "town": town,
    "date": lambda rng: f"{rng.randrange(1, 29)} {pick(rng, nature.MONTHS)}",
    "instrument": _of(pools.INSTRUMENTS),
    "boat": _of(pools.BOATS),
    "cargo": _of(pools.CARGOES),
    "animal": _of(pools.ANIMALS),
    "food": _of(pools.FOODS),
    "room": _of(pools.ROOMS),
    "classroom": _of(pools.CLASSROOMS),
    "ground": _of(pools.GROUNDS),
    "ware": _of(pools.WARES),
    "duration": _of(pools.DURATIONS),
    "material": _of(pools.MATERIALS),
}
