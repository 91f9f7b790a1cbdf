"""The second town's wiki and the questions on it."""

import re

import pytest

from helpers.world import Town, generate
from helpers.world.documents import FAMILIES
from helpers.world.wiki import OTHER_SEED, articles, questions

ARTICLES = {article["id"]: article for article in articles()}
SPLITS = ("train", "validation", "test")


@pytest.fixture(scope="module")
def asked() -> dict[str, list[dict]]:
    return {split: list(questions(split=split)) for split in SPLITS}


def test_every_sentence_states_its_fact_where_it_is_said_to() -> None:
    known = {(f.subject, f.relation, f.value) for f in Town(OTHER_SEED).facts()}
    for article in ARTICLES.values():
        for fact in article["facts"]:
            assert (fact["subject"], fact["relation"], fact["value"]) in known
            sentence = article["text"][fact["start"] : fact["end"]]
            assert sentence.endswith(".")
            assert fact["value"].lower() in sentence.lower()


def test_every_resident_and_place_has_an_article() -> None:
    titles = {article["title"].lower() for article in ARTICLES.values()}
    town = Town(OTHER_SEED)
    for somebody in (*town.residents, *town.places, *town.boats, *town.animals, *town.festivals):
        assert somebody.name.lower() in titles
    assert len(titles) == len(ARTICLES)


def test_no_fact_is_one_of_lantern_bay() -> None:
    here = {(f.subject, f.relation, f.detail) for f in Town(0).facts()}
    there = {(f.subject, f.relation, f.detail) for f in Town(OTHER_SEED).facts()}
    assert not here & there
    town = Town(OTHER_SEED)
    names = {somebody.name for somebody in (*town.residents, *town.places, *town.boats)}
    names = {name for name in names if " " in name}
    for family in ("wiki", "help_desk", "narrative"):
        for document in generate(family, count=1500):
            assert not any(name in document.text for name in names)


def stated(text: str, values: dict[str, set[str]]) -> set[tuple[str, str]]:
    """(name, value) where one sentence or line has both."""
    called = re.compile("|".join(map(re.escape, values)))
    return {
        (name, value)
        for sentence in re.split(r"(?<=[.!?]) |\n", text)
        for name in called.findall(sentence)
        for value in values[name]
        if re.search(rf"\b{re.escape(value)}\b", sentence.replace(name, ""))
    }


def test_no_family_states_a_fact_of_the_other_town() -> None:
    """Names may meet, such as that of a festival; what is told of them may not."""
    values: dict[str, set[str]] = {}
    for fact in Town(OTHER_SEED).facts():
        if " " in fact.subject:
            values.setdefault(fact.subject, set()).add(fact.value)
    assert stated("It is cold. The baker of The Warm Crust sells it from 6 am.", values) == {
        ("The Warm Crust", "6 am")
    }
    for family in FAMILIES:
        for document in generate(family, count=200):
            assert not stated(document.text, values)


def test_there_are_enough_questions(asked: dict[str, list[dict]]) -> None:
    assert sum(q["answerable"] for q in asked["test"]) >= 300
    assert sum(not q["answerable"] for q in asked["test"]) >= 100
    assert sum(q["answerable"] for q in asked["validation"]) >= 100
    assert sum(q["hops"] == 2 for q in asked["test"]) == 40
    assert len({q["kind"] for q in asked["test"]}) >= 20


def test_the_passages_tell_the_answer(asked: dict[str, list[dict]]) -> None:
    for rows in asked.values():
        for row in rows:
            told = [ARTICLES[p["article"]]["text"][p["start"] : p["end"]] for p in row["passages"]]
            assert len(told) == (row["hops"] if row["answerable"] else 0)
            if row["answerable"]:
                assert row["answer"].lower() in told[-1].lower()
                assert row["answer"] in row["accepted"]
            else:
                assert (row["answer"], row["accepted"]) == ("", [])


def test_what_has_no_answer_is_told_nowhere(asked: dict[str, list[dict]]) -> None:
    told = {(f["subject"], f["relation"]) for article in ARTICLES.values() for f in article["facts"]}
    for rows in asked.values():
        for row in rows:
            if not row["answerable"]:
                subject, relation, _ = row["binding"].rsplit(", ", 2)
                assert (subject, relation) not in told


def test_nothing_is_asked_in_two_splits(asked: dict[str, list[dict]]) -> None:
    bindings = [{row["binding"] for row in rows} for rows in asked.values()]
    assert sum(map(len, bindings)) == len(set().union(*bindings)) == sum(map(len, asked.values()))


def test_they_are_the_same_each_time(asked: dict[str, list[dict]]) -> None:
    assert list(questions(split="test")) == asked["test"]
    assert list(articles()) == list(ARTICLES.values())


@pytest.mark.parametrize(
    ("value", "accepted"),
    [("9 am", "9:00 am"), ("9.30 pm", "9:30 pm"), ("80p", "£0.80"), ("the Guildhall", "Guildhall")],
)
def test_other_ways_to_write_an_answer(value: str, accepted: str) -> None:
    from helpers.world.wiki.questions import _accepted

    assert {value, accepted} <= set(_accepted(value))


def test_an_unknown_split_is_named() -> None:
    with pytest.raises(ValueError, match="no split 'dev'; choose one of: train, validation, test"):
        list(questions(split="dev"))
