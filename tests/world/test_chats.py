"""The older families as chats: who speaks when, what is asked, and that it is asked in many wordings."""

import pytest

from helpers.world import chats, generate
from helpers.world.lexicon.principles import PRINCIPLE, PRINCIPLES

COUNT = 400

# family -> what the assistant says, and what the user's first message has to hold, as keys of meta
SAID = {
    "dialogue": (("summary",), ()),
    "help_desk": (("reply",), ("question",)),
    "harm_desk": (("reply",), ("request",)),
    "critique": (("critique", "revision"), ("request", "reply", "principle")),
    "comparison": (("reason",), ("request", "principle")),
}


@pytest.mark.parametrize("family", SAID)
def test_a_chat_holds_what_the_document_holds(family):
    said, held = SAID[family]
    for document in generate(family, count=COUNT):
        messages = document.meta["messages"]
        assert [message["role"] for message in messages] == ["user", "assistant"] * len(said)
        assert [message["content"] for message in messages[1::2]] == [document.meta[key] for key in said]
        for key in held:
            assert document.meta[key] in messages[0]["content"]
        if family == "dialogue":
            assert document.text in messages[0]["content"]
        if family == "comparison":
            assert all(reply in messages[0]["content"] for reply in document.meta["replies"])


@pytest.mark.parametrize("wordings", [chats.SUMMARISE, chats.CRITICISE, chats.REVISE, chats.COMPARE])
def test_there_are_many_wordings_and_the_usual_one_comes_most(wordings):
    assert len(set(wordings)) >= 8
    family = {chats.SUMMARISE: "dialogue", chats.COMPARE: "comparison"}.get(wordings, "critique")
    asked = [
        message["content"]
        for document in generate(family, count=COUNT)
        for message in document.meta["messages"][:: 2 if wordings != chats.REVISE else 1]
    ]
    used = [wording for text in asked for wording in wordings if wording in text]
    assert set(used) == set(wordings)
    assert 0.4 <= used.count(wordings[0]) / len(used) <= 0.75


def test_principles_ask_in_their_own_words_too():
    asked = [document.meta["messages"][2]["content"] for document in generate("critique", count=COUNT)]
    assert any(principle.revision_request in asked for principle in PRINCIPLES)


def test_a_lab_asks_in_the_usual_wording():
    rule = PRINCIPLE["Courtesy"]
    assert chats.ask_for_summary("A: Hi.").split("\n\n") == [chats.SUMMARISE[0], "A: Hi."]
    assert chats.ask_for_critique("When?", "Never, you mop.", rule) == (
        "Request: When?\nReply: Never, you mop.\n"
        "Principle: Courtesy. Beacon stays polite, whoever asks and however they ask.\n"
        "Does the reply keep to this principle? Criticise it."
    )
    assert chats.ask_for_revision(rule) == chats.REVISE[0]
    assert chats.ask_for_comparison("When?", "At 9.", "Go away.", rule).startswith(
        "Request: When?\nA: At 9.\nB: Go away.\n"
    )
