"""The director's side of a story: plots ask a `Story` for people and things, make events happen, and say things.

Every event goes through the simulation's rules before it is told. A `Beat` is one thing to tell: the key of its
phrases, the roles in them, and how it follows from the beat before it.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Any, TypeVar

from helpers.world.beats import Beat
from helpers.world.cast import a_dish, clock_words, introductions, part_of_day, where
from helpers.world.entities import What, Where, Who
from helpers.world.lexicon import choices, nature
from helpers.world.lexicon.spots import HOME_SPOTS, SPOTS
from helpers.world.simulation import Event, State
from helpers.world.town import Place, Resident, Town, money

T = TypeVar("T")


_OTHER_TOWNS = ("Port Mellow", "Upper Wick", "Crail Sands", "Tidewater", "Saint Orrin")


class Story:
    """One story in the making: `A` is the hero, `subject` and `ground` are the thing and place it is bound to."""

    def __init__(self, facts: Town, rng: Random, hero: Resident, subject: str, ground: Place) -> None:
        self.facts = facts
        self.rng = rng
        self.subject = subject
        self.ground = where(ground)
        self.state = State()
        self.events: list[Event] = []
        self.beats: list[Beat] = []
        self.spots: dict[str, str] = {}
        self.minute = rng.randrange(7 * 12, 15 * 12) * 5
        self.month = self.pick(nature.MONTHS)
        self.day = self.pick(nature.DAYS)
        self.othertown = self.pick(_OTHER_TOWNS)
        self._told = 0
        self._cast: dict[str, Who] = {}
        self._homes: dict[str, Where] = {}
        self.A = self.person(hero)

    def next_scene(self, subject: str, ground: Place) -> None:
        """Turn to another subject and place, on another day; the hero is at home again, and what came before stands."""
        self.subject, self.ground = subject, where(ground)
        self._event("scene")
        self.spots.clear()
        self.next_day(self.rng.randrange(7, 15))
        if self.A.first in self.state.at:
            self.stand(self.A, self.home(self.A))

    # --- choosing

    def pick(self, options: Sequence[T]) -> T:
        return options[int(self.rng.random() * len(options))]

    def chance(self, share: float) -> bool:
        return self.rng.random() < share

    def person(self, r: Resident) -> Who:
        """The resident as a character, at home until the story moves them."""
        who = self._cast.get(r.first)
        if who is None:
            epithet = "" if r.is_child else f"the {r.job}"
            who = self._cast[r.first] = Who(r.first, r.name, r.pronoun, epithet, introductions(r), r)
        return who

    def knows(self, r: Resident) -> bool:
        """Whether the resident is in the story."""
        return r.first in self._cast

    def someone(self, *, adult: bool = False, child: bool = False) -> Who:
        """Somebody who is not in the story yet."""
        people = self.facts.residents
        while True:
            r = people[int(self.rng.random() * len(people))]
            if r.first not in self._cast and not (adult and r.is_child) and not (child and not r.is_child):
                return self.person(r)

    def kin(self) -> tuple[Who, str] | None:
        """A member of the hero's family who is not in the story yet, and what they are to the hero ("sister")."""
        r = self.A.resident
        ties = [(n, "wife", "husband", "spouse") for n in [r.spouse] if n]
        ties += [(n, "mother", "father", "parent") for n in r.parents]
        ties += [(n, "daughter", "son", "child") for n in r.children]
        ties += [(n, "sister", "brother", "sibling") for n in r.siblings]
        if not ties:
            return None
        name, she, he, they = self.pick(ties)
        other = self.facts.resident(name)
        if other.first in self._cast:
            return None
        return self.person(other), {"she": she, "he": he, "they": they}[other.pronoun]

    def animal(self) -> tuple[Who, str]:
        """An animal with a name, and its kind."""
        a = self.pick(self.facts.animals)
        return Who(
            a.name,
            f"{a.name} the {a.kind}",
            a.pronoun,
            f"the {a.kind}",
            (f"{a.name} the {a.kind}", f"a {a.kind} called {a.name}"),
        ), a.kind

    def place(self, *kinds: str, staffed: bool = False) -> Where:
        """A place of one of these kinds (any, when none is given) whose owner is not in the story yet."""
        options = self.facts.places if not kinds else [p for k in kinds for p in self.facts.of_kind(k)]
        for _ in range(50):
            p = self.pick(options)
            owner = p.owner.split(" ")[0]
            if (p.owner or not staffed) and owner not in self._cast:
                return where(p)
        raise LookupError(f"No place of the kinds {kinds} is free.")

    def shops(self, x: What) -> list[Where]:
        """The places that sell a thing and whose owner is not in the story yet, in a random order."""
        free = [p for p in self.facts.sellers(x.name) if p.owner and p.owner.split(" ")[0] not in self._cast]
        self.rng.shuffle(free)
        return [where(p) for p in free]

    def place_named(self, name: str) -> Where:
        """A place of the town by its name."""
        return where(self.facts.place(name))

    def keeper(self, where: Where) -> Who:
        """The owner of a place, standing in it."""
        who = self.person(self.facts.resident(where.place.owner))
        if who.first not in self.state.at:
            self._event("stand", who.first, where.name)
        return who

    def home(self, who: Who) -> Where:
        """Where a person lives; "home" when it is the hero."""
        if who.first not in self._homes:
            street = who.resident.street
            hero = self.A.resident
            if (street, who.resident.number) == (hero.street, hero.number):
                home = Where(f"the house on {street}", "at home", "the house", "at home", "home")
            else:
                home = Where(f"{who.first}'s house", f"at {who.first}'s house", "", f"at {who.first}'s house")
            self._homes[who.first] = home
        return self._homes[who.first]

    def spot(self, where: Where) -> str:
        """Somewhere in a place where a thing may lie."""
        return self.pick(HOME_SPOTS if where.place is None else SPOTS[where.place.kind])

    # --- time

    def wait(self, minutes: int) -> None:
        self.minute += minutes
        self._event("time", self.minute)

    def next_day(self, hour: int) -> None:
        self.minute = (self.minute // 1440 + 1) * 1440 + hour * 60 + self.rng.randrange(0, 12) * 5
        self._event("time", self.minute)

    def until(self, hour: float) -> None:
        """Wait until an hour of the day, today if it is still to come, else tomorrow."""
        target = self.minute // 1440 * 1440 + int(hour * 60)
        self.minute = target if target > self.minute else target + 1440
        self._event("time", self.minute)

    def set_clock(self, minute: int) -> None:
        """Go on at a minute of the day: today if that is still to come, else tomorrow."""
        today = self.minute // 1440 * 1440
        first = not self.events
        self.minute = today + minute + (0 if first or today + minute >= self.minute else 1440)
        self._event("time", self.minute)

    def is_open(self, where: Where) -> bool:
        p = where.place
        return p.opens is None or p.opens <= self.minute % 1440 / 60 < p.closes

    # --- telling

    def say(self, key: str, link: str = "", **roles: Any) -> None:
        """Tell the events since the last beat under a key; roles are people, things, places and plain words."""
        roles.setdefault("A", self.A)
        beat_roles = roles
        beat_roles["clock"] = clock_words(self.minute)
        beat_roles["part"] = part_of_day(self.minute)
        roles.setdefault("month", self.month)
        roles.setdefault("othertown", self.othertown)
        if "dish" in roles:
            roles["adish"] = a_dish(roles["dish"])
        x = roles.get("x")
        if x is not None and x.__class__ is What:
            beat_roles.setdefault("spot", self.spots.get(x.name, ""))
        self.beats.append(Beat(key, beat_roles, link, self.minute, (self._told, len(self.events))))
        self._told = len(self.events)

    def _event(self, *event: Any) -> None:
        self.state.apply(event, self.facts)
        self.events.append(event)

    # --- events, each told under `say` when that is not ""

    def stand(self, who: Who, where: Where) -> None:
        if self.state.at.get(who.first) != where.name:
            self._event("go" if who.first in self.state.at else "stand", who.first, where.name)

    def own(self, who: Who, x: What) -> None:
        self._event("own", who.first, x.name)

    def lie(self, x: What, where: Where, spot: str = "") -> None:
        self.spots[x.name] = spot or self.spot(where)
        self._event("lie", x.name, where.name)

    def go(self, who: Who, where: Where, say: str = "go", link: str = "", **roles: Any) -> None:
        if self.state.at.get(who.first) == where.name:
            return
        if who.first not in self.state.at:
            self._event("stand", who.first, self.home(who).name)
            if self.state.at[who.first] == where.name:
                return
        self.wait(self.pick((5, 10, 15, 20)))
        self._event("go", who.first, where.name)
        if say:
            self.say(say, link, A=who, p=where, **roles)

    def take(self, who: Who, x: What, where: Where, say: str = "take", link: str = "", **roles: Any) -> None:
        self._event("take", who.first, x.name, where.name)
        if say:
            self.say(say, link, A=who, x=x, p=where, **roles)

    def leave(
        self, who: Who, x: What, where: Where, say: str = "leave", link: str = "", **roles: Any
    ) -> None:
        self._event("leave", who.first, x.name, where.name)
        self.spots[x.name] = roles.get("spot") or self.spot(where)
        roles["spot"] = self.spots[x.name]
        if say:
            self.say(say, link, A=who, x=x, p=where, **roles)

    def give(self, who: Who, to: Who, x: What, say: str = "give", link: str = "", **roles: Any) -> None:
        self._event("give", who.first, to.first, x.name)
        if say:
            self.say(say, link, A=who, B=to, x=x, **roles)

    def buy(self, who: Who, x: What, where: Where, say: str = "buy", link: str = "", **roles: Any) -> None:
        pence = where.place.prices[x.name]
        self._event("buy", who.first, x.name, where.name, pence)
        if say:
            self.say(say, link, A=who, x=x, p=where, price=money(pence), **roles)

    def search(
        self, who: Who, x: What, where: Where, say: str = "search", link: str = "", **roles: Any
    ) -> None:
        self._event("search", who.first, x.name, where.name)
        roles.setdefault("spot", self.spot(where))
        if say:
            self.say(say, link, A=who, x=x, p=where, **roles)

    def sight(self, who: Who, x: What, where: Where) -> None:
        self._event("sight", who.first, x.name, where.name)

    def report(
        self, who: Who, to: Who, x: What, where: Where, say: str = "report", link: str = "", **roles: Any
    ) -> None:
        self._event("report", who.first, to.first, x.name, where.name)
        if say:
            self.say(say, link, A=who, B=to, x=x, p=where, **roles)

    def meet(self, who: Who, other: Who, say: str = "", link: str = "", **roles: Any) -> None:
        self.stand(other, self.where_is(who))
        self._event("meet", who.first, other.first)
        if say:
            self.say(say, link, A=who, B=other, **roles)

    def where_is(self, who: Who) -> Where:
        name = self.state.at[who.first]
        for home in self._homes.values():
            if home.name == name:
                return home
        return self.place_named(name)

    def broke(self, x: What | str) -> None:
        self._event("break", x if isinstance(x, str) else x.name)

    def mended(self, x: What | str) -> None:
        self._event("mend", x if isinstance(x, str) else x.name)

    def gone(self, x: What) -> None:
        self._event("gone", x.name)

    def paint(self, thing_name: str) -> str:
        """Draw a colour from the town's habits, independently of everything else, and let the thing take it."""
        colour = choices.draw_colour(self.rng)
        while self.state.colour.get(thing_name) == colour:
            colour = choices.draw_colour(self.rng)
        self._event("paint", thing_name, colour)
        return colour

    def shut(self, where: Where, say: str = "shut", link: str = "but", **roles: Any) -> None:
        self._event("shut", where.name)
        if say:
            self.say(say, link, p=where, **roles)
