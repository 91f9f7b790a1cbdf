"""A town: its residents, places, boats, animals and festivals, and every fact about them.

`Town(0)` is Lantern Bay. Any other seed gives another town in the same language whose names of people, places and
streets come from the other half of each pool, so that no fact of one is a fact of the other.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from random import Random
from typing import TypeVar

from helpers.world.documents import stream
from helpers.world.lexicon import choices, jobs, names, nature, places, things
from helpers.world.records import Animal, Boat, Fact, Festival, Place, Resident, clock, money

__all__ = ["Animal", "Boat", "Fact", "Festival", "Place", "Resident", "Town", "clock", "money", "town"]

HOME_SEED = 0
NOW = 1987  # the year in which the town is described; stories are told around it

T = TypeVar("T")


def _pick(rng: Random, options: tuple[T, ...] | list[T]) -> T:
    return options[int(rng.random() * len(options))]


class Town:
    """A town drawn from a seed; the same seed gives the same town everywhere."""

    def __init__(self, seed: int = HOME_SEED) -> None:
        self.seed = seed
        rng = stream("town", seed)
        home = seed == HOME_SEED
        self.name = names.TOWN_NAMES[0] if home else _pick(rng, names.TOWN_NAMES[1:])
        self.streets = self._half(names_rng=rng, pool=places.STREETS)
        self.residents = self._settle(rng)
        self.places, self.residents = self._build(rng, home)
        self._resident = {r.name: r for r in self.residents}
        self._by_first = {r.first: r for r in self.residents}
        self._place = {p.name.lower(): p for p in self.places}
        self.boats = self._launch(rng)
        self.animals = self._keep(rng)
        self.festivals = self._celebrate(rng)

    # --- looking things up

    def resident(self, name: str) -> Resident:
        """A resident by full or first name. Raises ValueError when nobody has it."""
        found = self._resident.get(name) or self._by_first.get(name)
        if found is None:
            raise ValueError(f"Nobody called '{name}' lives in {self.name}.")
        return found

    def place(self, name: str) -> Place:
        """A place by name, whatever the case. Raises ValueError when there is none."""
        found = self._place.get(name.lower())
        if found is None:
            raise ValueError(f"There is no place called '{name}' in {self.name}.")
        return found

    def of_kind(self, kind: str) -> list[Place]:
        return [place for place in self.places if place.kind == kind]

    def sellers(self, ware: str) -> list[Place]:
        """The places that sell a ware."""
        return [place for place in self.places if ware in place.prices]

    def facts(self) -> Iterator[Fact]:
        """Every fact about the town that can be asked for."""
        for p in self.places:
            yield Fact(p.name, "kind", p.kind)
            yield Fact(p.name, "street", p.street)
            yield Fact(p.name, "founded", str(p.founded))
            if p.owner:
                yield Fact(p.name, "owner", p.owner)
            if p.opens is not None and p.closes is not None:
                yield Fact(p.name, "opens", clock(p.opens))
                yield Fact(p.name, "closes", clock(p.closes))
            if p.closed_day:
                yield Fact(p.name, "closed on", p.closed_day)
            for ware, price in p.prices.items():
                yield Fact(p.name, "price", money(price), ware)
        for r in self.residents:
            yield Fact(r.name, "age", str(r.age))
            yield Fact(r.name, "job", r.job)
            yield Fact(r.name, "lives", f"{r.number} {r.street}")
            yield Fact(r.name, "favourite drink", r.drink)
            yield Fact(r.name, "favourite dish", r.dish)
            yield Fact(r.name, "favourite colour", r.colour)
            yield Fact(r.name, "hobby", r.hobby)
            if r.workplace:
                yield Fact(r.name, "workplace", r.workplace)
            if r.spouse:
                yield Fact(r.name, "spouse", r.spouse)
        for b in self.boats:
            yield Fact(b.name, "boat kind", b.kind)
            yield Fact(b.name, "owner", b.owner)
            yield Fact(b.name, "built", str(b.built))
        for a in self.animals:
            yield Fact(a.name, "animal kind", a.kind)
            yield Fact(a.name, "owner", a.owner)
        for f in self.festivals:
            yield Fact(f.name, "date", f"{f.day} {f.month}")
            yield Fact(f.name, "place", f.place)
            yield Fact(f.name, "since", str(f.since))

    # --- drawing the town

    def _half(self, names_rng: Random, pool: tuple[str, ...]) -> list[str]:
        """The first half of a pool for Lantern Bay, in order; the second half, shuffled, for any other town."""
        middle = (len(pool) + 1) // 2
        if self.seed == HOME_SEED:
            return list(pool[:middle])
        other = list(pool[middle:])
        names_rng.shuffle(other)
        return other

    def _settle(self, rng: Random) -> list[Resident]:
        """Households of one to five people with ages that fit, one surname each."""
        firsts = {
            "she": self._half(rng, names.FEMALE_NAMES),
            "he": self._half(rng, names.MALE_NAMES),
            "they": self._half(rng, names.EITHER_NAMES),
        }
        queue = [(first, pronoun) for pronoun, pool in firsts.items() for first in pool]
        rng.shuffle(queue)
        surnames = self._half(rng, names.SURNAMES)
        numbers: dict[str, set[int]] = {street: set() for street in self.streets}
        residents: list[Resident] = []
        house = 0
        while queue:
            surname = surnames[house % len(surnames)]
            house += 1
            street = _pick(rng, self.streets)
            number = rng.randrange(1, 60)
            while number in numbers[street]:
                number = rng.randrange(1, 60)
            numbers[street].add(number)
            size = min(len(queue), rng.choices((1, 2, 3, 4, 5), (30, 25, 20, 15, 10))[0])
            members = [queue.pop() for _ in range(size)]
            if size > 1 and members[0][1] == members[1][1] and rng.random() < 0.8:
                _swap_partner(members, queue)
            residents.extend(self._household(rng, members, surname, street, number))
        return residents

    def _household(
        self, rng: Random, members: list[tuple[str, str]], surname: str, street: str, number: int
    ) -> list[Resident]:
        adults = 1 if len(members) == 1 else 2
        elder = rng.randrange(20, 88) if len(members) <= 2 else rng.randrange(30, 50)
        ages = [elder, max(20, elder + rng.randrange(-5, 6))][:adults]
        youngest_parent = min(ages)
        ages += sorted(
            (rng.randrange(6, max(8, min(16, youngest_parent - 19))) for _ in members[adults:]), reverse=True
        )
        full = [f"{first} {surname}" for first, _ in members]
        parents, children = full[:adults], full[adults:]
        people = []
        for i, ((first, pronoun), age) in enumerate(zip(members, ages, strict=True)):
            child = i >= adults
            people.append(
                Resident(
                    first=first,
                    surname=surname,
                    pronoun=pronoun,
                    age=age,
                    job=jobs.CHILD_JOB if child else "",
                    workplace="",
                    street=street,
                    number=number,
                    temperament=_pick(rng, jobs.TEMPERAMENTS),
                    hobby=_pick(rng, jobs.HOBBIES),
                    colour=choices.draw_colour(rng),
                    drink=choices.draw_drink(rng),
                    dish=_pick(rng, nature.DISHES),
                    skill=_pick(rng, jobs.SKILLS),
                    spouse="" if child or adults == 1 else parents[1 - i],
                    parents=tuple(parents) if child else (),
                    children=() if child else tuple(children),
                    siblings=tuple(c for c in children if c != full[i]) if child else (),
                )
            )
        return people

    def _build(self, rng: Random, home: bool) -> tuple[list[Place], list[Resident]]:
        """Places with streets, years and hours, then jobs so that every staffed place has an owner who works there."""
        by_kind: dict[str, list[str]] = {}
        for job, kind in jobs.JOBS.items():
            by_kind.setdefault(kind, []).append(job)
        residents = {r.name: r for r in self.residents}
        idle = [r.name for r in self.residents if not r.is_child and r.age >= 20]
        rng.shuffle(idle)
        built: list[Place] = []
        for kind, (home_names, other_names) in places.PLACE_NAMES.items():
            for name in home_names if home else other_names:
                owner = ""
                if kind not in places.UNSTAFFED_KINDS and idle:
                    owner = idle.pop()
                    job = _pick(rng, by_kind.get(kind, by_kind[""]))
                    residents[owner] = replace(
                        residents[owner], job=job, workplace=name if kind in by_kind else ""
                    )
                opens: float | None = None
                closes: float | None = None
                if kind not in places.UNSTAFFED_KINDS and kind != "farm":
                    opens, closes = _hours(rng, kind)
                built.append(
                    Place(
                        name=name,
                        kind=kind,
                        street=_pick(rng, self.streets),
                        founded=rng.randrange(1702, 1980),
                        owner=owner,
                        opens=opens,
                        closes=closes,
                        closed_day=_day_off(rng, name) if opens is not None and rng.random() < 0.7 else "",
                        prices=_price_list(rng, kind),
                    )
                )
        employers = {p.kind: p.name for p in built}
        for name in idle:
            job = _pick(rng, tuple(jobs.JOBS))
            while residents[name].age < 60 and job.startswith("retired"):
                job = _pick(rng, tuple(jobs.JOBS))
            residents[name] = replace(residents[name], job=job, workplace=employers.get(jobs.JOBS[job], ""))
        return built, list(residents.values())

    def _launch(self, rng: Random) -> list[Boat]:
        adults = [r.name for r in self.residents if not r.is_child]
        return [
            Boat(
                name,
                _pick(rng, things.BOAT_KINDS),
                _pick(rng, adults),
                choices.draw_colour(rng),
                rng.randrange(1921, NOW),
            )
            for name in self._half(rng, things.BOAT_NAMES)
        ]

    def _keep(self, rng: Random) -> list[Animal]:
        owners = [r.name for r in self.residents]
        return [
            Animal(name, _pick(rng, nature.ANIMAL_KINDS), _pick(rng, owners), _pick(rng, ("he", "she")))
            for name in self._half(rng, nature.ANIMAL_NAMES)
        ]

    def _celebrate(self, rng: Random) -> list[Festival]:
        grounds = [
            p.name for p in self.places if p.kind in places.OUTDOOR_KINDS or p.kind in ("town hall", "chapel")
        ]
        festivals = self._half(rng, tuple(nature.FESTIVALS))
        return [
            Festival(name, month, rng.randrange(1, 29), _pick(rng, grounds), rng.randrange(1760, 1980), about)
            for name, (month, about) in ((name, nature.FESTIVALS[name]) for name in festivals)
        ]


def _swap_partner(members: list[tuple[str, str]], queue: list[tuple[str, str]]) -> None:
    """Exchange the second of a couple for the next person in the queue with another pronoun, if there is one."""
    for i in range(len(queue) - 1, -1, -1):
        if queue[i][1] != members[0][1]:
            members[1], queue[i] = queue[i], members[1]
            return


def _hours(rng: Random, kind: str) -> tuple[float, float]:
    if kind in ("inn", "pub"):
        return rng.choice((10, 11, 11.5, 12)), rng.choice((22, 22.5, 23))
    if kind in ("bakery", "fish shop", "market"):
        return rng.choice((5.5, 6, 6.5, 7)), rng.choice((13, 14, 15, 16))
    if kind == "cinema":
        return rng.choice((13, 13.5, 14)), rng.choice((22, 22.5, 23))
    return rng.choice((8, 8.5, 9, 9.5, 10)), rng.choice((16, 16.5, 17, 17.5, 18, 18.5))


def _day_off(rng: Random, name: str) -> str:
    """A day on which the place is closed: never the one that it is named after."""
    day = _pick(rng, nature.DAYS)
    return nature.DAYS[nature.DAYS.index(day) - 1] if day in name else day


def _price_list(rng: Random, kind: str) -> dict[str, int]:
    """Up to ten wares, at the usual price give or take a fifth, in steps of 5p."""
    sold = [thing for thing in things.THINGS + things.WARES if kind in thing.shops]
    chosen = sold if len(sold) <= 10 else rng.sample(sold, 10)
    return {t.name: max(5, 5 * round(t.price * rng.uniform(0.8, 1.2) / 5)) for t in chosen}


@lru_cache(maxsize=64)
def town(seed: int = HOME_SEED) -> Town:
    """`Town(seed)`, kept after the first call."""
    return Town(seed)
