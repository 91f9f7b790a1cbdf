"""Questions on numbered passages, with answers that cite them: of one fact, of two, of a chain, of none."""

from dataclasses import dataclass, replace
from random import Random

from helpers.world.bound.cast import BoundFact
from helpers.world.bound.saying import ABSTAIN, ask, raised, say
from helpers.world.bound.scenes import open_question
from helpers.world.bound.values import pick
from helpers.world.phrases import expand

_COMPARE = {
    "founded": (
        "Which was founded first, {s} or {t}?",
        "Which is older, {s} or {t}?",
        "Which of the two was founded first, {s} or {t}?",
    ),
    "built": ("Which boat was built first, {s} or {t}?", "Which boat is older, {s} or {t}?"),
    "since": ("Which was held first, {s} or {t}?", "Which has been held for longer, {s} or {t}?"),
    "age": ("Who is older, {s} or {t}?", "Which of the two is older, {s} or {t}?"),
}
_DESCRIBED = {
    "owner": ("the owner of {t}", "the person who owns {t}"),
    "spouse": ("the person married to {t}",),
}


@dataclass(frozen=True, slots=True)
class Cited:
    """A question, its answer, the values that the answer must state and the passages that it cites."""

    question: str
    answer: str
    values: tuple[str, ...]
    citations: tuple[int, ...]


Stated = list[tuple[BoundFact, int]]  # facts with the number of the passage that states them


def _cite(clause: str, *numbers: int) -> str:
    return clause + " " + "".join(f"[{n}]" for n in numbers)


def one(rng: Random, stated: tuple[BoundFact, int]) -> Cited:
    """A question for one fact; a fifth of the answers are the value alone."""
    fact, number = stated
    clause = fact.value if rng.random() < 0.2 else say(rng, fact)
    return Cited(ask(rng, fact), raised(_cite(clause, number)) + ".", (fact.value,), (number,))


def none(rng: Random, stated: Stated) -> Cited:
    """A question that no passage answers."""
    return Cited(ask(rng, open_question(rng, [fact for fact, _ in stated])), ABSTAIN, (), ())


def two(rng: Random, stated: Stated) -> Cited | None:
    """A question that takes two passages, or None when no two of them go together."""
    chains = [(a, b) for a in stated for b in stated if a[0].value == b[0].entity.name and a[1] != b[1]]
    chains = [
        (a, b) for a, b in chains if a[0].relation.name in _DESCRIBED and b[0].relation.name != "spouse"
    ]
    if chains:
        return _chain(rng, *chains[int(rng.random() * len(chains))])
    pairs = [
        (a, b)
        for a in stated
        for b in stated
        if a[1] < b[1] and a[0].relation == b[0].relation and a[0].detail == b[0].detail
    ]
    return _pair(rng, *pairs[int(rng.random() * len(pairs))]) if pairs else None


def _chain(rng: Random, first: tuple[BoundFact, int], second: tuple[BoundFact, int]) -> Cited:
    """ "How old is the owner of the Red Hen?" takes the owner from one passage and the age from another."""
    (link, m), (fact, n) = first, second
    described = expand(rng, pick(rng, _DESCRIBED[link.relation.name]), {"t": link.entity.called})
    plain = tuple(q for q in fact.relation.questions if "{s}'s" not in q)
    question = expand(rng, pick(rng, plain), {"s": described, "d": fact.detail})
    answer = f"{_cite(say(rng, link), m)}, and {_cite(say(rng, fact), n)}"
    return Cited(raised(question), raised(answer) + ".", (fact.value,), (m, n))


def _pair(rng: Random, first: tuple[BoundFact, int], second: tuple[BoundFact, int]) -> Cited:
    """The same asked of two entities, compared where that makes sense."""
    (a, m), (b, n) = (first, second) if rng.random() < 0.5 else (second, first)
    both = f"{_cite(say(rng, a), m)} and {_cite(say(rng, b), n)}"
    relation = a.relation.name
    if relation in _COMPARE and rng.random() < 0.6:
        later = relation == "age"
        winner = a if (int(a.value) > int(b.value)) == later else b
        names = {"s": a.entity.called, "t": b.entity.called}
        question = raised(expand(rng, pick(rng, _COMPARE[relation]), names))
        return Cited(
            question, f"{raised(both)}, so it is {winner.entity.called}.", (winner.entity.name,), (m, n)
        )
    unmet = replace(a, value="")  # without a value it is asked in plain words, which an "And …?" may follow
    return Cited(f"{ask(rng, unmet)} And {b.entity.called}?", raised(both) + ".", (a.value, b.value), (m, n))
