"""A conversation in the making: who talks, what has been said so far, and what later turns may refer back to."""

from __future__ import annotations

from functools import cache
from random import Random
from typing import TypeVar

from helpers.world.delivery import LONGEST, deliver
from helpers.world.interruptions import INTERRUPTIONS
from helpers.world.lexicon import nature, places, things
from helpers.world.phrases import expand, slot_names, tidy
from helpers.world.town import Resident, money, town
from helpers.world.voices import VOICES

T = TypeVar("T")

DAYPARTS = ("morning", "morning", "afternoon", "afternoon", "evening")
_PRONOUNS = {
    "she": {"he": "she", "him": "her", "his": "her", "hes": "she's", "himself": "herself"},
    "he": {"he": "he", "him": "him", "his": "his", "hes": "he's", "himself": "himself"},
    "they": {"he": "they", "him": "them", "his": "their", "hes": "they're", "himself": "themselves"},
}
# letters of helpers.world.lexicon.things, by what a situation needs
_TAGS = {
    "borrowed": "t",
    "gift": "g",
    "precious": "o",
    "lost": "l",
    "broken": "m",
    "clothing": "w",
    "fragile": "b",
}
_HOURS = ("twelve", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven")
_VOICES = tuple(VOICES)
_ONE_DISH = tuple(dish for dish in nature.DISHES if not dish.endswith("s") or " in " in dish)
_INN_KINDS = ("inn", "pub", "café", "tea room")


def spoken_hour(hour: float) -> str:
    """A time as people say it: 18.5 -> "half past six". Quarters are the finest step."""
    whole, part = divmod(hour, 1)
    name, following = _HOURS[int(whole) % 12], _HOURS[(int(whole) + 1) % 12]
    return {0: name, 0.25: f"quarter past {name}", 0.5: f"half past {name}", 0.75: f"quarter to {following}"}[
        part
    ]


def article(noun: str) -> str:
    """The noun with "a" or "an"."""
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


@cache
def adults() -> tuple[Resident, ...]:
    return tuple(r for r in town().residents if not r.is_child)


@cache
def _third_persons() -> tuple[Resident, ...]:
    """Adults of whom one says "he has" or "she has"."""
    return tuple(r for r in adults() if r.pronoun != "they")


@cache
def _places(kind: str) -> tuple[str, ...]:
    """Names of places as said in the middle of a sentence: ``inn``, ``outdoors``, ``shop`` or ``any``."""
    chosen = []
    for place in town().places:
        group = (
            "inn"
            if place.kind in _INN_KINDS
            else "outdoors"
            if place.kind in places.OUTDOOR_KINDS
            else "shop"
        )
        if kind in ("any", group):
            chosen.append(in_sentence(place.name))
    return tuple(chosen)


@cache
def _of_kinds(kinds: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(in_sentence(place.name) for place in town().places if place.kind in kinds)


def in_sentence(name: str) -> str:
    """A place's name inside a sentence: "The Dry Oar" -> "the Dry Oar"."""
    return "the" + name[3:] if name.startswith("The ") else name


@cache
def _things(kind: str) -> tuple[things.Thing, ...]:
    tagged = (t for t in things.THINGS if _TAGS[kind.removeprefix("sold ")] in t.tags and not t.plural)
    return tuple(t for t in tagged if not kind.startswith("sold ") or town().sellers(t.name))


class _Slots(dict[str, str]):
    """Filled slots; a slot ``~beat`` is filled by the small words of whoever speaks."""

    scene: Scene

    def __missing__(self, name: str) -> str:
        if not name.startswith("~"):
            raise KeyError(f"a situation uses the slot {{{name}}} before it is filled")
        return self.scene.small_words(name[1:])


class Scene:
    """Two residents, A and B, and the turns they take. A situation calls its methods in the order of the talk.

    Slots {A} and {B} are the first names, {A.his} and the like their pronouns, {you} the name of whoever is spoken
    to, {~hello}, {~yes}, {~thanks}, … small words in the speaker's own voice (see `voices.py`).
    """

    def __init__(self, rng: Random, a: Resident, b: Resident) -> None:
        self.rng = rng
        self.turns: list[tuple[str, str]] = []
        self.slots = _Slots()
        self.slots.scene = self
        self.numbers: dict[str, float] = {}
        self.daypart = self.pick(DAYPARTS)
        self.slots["daypart"] = self.daypart
        self._speaker = "A"
        self._said: set[str] = set()
        self._people = {a.first, b.first}
        self._facts: set[str] = set()
        self._echo = ""
        self._introduce("A", a)
        self._introduce("B", b)
        first, second = int(rng.random() * len(_VOICES)), int(rng.random() * (len(_VOICES) - 1))
        self.voices = {"A": _VOICES[first], "B": _VOICES[second + (second >= first)]}

    # --- chance

    def pick(self, options: tuple[T, ...]) -> T:
        return options[int(self.rng.random() * len(options))]

    def chance(self, probability: float) -> bool:
        return self.rng.random() < probability

    # --- filling slots

    def put(self, name: str, text: str) -> None:
        """Fill a slot with a phrase, expanded now."""
        self.slots[name] = expand(self.rng, text, self.slots) if "{" in text or "[" in text else text

    def choose(self, names: str, *options: str | tuple[str, ...]) -> int:
        """Fill the slots named, space-separated, from one of the options; returns which."""
        index = int(self.rng.random() * len(options))
        chosen = options[index]
        values = (chosen,) if isinstance(chosen, str) else chosen
        for name, value in zip(names.split(), values, strict=True):
            self.put(name, value)
        return index

    def person(self, slot: str) -> Resident:
        """Somebody who is not in the talk so far."""
        someone = self.pick(_third_persons())
        while someone.first in self._people:
            someone = self.pick(_third_persons())
        self._introduce(slot, someone)
        self._facts.add(slot)
        return someone

    def place(self, slot: str, *kinds: str) -> None:
        """A place of one of the kinds ``inn``, ``shop``, ``outdoors``, ``any``; never the same one twice."""
        self._fresh(slot, _places(self.pick(kinds)))

    def place_of_kind(self, slot: str, *kinds: str) -> None:
        """A place of one of the town's own kinds, e.g. "bakery"."""
        self._fresh(slot, _of_kinds(kinds))

    def seller(self, slot: str, thing: things.Thing) -> int:
        """A shop that sells the thing, and its price there in pence; the place is chosen first by the town."""
        shop = self.pick(tuple(town().sellers(thing.name)))
        self._facts.add(slot)
        self.slots[slot] = in_sentence(shop.name)
        return shop.prices[thing.name]

    def thing(self, slot: str, *kinds: str) -> things.Thing:
        """A thing: {slot} is "a lamp", {slot.the} "the lamp", {slot.bare} "lamp"."""
        thing = self.pick(_things(self.pick(kinds)))
        self._facts.add(f"{slot}.bare")
        self.slots[slot] = article(thing.name)
        self.slots[f"{slot}.the"] = f"the {thing.name}"
        self.slots[f"{slot}.bare"] = thing.name
        return thing

    def hour(self, slot: str, earliest: float, latest: float) -> float:
        """A whole or half hour, in words; the number is kept in ``numbers``."""
        hour = earliest + self.rng.randrange(int(2 * (latest - earliest)) + 1) / 2
        self._facts.add(slot)
        self.numbers[slot] = hour
        self.slots[slot] = spoken_hour(hour)
        return hour

    def day(self, slot: str) -> None:
        """A day of the week that no other slot of the scene has."""
        self._fresh(slot, nature.DAYS)

    def later_day(self, slot: str, after: str) -> None:
        """A day one to four days after that of another slot."""
        start = nature.DAYS.index(self.slots[after])
        self.slots[slot] = nature.DAYS[(start + 1 + int(self.rng.random() * 4)) % 7]

    def price(self, slot: str, pence: float) -> int:
        """A sum of money, rounded to something people would say: to 10p below £5, then to 50p."""
        step = 10 if pence < 500 else 50
        amount = max(step, round(pence / step) * step)
        self._facts.add(slot)
        self.numbers[slot] = amount
        self.slots[slot] = money(amount).removesuffix(".00")
        return amount

    def dish(self, slot: str, *, singular: bool = False) -> None:
        """A dish; with `singular`, one of which one says "it was"."""
        self._fresh(slot, _ONE_DISH if singular else nature.DISHES)

    def boat(self, slot: str) -> None:
        self._fresh(slot, tuple(boat.name for boat in town().boats))

    def animal(self, slot: str) -> None:
        """An animal of the town: {slot} its name, {slot.kind} "goat", {slot.he} and so on."""
        animal = self.pick(tuple(town().animals))
        self._facts.add(slot)
        self.slots[slot] = animal.name
        self.slots[f"{slot}.kind"] = animal.kind
        for form, word in _PRONOUNS[animal.pronoun].items():
            self.slots[f"{slot}.{form}"] = word

    def festival(self, slot: str) -> None:
        self._fresh(slot, tuple(in_sentence(festival.name) for festival in town().festivals))

    def _fresh(self, slot: str, options: tuple[str, ...]) -> None:
        self._facts.add(slot)
        taken = self.slots.values()
        value = self.pick(options)
        while value in taken:
            value = self.pick(options)
        self.slots[slot] = value

    def _introduce(self, slot: str, person: Resident) -> None:
        self._people.add(person.first)
        self.slots[slot] = person.first
        for form, word in _PRONOUNS[person.pronoun].items():
            self.slots[f"{slot}.{form}"] = word

    # --- talking

    def a(self, *texts: str, **slots: str) -> None:
        """A says one of the texts; said straight after another line of A's, it is part of the same turn."""
        self._say("A", "B", texts, slots)

    def b(self, *texts: str, **slots: str) -> None:
        """B says one of the texts."""
        self._say("B", "A", texts, slots)

    def _say(self, speaker: str, listener: str, texts: tuple[str, ...], slots: dict[str, str]) -> None:
        self._speaker = speaker
        self.slots["you"] = self.slots[listener]
        for name, text in slots.items():
            self.put(name, text)
        said = expand(self.rng, self.pick(texts), self.slots)
        if self.turns and self.turns[-1][0] == speaker:
            self.turns[-1] = (speaker, f"{self.turns[-1][1]} {said}")
        else:
            self.turns.append((speaker, said))

    def small_words(self, beat: str) -> str:
        """Words in the speaker's voice; a second try when they have been said already in this scene."""
        options = VOICES[self.voices[self._speaker]][beat]
        words = self.pick(options)
        if words in self._said:
            words = self.pick(options)
        self._said.add(words)
        return expand(self.rng, words, self.slots)

    def interrupt(self, probability: float, to_come: int = 6) -> None:
        """Perhaps something cuts in: the listener remarks on it, the other answers; the talk goes on after it.

        Nothing does when the turns still `to_come` would then make the talk too long.
        """
        if (
            self._echo
            or not self.turns
            or len(self.turns) + 2 + to_come > LONGEST
            or not self.chance(probability)
        ):
            return
        remark, answer, self._echo = self.pick(INTERRUPTIONS)
        if "{" in remark + answer:
            self.person("N")
            self.animal("animal")
            self.slots["dish"] = self.pick(_ONE_DISH)
            self.slots["day"] = self.pick(nature.DAYS)
        first, second = (self.b, self.a) if self.turns[-1][0] == "A" else (self.a, self.b)
        first(remark)
        second(answer)

    def close(self, probability: float) -> None:
        """Perhaps whoever did not speak last has the last word, which may recall what cut in."""
        if len(self.turns) >= LONGEST or not self.chance(probability):
            return
        last = self.b if self.turns[-1][0] == "A" else self.a
        if self._echo and self.chance(0.7):
            last("[And|Oh, and] {echo}.", "{~bye} And {echo}.", echo=self._echo)
        else:
            last("{~bye}")

    def summary(self, *texts: str, **slots: str) -> str:
        """One sentence that says what the talk came to, from those texts whose facts have all been said.

        Facts are people, places, times, sums, things and the like. Raises ValueError when no text qualifies.
        """
        for name, text in slots.items():
            self.put(name, text)
        said = " ".join([words for _, words in self.turns]).lower()
        told = [
            text for text in texts if all(self.slots[fact].lower() in said for fact in self._facts_of(text))
        ]
        if not told:
            raise ValueError(f"no summary is covered by the talk: {texts[0]} after {self.turns}")
        return tidy(expand(self.rng, self.pick(tuple(told)), self.slots))

    def _facts_of(self, text: str) -> list[str]:
        return [name for name in slot_names(text) if name in self._facts]

    def lines(self) -> list[tuple[str, str]]:
        """(first name, what was said) for each turn, as `deliver` lets it be said."""
        names = {speaker: self.slots[speaker] for speaker in "AB"}
        turns = [(names[speaker], tidy(said)) for speaker, said in self.turns]
        voices = {names[speaker]: voice for speaker, voice in self.voices.items()}
        return deliver(self.rng, turns, voices, {names[s]: self.slots[f"{s}.his"] for s in "AB"})
