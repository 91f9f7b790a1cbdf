"""Critiques and revisions: what a model is asked, what is made of its words, and a real small model once."""

from collections.abc import Callable
from typing import Any

import pytest
import torch
from transformers import AutoTokenizer

from helpers.constitution import (
    Constitution,
    Critic,
    Principle,
    answers,
    ask,
    compare,
    critique,
    critique_and_revise,
    request_chat,
    revise,
)
from helpers.errors import InputError
from helpers.paths import MODELS
from tests.constitution.scripted import NOBODY, Script, chat_tokenizer

CALM, KIND = Principle("Calm", "Do not shout."), Principle("Kind", "Be kind.")
RULES = Constitution((CALM, KIND))


def says(chat: list[str]) -> str:
    """Shouting breaks Calm, "fool" breaks Kind; a revision takes away what was criticised."""
    reply = chat[0].split("\n")[1].removeprefix("Reply: ")
    if len(chat) == 1:
        calm = "Principle: Calm" in chat[0]
        if calm and "!" in reply:
            return "It shouts."
        return "It insults. " if not calm and "fool" in reply else "No fault can be found."
    return reply.replace("!", ".") if chat[1] == "It shouts." else reply.replace(" fool", "")


def test_the_surest_principle_counts_and_the_loop_ends(scripted: Callable[..., Script]) -> None:
    scripted(says=says, logprob=lambda chat: -0.1 if "Kind" in chat[0] else -0.9)
    critic = Critic(NOBODY, chat_tokenizer(), RULES, batch=3)
    replies = ["At nine, fool!", "At ten.", "At one!"]
    final, why = critique_and_revise(["a?", "b?", "c?"], replies, critic.critique, critic.revise, 3)
    assert final == ["At nine,.", "At ten.", "At one."]
    assert why == ["no fault"] * 3
    first = critic.found["a?", "At nine, fool!"]
    assert first is not None
    assert (first.principle, first.text, first.finds_fault) == (KIND, "It insults.", True)
    assert critic.found["b?", "At ten."] is None
    second = critic.found["a?", "At nine,!"]
    assert second is not None
    assert second.principle == CALM


def test_another_rule_may_pick(scripted: Callable[..., Script]) -> None:
    scripted(says=says)
    seen = []

    def nobody(faults: dict[str, bool], logprobs: dict[str, list[float]]) -> str:
        seen.append((faults, logprobs))
        return ""

    assert Critic(NOBODY, chat_tokenizer(), RULES, pick=nobody).critique(["?"], ["Fools!"]) == [None]
    assert seen == [({"Calm": True, "Kind": False}, {"Calm": [-0.5, -0.5], "Kind": [-0.5, -0.5]})]


def test_nothing_is_asked_twice(scripted: Callable[..., Script]) -> None:
    script = scripted(says=says)
    critic = Critic(NOBODY, chat_tokenizer(), RULES)
    assert critic.critique(["?"] * 3, ["Ho!", "Ho!", "Hm."]) == ["It shouts.", "It shouts.", None]
    assert [len(batch) for batch in script.batches] == [4]
    curt = Principle("Curt", "Be curt.")
    other = Critic(NOBODY, chat_tokenizer(), Constitution((KIND, curt)), said=critic.said)
    assert other.critique(["?"], ["Ho!"]) == [None]
    assert [len(batch) for batch in script.batches] == [4, 1]
    assert critic.critique(["?"], ["Hm."]) == [None]
    assert len(script.batches) == 2


def test_a_revision_needs_its_critique(scripted: Callable[..., Script]) -> None:
    scripted(says=says)
    critic = Critic(NOBODY, chat_tokenizer(), RULES)
    with pytest.raises(InputError, match='no such critique of the reply "Ho!"; criticise it first'):
        critic.revise(["?"], ["Ho!"], ["It shouts."])
    with pytest.raises(InputError, match="requests: 1, replies: 1, critiques: 0"):
        critic.revise(["?"], ["Ho!"], [])
    with pytest.raises(InputError, match="requests: 2, replies: 1"):
        critic.critique(["?", "?"], ["Ho!"])


def test_each_reply_by_a_principle_of_its_own(scripted: Callable[..., Script]) -> None:
    script = scripted(says=says)
    said = critique(NOBODY, chat_tokenizer(), ["?"] * 2, ["Fool!"] * 2, [CALM, KIND], max_new_tokens=7)
    assert [one.finds_fault for one in said] == [True, False]
    assert script.settings[0]["max_new_tokens"] == 7
    assert script.settings[0]["temperature"] == 0
    assert revise(NOBODY, chat_tokenizer(), ["?"], ["Fool!"], said[:1]) == ["Fool."]
    with pytest.raises(InputError, match="principles: 1"):
        critique(NOBODY, chat_tokenizer(), ["?"] * 2, ["Ho!"] * 2, [CALM])


