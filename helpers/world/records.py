"""What a town is made of: residents, places, boats, animals, festivals, facts; money and times in words."""

from __future__ import annotations

from dataclasses import dataclass, field

from helpers.world.lexicon import places


@dataclass(frozen=True, slots=True, eq=False)
class Resident:
    """Somebody who lives here. `pronoun` is "she", "he" or "they"; family members are given by full name."""

    first: str
    surname: str
    pronoun: str
    age: int
    job: str
    workplace: str  # a place's name, or "" for work without a fixed place
    street: str
    number: int
    temperament: str
    hobby: str
    colour: str
    drink: str
    dish: str
    skill: str
    spouse: str = ""
    parents: tuple[str, ...] = ()
    children: tuple[str, ...] = ()
    siblings: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return f"{self.first} {self.surname}"

    @property
    def is_child(self) -> bool:
        return self.age < 16


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """A place. Hours are whole or half hours of the day (17.5 = half past five); both None where it never closes."""

    name: str
    kind: str
    street: str
    founded: int
    owner: str  # full name, "" where nobody owns it
    opens: float | None
    closes: float | None
    closed_day: str  # "" = open every day
    prices: dict[str, int] = field(default_factory=dict)  # ware -> pence

    @property
    def preposition(self) -> str:
        """The word for being there: "in", "on" or "at"."""
        if self.kind in places.ON_KINDS or self.name.endswith("Pier"):
            return "on"
        return "in" if self.kind in places.IN_KINDS else "at"


@dataclass(frozen=True, slots=True)
class Boat:
    """A boat of the town."""

    name: str
    kind: str
    owner: str
    colour: str
    built: int


@dataclass(frozen=True, slots=True)
class Animal:
    """An animal with a name and an owner."""

    name: str
    kind: str
    owner: str
    pronoun: str


@dataclass(frozen=True, slots=True)
class Festival:
    """A day of the year on which something happens."""

    name: str
    month: str
    day: int
    place: str
    since: int
    about: str


@dataclass(frozen=True, slots=True)
class Fact:
    """`subject` has `relation` = `value`, e.g. ("Quill's Books", "opens", "9 am"); `detail` is the ware of a price."""

    subject: str
    relation: str
    value: str
    detail: str = ""


def money(pence: int) -> str:
    """An amount as the town writes it: 80 -> "80p", 240 -> "£2.40"."""
    return f"{pence}p" if pence < 100 else f"£{pence // 100}.{pence % 100:02d}"


def clock(hour: float) -> str:
    """A time as the town writes it: 9 -> "9 am", 12 -> "noon", 17.5 -> "5.30 pm"."""
    whole, half = int(hour), hour % 1
    if whole == 12 and not half:
        return "noon"
    text = f"{(whole - 1) % 12 + 1}{'.30' if half else ''}"
    return f"{text} {'am' if whole < 12 else 'pm'}"
