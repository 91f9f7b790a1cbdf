"""The other town: its articles tell the facts, its questions cite them, and nobody else knows anything of it."""

import re
from functools import cache

from helpers.world import FAMILIES, corpus
from helpers.world.shipped import FOLDER
from tests.world.shipped.reading import FILES, read, read_all
from tests.world.shipped.test_overlap import SAMPLE

ARTICLES = {row["article"]: row for row in read("wiki", "train")}
SPLITS = ("train", "validation", "test")


# festivals that the desks mention, and tell nothing of
MENTIONED = ("Raft Race", "Tide Run")


@cache
def names() -> re.Pattern[str]:
    """Names of the other town of two words and more. Its animals have names of one word, which anybody may have."""
    titles = {row["title"].removeprefix("The ") for row in ARTICLES.values()} - set(MENTIONED)
    wanted = "|".join(sorted(re.escape(title) for title in titles if " " in title))
    return re.compile(rf"\b(?=[A-Z])(?:{wanted})\b")


@cache
def facts() -> frozenset[tuple[str, str, str]]:
    return frozenset(
        (fact["subject"], fact["relation"], fact["value"])
        for row in ARTICLES.values()
        for fact in row["facts"]
    )


def test_articles_tell_their_facts_where_they_say():
    assert len(ARTICLES) >= 200
    for row in ARTICLES.values():
        for fact in row["facts"]:
            sentence = row["text"][fact["start"] : fact["end"]]
            assert fact["value"].lower().removeprefix("the ") in sentence.lower()
            assert fact["detail"] in sentence[0].lower() + sentence[1:]
            assert sentence[-1] == "."


def test_answers_are_in_the_passages_that_are_cited():
    assert len(read("wiki_questions", "test")) >= 300
    for row in read_all("wiki_questions"):
        assert row["answerable"] == bool(row["answer"]) == bool(row["passages"])
        if row["answerable"]:
            *_, last = row["passages"]
            assert len(row["passages"]) == row["hops"]
            sentence = ARTICLES[last["article"]]["text"][last["start"] : last["end"]]
            assert row["answer"].lower().removeprefix("the ") in sentence.lower()
            assert row["answer"] in row["accepted"]
            assert all(ARTICLES[p["article"]]["title"] == p["title"] for p in row["passages"])
    first = read("wiki_questions", "test")[:200]
    assert 0.1 <= sum(not row["answerable"] for row in first) / len(first) <= 0.4


def test_nothing_is_asked_in_two_splits():
    bindings = [{row["binding"] for row in read("wiki_questions", split)} for split in SPLITS]
    questions = [{row["question"] for row in read("wiki_questions", split)} for split in SPLITS]
    for kind in (bindings, questions):
        assert sum(map(len, kind)) == len(set.union(*kind))


def test_no_other_data_set_knows_the_other_town():
    for name, split in FILES:
        if not name.startswith("wiki"):
            found = names().search((FOLDER / name / f"{split}.jsonl").read_text("utf-8"))
            assert found is None, f"{name} {split}: {found[0]}"


def test_the_training_corpus_does_not_know_the_other_town():
    told_of = re.compile(rf"({'|'.join(MENTIONED)}) (is|takes|was|has|goes) ")
    for document in corpus.shards(dict.fromkeys(FAMILIES, 1.0), SAMPLE, workers=1):
        assert not names().search(document.text), document.text
        assert not told_of.search(document.text), document.text
        for fact in document.meta.get("facts", ()):
            told = fact if isinstance(fact, list) else [fact[key] for key in ("subject", "relation", "value")]
            assert tuple(told[:3]) not in facts()


def test_a_name_of_the_other_town_would_be_seen():
    assert names().search("Yesterday the Warm Crust was shut.")
    assert ("The Warm Crust", "founded", "1858") in facts()
    assert not names().search("Yesterday the Crab and Bucket was shut.")
