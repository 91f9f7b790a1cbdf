"""Every answer is re-derived from the facts in meta and looked for in the notes as a reader would."""

import re
import time
from functools import cache

import pytest

from helpers.world import context_questions
from helpers.world.bound.relations import RELATIONS
from helpers.world.documents import Document, generate, split_of

COUNT = 1200


@cache
def documents() -> tuple[Document, ...]:
    return tuple(generate("context_questions", count=COUNT))


def occurs(value: str, text: str) -> bool:
    return re.search(rf"(?<![\w£]){re.escape(value)}(?![\w])", text, re.IGNORECASE) is not None


def questions(document: Document) -> list[dict]:
    return document.meta["questions"]


def test_every_fact_is_asked_and_its_answer_states_the_value():
    for document in documents():
        asked = [q["value"] for q in questions(document) if q["answerable"]]
        assert sorted(asked) == sorted(fact["value"] for fact in document.meta["facts"])
        assert 1 <= len(asked) <= 7
        for q in questions(document):
            if q["answerable"]:
                assert occurs(q["value"], q["answer"]), q
                assert occurs(q["value"], document.meta["context"])


def test_a_question_names_the_subject_of_its_value():
    for document in documents():
        facts = {fact["value"]: fact for fact in document.meta["facts"]}
        assert len(facts) == len(
            document.meta["facts"]
        )  # a value belongs to one fact, so the binding is clear
        for q in questions(document):
            if q["answerable"]:
                subject = facts[q["value"]]["subject"].removeprefix("the ")
                assert subject in q["question"], q
                assert subject in document.meta["context"]


def test_the_notes_state_a_value_after_its_subject_and_before_the_next_one():
    """In a list every line is about one subject: the line with the value names it, and no other subject."""
    checked = 0
    for document in documents():
        subjects = {fact["subject"].removeprefix("the ") for fact in document.meta["facts"]}
        lines = document.meta["context"].split("\n")
        if len(lines) != len(document.meta["facts"]):
            continue
        for fact in document.meta["facts"]:
            own = fact["subject"].removeprefix("the ")
            line = next(line for line in lines if occurs(fact["value"], line) and own in line)
            others = {
                s for s in subjects if s != own and occurs(s, line) and s not in own and s != fact["value"]
            }
            assert not others, (line, others)
            checked += 1
    assert checked > 900


def test_unanswerable_questions_ask_for_what_no_fact_tells():
    for document in documents():
        told = {
            (fact["subject"].removeprefix("the "), fact["relation"], fact["detail"])
            for fact in document.meta["facts"]
        }
        for q in questions(document):
            if q["answerable"]:
                continue
            assert (q["answer"], q["value"]) == ("The notes do not say.", "")
            known = [s for s, _, _ in told if re.search(rf"(?<!\w){re.escape(s)}(?!\w)", q["question"])]
            wording = {
                r.name for r in RELATIONS if any(_could_be(p, q["question"], known) for p in r.questions)
            }
            for subject in known:
                stated = {(r, d) for s, r, d in told if s == subject}
                assert not {(r, d) for r, d in stated if r in wording and (not d or d in q["question"])}, (
                    q,
                    stated,
                )


def _could_be(phrase: str, question: str, subjects: list[str]) -> bool:
    """Whether a question is this phrase about one of the subjects."""
    pattern = re.escape(phrase[0].upper() + phrase[1:]).replace(r"\{d\}", ".+")
    pattern = re.sub(r"\\\[(.*?)\\\]", lambda m: f"(?:{m[1].replace(chr(92) + '|', '|')})", pattern)
    return any(
        re.fullmatch(pattern.replace(r"\{s\}", re.escape(s)), question, re.IGNORECASE) for s in subjects
    )


def test_shares():
    every = [q for document in documents() for q in questions(document)]
    assert sum(not q["answerable"] for q in every) / len(every) == pytest.approx(0.2, abs=0.02)
    short = sum(len(document.meta["facts"]) <= 2 for document in documents())
    assert short / COUNT == pytest.approx(0.25, abs=0.04)


def test_answers_are_where_meta_says_and_the_chat_says_the_same():
    for document in documents():
        stated = [document.text[start:end] for start, end in document.meta["answers"]]
        assert stated == [q["answer"] for q in questions(document)]
        messages = document.meta["messages"]
        assert [m["content"] for m in messages[1::2]] == stated
        assert [m["role"] for m in messages] == ["user", "assistant"] * len(stated)
        assert document.meta["context"] in messages[0]["content"]
        for message, q in zip(messages[::2], questions(document), strict=True):
            assert message["content"].endswith(q["question"])


def test_texts_are_short_and_tidy():
    for document in documents():
        assert len(document.text) <= 1700
        assert document.text == document.text.rstrip()
        assert not re.search(
            r"[{}\[\]\x02\x03]| ,|  (?!\S)|\ba [aeio]\w|\.\.", document.text.replace("\n  ", "\n")
        ), document.text


def test_few_duplicates():
    texts = [d.text for d in generate("context_questions", count=20_000)]
    assert len(texts) - len(set(texts)) <= 20


def test_no_subject_is_in_two_splits():
    subjects = {
        split: {
            fact["subject"].removeprefix("the ")
            for d in generate("context_questions", split=split, count=300)
            for fact in d.meta["facts"]
        }
        for split in ("train", "validation", "test")
    }
    for split, found in subjects.items():
        assert all(split in (split_of(subject), split_of(f"the {subject}")) for subject in found)
    assert not subjects["test"] & (subjects["train"] | subjects["validation"])


def test_prompt_is_the_commonest_layout():
    text = context_questions.prompt("Ann is 40.", "How old is Ann?")
    assert text == "Notes:\nAnn is 40.\nQuestion: How old is Ann?\nAnswer:"
    begun = sum(
        d.text.startswith(context_questions.prompt(d.meta["context"], questions(d)[0]["question"]) + " ")
        for d in documents()
    )
    assert begun / COUNT == pytest.approx(0.4, abs=0.04)


def test_relations_cover_what_the_town_knows():
    names = {(r.kind, r.name) for r in RELATIONS}
    assert len(names) == len(RELATIONS) >= 25
    wanted = {
        "place": "kind street founded owner opens closes|closed on|price",
        "person": "age job lives workplace spouse hobby|favourite drink|favourite dish|favourite colour",
        "boat": "boat kind|owner|built",
        "animal": "animal kind|owner",
        "festival": "date|place|since",
    }
    for kind, listed in wanted.items():
        for part in listed.split("|"):
            every = [part] if (kind, part) in names else part.split()
            assert all((kind, name) in names for name in every), (kind, part)


@pytest.mark.parametrize("family", ["context_questions", "notes"])
def test_generation_is_fast(family):
    begin = time.process_time()
    written = sum(len(d.text) for d in generate(family, count=1000))
    assert written / (time.process_time() - begin) > 400_000


def test_two_ferries_have_fewer_facts_than_the_largest_notes_and_still_end():
    document = next(generate("context_questions", seed=7, start=10_926, count=1))
    assert len(document.meta["facts"]) == 6  # three relations each; a seventh fact does not exist
