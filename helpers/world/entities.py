"""People, things and places as the grammar sees them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(slots=True, frozen=True, eq=False)
class Who:
    """A person as the grammar sees one. `intros` may stand in place of the first mention ("Wren Quill, the baker,")."""

    first: str
    full: str
    pronoun: str
    epithet: str = ""  # "the baker", once introduced
    intros: tuple[str, ...] = ()
    resident: Any = None


@dataclass(slots=True, frozen=True, eq=False)
class What:
    """A thing as the grammar sees one; `short` is its name once it is known ("compass" for "brass compass")."""

    name: str
    short: str
    many: bool = False


@dataclass(slots=True, frozen=True, eq=False)
class Where:
    """A place as the grammar sees one: "Quill's Books", "at Quill's Books", "the bookshop", "at the bookshop"."""

    name: str
    at: str
    kind: str
    kind_at: str
    to: str = ""
    place: Any = None
