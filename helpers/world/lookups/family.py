"""The family of look-ups: a question, then Thought / Action / Observation until the answer.

Everything is bound anew in each document, so a model can learn how to look up, but not what. A page tells a few facts
about its subject; a question takes one page, two or three (whose owner is how old?), or a comparison of two. Some first
searches miss the title, some facts stand further down a page than a search shows, and some are not told at all.
"""

from dataclasses import dataclass
from random import Random
from typing import Any

from helpers.world.bound import cast
from helpers.world.bound.cast import BoundFact, Entity
from helpers.world.bound.relations import OF_KIND
from helpers.world.bound.saying import ask, raised, say, say_more
from helpers.world.bound.values import pick
from helpers.world.documents import Family, Plan, register
from helpers.world.lexicon import lookups as words
from helpers.world.lookups.tool import SHOWN, UNTOLD, Wiki, act
from helpers.world.marks import mark, unmark
from helpers.world.phrases import expand

INSTRUCTION = words.INSTRUCTIONS[0]
_CANONICAL = 0.5  # share of conversations that begin with INSTRUCTION
_LINK_COUNTS = ((0, 1, 2, None), (22, 36, 12, 30))  # None: a comparison
_UNTOLD, _MISSED, _HIDDEN = 0.08, 0.15, 0.25
_STARTS = ("place", "boat", "animal", "person")
_LINKS = {"place": "owner", "boat": "owner", "animal": "owner", "person": "workplace"}
_SUBJECTS = ("place", "person", "boat", "animal", "festival")
_COMPARED = {"place": "founded", "boat": "built", "festival": "since", "person": "age"}


@dataclass(frozen=True, slots=True)
class Quest:
    """A question and the facts that lead to its answer, in the order in which their pages are opened."""

    question: str
    route: tuple[BoundFact, ...]
    compared: bool = False


def prompt(question: str, instruction: str = INSTRUCTION) -> str:
    """The question as the conversations of the family put it."""
    return f"{instruction}\nQuestion: {question}"


def title(entity: Entity) -> str:
    """The title of an entity's page."""
    return raised(entity.name.removeprefix("the "))


def plan(rng: Random) -> Plan[Quest]:
    """A question; the subject of its first page is the binding, and all others are of the same split."""
    links = rng.choices(*_LINK_COUNTS)[0]
    quest = _comparison(rng) if links is None else _chain(rng, links)
    return Plan(quest.route[0].entity.name, quest)


def _comparison(rng: Random) -> Quest:
    kind = pick(rng, tuple(_COMPARED))
    relation = _relation(kind, _COMPARED[kind])
    one, other = cast.company(rng, [kind, kind])
    taken: set[str] = set()
    route = tuple(cast.fact(rng, entity, relation, taken) for entity in (one, other))
    slots = {"s": one.called, "t": other.called}
    return Quest(raised(expand(rng, pick(rng, words.WHICH[relation.name]), slots)), route, compared=True)


def _chain(rng: Random, links: int) -> Quest:
    """A fact about an entity, or about somebody or somewhere that links lead to."""
    entity = cast.entity(rng, pick(rng, _STARTS[:3] if links == 2 else _STARTS if links else _SUBJECTS))
    first = entity.name
    route: list[BoundFact] = []
    described = ""
    for _ in range(links):
        name = "spouse" if entity.kind == "person" and rng.random() < 0.3 else _LINKS[entity.kind]
        names = {first, *(fact.entity.name for fact in route), entity.name}
        following = cast.entity(rng, "place" if name == "workplace" else "person", first, names)
        route.append(BoundFact(entity, _relation(entity.kind, name), following.name))
        described = expand(rng, pick(rng, words.DESCRIBED[name]), {"s": described or entity.called})
        entity = following
    open_ = [r for r in OF_KIND[entity.kind] if r.name in words.NEEDS and r.name not in ("owner", "spouse")]
    relation = open_[int(rng.random() * len(open_))]
    last = cast.fact(rng, entity, relation, {first, *(fact.value for fact in route)})
    if not described:
        return Quest(ask(rng, last), (last,))
    plain = tuple(q for q in relation.questions if "{s}'s" not in q)
    return Quest(raised(expand(rng, pick(rng, plain), {"s": described, "d": last.detail})), (*route, last))


def _relation(kind: str, name: str) -> Any:
    return next(r for r in OF_KIND[kind] if r.name == name)


def write(plan: Plan[Quest], rng: Random) -> tuple[str, dict[str, Any]]:
    """The trace in its layout; the pages are in meta, with bystanders' pages that nobody opens."""
    quest = plan.content
    untold = not quest.compared and rng.random() < _UNTOLD
    pages, hidden = _pages(rng, quest, untold)
    answer = UNTOLD if untold else quest.route[-1].value
    if quest.compared:
        answer = _winner(quest).entity.called
    steps = _trace(rng, quest, Wiki(pages), hidden, untold, answer)
    turns = [f"{mark(said)}" + (f"\nObservation: {seen}" if seen else "") for said, seen in steps]
    text, answers = unmark(f"Question: {quest.question}\n" + "\n".join(turns))
    instruction = INSTRUCTION if rng.random() < _CANONICAL else pick(rng, words.INSTRUCTIONS)
    messages = [{"role": "user", "content": prompt(quest.question, instruction)}]
    for said, seen in steps:
        messages.append({"role": "assistant", "content": said})
        if seen:
            messages.append({"role": "user", "content": f"Observation: {seen}"})
    return text, {
        "question": quest.question,
        "answer": answer,
        "answerable": not untold,
        "hops": len(quest.route),
        "compared": quest.compared,
        "pages": pages,
        "messages": messages,
        "answers": answers,
    }


