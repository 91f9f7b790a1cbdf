"""What the retrieval inspector says to bad input and to failures, and that nothing is lost by them."""

import pytest

from helpers.errors import CourseError, InputError
from helpers.rag import ABSTAIN, Document, Index, Settings
from helpers.widgets import RetrievalInspector

from .conftest import Ask, of_kind
from .toy_reader import ANSWER, CORPUS, QUESTION, asked, last, over, reader, reply, save


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"question": "  "}, "has no words; ask for something"),
        ({"question": "?!"}, "has no words"),
        ({"question": "a" * 20_001}, "20,001 characters; ask one of at most 20,000"),
        ({"k": 0}, "k is 0; it must be a whole number from 1 to 50"),
        ({"k": "many"}, "k is many;"),
        ({"k": ""}, "k is empty;"),
        ({"k": 51}, "k is 51;"),
        ({"method": "magic"}, "no search method 'magic'"),
    ],
)
def test_a_question_that_cannot_be_asked_leaves_the_last_one(ask: Ask, typed: dict, words: str) -> None:
    good = last(asked(ask), "state")
    said = asked(ask, **typed)
    assert words in last(said, "answer")["problem"]
    assert all(state == good for state in of_kind(said, "state"))


def test_a_question_longer_than_the_context_still_shows_what_was_found(ask: Ask) -> None:
    said = asked(ask, "owner of Velvet " * 200)
    problem = last(said, "answer")["problem"]
    assert problem.startswith("The question takes ")
    assert problem.endswith("the budget is 448: ask a shorter question.")
    state = last(said, "state")
    assert state["hits"]
    assert state["answer"] is None
    assert state["problem"] == problem
    assert reply(last(asked(ask), "state")) == f"{ANSWER} [1]"


def test_a_query_of_one_stop_word(inspector: RetrievalInspector, ask: Ask) -> None:
    state = last(asked(ask, "the", "lexical"), "state")
    assert state["hits"] == []
    assert state["prompt"] is None
    assert reply(state) == ABSTAIN
    assert state["notes"] == [
        "No passage has a word of this query (the commonest words, such as “the”, do not count), so that the model was "
        "not asked."
    ]
    assert reader(inspector).prompts == []
    state = last(asked(ask, "the", "hybrid"), "state")
    assert state["hits"]
    assert "the vectors alone ranked them" in state["notes"][0]


def test_below_the_threshold(toy_index: Index) -> None:
    strict = over(toy_index, Settings(k=2, method="dense", threshold=0.99), query=QUESTION)
    best = toy_index.search(QUESTION, 1, "dense")[0].score
    assert strict.state()["notes"] == [
        f"The nearest passage has a cosine of {best:.3f}, below the threshold of 0.990; the model was not asked."
    ]


def test_citations_that_lead_nowhere_and_none_at_all(inspector: RetrievalInspector, ask: Ask) -> None:
    reader(inspector).reply = "It says so [7]."
    state = last(asked(ask), "state")
    assert state["notes"] == ["[7] leads nowhere: the prompt has 3 passages."]
    assert state["answer"]["parts"][1] == {"text": "[7]", "number": 7, "key": None}
    reader(inspector).reply = "It says so."
    assert last(asked(ask), "state")["notes"] == ["The reply cites no passage."]
    reader(inspector).reply = ""
    assert last(asked(ask), "state")["answer"]["parts"] == []


@pytest.mark.parametrize(
    ("document", "fresh", "words"),
    [
        (Document("w2", "Velvet", "  "), False, "has no text"),
        (Document("w2", "Velvet", "again"), True, "already has a document 'w2'"),
        (Document(" ", "T", "text"), True, "has no id"),
        (Document("w9", "T", "text"), False, "no document 'w9'"),
        (Document("w8", "T", "long " * 200_001), True, "The text has 1.0 MB; documents of up to 1 MB"),
        (Document("w8", "T", "half a \ud800 pair"), True, "This did not work: UnicodeEncodeError"),
    ],
)
def test_documents_that_cannot_be_saved_change_nothing(
    inspector: RetrievalInspector, ask: Ask, document: Document, fresh: bool, words: str
) -> None:
    said = save(ask, document, fresh)
    assert words in last(said, "answer")["problem"]
    assert [inspector.index.document(name) for name in inspector.index.documents()] == CORPUS
    assert not inspector.state()["can_undo"]


def test_documents_that_are_not_there(ask: Ask) -> None:
    for kind in ("open", "delete"):
        assert "no document 'w9'" in last(ask(kind, f"document {kind}", document="w9"), "answer")["problem"]


def test_an_index_that_cannot_be_written(
    inspector: RetrievalInspector, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise CourseError("The index in /x cannot be written (Permission denied); make the folder writable.")

    asked(ask)
    monkeypatch.setattr(inspector.index, "change", refuse)
    said = save(ask, Document("w2", "Velvet", "New."))
    assert "make the folder writable" in last(said, "answer")["problem"]
    assert not inspector.state()["stale"]
    assert inspector.index.document("w2") == CORPUS[1]


@pytest.mark.parametrize("error", [RuntimeError("out of memory\nmore"), KeyboardInterrupt()])
def test_a_model_that_fails_leaves_no_widget_hanging(
    inspector: RetrievalInspector, ask: Ask, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    def fail(**_: object) -> None:
        raise error

    monkeypatch.setattr(reader(inspector), "forward", fail)
    said = asked(ask)
    problem = last(said, "answer")["problem"]
    assert problem in (
        "This did not work: RuntimeError: out of memory",
        "Interrupted. Ask again when you like.",
    )
    assert last(said, "state")["hits"]
    monkeypatch.undo()
    assert reply(last(asked(ask), "state")) == f"{ANSWER} [1]"


def test_settings_that_the_model_has_no_room_for(toy_index: Index) -> None:
    with pytest.raises(InputError, match="do not fit the model's context window of 256"):
        over(toy_index, window=256)
    with pytest.raises(InputError, match="k is 99"):
        over(toy_index, Settings(k=99))


def test_the_first_query_may_fail_without_a_traceback(toy_index: Index) -> None:
    made = over(toy_index, query="?!")
    assert "has no words" in made.state()["problem"]
    with pytest.raises(CourseError, match="has no words"):
        made.ask("")
