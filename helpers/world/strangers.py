"""First names for people who live for one document only."""

from random import Random
from typing import Any

from helpers.world.lexicon import names

HER = {"she": "her", "he": "his", "they": "their"}
_FIRST = [
    (name, pronoun)
    for pool, pronoun in ((names.FEMALE_NAMES, "she"), (names.MALE_NAMES, "he"), (names.EITHER_NAMES, "they"))
    for name in pool[: (len(pool) + 1) // 2]
]
_STARTS = (
    "Br", "Tr", "Cl", "Dr", "Fl", "Gr", "Pl", "St", "Sw", "Th", "Qu", "B", "D", "F", "G", "H", "J", "K", "L", "M", "N",
    "P", "R", "S", "T", "V", "W", "Z",
)  # fmt: skip
_MIDDLES = (
    "and", "ell", "or", "im", "ev", "adr", "ock", "unn", "ist", "arl", "ow", "eb", "ith", "olv", "amb", "err",
)  # fmt: skip
_ENDS = (
    ("a", "she"), ("ina", "she"), ("ette", "she"), ("enna", "she"), ("y", "she"),
    ("o", "he"), ("us", "he"), ("ick", "he"), ("en", "he"), ("ard", "he"),
)  # fmt: skip


def stranger(rng: Random) -> tuple[str, str]:
    """A first name and its pronoun: two thirds from the town, a third made up for the occasion."""
    if rng.random() < 0.65:
        return _pick(rng, _FIRST)
    end, pronoun = _pick(rng, _ENDS)
    return _pick(rng, _STARTS) + _pick(rng, _MIDDLES) + end, pronoun


def _pick(rng: Random, options: Any) -> Any:
    return options[int(rng.random() * len(options))]
