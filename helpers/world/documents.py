"""Documents, the families that write them, and the random stream that each document owns.

Document `i` of a family depends only on (seed, family, split, i): any worker may write any slice of a corpus and the
result is the same. A family works in two steps. `plan` draws who, what and where, and names the *binding* that ties
them together; `write` turns a plan into text. A stable hash of the binding decides the split, so a plan is drawn again
until it belongs to the split asked for, and a binding of the test split occurs in no training document.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from hashlib import blake2b
from random import Random
from typing import Any, Generic, TypeVar

SPLITS = ("train", "validation", "test")
_TEST_BELOW, _VALIDATION_BELOW = 5, 10  # per cent
_OF_FEW = {
    "aim": (30, 45)
}  # kinds of bindings that are few: more are held out, so that there is enough to measure on
_MAX_DRAWS = 10_000

PlanT = TypeVar("PlanT")


@dataclass(frozen=True, slots=True)
class Document:
    """One text with what is known about it by construction."""

    family: str
    text: str
    meta: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Plan(Generic[PlanT]):
    """What a document will be about: `binding` decides its split, `content` is the family's own business."""

    binding: str
    content: PlanT


@dataclass(frozen=True, slots=True)
class Family:
    """A kind of document: a cheap `plan(rng)` and a `write(plan, rng)` that returns text and meta."""

    name: str
    about: str
    plan: Callable[[Random], Plan[Any]]
    write: Callable[[Plan[Any], Random], tuple[str, dict[str, Any]]]


FAMILIES: dict[str, Family] = {}


def register(family: Family) -> Family:
    """Add a family to `FAMILIES` and return it. A name is registered once.

    Raises ValueError when another family already has the name.
    """
    if family.name in FAMILIES:
        raise ValueError(
            f"The document family '{family.name}' is registered twice; give one of them another name."
        )
    FAMILIES[family.name] = family
    return family


def stable_hash(*parts: object) -> int:
    """A 64-bit hash of the parts' text, the same on every machine and in every process."""
    text = "\x1f".join(map(str, parts))
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big")


def stream(*parts: object) -> Random:
    """A random stream of its own for these parts, e.g. (seed, family, split, index)."""
    return Random(stable_hash(*parts))


def split_of(binding: str) -> str:
    """The split of a binding by a stable hash: 90 % train, 5 % validation, 5 % test; of aims 55, 15 and 30 %."""
    percent = stable_hash("split", binding) % 100
    test, validation = _OF_FEW.get(binding.partition(":")[0], (_TEST_BELOW, _VALIDATION_BELOW))
    if percent < test:
        return "test"
    return "validation" if percent < validation else "train"


def document(family: str, index: int, *, seed: int = 0, split: str = "train") -> Document:
    """Document `index` of a family's stream.

    Raises ValueError for an unknown family or split.
    """
    chosen = _family(family)
    _check_split(split)
    rng = stream(seed, family, split, index)
    for _ in range(_MAX_DRAWS):
        plan = chosen.plan(rng)
        if split_of(plan.binding) == split:
            text, meta = chosen.write(plan, rng)
            meta["binding"] = plan.binding
            return Document(family, text, meta)
    raise ValueError(
        f"The family '{family}' found no binding for the split '{split}' in {_MAX_DRAWS} draws; "
        "its plans vary too little."
    )


def generate(
    family: str, *, seed: int = 0, split: str = "train", start: int = 0, count: int | None = None
) -> Iterator[Document]:
    """Documents `start`, `start + 1`, … of a family; `count` of them, or without end when it is None.

    Raises ValueError at once for an unknown family or split, or a negative `start` or `count`.
    """
    _family(family)
    _check_split(split)
    if start < 0:
        raise ValueError(f"start is {start}; documents are numbered from 0.")
    if count is not None and count < 0:
        raise ValueError(f"count is {count}; ask for 0 or more documents, or for None to go on without end.")
    numbers = itertools.count(start) if count is None else range(start, start + count)
    return (document(family, i, seed=seed, split=split) for i in numbers)


def _family(name: str) -> Family:
    if name not in FAMILIES:
        raise ValueError(
            f"There is no document family '{name}'; choose one of: {', '.join(sorted(FAMILIES))}."
        )
    return FAMILIES[name]


def _check_split(split: str) -> None:
    if split not in SPLITS:
        raise ValueError(f"There is no split '{split}'; choose one of: {', '.join(SPLITS)}.")
