"""A story's plan: the beats that are told, and the plots that make them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(slots=True)
class Beat:
    key: str
    roles: dict[str, Any]
    link: str  # "", "so", "but", "then", "later", "meanwhile", "paragraph"
    minute: int
    events: tuple[int, int]  # the slice of the story's events that it tells


@dataclass(frozen=True, slots=True)
class Plot:
    """A kind of story. `subjects` are the things it may be about, `kinds` the kinds of place it may be bound to."""

    name: str
    weight: float
    subjects: tuple[str, ...]
    kinds: tuple[str, ...]  # () = any place
    tell: Any  # Callable[[Story], None]
    headlines: tuple[str, ...]
    third: bool = False  # not for narrators who say "I"
    bare: bool = False  # told as it stands, without a narrator's opening and closing
    hero: str = ""  # "adult", "child" or "" for either