# --- pages


def _pages(rng: Random, quest: Quest, untold: bool) -> tuple[dict[str, str], set[int]]:
    """Pages for the route and for one to three bystanders, and which facts of the route a search does not show."""
    pages: dict[str, str] = {}
    hidden = set()
    for step, fact in enumerate(quest.route):
        told = not (untold and step == len(quest.route) - 1)
        text = ""
        if told and rng.random() < _HIDDEN:
            text = _with_the_fact_below(rng, fact)
            if text:
                hidden.add(step)
        pages[title(fact.entity)] = text or _page(rng, fact, told)
    first = quest.route[0].entity.name
    for _ in range(rng.randrange(1, 4)):
        by = cast.entity(rng, pick(rng, _SUBJECTS), first, {fact.value for fact in quest.route} | set(pages))
        pages.setdefault(title(by), _sentences(rng, _others(rng, by, (), 2)))
    order = list(pages.items())
    rng.shuffle(order)
    return dict(order), hidden


def _others(rng: Random, about: Entity, but: tuple[str, ...], count: int) -> list[BoundFact]:
    """Facts about an entity that nobody asks for."""
    table = [r for r in OF_KIND[about.kind] if r.name not in but]
    taken: set[str] = set()
    return [cast.fact(rng, about, r, taken) for r in rng.sample(table, min(count, len(table)))]


def _page(rng: Random, fact: BoundFact, told: bool) -> str:
    """Up to four facts, the one that is needed among the sentences that a search shows."""
    others = _others(rng, fact.entity, (fact.relation.name,), rng.choice((1, 2, 2, 3)))
    if told:
        others.insert(int(rng.random() * SHOWN), fact)
    return _sentences(rng, others)


def _sentences(rng: Random, facts: list[BoundFact]) -> str:
    said = []
    unclear = True
    for fact in facts:
        said.append(raised((say if unclear or rng.random() < 0.3 else say_more)(rng, fact)) + ".")
        unclear = fact.relation.values == "person" and fact.entity.pronoun != "it"
    return " ".join(said)


def _with_the_fact_below(rng: Random, fact: BoundFact) -> str:
    """A page that tells the fact further down, in a sentence that its word finds; "" where there is no such page."""
    word = words.NEEDS[fact.relation.name][1]
    others = _others(rng, fact.entity, (fact.relation.name,), 3)
    if not word or len(others) < SHOWN:
        return ""
    others.insert(SHOWN, fact)
    for _ in range(4):
        text = _sentences(rng, others)
        wiki = Wiki({"page": text})
        shown = wiki.search("page")
        if fact.value not in shown and fact.value in wiki.lookup(word):
            return text
    return ""


# --- the trace


def _trace(
    rng: Random, quest: Quest, wiki: Wiki, hidden: set[int], untold: bool, answer: str
) -> list[tuple[str, str]]:
    """(thought and action, observation) of every step; the last has no observation."""
    steps: list[tuple[str, str]] = []

    def do(thought: str, action: str) -> None:
        seen, done = act(wiki, action)
        steps.append((f"Thought: {thought}\nAction: {action}", "" if done else seen))

    known = ""
    for place, fact in enumerate(quest.route):
        slots = _slots(fact)
        phrases = words.NEXT if place else words.FIRST
        thought = expand(rng, pick(rng, phrases), {**slots, "fact": known})
        missed = _part_of(title(fact.entity))
        if missed and rng.random() < _MISSED and "There is no page" in wiki.search(missed):
            do(thought, f"search[{missed}]")
            thought = expand(rng, pick(rng, words.MISSED), slots)
        do(thought, f"search[{title(fact.entity)}]")
        if place in hidden:
            word = words.NEEDS[fact.relation.name][1]
            do(expand(rng, pick(rng, words.GOES_ON), {**slots, "w": word}), f"lookup[{word}]")
        known = raised(say(rng, fact)) + "."
    do(_conclusion(rng, quest, known, untold, answer), f"finish[{answer}]")
    return steps


def _slots(fact: BoundFact) -> dict[str, str]:
    slots = {"s": fact.entity.called, "d": fact.detail, "t": title(fact.entity)}
    return {**slots, "need": words.NEEDS[fact.relation.name][0].format(**slots)}


def _part_of(name: str) -> str:
    """A title without its first word, as somebody might remember it."""
    _, _, rest = name.removeprefix("The ").partition(" ")
    return rest


def _conclusion(rng: Random, quest: Quest, known: str, untold: bool, answer: str) -> str:
    last = quest.route[-1]
    if untold:
        return expand(rng, pick(rng, words.UNTOLD), _slots(last))
    if not quest.compared:
        return expand(rng, pick(rng, words.LAST), {"fact": known, "a": answer})
    first = _winner(quest)
    other = next(fact for fact in quest.route if fact is not first)
    slots = {"x": first.value, "y": other.value, "a": answer, "A": raised(answer)}
    return f"{known} {raised(expand(rng, pick(rng, words.COMPARED[last.relation.name]), slots))}"


def _winner(quest: Quest) -> BoundFact:
    """The older person, or what came first."""
    one, other = quest.route
    later = one.relation.name == "age"
    return one if (int(one.value) > int(other.value)) == later else other


LOOKUPS = register(
    Family("lookups", "questions looked up in a wiki: thought, action, observation", plan, write)
)
