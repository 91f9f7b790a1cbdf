"""Context questions: a few facts about throw-away entities, then a question for every one of them, and some for none.

All facts are asked, in shuffled order, because a small model learns to copy from its context only from many questions
to each context. A fifth of the questions have no answer in the notes; the reply to them is always `ABSTAIN`.
"""

from random import Random
from typing import Any

from helpers.world.bound.cast import BoundFact
from helpers.world.bound.saying import ABSTAIN, answer, ask, raised, say, told
from helpers.world.bound.scenes import OPEN_PER_FACT, draw_facts, open_question
from helpers.world.bound.values import pick, town
from helpers.world.documents import Family, Plan, register
from helpers.world.lexicon import note_layouts as words
from helpers.world.marks import mark, unmark
from helpers.world.phrases import expand

_CANONICAL = 0.4  # share of documents laid out as `prompt` does
_REPEATED = 0.4  # share of answers in the words of the notes, where these name the subject


def prompt(context: str, question: str) -> str:
    """Notes and a question as most documents of the family lay them out, up to where the answer starts."""
    heading, asks, answers, _ = words.CANONICAL
    return f"{heading}{context}\n{asks}{question}{answers}".rstrip()


def plan(rng: Random) -> Plan[list[BoundFact]]:
    """The facts; their first subject is the binding, and every other subject is of the same split."""
    facts = draw_facts(rng)
    return Plan(facts[0].entity.name, facts)


def write(plan: Plan[list[BoundFact]], rng: Random) -> tuple[str, dict[str, Any]]:
    """The notes and all questions in a layout, with the questions and facts in meta."""
    facts = plan.content
    context, told_as = _context(rng, facts)
    asked = facts + [open_question(rng, facts) for _ in facts if rng.random() < OPEN_PER_FACT]
    rng.shuffle(asked)
    questions = []
    for fact in _once(asked):
        clause = told_as.get(fact.asked, "")
        if not fact.value:
            reply = ABSTAIN
        elif clause and rng.random() < _REPEATED:
            reply = clause
        else:
            reply = answer(rng, fact)
        questions.append(
            {"question": ask(rng, fact), "answer": reply, "value": fact.value, "answerable": bool(fact.value)}
        )
    layout = (
        words.CANONICAL
        if rng.random() < _CANONICAL
        else words.LAYOUTS[int(rng.random() * len(words.LAYOUTS))]
    )
    text, answers = unmark(_laid_out(layout, context, questions))
    return text, {
        "context": context,
        "questions": questions,
        "facts": [fact.meta for fact in facts],
        "messages": _messages(rng, context, questions),
        "answers": answers,
    }


def _once(asked: list[BoundFact]) -> list[BoundFact]:
    """Without questions that ask for the same thing again."""
    return list({fact.asked: fact for fact in asked}.values())


def _context(rng: Random, facts: list[BoundFact]) -> tuple[str, dict[tuple[str, str, str], str]]:
    """The notes, and for each fact the sentence that states it where that names the subject."""
    shape = rng.random()
    if shape < 0.45:
        return _list(rng, facts)
    if shape < 0.6:
        return _table(rng, facts), {}
    sentences = told(rng, facts)
    if shape > 0.8:
        sentences = _story(rng, sentences)
    return " ".join(sentences), {}


def _list(rng: Random, facts: list[BoundFact]) -> tuple[str, dict[tuple[str, str, str], str]]:
    """One fact a line, or one after the other, in any order."""
    order = rng.sample(facts, len(facts))
    clauses = [say(rng, fact) for fact in order]
    said = {fact.asked: f"{raised(clause)}." for fact, clause in zip(order, clauses, strict=True)}
    lines = list(said.values())
    bullet = pick(rng, ("number", "paren", "- ", "* ", "", "", " "))
    if bullet == "number":
        return "\n".join(f"{i}. {line}" for i, line in enumerate(lines, 1)), said
    if bullet == "paren":
        return "\n".join(f"({i}) {line}" for i, line in enumerate(lines, 1)), said
    if bullet == " ":
        if rng.random() < 0.4:
            lines = [_reported(rng, clause) for clause in clauses]
        return " ".join(lines), said
    return "\n".join(bullet + line for line in lines), said


def _reported(rng: Random, clause: str) -> str:
    if rng.random() < 0.5:
        return f"{raised(clause)}."
    return raised(expand(rng, pick(rng, words.REPORTS), {})) + f"{clause}."


def _table(rng: Random, facts: list[BoundFact]) -> str:
    """A row for each fact or for each entity: name, label, value."""
    labels = [f.label for f in facts]
    if rng.random() < 0.4:
        bar = pick(rng, (" | ", ", ", " - "))
        return "\n".join(
            f"{raised(f.entity.called)}{bar}{label}: {f.value}"
            for f, label in zip(facts, labels, strict=True)
        )
    rows: dict[str, list[str]] = {}
    equals = pick(rng, (": ", " = ", " - "))
    for f, label in zip(facts, labels, strict=True):
        rows.setdefault(raised(f.entity.called), []).append(f"{label}{equals}{f.value}")
    inner, after = ("\n", "\n") if rng.random() < 0.5 else ("; ", ": ")
    return "\n".join(f"{name}{after}{inner.join(cells)}" for name, cells in rows.items())


def _story(rng: Random, sentences: list[str]) -> list[str]:
    """The sentences with an opening and with others between them that tell nothing."""
    out = [expand(rng, pick(rng, words.OPENINGS), {"town": town(rng)})]
    for sentence in sentences:
        out.append(sentence)
        if rng.random() < 0.35:
            out.append(expand(rng, pick(rng, words.FILLERS), {}))
    return out


def _laid_out(layout: tuple[str, str, str, str], context: str, questions: list[dict[str, Any]]) -> str:
    heading, asks, answers, between = layout
    turns = between.join(f"{asks}{q['question']}{answers}{mark(q['answer'])}" for q in questions)
    return f"{heading}{context}\n{turns}"


def _messages(rng: Random, context: str, questions: list[dict[str, Any]]) -> list[dict[str, str]]:
    """The same as a chat: the notes come with the first question."""
    instruction = pick(rng, words.INSTRUCTIONS)
    first = questions[0]["question"]
    opening = (
        f"{instruction}\n\n{context}\n\n{first}"
        if rng.random() < 0.7
        else f"{context}\n\n{instruction}\n{first}"
    )
    messages = []
    for i, q in enumerate(questions):
        messages.append({"role": "user", "content": q["question"] if i else opening})
        messages.append({"role": "assistant", "content": q["answer"]})
    return messages


CONTEXT_QUESTIONS = register(
    Family("context_questions", "facts about throw-away entities; every one is asked", plan, write)
)
