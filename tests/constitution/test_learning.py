"""Rows to learn from: what was found first and last, with the model left out."""

from collections.abc import Callable

import pytest

from helpers.constitution import Constitution, Critic, Principle, critique_and_revise, learning_rows
from helpers.errors import InputError
from tests.constitution.scripted import NOBODY, Script, chat_tokenizer

CALM, KIND = Principle("Calm", "Do not shout."), Principle("Kind", "Be kind.")


def says(chat: list[str]) -> str:
    """Shouting breaks Calm, "fool" breaks Kind; a revision is quiet and leaves the fool."""
    reply = chat[0].split("\n")[1].removeprefix("Reply: ")
    if len(chat) == 3:
        return reply.replace("!", ".") if "!" in reply else "I can't help with that."
    calm = "Principle: Calm" in chat[0]
    broken = "!" in reply if calm else "fool" in reply
    return "It is loud or rude." if broken else "No fault can be found."


def test_the_principle_of_the_first_fault_looks_at_the_last_version(scripted: Callable[..., Script]) -> None:
    script = scripted(says=says, logprob=lambda chat: -0.1 if "Principle: Calm" in chat[0] else -0.9)
    critic = Critic(NOBODY, chat_tokenizer(), Constitution((CALM, KIND)))
    asked, replies = ["a?", "b?", "c?"], ["Nine, fool!", "Ten.", "A fool asks."]
    finals, _ = critique_and_revise(asked, replies, critic.critique, critic.revise, 1)
    assert finals == ["Nine, fool.", "Ten.", "I can't help with that."]
    before = sum(map(len, script.batches))
    rows = learning_rows(critic, asked, replies, finals, [False, True, True])
    assert [row["fault"] for row in rows] == [True, False, True]
    assert [row["still_fault"] for row in rows] == [False, False, False]  # Calm sees no fool
    assert [row["refuses"] for row in rows] == [False, False, True]
    assert [row["harmless"] for row in rows] == [False, True, True]
    assert (rows[0]["request"], rows[0]["reply"], rows[0]["revision"]) == ("a?", replies[0], finals[0])
    assert sum(map(len, script.batches)) == before + 2
    assert learning_rows(critic, asked, replies, replies, [False] * 3)[0]["still_fault"]
    with pytest.raises(InputError, match="different lengths"):
        learning_rows(critic, asked, replies, finals, [True])
