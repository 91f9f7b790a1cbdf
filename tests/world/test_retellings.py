"""Every marked value can be looked up above it, under the name of its subject."""

import re
from functools import cache

import pytest

from helpers.world.documents import Document, generate, split_of


@cache
def documents() -> tuple[Document, ...]:
    return tuple(generate("retellings", count=1500))


def subjects(document: Document) -> set[str]:
    return {fact["subject"].removeprefix("the ").lower() for fact in document.meta["facts"]}


def test_a_marked_value_stands_above_with_its_subject():
    for document in documents():
        text, facts = document.text, document.meta["facts"]
        for start, end in document.meta["answers"]:
            line = text[text.rfind("\n", 0, start) + 1 : start].lower()
            told = [
                fact
                for fact in facts
                if fact["subject"].removeprefix("the ").lower() in line and fact["value"] == text[start:end]
            ]
            assert told, (line, text[start:end])
            above = [each.lower() for each in text[:start].split("\n")[:-1]]
            name = told[0]["subject"].removeprefix("the ").lower()
            assert any(name in each and told[0]["value"].lower() in each for each in above), document.text


def test_nothing_of_the_first_telling_is_marked():
    for document in documents():
        count = len(document.meta["facts"])
        lines = document.text.split("\n")
        stated = [i for i, line in enumerate(lines) if any(s in line.lower() for s in subjects(document))]
        first = sum(len(line) + 1 for line in lines[: stated[count - 1] + 1])
        assert all(start >= first for start, _ in document.meta["answers"])


def test_every_fact_is_told_at_least_twice():
    for document in documents():
        for fact in document.meta["facts"]:
            stated = re.findall(rf"(?<!\w){re.escape(fact['value'])}(?!\w)", document.text, re.IGNORECASE)
            assert len(stated) >= 2, (fact, document.text)


def test_registers_and_other_notes():
    relations = [{fact["relation"] for fact in d.meta["facts"]} for d in documents()]
    several = [len(d.meta["facts"]) > 2 for d in documents()]
    share = sum(len(r) == 1 and s for r, s in zip(relations, several, strict=True)) / len(relations)
    assert 0.4 < share < 0.75
    marked = sum(len(d.meta["answers"]) for d in documents()) / len(documents())
    assert marked > 6  # a context question's document asks for fewer than four


def test_texts_are_short_and_tidy():
    for document in documents():
        assert len(document.text) <= 2500
        assert not re.search(r"[{}\[\]\x02\x03]| ,|  (?!\S)|\ba [aeio]\w|\.\.", document.text), document.text
        assert not re.search(r"^ | $", document.text, re.MULTILINE)


def test_few_duplicates():
    texts = [document.text for document in generate("retellings", count=5000)]
    assert len(texts) - len(set(texts)) <= 5


@pytest.mark.parametrize("split", ["train", "validation", "test"])
def test_every_subject_is_of_the_split(split):
    for document in generate("retellings", split=split, count=200):
        for fact in document.meta["facts"]:
            subject = fact["subject"]
            assert split in (split_of(subject), split_of(subject.removeprefix("the ")))
