"""Traces: every action gives the observation that stands there, and the answer follows from the pages."""

import re

import pytest

from helpers.world import generate
from helpers.world.documents import Document
from helpers.world.lookups import UNTOLD, Wiki, act, prompt

STEP = re.compile(r"Thought: (.+)\nAction: (\w+\[.+\])(?:\nObservation: (.+))?")
COUNT = 500


@pytest.fixture(scope="module")
def documents() -> list[Document]:
    return list(generate("lookups", seed=11, count=COUNT))


def steps(document: Document) -> list[tuple[str, str, str]]:
    return STEP.findall(document.text)


def test_every_trace_can_be_replayed(documents: list[Document]) -> None:
    for document in documents:
        wiki = Wiki(document.meta["pages"])
        *before, last = steps(document)
        for _, action, observation in before:
            assert act(wiki, action) == (observation, False)
        assert act(wiki, last[1]) == (document.meta["answer"], True)
        assert last[2] == ""


def test_the_text_is_the_question_and_the_steps(documents: list[Document]) -> None:
    for document in documents:
        lines = [f"Question: {document.meta['question']}"]
        for thought, action, observation in steps(document):
            lines += [f"Thought: {thought}", f"Action: {action}"]
            lines += [f"Observation: {observation}"] if observation else []
        assert document.text.split("\n") == lines
        assert "{" not in document.text


def test_answers_are_what_the_reader_thinks_and_does(documents: list[Document]) -> None:
    for document in documents:
        marked = [document.text[start:stop] for start, stop in document.meta["answers"]]
        assert marked == [f"Thought: {thought}\nAction: {action}" for thought, action, _ in steps(document)]
        said = [m["content"] for m in document.meta["messages"] if m["role"] == "assistant"]
        assert said == marked
        seen = [m["content"] for m in document.meta["messages"] if m["role"] == "user"]
        assert seen[1:] == [f"Observation: {o}" for _, _, o in steps(document) if o]
        assert seen[0].endswith(f"\nQuestion: {document.meta['question']}")


def test_the_answer_stands_in_what_was_seen(documents: list[Document]) -> None:
    for document in documents:
        meta = document.meta
        seen = " ".join(observation for _, _, observation in steps(document))
        if meta["compared"]:
            values = re.findall(r"\b\d{2,4}\b", seen)
            assert len(values) >= 2
        elif meta["answerable"]:
            assert meta["answer"].lower() in seen.lower()
        else:
            assert meta["answer"] == UNTOLD


def test_the_older_one_is_older(documents: list[Document]) -> None:
    """From the pages alone: the number that stands with each of the two that were compared."""
    checked = 0
    for document in documents:
        if not document.meta["compared"]:
            continue
        last = steps(document)[-1][0]
        said = re.search(r"(\d+) (is before|comes before|is more than|is less than) (\d+)", last)
        assert said
        x, relation, y = int(said[1]), said[2], int(said[3])
        assert x < y if relation in ("is before", "comes before", "is less than") else x > y
        checked += 1
    assert checked > COUNT // 5


def test_shares(documents: list[Document]) -> None:
    hops = [document.meta["hops"] for document in documents]
    assert 0.5 < hops.count(2) / COUNT < 0.8
    assert 0.05 < hops.count(3) / COUNT < 0.2
    missed = sum("There is no page" in document.text for document in documents)
    assert 0.1 < missed / COUNT < 0.35
    assert 0.15 < sum("lookup[" in document.text for document in documents) / COUNT < 0.6
    assert 0.02 < sum(not document.meta["answerable"] for document in documents) / COUNT < 0.12


def test_nobody_of_a_test_document_is_looked_up_in_training() -> None:
    def looked_up(split: str) -> set[str]:
        documents = generate("lookups", seed=3, split=split, count=300)
        return {title for d in documents for title in re.findall(r"search\[(.+?)\]", d.text)}

    train, test = looked_up("train"), looked_up("test")
    shared = {t for t in train & test if len(t.split()) > 1}
    assert len(shared) <= 2  # parts of titles that somebody remembered wrongly


def test_documents_differ() -> None:
    texts = [d.text for d in generate("lookups", seed=1, count=3000)]
    assert len(set(texts)) >= 0.999 * len(texts)
    assert max(map(len, texts)) <= 1600


def test_the_prompt_of_a_lab_is_that_of_the_conversations(documents: list[Document]) -> None:
    same = sum(d.meta["messages"][0]["content"] == prompt(d.meta["question"]) for d in documents)
    assert same >= 0.4 * COUNT
