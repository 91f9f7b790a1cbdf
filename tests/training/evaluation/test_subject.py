"""Every group of skills on a model with random weights; the layout that a model gets."""

import math

import pytest

from helpers.training import tokenizer as tokenizers
from helpers.training.evaluation import CHAT_ONLY, SKILLS, Subject, lookups, prompt

TEXTS = [
    "The ferry is late; the ferry is always late.",
    "Question: Where is the library?\nBeacon: In Net Street.",
]


@pytest.fixture(scope="module")
def tokenizer():
    return tokenizers.wrap(tokenizers.train(TEXTS * 20, 300), 512)


@pytest.fixture
def model(tiny_llama):
    return tiny_llama(vocab_size=300, eos_token_id=0, pad_token_id=1, max_position_embeddings=1600)


def test_a_chat_model_gets_the_template_and_a_text_model_the_text(model, tokenizer):
    asked = prompt("Question: Late?\nBeacon:", "Late?")
    assert Subject(model, tokenizer, "text").laid_out(asked) == "Question: Late?\nBeacon:"
    assert Subject(model, tokenizer, "chat").laid_out(asked) == "<|user|>Late?<|end|><|assistant|>"


def test_a_prompt_that_fills_the_window_has_no_reply(tiny_llama, tokenizer):
    small = tiny_llama(vocab_size=300, max_position_embeddings=32)
    subject = Subject(small, tokenizer, "text")
    long, short = prompt("late " * 100, ""), prompt("The ferry", "")
    said = subject.replies([short, long, short], tokens=4)
    assert said[1] == ""
    assert said[0] == said[2] != ""


@pytest.mark.parametrize("reading", ["text", "chat"])
@pytest.mark.parametrize("skill", SKILLS)
def test_every_skill_can_be_measured(skill, reading, model, tokenizer, monkeypatch):
    if skill in CHAT_ONLY and reading == "text":
        return
    monkeypatch.setattr(lookups, "MOST_STEPS", 2)
    whole = Subject.replies
    monkeypatch.setattr(Subject, "replies", lambda *a, **k: whole(*a, **{**k, "tokens": 2}))
    for figure in SKILLS[skill](Subject(model, tokenizer, reading), 2):
        found = figure.found
        assert found.items >= 2
        assert found.low <= found.value <= found.high or math.isclose(found.low, found.high)
        if figure.is_share:
            assert -1 <= found.low <= found.high <= 1
