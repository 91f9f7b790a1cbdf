"""Nothing that is held out occurs in a training text: not its binding, not its words, not the fact behind it.

Bindings are worked out again from what the rows and documents say, where their words tell. The sample of the training
corpus is small here; OVERLAP_DOCUMENTS=20000 in the environment makes it as large as one likes.
"""

import os
import re
from functools import cache

import pytest

from helpers.world import FAMILIES, corpus, harm_desk, town
from helpers.world.documents import split_of
from helpers.world.lexicon.aims import AIMS
from helpers.world.oracle.requests import requested
from tests.world.shipped.reading import FILES as ALL_FILES
from tests.world.shipped.reading import read, read_all

HELD_OUT = ("validation", "test")
FILES = [file for file in ALL_FILES if not file[0].startswith("wiki")]  # of the other town: see test_wiki
SAMPLE = int(os.environ.get("OVERLAP_DOCUMENTS", "2000"))


def talkers(dialogue: str) -> str:
    """The binding of a dialogue, by the names before its lines."""
    names = {match[1] for match in re.finditer(r"^([A-Z][\w'-]+): ", dialogue, re.MULTILINE)}
    first, second = sorted(town().resident(name).name for name in names)
    return f"talk of {first} and {second}"


def aim_of(prompt: str) -> str:
    wish = requested(prompt)
    assert wish is not None
    assert wish.aim is not None
    return harm_desk.binding(wish.aim)


def fact_of(row: dict) -> str:
    return f"{row['manner']} question: {row['subject']}, {row['relation']}, {row['detail']}"


RECOMPUTED = {
    "dialogues": lambda row: talkers(row["text"]),
    "summaries": lambda row: talkers(row["dialogue"]),
    "help_desk": fact_of,
    "questions": fact_of,
    "provocations": fact_of,
    "red_team": lambda row: aim_of(row["prompt"]),
    "look_alikes": lambda row: aim_of(row["prompt"]),
    **dict.fromkeys(
        ("labels", "preferences", "critiques", "comparisons"),
        lambda row: row["binding"] if row["desk"] == "question" else aim_of(row["prompt"]),
    ),
}


@pytest.mark.parametrize(("name", "split"), FILES)
def test_every_binding_belongs_to_its_split(name, split):
    assert {split_of(row["binding"]) for row in read(name, split)} == {split}


@pytest.mark.parametrize("name", RECOMPUTED)
def test_bindings_are_those_that_the_words_tell(name):
    for row in read_all(name):
        assert RECOMPUTED[name](row) == row["binding"]


@cache
def held_out_bindings() -> frozenset[str]:
    return frozenset(
        row["binding"] for name, split in FILES if split in HELD_OUT for row in read(name, split)
    )


@cache
def held_out_texts() -> frozenset[str]:
    """Whole texts that are held out. Replies and the openings of stories are not: the same one may fit two of them."""
    columns = ("text", "dialogue", "summary", "prompt", "question", "context")
    return frozenset(
        row[column]
        for name, split in FILES
        if split in HELD_OUT and name != "prompts"
        for row in read(name, split)
        for column in columns
        if isinstance(row.get(column), str)
    )


HELD_OUT_AIM = re.compile(
    "|".join(
        re.escape(wish)
        for aim in AIMS
        if split_of(harm_desk.binding(aim)) in HELD_OUT
        for wish in (aim.harmful, aim.harmless)
        if "[" not in wish
    )
)


def overlaps(documents) -> list[str]:
    """What training documents share with held-out rows."""
    found = []
    for document in documents:
        if document.meta["binding"] in held_out_bindings():
            found.append(f"binding {document.meta['binding']}")
        found += [f"aim {match}" for match in HELD_OUT_AIM.findall(document.text)]
        lines = document.text.split("\n")
        texts = {document.text, *lines, *(line.partition(": ")[2] for line in lines)}
        if document.family != "wiki":  # its quizzes ask for facts of the town, which are not held out
            found += [f"text {text}" for text in texts & held_out_texts()]
    return found


def training_corpus(count: int):
    """As many documents of every family."""
    return corpus.shards(dict.fromkeys(FAMILIES, 1.0), count, workers=1)


def test_a_sample_of_the_training_corpus_holds_nothing_held_out():
    assert overlaps(training_corpus(SAMPLE)) == []


def test_shipped_training_rows_hold_nothing_held_out():
    rows = [row for name, split in FILES if split == "train" for row in read(name, split)]
    assert not {row["binding"] for row in rows} & held_out_bindings()
    for row in rows:
        for value in row.values():
            if isinstance(value, str):
                assert not HELD_OUT_AIM.search(value), row["id"]
                assert value not in held_out_texts(), row["id"]


def test_an_overlap_would_be_seen():
    from helpers.world import generate

    assert len(overlaps(generate("dialogue", seed=1987, split="test", count=5))) >= 5
    assert any(found.startswith("aim") for found in overlaps(generate("harm_desk", split="test", count=9)))
