"""The retrieval inspector over a toy corpus: what it shows, and how the answer follows the documents."""

import json

import pytest

from helpers.rag import INSTRUCTION, Document, Index, Method, Settings
from helpers.widgets import RetrievalInspector

from .conftest import Ask, of_kind
from .toy_reader import ANSWER, CORPUS, QUESTION, asked, last, over, reader, reply, save


def test_question_ranking_prompt_answer(inspector: RetrievalInspector, ask: Ask) -> None:
    said = asked(ask)
    assert [m.get("words", m["kind"]) for m in said] == [
        "Searching", "state", "The model is answering", "state", "answer",
    ]  # fmt: skip
    early, state = of_kind(said, "state")
    assert early["hits"]
    assert early["answer"] is None
    assert last(said, "answer")["problem"] is None
    assert reply(state) == f"{ANSWER} [1]"
    hits = inspector.index.search(QUESTION, 3, "hybrid")
    assert [hit["key"] for hit in state["hits"]] == [hit.chunk.key for hit in hits]
    for row, hit in zip(state["hits"], hits, strict=True):
        shown = dict(zip(state["columns"], row["cells"], strict=True))
        assert float(shown["cosine"].replace("−", "-")) == pytest.approx(hit.similarity, abs=5e-4)
        assert float(shown["fused score"]) == pytest.approx(hit.score, abs=5e-5)
        assert shown["dense rank"] == ("–" if hit.dense_rank is None else f"{hit.dense_rank}")
        assert shown["lexical rank"] == ("–" if hit.lexical_rank is None else f"{hit.lexical_rank}")
    assert [row["number"] for row in state["hits"]] == [1, 2, 3]
    assert [row["cited"] for row in state["hits"]] == [True, False, False]


def test_the_prompt_is_shown_exactly_as_the_model_got_it(inspector: RetrievalInspector, ask: Ask) -> None:
    prompt = last(asked(ask), "state")["prompt"]
    sent = reader(inspector).prompts[-1]
    assert "".join(part["text"] for part in prompt["parts"]) == sent
    counted = len(inspector.index.tokenizer(sent)["input_ids"])
    assert sum(part["tokens"] for part in prompt["parts"]) == prompt["tokens"] == counted
    assert [part["number"] for part in prompt["parts"]] == [None, 1, 2, 3, None]
    for part in prompt["parts"][1:-1]:
        assert part["text"].startswith(f"[{part['number']}] ")
        assert part["text"].count("\n") <= 1
    assert prompt["parts"][0]["text"].endswith(f"{INSTRUCTION}\n\n")
    assert prompt["parts"][-1]["text"].startswith(f"\n\nQuestion: {QUESTION}")
    assert prompt["words"].startswith(f"{counted} of at most 448 tokens; 48 more are for the reply")


@pytest.mark.parametrize(("method", "column"), [("dense", "cosine"), ("lexical", "BM25")])
def test_each_method_shows_its_own_score(
    inspector: RetrievalInspector, ask: Ask, method: Method, column: str
) -> None:
    state = last(asked(ask, method=method, k="2"), "state")
    assert state["columns"] == [column]
    hits = inspector.index.search(QUESTION, 2, method)
    assert [float(row["cells"][0]) for row in state["hits"]] == pytest.approx(
        [h.score for h in hits], abs=6e-3
    )
    assert (state["method"], state["k"]) == (method, 2)


def test_passages_for_which_there_is_no_room(toy_index: Index) -> None:
    one = over(toy_index).ask(QUESTION, k=1).prompt
    assert one is not None
    state = over(toy_index, Settings(k=3, budget=one.tokens + 5), query=QUESTION).state()
    assert [row["left_out"] for row in state["hits"]] == [False, True, True]
    assert "For 2 passages there was no room." in state["prompt"]["words"]


