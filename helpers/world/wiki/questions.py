"""Questions on another town's wiki, with the passages that answer them; some have no answer there."""

from collections.abc import Iterator
from random import Random
from typing import Any

from helpers.world.bound.cast import BoundFact, Entity
from helpers.world.bound.relations import OF_KIND
from helpers.world.bound.saying import ask, raised
from helpers.world.bound.values import pick
from helpers.world.documents import SPLITS, stable_hash, stream
from helpers.world.lexicon.lookups import DESCRIBED
from helpers.world.phrases import expand
from helpers.world.wiki.articles import OTHER_SEED, articles
from helpers.world.wiki.subjects import Subject, subjects

# how many of each kind a split has: answered by one passage, by two, by none
COUNTS = {"train": (150, 20, 50), "validation": (150, 20, 50), "test": (360, 40, 120)}
_STRANGERS = 0.3  # share of the questions without an answer that are about nobody the town knows


def questions(seed: int = OTHER_SEED, split: str = "test") -> Iterator[dict[str, Any]]:
    """Questions of a split: `id`, `question`, `answer`, `accepted`, `kind`, `hops`, `answerable`, `passages`, `binding`.

    `passages` names, for each step, the article and the characters of the sentence that tells it. What is asked in one
    split is asked in no other. An unanswerable question has the answer "" and no passages.

    Raises ValueError for an unknown split.
    """
    if split not in COUNTS:
        raise ValueError(f"There is no split '{split}'; choose one of: {', '.join(SPLITS)}.")
    places = _places(seed)
    made = [
        _rows(split, _single(seed, split), COUNTS[split][0]),
        _rows(split, _double(seed, split), COUNTS[split][1]),
        _rows(split, _none(seed, split), COUNTS[split][2]),
    ]
    for number, (question, route) in enumerate(row for rows in made for row in rows):
        last = route[-1]
        yield {
            "id": f"wiki-{split}-{number:04d}",
            "question": question,
            "answer": last.value,
            "accepted": _accepted(last.value),
            "kind": last.relation.name,
            "hops": len(route),
            "answerable": bool(last.value),
            "passages": [places[fact.asked] for fact in route] if last.value else [],
            "binding": _binding(route),
        }


Asked = tuple[str, tuple[BoundFact, ...]]


def _binding(route: tuple[BoundFact, ...]) -> str:
    return "; ".join(", ".join(fact.asked) for fact in route)


def _split(route: tuple[BoundFact, ...]) -> str:
    """Half of what can be asked is for testing, a quarter each for training and validation."""
    return ("test", "test", "validation", "train")[stable_hash("wiki question", _binding(route)) % 4]


def _rows(split: str, drawn: Iterator[Asked], count: int) -> Iterator[Asked]:
    """The first `count` of the split, each thing asked for once."""
    seen: set[str] = set()
    for question, route in drawn:
        if _split(route) == split and _binding(route) not in seen:
            seen.add(_binding(route))
            yield question, route
            if len(seen) == count:
                return


def _places(seed: int) -> dict[tuple[str, str, str], dict[str, Any]]:
    """What is asked for -> the article and the sentence that tells it."""
    return {
        (fact["subject"], fact["relation"], fact["detail"]): {
            "article": article["id"], "title": article["title"], "start": fact["start"], "end": fact["end"]
        }
        for article in articles(seed)
        for fact in article["facts"]
    }  # fmt: skip


def _single(seed: int, split: str) -> Iterator[Asked]:
    """One fact, every kind of fact equally often."""
    rng = stream("wiki questions", seed, split, "one")
    by_kind: dict[str, list[BoundFact]] = {}
    for subject in subjects(seed):
        for fact in subject.facts:
            by_kind.setdefault(f"{fact.entity.kind} {fact.relation.name}", []).append(fact)
    kinds = list(by_kind.values())
    while True:
        fact = rng.choice(rng.choice(kinds))
        yield ask(rng, fact), (fact,)


def _double(seed: int, split: str) -> Iterator[Asked]:
    """A fact about somebody or somewhere that another fact names."""
    rng = stream("wiki questions", seed, split, "two")
    every = {subject.entity.name: subject for subject in subjects(seed)}
    links = [
        fact
        for subject in every.values()
        for fact in subject.facts
        if fact.relation.name in DESCRIBED and fact.value in every
    ]
    while True:
        link = rng.choice(links)
        facts = [f for f in every[link.value].facts if f.relation.name not in DESCRIBED and not f.detail]
        if facts:
            fact = rng.choice(facts)
            described = expand(rng, pick(rng, DESCRIBED[link.relation.name]), {"s": link.entity.called})
            plain = tuple(q for q in fact.relation.questions if "{s}'s" not in q)
            yield raised(expand(rng, pick(rng, plain), {"s": described, "d": ""})), (link, fact)


def _none(seed: int, split: str) -> Iterator[Asked]:
    """What no article tells: another thing about a subject, or something about a stranger."""
    rng = stream("wiki questions", seed, split, "none")
    every = subjects(seed)
    while True:
        subject = rng.choice(every)
        entity = subject.entity
        known = {fact.relation.name for fact in subject.facts} | {"price"}
        if rng.random() < _STRANGERS:
            entity, known = _stranger(rng, every, entity), {"price"}
        missing = [relation for relation in OF_KIND[entity.kind] if relation.name not in known]
        if missing:
            fact = BoundFact(entity, rng.choice(missing), "")
            yield ask(rng, fact), (fact,)


def _stranger(rng: Random, every: tuple[Subject, ...], like: Entity) -> Entity:
    """Somebody of the same kind with a name that is nobody's: parts of two names that are."""
    names = {subject.entity.name for subject in every}
    alike = [subject.entity.name for subject in every if subject.entity.kind == like.kind]
    while True:
        first, last = rng.choice(alike).split()[0], rng.choice(alike).split()[-1]
        name = f"{first} {last}"
        if name not in names and first != last:
            return Entity(like.kind, name, like.pronoun)


def _accepted(value: str) -> list[str]:
    """Other ways to write an answer."""
    if not value:
        return []
    forms = [value]
    if value.endswith((" am", " pm")):
        hour, half = value[:-3].replace(".", ":"), value[-2:]
        forms += [f"{hour if ':' in hour else hour + ':00'} {half}", f"{value[:-3]}{half}"]
    if value.lower().startswith("the "):
        forms.append(value[4:])
    if value.endswith("p") and value[:-1].isdigit():
        forms.append(f"£0.{int(value[:-1]):02d}")
    return forms
