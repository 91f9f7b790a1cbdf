"""The family of wiki articles: the facts of Lantern Bay, each in many words, so that a model can come to know them.

An article tells some facts about a subject and some about whoever these name, as prose in one of several voices or as a
box of facts; now and then a page of facts goes through the town at random. All of it is true.
"""

from random import Random
from typing import Any

from helpers.world.bound.cast import BoundFact
from helpers.world.bound.passages import passage
from helpers.world.bound.saying import ask, raised, say
from helpers.world.bound.values import pick
from helpers.world.documents import Family, Plan, register
from helpers.world.lexicon import wiki as words
from helpers.world.phrases import expand
from helpers.world.town import HOME_SEED, town
from helpers.world.wiki.subjects import Subject, subjects

_SHAPES = (("prose", "box", "page", "quiz"), (62, 16, 12, 10))
_MOST_OF_ONE, _MOST_RELATED = 9, 4


def plan(rng: Random) -> Plan[tuple[str, list[list[BoundFact]]]]:
    """A shape, and the facts that the article tells, grouped by subject; the binding is the set of facts.

    So a set of facts is told in one split only, in whatever order and shape.
    """
    shape = rng.choices(*_SHAPES)[0]
    every = subjects(HOME_SEED)
    if shape in ("page", "quiz"):
        groups = [_some(rng, _subject(rng, every), 1) for _ in range(rng.randrange(3, 9))]
        groups = list({group[0].asked: group for group in groups}.values())
    else:
        groups = _article(rng, _subject(rng, every))
    told = "; ".join(sorted(", ".join(fact.asked) for group in groups for fact in group))
    return Plan(f"wiki: {told}", (shape, groups))


def _subject(rng: Random, every: tuple[Subject, ...]) -> Subject:
    """One with facts; kinds with more of them more often."""
    while True:
        found = every[int(rng.random() * len(every))]
        if len(found.facts) >= 5 or rng.random() < 0.6:
            return found


def _some(rng: Random, subject: Subject, count: int) -> list[BoundFact]:
    return rng.sample(subject.facts, min(count, len(subject.facts)))


def _article(rng: Random, subject: Subject) -> list[list[BoundFact]]:
    """Facts of the subject, then of those that these name, at most one group each."""
    own = _some(rng, subject, rng.randrange(2, _MOST_OF_ONE + 1))
    named = {fact.value for fact in own}
    pool = [
        fact for fact in subject.related if fact.entity.name in named and fact.value != subject.entity.name
    ]
    wanted = rng.randrange(0 if len(own) > 3 else 1, _MOST_RELATED + 1)
    groups: dict[str, list[BoundFact]] = {}
    for fact in rng.sample(pool, min(wanted, len(pool))):
        groups.setdefault(fact.entity.name, []).append(fact)
    return [own, *groups.values()]


def write(plan: Plan[tuple[str, list[list[BoundFact]]]], rng: Random) -> tuple[str, dict[str, Any]]:
    """The article in its shape; the facts it tells are in meta."""
    shape, groups = plan.content
    lead = groups[0][0].entity
    slots = {
        "T": town(HOME_SEED).name,
        "s": lead.called,
        "S": raised(lead.name),
        "n": str(rng.randrange(2, 99)),
    }
    text = {"prose": _prose, "box": _box, "page": _page, "quiz": _quiz}[shape](rng, groups, slots)
    facts = [
        [fact.entity.name, fact.relation.name, fact.value, fact.detail] for group in groups for fact in group
    ]
    return text, {"facts": facts, "shape": shape, "subject": lead.name}


def _prose(rng: Random, groups: list[list[BoundFact]], slots: dict[str, str]) -> str:
    voice = rng.choices(list(words.VOICES), words.VOICE_WEIGHTS)[0]
    openings, endings = words.VOICES[voice]
    parts = [expand(rng, pick(rng, openings), slots)]
    for group in groups:
        parts += _told(rng, group)
    parts.append(expand(rng, pick(rng, endings), slots))
    between = "\n" if rng.random() < 0.15 else " "
    body = between.join(raised(part) for part in parts if part)
    if voice == "encyclopedia" or rng.random() < 0.2:
        return f"{expand(rng, pick(rng, words.TITLES), slots)}\n{body}"
    return body


def _told(rng: Random, group: list[BoundFact]) -> list[str]:
    """Sentences on one subject, a few facts at a time."""
    group = rng.sample(group, len(group))
    if (
        group[0].entity.pronoun == "they"
    ):  # the phrases with a pronoun are made for one who is, not for one who are
        return [f"{raised(say(rng, fact))}." for fact in group]
    parts = []
    while group:
        some, group = group[:4], group[4:]
        parts.append(passage(rng, some, titled=0))
    return parts


def _box(rng: Random, groups: list[list[BoundFact]], slots: dict[str, str]) -> str:
    lines = [expand(rng, pick(rng, words.BOX_TITLES), slots)]
    bullet, equals = pick(rng, ("", "", "- ", "* ")), pick(rng, (": ", ": ", " = ", " - "))
    for i, group in enumerate(groups):
        if i:
            lines.append(raised(group[0].entity.called))
        for fact in group:
            label = f"{fact.relation.label} of {fact.detail}" if fact.detail else fact.relation.label
            lines.append(f"{bullet}{label}{equals}{fact.value}")
    return "\n".join(lines)


def _page(rng: Random, groups: list[list[BoundFact]], slots: dict[str, str]) -> str:
    sentences = [f"{raised(say(rng, group[0]))}." for group in groups]
    heading = expand(rng, pick(rng, words.LISTS[:-1]), slots)
    if rng.random() < 0.5:
        return "\n".join([heading, *(f"{i}. {s}" for i, s in enumerate(sentences, 1))])
    return " ".join([heading, *sentences])


def _quiz(rng: Random, groups: list[list[BoundFact]], slots: dict[str, str]) -> str:
    asks, answers = pick(rng, ("Question: |Answer: ", "Q: |A: ", "|", "- |  ")).split("|")
    lines = [expand(rng, words.LISTS[-1], slots)] if rng.random() < 0.4 else []
    for (fact,) in groups:
        clause = fact.value if rng.random() < 0.4 else say(rng, fact)
        lines.append(f"{asks}{ask(rng, fact)}\n{answers}{raised(clause)}.")
    return "\n".join(lines)


WIKI = register(
    Family("wiki", "articles about Lantern Bay's places, people, boats, animals and festivals", plan, write)
)
