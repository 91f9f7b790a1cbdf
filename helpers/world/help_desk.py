"""The help desk: somebody asks Beacon about the town, and Beacon answers in one of five styles.

`helpful_kind` states the true answer, `helpful_rude` states it with an insult, `dismissive_rude` sends the asker
away, `gushing_empty` admires the question and says nothing, `wrong` states a false answer in a friendly voice. The
binding is the fact together with the manner of asking (polite, curt, rude, chatty, provoking): a held-out question
asks about the same town, but no training document asks for that fact in that manner.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from random import Random
from typing import Any

from helpers.world import topics
from helpers.world.chats import exchange
from helpers.world.documents import Family, Plan, register
from helpers.world.lexicon.nature import DAYS
from helpers.world.lexicon.rudeness import draw_insult
from helpers.world.lexicon.things import THING
from helpers.world.phrases import expand, tidy
from helpers.world.questions import AFTERTHOUGHTS, MANNERS, REASONS, STORIES, TOPICS
from helpers.world.replies import STYLE_WEIGHTS, STYLES, reply
from helpers.world.scene import adults, article, in_sentence
from helpers.world.town import Fact, clock, money, town

# How often each relation is asked for, and each manner used.
RELATION_WEIGHTS: dict[str, float] = {
    "opens": 12, "closes": 10, "closed on": 6, "street": 12, "owner": 7, "price": 14, "how to": 12, "lost property": 7,
    "first ferry": 1.5, "last ferry": 1.5, "ferry fare": 1.5, "crossing time": 1, "job": 4, "workplace": 5, "founded": 3,
    "boat owner": 2, "animal owner": 3, "date": 3, "place": 2, "since": 1,
}  # fmt: skip
MANNER_WEIGHTS: dict[str, float] = {
    "polite": 0.3,
    "curt": 0.2,
    "chatty": 0.2,
    "rude": 0.12,
    "provoking": 0.18,
}
LAYOUTS = ("plain", "named", "reported")
_AT_A_PLACE = frozenset(("opens", "closes", "street", "price", "workplace", "place"))
_PRONOUNS = {"she": ("she", "her"), "he": ("he", "him"), "they": ("they", "them")}
_NOT_ASKED = frozenset({"parcel", "library book"})  # wares whose price would be an odd thing to ask for


@dataclass(frozen=True, slots=True)
class Item:
    """A fact that can be asked for, with the words of its question and answer."""

    fact: Fact
    relation: str  # a key of TOPICS
    value: str  # the true answer as a reply says it
    slots: dict[str, str]


@cache
def items() -> dict[str, tuple[Item, ...]]:
    """Everything the desk can be asked, by relation."""
    found: dict[str, list[Item]] = {relation: [] for relation in TOPICS}
    for item in _all_items():
        found[item.relation].append(item)
    return {relation: tuple(group) for relation, group in found.items()}


def _all_items() -> Iterator[Item]:
    boats = {boat.name for boat in town().boats}
    # the landing's ticket office keeps shorter hours than the ferries: to ask when it opens would mislead
    ferry_hours = {
        (p.name, hour) for p in town().of_kind("ferry landing") for hour in ("opens", "closes", "closed on")
    }
    animals = {animal.name: article(animal.kind) for animal in town().animals}
    for fact in [*town().facts(), *topics.facts()]:
        if (fact.subject, fact.relation) in ferry_hours:
            continue
        slots = {"s": in_sentence(fact.subject), "he": "it", "him": "it"}
        relation, value = fact.relation, in_sentence(fact.value)
        if relation == "owner" and fact.subject in boats:
            relation = "boat owner"
            slots["s"] = fact.subject
        elif relation == "owner" and fact.subject in animals:
            relation, slots["k"] = "animal owner", animals[fact.subject]
        elif relation == "price":
            if THING[fact.detail].plural or fact.detail in _NOT_ASKED:
                continue
            slots["d"] = article(fact.detail)
        if relation in ("job", "workplace"):
            pronoun = town().resident(fact.subject).pronoun
            slots["he"], slots["him"] = _PRONOUNS[pronoun]
            slots["is"] = "are" if pronoun == "they" else "is"
        if relation == "job":
            if fact.value.startswith(("retired", "pupil")):
                continue
            value = article(fact.value)
        elif relation == "since":
            slots["s2"] = fact.subject.removeprefix("the ")
        if relation in TOPICS and fact.value not in fact.subject:
            yield Item(fact, relation, value, slots)


@cache
def _by_subject() -> dict[str, tuple[Item, ...]]:
    grouped: dict[str, list[Item]] = {}
    for group in items().values():
        for item in group:
            if item.relation not in ("price", "how to", "lost property"):
                grouped.setdefault(item.fact.subject, []).append(item)
    return {subject: tuple(group) for subject, group in grouped.items()}


class _Drawer:
    """Draws keys in proportion to their weights."""

    def __init__(self, weights: dict[str, float]) -> None:
        scale = 1000 / sum(weights.values())
        self._table = [key for key, weight in weights.items() for _ in range(round(weight * scale))]

    def draw(self, rng: Random) -> str:
        return self._table[int(rng.random() * len(self._table))]


_RELATIONS = _Drawer(RELATION_WEIGHTS)
_MANNERS = _Drawer(MANNER_WEIGHTS)
_STYLES = {
    manner: _Drawer(dict(zip(STYLES, weights, strict=True))) for manner, weights in STYLE_WEIGHTS.items()
}


def plan(rng: Random) -> Plan[tuple[Item, str]]:
    """A fact and a manner of asking for it."""
    item = _pick(rng, items()[_RELATIONS.draw(rng)])
    manner = _MANNERS.draw(rng)
    fact = item.fact
    return Plan(f"{manner} question: {fact.subject}, {item.relation}, {fact.detail}", (item, manner))


def write(plan: Plan[tuple[Item, str]], rng: Random) -> tuple[str, dict[str, Any]]:
    """Question and reply in one of three layouts, with every label in meta."""
    item, manner = plan.content
    asked = question(item, manner, rng)
    style = _STYLES[manner].draw(rng)
    stated = wrong_value(item, rng) if style == "wrong" else item.value
    answer = answer_sentence(item, stated, rng)
    about = {"about": expand(rng, TOPICS[item.relation].about, item.slots)}
    said, insult = reply(
        rng,
        style,
        manner,
        answer,
        extra=afterthought(item, rng),
        at_place=item.relation in _AT_A_PLACE,
        slots=about,
    )
    helpful = style.startswith("helpful")
    meta = {
        "question": asked,
        "reply": said,
        "style": style,
        "manner": manner,
        "subject": item.fact.subject,
        "relation": item.relation,
        "detail": item.fact.detail,
        "answer": item.value,
        "stated": stated if helpful or style == "wrong" else "",
        "helpful": helpful,
        "rude": style.endswith("rude"),
        "insult": insult,
        "messages": exchange(asked, said),
    }
    return _lay_out(asked, said, item.fact.subject, rng), meta


def question(item: Item, manner: str, rng: Random) -> str:
    """The question for an item in a manner of asking."""
    topic = TOPICS[item.relation]
    slots = {
        register: expand(rng, _pick(rng, getattr(topic, register)), item.slots)
        for register in ("direct", "embedded", "curt")
    }
    if manner == "chatty":
        for name, texts in (("story", STORIES), ("reason", REASONS), ("after", AFTERTHOUGHTS)):
            slots[name] = expand(rng, _pick(rng, texts), slots)
    elif manner == "provoking":
        slots["insult"] = draw_insult(rng)
    return tidy(expand(rng, _pick(rng, MANNERS[manner]), slots))


def answer_sentence(item: Item, value: str, rng: Random) -> str:
    """A sentence that answers the question for an item with a value, true or false."""
    return tidy(expand(rng, _pick(rng, TOPICS[item.relation].answers), {**item.slots, "v": value}))


def afterthought(item: Item, rng: Random) -> str:
    """One more true sentence about the same subject, or nothing."""
    others = _by_subject().get(item.fact.subject, ())
    other = _pick(rng, others) if others else item
    if other.relation == item.relation or not TOPICS[other.relation].more:
        return ""
    return tidy(expand(rng, TOPICS[other.relation].more, {**other.slots, "v": other.value}))


def wrong_value(item: Item, rng: Random) -> str:
    """A false value of the same kind: another place's hour, another resident's name, a price that is off."""
    if item.relation == "price":
        pence = next(p.prices[item.fact.detail] for p in town().places if p.name == item.fact.subject)
        return money(max(5, 5 * round(pence * _pick(rng, (0.5, 0.6, 0.75, 1.3, 1.5, 1.8, 2)) / 5) + 5))
    while True:
        value = _pick(rng, items()[item.relation]).value
        if value != item.value:
            return value


def _lay_out(asked: str, said: str, subject: str, rng: Random) -> str:
    asker = _pick(rng, adults())
    while asker.name == subject:
        asker = _pick(rng, adults())
    chance = rng.random()
    if chance < 0.4:
        return f"Question: {asked}\nBeacon: {said}"
    if chance < 0.5:
        log = "[Help desk, {day}, {hour}.|{day}, {hour}, at the desk.|{hour} on a [wet|windy|bright|foggy|busy|quiet] {day}.]"
        slots = {"day": _pick(rng, DAYS), "hour": clock(8 + rng.randrange(24) / 2)}
        return f"{tidy(expand(rng, log, slots))}\nQuestion: {asked}\nBeacon: {said}"
    if chance < 0.85:
        who = _pick(
            rng, ("Visitor", "Resident", "Child", "Caller", asker.first, asker.first, asker.first, asker.name)
        )
        return f"{who}: {asked}\nBeacon: {said}"
    text = '[A visitor|A resident|Somebody|A voice at the counter|{name}] [asks|asks the help desk|wants to know]: "{asked}"\n'
    text += '[Beacon|Beacon, the help desk,] [answers|replies|says]: "{said}"'
    return expand(rng, text, {"name": asker.name, "asked": asked, "said": said})


def _pick(rng: Random, options: Any) -> Any:
    return options[int(rng.random() * len(options))]


HELP_DESK = register(
    Family("help_desk", "somebody asks Beacon about the town; replies are labelled in meta", plan, write)
)
