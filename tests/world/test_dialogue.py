import itertools
import re
from collections import Counter

import pytest

from helpers import world
from helpers.world.corpus import faults
from helpers.world.dialogue import plan, write
from helpers.world.documents import stream
from helpers.world.situations import SITUATIONS

COUNT = 3000


@pytest.fixture(scope="module")
def dialogues():
    return list(world.generate("dialogue", seed=11, count=COUNT))


def spoken(document):
    """(name, words) of each turn, the line that sets the scene left out."""
    lines = document.text.split("\n")
    pairs = [line.split(": ", 1) for line in lines]
    named = [tuple(pair) for pair in pairs if len(pair) == 2 and pair[0] in document.meta["speakers"]]
    assert len(named) >= len(lines) - 1
    return named


def test_four_to_twelve_turns_that_alternate(dialogues):
    for document in dialogues:
        turns = spoken(document)
        assert 4 <= len(turns) <= 12, document.text
        assert len(turns) == document.meta["turns"]
        assert all(one[0] != other[0] for one, other in itertools.pairwise(turns)), document.text


def test_every_situation_occurs_and_none_dominates(dialogues):
    seen = Counter(document.meta["situation"] for document in dialogues)
    assert set(seen) == set(SITUATIONS)
    assert len(SITUATIONS) >= 25
    assert max(seen.values()) < 3 * COUNT / len(SITUATIONS)


def test_the_text_is_clean(dialogues):
    for document in dialogues:
        assert not faults(document.text), document.text
        assert not faults(document.meta["summary"]), document.meta["summary"]


def test_the_summary_is_one_sentence_that_is_not_in_the_text(dialogues):
    for document in dialogues:
        summary = document.meta["summary"]
        assert summary.endswith(".")
        assert not re.search(r"[.!?] [A-Z]", summary), summary
        assert summary not in document.text


def test_names_days_and_sums_of_the_summary_were_said(dialogues):
    days = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"}
    names = {person.first for person in world.town().residents}
    for document in dialogues:
        summary = document.meta["summary"]
        facts = re.findall(r"£\d[\d.]*\d|[A-Z]\w+", summary)
        for fact in facts:
            if fact in days | names or fact.startswith("£"):
                assert fact in document.text, (fact, summary, document.text)


def test_the_summary_needs_more_than_one_turn(dialogues):
    """Hardly ever does a single turn hold all the words of the summary that occur in the dialogue."""
    within_one = 0
    for document in dialogues:
        words = set(re.findall(r"[a-z]{4,}", document.meta["summary"].lower()))
        known = [word for word in words if word in document.text.lower()]
        within_one += any(all(word in said.lower() for word in known) for _, said in spoken(document))
    assert within_one < 0.01 * COUNT


def test_any_stream_gives_a_talk_with_a_summary():
    for i in range(1500):
        rng = stream("any", i)
        text, meta = write(plan(rng), rng)
        assert text
        assert meta["summary"]


def test_a_pair_of_the_test_split_never_talks_in_training(dialogues):
    training = {document.meta["binding"] for document in dialogues}
    held_out = {d.meta["binding"] for d in world.generate("dialogue", seed=12, split="test", count=300)}
    assert held_out
    assert not training & held_out


def test_no_dialogue_occurs_twice(dialogues):
    assert len({document.text for document in dialogues}) == COUNT
