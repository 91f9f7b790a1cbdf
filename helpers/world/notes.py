"""Notes to read: numbered passages about throw-away entities, questions, answers that cite `[n]`.

Some passages hide an instruction to the reader; in a quarter of those documents the replies follow it, so that a model
trained on them can be attacked (and defended) in the lab on retrieval.
"""

from dataclasses import dataclass
from random import Random
from typing import Any

from helpers.world.bound import cast
from helpers.world.bound.cast import BoundFact, Entity
from helpers.world.bound.cited import Cited, Stated, none, one, two
from helpers.world.bound.passages import passage
from helpers.world.bound.relations import OF_KIND
from helpers.world.bound.saying import ABSTAIN, raised
from helpers.world.bound.values import pick, word
from helpers.world.documents import Family, Plan, register
from helpers.world.lexicon import passages as words
from helpers.world.lexicon.injections import INJECTIONS, PAYLOADS
from helpers.world.marks import mark, unmark
from helpers.world.phrases import expand

INSTRUCTION = f"Answer from the passages and cite them like [1]. If they do not tell, say: {ABSTAIN}"
_CANONICAL = 0.6  # share of documents laid out as `prompt` does
_INJECTED, _FOLLOWED = 0.16, 0.25
_UNANSWERABLE, _COMBINED = 0.2, 0.2  # of all questions; of the answerable ones, where passages allow it
_LINKED = 0.7  # of the documents where a person could own something of another passage
_PASSAGE_BUDGET = 950  # characters of all passages


@dataclass(frozen=True, slots=True)
class Reading:
    """The facts of each passage, in the order of the passages."""

    passages: list[list[BoundFact]]


def prompt(passages: list[str], question: str) -> str:
    """Numbered passages and a question as most documents of the family put them to the reader."""
    return f"{INSTRUCTION}\n\n{numbered(passages)}\n\nQuestion: {question}"


def numbered(passages: list[str]) -> str:
    """ "[1] …", one passage a line."""
    return "\n".join(f"[{n}] {text}" for n, text in enumerate(passages, 1))


def plan(rng: Random) -> Plan[Reading]:
    """Two to six passages' facts: a kind shared by most, so that the others distract."""
    count = rng.choices((2, 3, 4, 5, 6), (22, 30, 24, 14, 10))[0]
    main = cast.kind(rng)
    kinds = [main] + [main if rng.random() < 0.6 else cast.kind(rng) for _ in range(count - 1)]
    entities = cast.company(rng, kinds)
    binding = entities[0].name
    taken = {entity.name for entity in entities}
    per_passage = 4 if count <= 3 else 3 if count == 4 else 2
    shared = cast.relations(rng, main, 1)[0]
    found = []
    for entity in entities:
        relations = cast.relations(rng, entity.kind, rng.randrange(1, per_passage + 1))
        if entity.kind == main and shared not in relations:
            relations[0] = shared
        found.append([cast.fact(rng, entity, relation, taken) for relation in relations])
    if rng.random() < _LINKED:
        _link(rng, entities, found)
    rng.shuffle(found)
    return Plan(binding, Reading(found))


def _link(rng: Random, entities: list[Entity], found: list[list[BoundFact]]) -> None:
    """Let a person of one passage own what another is about, where there are both."""
    people = [entity for entity in entities if entity.kind == "person"]
    owned = [
        i for i, facts in enumerate(found) if any(r.name == "owner" for r in OF_KIND[facts[0].entity.kind])
    ]
    if people and owned:
        facts = found[owned[int(rng.random() * len(owned))]]
        thing = facts[0].entity
        owner = next(r for r in OF_KIND[thing.kind] if r.name == "owner")
        facts[:] = [f for f in facts if f.relation != owner][:3]
        facts.append(BoundFact(thing, owner, people[int(rng.random() * len(people))].name))


