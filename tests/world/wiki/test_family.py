"""Articles say what is true of Lantern Bay, and nothing else."""

import pytest

from helpers.world import Town, generate
from helpers.world.documents import Document, split_of
from helpers.world.grammar import indefinite

COUNT = 1500


@pytest.fixture(scope="module")
def documents() -> list[Document]:
    return list(generate("wiki", seed=4, count=COUNT))


def truth(town: Town) -> set[tuple[str, str, str, str]]:
    return {(f.subject, f.relation, f.value, indefinite(f.detail) if f.detail else "") for f in town.facts()}


def test_every_fact_is_true_and_stands_in_the_text(documents: list[Document]) -> None:
    known = truth(Town(0))
    for document in documents:
        assert document.meta["facts"]
        text = document.text.lower()
        for subject, relation, value, detail in document.meta["facts"]:
            assert (subject, relation, value, detail) in known
            assert value.lower() in text
            assert subject.lower().removeprefix("the ") in text
            assert detail.lower() in text


def test_all_that_can_be_told_is_told_often(documents: list[Document]) -> None:
    told = {
        tuple(fact) for document in generate("wiki", seed=1, count=8000) for fact in document.meta["facts"]
    }
    prices = {fact for fact in truth(Town(0)) if fact[1] == "price"}
    pupils = {fact for fact in truth(Town(0)) if fact[1:3] == ("job", "pupil")}
    assert truth(Town(0)) - told <= prices | pupils
    assert len(prices & told) > 0.6 * len(prices)


def test_texts_differ_and_are_no_longer_than_a_page() -> None:
    texts = [d.text for d in generate("wiki", seed=2, count=10_000)]
    assert len(set(texts)) >= 0.999 * len(texts)
    assert max(map(len, texts)) <= 1600
    assert min(map(len, texts)) >= 20


def test_the_binding_is_what_is_told(documents: list[Document]) -> None:
    assert all(split_of(document.meta["binding"]) == "train" for document in documents)
    told = [document.meta["binding"].count(";") + 1 for document in documents]
    assert told == [len(document.meta["facts"]) for document in documents]


def test_no_set_of_facts_is_told_in_two_splits() -> None:
    told = {
        split: {
            frozenset(map(tuple, document.meta["facts"]))
            for document in generate("wiki", split=split, seed=seed, count=count)
        }
        for split, seed, count in (("train", 0, 6000), ("validation", 1, 1500), ("test", 2, 1500))
    }
    assert not told["train"] & (told["validation"] | told["test"])
    assert not told["validation"] & told["test"]


def test_no_place_is_closed_on_the_day_it_is_named_after() -> None:
    assert not any(p.closed_day and p.closed_day in p.name for seed in range(20) for p in Town(seed).places)


def test_nobody_is_called_they_is(documents: list[Document]) -> None:
    they = {r.name for r in Town(0).residents if r.pronoun == "they"}
    assert they
    assert not any("hey is" in d.text or "hey likes" in d.text or "hey has" in d.text for d in documents)
    assert not any(
        "{" in d.text or "  " in d.text.replace("-  ", "") for d in documents if d.meta["shape"] != "quiz"
    )