def test_a_citation_leads_to_its_passage_in_the_document(ask: Ask) -> None:
    [_, cite] = last(asked(ask), "state")["answer"]["parts"]
    assert (cite["text"], cite["number"], cite["document"], cite["title"]) == ("[1]", 1, "w2", "Velvet")
    document = last(ask("open", "document open", document=cite["document"], key=cite["key"]), "document")
    assert "".join(document["parts"]) == CORPUS[1].text
    assert ANSWER in document["parts"][1]
    assert document["parts"][0] + document["parts"][2] != ""


def test_edit_and_the_answer_follows(inspector: RetrievalInspector, ask: Ask) -> None:
    asked(ask)
    changed = Document("w2", "Velvet", "Velvet is a donkey. The owner of Velvet is Nora Gannet.")
    said = save(ask, changed)
    state = last(said, "state")
    assert state["stale"]
    assert state["can_undo"]
    assert reply(state) == f"{ANSWER} [1]"
    assert last(said, "document")["parts"] == [changed.text, "", ""]
    assert last(said, "answer")["said"] == f"Saved: {len(inspector.index.chunks('w2'))} chunk embedded."
    assert inspector.index.document("w2") == changed
    again = last(asked(ask), "state")
    assert reply(again) == "The owner of Velvet is Nora Gannet. [1]"
    assert again["answer"]["before"] == f"{ANSWER} [1]"
    assert not again["stale"]


def test_the_passage_of_an_old_answer_is_not_marked_in_a_new_text(ask: Ask) -> None:
    hit = last(asked(ask), "state")["hits"][0]
    save(ask, Document("w2", "Velvet", "Velvet has gone."))
    document = last(ask("open", "document open", document="w2", key=hit["key"]), "document")
    assert document["parts"] == ["Velvet has gone.", "", ""]
    assert "has changed since" in document["note"]
    ask("delete", "document delete", document="w2")
    document = last(ask("open", "document open", document="w2", key=hit["key"]), "document")
    assert document["id"] is None
    assert document["parts"][1]
    assert "no longer in the index" in document["note"]


def test_add_delete_and_undo_both(inspector: RetrievalInspector, ask: Ask) -> None:
    new = Document("w4", "Pepper", "The owner of Pepper is Omar Pell.")
    state = last(save(ask, new, fresh=True), "state")
    assert ["w4", "Pepper"] in state["documents"]
    assert not state["stale"]
    assert (
        reply(last(asked(ask, "Who is the owner of Pepper?"), "state"))
        == "The owner of Pepper is Omar Pell. [1]"
    )
    said = ask("delete", "document delete", document="w4")
    assert last(said, "answer")["said"] == "Deleted: Pepper."
    assert last(said, "document")["id"] is None
    assert inspector.index.documents() == ["w1", "w2", "w3"]
    said = ask("undo", "document undo")
    assert last(said, "answer")["said"] == "Undone: w4 is as it was."
    assert inspector.index.document("w4") == new
    assert last(ask("undo", "document undo"), "answer")["said"] == "Undone: w4 is gone again."
    assert inspector.index.documents() == ["w1", "w2", "w3"]
    assert "nothing to undo" in last(ask("undo", "document undo"), "answer")["problem"]


def test_an_edit_can_be_undone(inspector: RetrievalInspector, ask: Ask) -> None:
    save(ask, Document("w1", "Crust", "Gone."))
    ask("undo", "document undo")
    assert inspector.index.document("w1") == CORPUS[0]


def test_saving_what_is_there_already_embeds_nothing(
    inspector: RetrievalInspector, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(type(inspector.index.embedder), "encode")
    assert last(save(ask, CORPUS[2]), "answer")["said"] == "Nothing has changed."


def test_what_an_answer_sends_is_small(ask: Ask) -> None:
    assert len(json.dumps(asked(ask))) < 20_000


def test_hello_brings_everything_back(ask: Ask) -> None:
    asked(ask)
    ask("open", "document open", document="w3", key=None)
    said = ask("hello", "hello")
    assert reply(last(said, "state")) == f"{ANSWER} [1]"
    assert last(said, "document")["id"] == "w3"