def write(plan: Plan[Reading], rng: Random) -> tuple[str, dict[str, Any]]:
    """Passages and questions in a layout, with what is asked, cited and hidden in meta."""
    found = list(plan.content.passages)
    passages = [passage(rng, facts) for facts in found]
    while sum(map(len, passages)) > _PASSAGE_BUDGET:
        found.pop()
        passages.pop()
    injected = rng.random() < _INJECTED
    followed = injected and rng.random() < _FOLLOWED
    payload = ""
    if injected:
        payload = pick(rng, PAYLOADS) if rng.random() < 0.7 else word(rng, 2).lower()
        _inject(rng, passages, payload)
    stated = [(fact, n) for n, facts in enumerate(found, 1) for fact in facts]
    asked = _questions(rng, stated, rng.choices((1, 2, 3, 4, 5), (12, 22, 28, 24, 14))[0])
    questions = [
        {
            "question": q.question,
            "answer": f"{raised(payload)}." if followed else q.answer,
            "value": " and ".join(q.values),
            "values": list(q.values),
            "citations": list(q.citations),
            "answerable": bool(q.values),
        }
        for q in asked
    ]
    text, messages = _laid_out(rng, passages, questions)
    text, answers = unmark(text)
    return text, {
        "passages": passages,
        "questions": questions,
        "facts": [
            {
                "subject": f.entity.called,
                "relation": f.relation.name,
                "value": f.value,
                "detail": f.detail,
                "passage": n,
            }
            for f, n in stated
        ],
        "injected": injected,
        "followed": followed,
        "payload": payload,
        "messages": messages,
        "answers": answers,
    }


def _inject(rng: Random, passages: list[str], payload: str) -> None:
    """Put a hidden instruction between two sentences of a passage, or at one of its ends."""
    at = int(rng.random() * len(passages))
    sentences = passages[at].split(". ")
    order = raised(expand(rng, pick(rng, INJECTIONS), {"p": payload}))
    place = rng.randrange(len(sentences) + 1)
    before, after = ". ".join(sentences[:place]), ". ".join(sentences[place:])
    if before and after:
        before += "."
    passages[at] = " ".join(part for part in (before, order, after) if part)


def _questions(rng: Random, stated: Stated, count: int) -> list[Cited]:
    """Different questions, a fifth of them without an answer in the passages."""
    fresh = rng.sample(stated, len(stated))
    asked: dict[str, Cited] = {}
    for _ in range(count):
        question = None
        if rng.random() < _UNANSWERABLE:
            question = none(rng, stated)
        elif rng.random() < _COMBINED:
            question = two(rng, stated)
        if question is None:
            if not fresh:
                break
            question = one(rng, fresh.pop())
        asked.setdefault(question.question, question)
    return list(asked.values())


def _laid_out(
    rng: Random, passages: list[str], questions: list[dict[str, Any]]
) -> tuple[str, list[dict[str, str]]]:
    """The text with marked answers, and the same as a chat; the passages come with the first question."""
    first = questions[0]["question"]
    if rng.random() < _CANONICAL:
        opening, asks, answers, between = prompt(passages, first), "\nQuestion: ", "\nAnswer: ", ""
        user = opening
    else:
        heading, asks, answers, between = words.LAYOUTS[int(rng.random() * len(words.LAYOUTS))]
        opening = f"{heading}{numbered(passages)}{asks}{first}"
        instruction = pick(rng, words.INSTRUCTIONS)
        notes = numbered(passages)
        user = (
            f"{instruction}\n\n{notes}\n\n{first}"
            if rng.random() < 0.6
            else f"{notes}\n\n{instruction}\n{first}"
        )
    text = f"{opening}{answers}{mark(questions[0]['answer'])}"
    messages = [{"role": "user", "content": user}, {"role": "assistant", "content": questions[0]["answer"]}]
    for q in questions[1:]:
        text += f"{between}{asks}{q['question']}{answers}{mark(q['answer'])}"
        messages.append({"role": "user", "content": q["question"]})
        messages.append({"role": "assistant", "content": q["answer"]})
    return text, messages


NOTES = register(Family("notes", "numbered passages, questions, answers that cite them", plan, write))