def test_chats_are_answered_in_their_order(scripted: Callable[..., Script]) -> None:
    script = scripted(says=lambda chat: chat[0].upper())
    asked = ["ccc", "a", "bb"]
    said = ask(NOBODY, chat_tokenizer(), [request_chat(text) for text in asked], batch=2, seed=5)
    assert [one.text for one in said] == ["CCC", "A", "BB"]
    assert [len(batch) for batch in script.batches] == [2, 1]
    assert [one["seed"] for one in script.settings] == [5, 7]
    assert ask(NOBODY, chat_tokenizer(), []) == []


def test_replies_by_many_principles_are_read_once(scripted: Callable[..., Script]) -> None:
    """Chats about one text stand together, short texts first, and come back in their order."""
    script = scripted(says=lambda chat: chat[0][:14])
    requests, replies = ["Who came?", "Who?"] * 2, ["He.", "She."] * 2
    said = critique(NOBODY, chat_tokenizer(), requests, replies, [CALM, CALM, KIND, KIND])
    assert [one.text for one in said] == ["Request: Who c", "Request: Who?"] * 2
    [batch] = script.batches
    assert ["Who came?" in prompt for prompt in batch] == [False, False, True, True]
    assert script.settings[0]["share_openings"]
    ask(NOBODY, chat_tokenizer(), [request_chat("Who?")])
    assert "share_openings" not in script.settings[1]


def test_answers_are_drawn_and_bare(scripted: Callable[..., Script]) -> None:
    script = scripted(says=lambda chat: f" {chat[0].upper()}\n")
    assert answers(NOBODY, chat_tokenizer(), ["bb", "a"], temperature=0.7, seed=4) == ["BB", "A"]
    assert script.settings == [{"max_new_tokens": 48, "temperature": 0.7, "seed": 4}]


def test_the_start_token_is_written_once(scripted: Callable[..., Script]) -> None:
    script = scripted()
    ask(NOBODY, chat_tokenizer(bos_token="<s>", bos_token_id=7), [request_chat("A")])
    assert script.batches == [['["A"]']]
    with pytest.raises(InputError, match="no chat template"):
        ask(NOBODY, chat_tokenizer(chat_template=None), [request_chat("A")])


def test_with_a_real_model(tiny_llama: Callable[..., Any]) -> None:
    tokenizer = AutoTokenizer.from_pretrained(MODELS / "lantern-tokenizer")
    ends = {"eos_token_id": tokenizer.eos_token_id, "pad_token_id": tokenizer.pad_token_id}
    model = tiny_llama(vocab_size=len(tokenizer), max_position_embeddings=256, hidden_size=16, **ends)
    requests, replies, rules = ["How do I open it?", "Who?"], ["Lift the latch.", "Me."], [CALM, KIND]
    said = critique(model, tokenizer, requests, replies, rules, max_new_tokens=4)
    alone = critique(model, tokenizer, requests[1:], replies[1:], rules[1:], max_new_tokens=4)
    assert said[1].text == alone[0].text
    assert said[1].logprobs == pytest.approx(alone[0].logprobs, abs=1e-4)
    assert len(revise(model, tokenizer, requests, replies, said, max_new_tokens=4)) == 2
    judged = compare(model, tokenizer, requests, replies, ["Push.", "Me."], rules)
    assert judged.forward[1] == pytest.approx(judged.backward[1], abs=1e-5)  # the same text both times
    text = tokenizer.apply_chat_template(
        [{"role": "user", "content": _asked(requests[0], "Lift the latch.", "Push.")}],
        tokenize=False,
        add_generation_prompt=True,
    )
    with torch.no_grad():
        logits = model(**tokenizer(text, return_tensors="pt", return_token_type_ids=False)).logits[0, -1]
    a, b = (logits[tokenizer(letter, add_special_tokens=False)["input_ids"][0]] for letter in "AB")
    assert judged.forward[0] == pytest.approx(float(torch.sigmoid(a - b)), abs=1e-5)


def _asked(request: str, a: str, b: str) -> str:
    return (
        f"Request: {request}\nA: {a}\nB: {b}\nPrinciple: Calm. Do not shout.\n"
        "Which reply is better by this principle, A or B? Say why."
    )
