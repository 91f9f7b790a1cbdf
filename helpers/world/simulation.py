"""The story simulation: who is where, who holds what, what is broken, what is which colour, and what time it is.

A plot drives a `Story`: it asks for people and things, and each `do` is an event that must be possible in the state at
that moment and changes it. The events are kept, so that `check_story` can replay them from nothing, against the town's
own facts (hours, prices), without looking at the text.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from helpers.world.town import Town, town

Event = tuple[Any, ...]


class ContradictionError(ValueError):
    """An event that the state does not allow; the message says which and why."""


@dataclass(slots=True)
class State:
    """What is true at one moment. People and things are named by strings; a thing's place is a place or a holder."""

    at: dict[str, str] = field(default_factory=dict)  # person -> place
    lies: dict[str, str] = field(default_factory=dict)  # thing -> place
    held: dict[str, str] = field(default_factory=dict)  # thing -> person
    broken: set[str] = field(default_factory=set)
    colour: dict[str, str] = field(default_factory=dict)
    seen: set[tuple[str, str, str]] = field(
        default_factory=set
    )  # (person, thing, place) that somebody may report
    minute: int = 0  # since midnight of the story's first day

    def apply(self, event: Event, facts: Town) -> None:
        """Check an event against the state and let it happen. Raises ContradictionError when it cannot."""
        kind, args = event[0], event[1:]
        rule = _RULES.get(kind)
        if rule is None:
            raise ContradictionError(f"There is no event called '{kind}'.")
        rule(self, facts, *args)

    def need(self, truth: bool, why: str) -> None:
        if not truth:
            raise ContradictionError(why)

    def needs_at(self, person: str, place: str) -> None:
        self.need(self.at.get(person) == place, f"{person} is at {self.at.get(person)}, not at {place}.")

    def needs_holder(self, person: str, thing: str) -> None:
        self.need(
            self.held.get(thing) == person, f"{thing} is held by {self.held.get(thing)}, not by {person}."
        )


def _stand(s: State, _: Town, person: str, place: str) -> None:
    s.need(person not in s.at, f"{person} has been placed before.")
    s.at[person] = place


def _own(s: State, _: Town, person: str, thing: str) -> None:
    s.need(thing not in s.held and thing not in s.lies, f"{thing} exists already.")
    s.held[thing] = person


def _lie(s: State, _: Town, thing: str, place: str) -> None:
    s.need(thing not in s.held and thing not in s.lies, f"{thing} exists already.")
    s.lies[thing] = place


def _go(s: State, _: Town, person: str, place: str) -> None:
    s.need(person in s.at, f"{person} is nowhere yet.")
    s.need(s.at[person] != place, f"{person} is at {place} already.")
    s.at[person] = place


def _take(s: State, _: Town, person: str, thing: str, place: str) -> None:
    s.needs_at(person, place)
    s.need(s.lies.get(thing) == place, f"{thing} lies at {s.lies.get(thing)}, not at {place}.")
    del s.lies[thing]
    s.held[thing] = person


def _leave(s: State, _: Town, person: str, thing: str, place: str) -> None:
    s.needs_at(person, place)
    s.needs_holder(person, thing)
    del s.held[thing]
    s.lies[thing] = place


def _give(s: State, _: Town, giver: str, taker: str, thing: str) -> None:
    s.needs_holder(giver, thing)
    s.need(s.at.get(giver) == s.at.get(taker), f"{giver} and {taker} are not in the same place.")
    s.held[thing] = taker


def _buy(s: State, facts: Town, person: str, thing: str, place: str, pence: int) -> None:
    s.needs_at(person, place)
    s.need(thing not in s.held, f"{thing} exists already.")
    shop = facts.place(place)
    s.need(shop.prices.get(thing) == pence, f"{place} does not sell {thing} for {pence} pence.")
    _open(s, facts, place)
    s.held[thing] = person


def _gone(s: State, _: Town, thing: str) -> None:
    s.need(thing in s.held or thing in s.lies, f"{thing} is not there to be used up.")
    s.held.pop(thing, None)
    s.lies.pop(thing, None)


def _sight(s: State, _: Town, person: str, thing: str, place: str) -> None:
    s.need(s.lies.get(thing) == place, f"{thing} is not at {place} to be seen.")
    s.seen.add((person, thing, place))


def _search(s: State, _: Town, person: str, thing: str, place: str) -> None:
    s.needs_at(person, place)
    s.need(s.lies.get(thing) != place, f"{thing} is at {place}, where {person} looks in vain.")


def _report(s: State, _: Town, teller: str, hearer: str, thing: str, place: str) -> None:
    s.need(s.at.get(teller) == s.at.get(hearer), f"{teller} and {hearer} are not in the same place.")
    s.need((teller, thing, place) in s.seen, f"{teller} never saw {thing} at {place}.")
    s.need(s.lies.get(thing) == place, f"{thing} is no longer at {place}.")


def _meet(s: State, _: Town, one: str, other: str) -> None:
    s.need(s.at.get(one) == s.at.get(other) is not None, f"{one} and {other} are not in the same place.")


def _break(s: State, _: Town, thing: str) -> None:
    s.need(thing not in s.broken, f"{thing} is broken already.")
    s.broken.add(thing)


def _mend(s: State, _: Town, thing: str) -> None:
    s.need(thing in s.broken, f"{thing} is not broken.")
    s.broken.discard(thing)


def _paint(s: State, _: Town, thing: str, colour: str) -> None:
    s.need(s.colour.get(thing) != colour, f"{thing} is {colour} already.")
    s.colour[thing] = colour


def _time(s: State, _: Town, minute: int) -> None:
    s.need(minute >= s.minute, "time runs backwards.")
    s.minute = minute


def _scene(s: State, _: Town) -> None:
    """Another day: what was held, left or broken before is out of the story."""
    s.lies.clear()
    s.held.clear()
    s.broken.clear()
    s.seen.clear()


def _is_open(s: State, facts: Town, place: str) -> bool:
    p = facts.place(place)
    hour = s.minute % 1440 / 60
    return p.opens is None or p.closes is None or p.opens <= hour < p.closes


def _open(s: State, facts: Town, place: str) -> None:
    s.need(_is_open(s, facts, place), f"{place} is shut at minute {s.minute % 1440}.")


def _shut(s: State, facts: Town, place: str) -> None:
    s.need(not _is_open(s, facts, place), f"{place} is open at minute {s.minute % 1440}.")


_RULES: dict[str, Any] = {
    "stand": _stand, "own": _own, "lie": _lie, "go": _go, "take": _take, "leave": _leave, "give": _give, "buy": _buy,
    "gone": _gone, "sight": _sight, "search": _search, "report": _report, "meet": _meet, "break": _break, "mend": _mend,
    "paint": _paint, "time": _time, "scene": _scene, "open": _open, "shut": _shut,
}  # fmt: skip


def check_story(events: list[Event], *, town_seed: int = 0) -> list[str]:
    """Replay a story's events; every contradiction as a sentence, none for a story that holds together."""
    state, facts, faults = State(), town(town_seed), []
    for number, event in enumerate(events, 1):
        try:
            state.apply(tuple(event), facts)
        except ContradictionError as fault:
            faults.append(f"Event {number} {event}: {fault}")
    return faults
