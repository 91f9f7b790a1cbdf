"""What a short task is, and sentences with slots that can be filled and read back."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from random import Random
from typing import Any

from helpers.world.grammar import indefinite
from helpers.world.lexicon import nature, places, things
from helpers.world.lexicon.rudeness import INSULT_ADJECTIVES, INSULT_NOUNS
from helpers.world.strangers import HER, stranger

_NAME = r"[A-Z][\w'-]+"
_THING = r"[a-z][\w' -]*?"
_TIME = r"(?:noon|midnight|\d{1,2}(?:\.\d\d)? [ap]m|[a-z -]+? (?:past|to) [a-z]+|[a-z]+ o'clock)"
INSULT = rf"you (?:(?:{'|'.join(INSULT_ADJECTIVES)}),? )*(?:{'|'.join(INSULT_NOUNS)})"
_PATTERNS: dict[str, str] = {
    "N": _NAME, "M": _NAME, "t": _TIME, "u": _TIME, "n": r"\d+", "d": "(?:" + "|".join(nature.DAYS) + ")",
    "m": "(?:" + "|".join(nature.MONTHS) + ")", "x": _THING, "ax": rf"an? {_THING}", "y": _THING, "her": "(?:her|his|their)",
    "she": "(?:she|he|they)", "i": INSULT,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Example:
    """An input with its answer. `key` names what decides the split: the same people with the same matter."""

    task: str
    input: str
    answer: str
    key: str


@dataclass(frozen=True, slots=True)
class Task:
    """A short task.

    `solve` works out the answer from the input alone and raises ValueError for an input it cannot read; `judge` takes
    the right answer and a reply. `fields` are the words for input and output, the first pair the usual one. `labels`
    is the fixed set of answers, empty for an open task.
    """

    name: str
    fields: tuple[tuple[str, str], ...]
    instructions: tuple[str, ...]
    draw: Callable[[Random], Example]
    solve: Callable[[str], str]
    judge: Callable[[str, str], bool]
    labels: tuple[str, ...] = ()


def pick(rng: Random, options: Any) -> Any:
    """One of the options, each as likely."""
    return options[int(rng.random() * len(options))]


@cache
def pattern(template: str) -> re.Pattern[str]:
    """A template as a regular expression with a group for each slot."""
    parts = re.split(r"\{(\w+)\}", template)
    out, seen = "", set()
    for number, part in enumerate(parts):
        if number % 2 == 0:
            out += re.escape(part)
        elif part in seen:
            out += f"(?P={part})"
        else:
            out += f"(?P<{part}>{_PATTERNS.get(part, '.+?')})"
            seen.add(part)
    return re.compile(out)


def read(text: str, templates: tuple[str, ...]) -> tuple[int, dict[str, str]]:
    """The number of the template that a text was made from, and its slots.

    Raises ValueError when none fits.
    """
    for number, template in enumerate(templates):
        found = pattern(template).fullmatch(text)
        if found:
            return number, found.groupdict()
    raise ValueError(
        f"{text!r} is no input of this task; inputs follow the sentences in helpers/world/lexicon/errands.py."
    )


def fill(template: str, slots: Mapping[str, str]) -> str:
    """The template with its slots filled."""
    return template.format_map(slots)


_THINGS = (
    *(thing.name for thing in things.THINGS if not thing.plural and " " not in thing.name),
    "brass compass", "oil lantern", "tea cosy", "straw hat", "rolling pin", "pocket watch", "toy boat", "music box", "sea chart",
    "flower pot", "bird box", "crab pot", "frying pan", "silver button", "milk jug", "bobble hat", "picture frame", "lunch tin",
)  # fmt: skip
_PLACES = tuple(name for home, _ in places.PLACE_NAMES.values() for name in home)
_BOATS = tuple(name for name in things.BOAT_NAMES[:21] if name != "Uncle Bob")


def some_things(rng: Random, count: int) -> list[str]:
    """Different things of the town, none of them plural."""
    return rng.sample(_THINGS, count)


def slots_for(rng: Random) -> dict[str, str]:
    """Fresh people, a thing, a day, a month, a place, a boat and a small number."""
    name, pronoun = stranger(rng)
    other = stranger(rng)[0]
    while other == name:
        other = stranger(rng)[0]
    thing = pick(rng, _THINGS)
    return {
        "N": name, "M": other, "she": pronoun, "her": HER[pronoun], "x": thing, "ax": indefinite(thing), "d": pick(rng, nature.DAYS),
        "m": pick(rng, nature.MONTHS), "p": pick(rng, _PLACES), "b": pick(rng, _BOATS), "n": str(2 + int(rng.random() * 11)),
    }  # fmt: skip
