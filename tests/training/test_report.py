"""What is put together of a model's measurements."""

import pytest

from helpers.training import evaluation, report
from helpers.training import tokenizer as tokenizers
from helpers.training.evaluation import Figure, Measurement, Subject

ROW = Figure("works", "items", Measurement(1.0, 1.0, 1.0, 3))


@pytest.fixture
def subject(tiny_llama):
    tokenizer = tokenizers.wrap(
        tokenizers.train(
            ["The ferry is always late.", "Question: Where is the library? In Net Street."] * 9, 290
        ),
        512,
    )
    model = tiny_llama(vocab_size=300, eos_token_id=0, pad_token_id=1, max_position_embeddings=1600)
    return lambda reading: Subject(model, tokenizer, reading)


def test_the_skills_of_a_text_model_are_all_but_those_of_chats(subject, monkeypatch):
    asked, told = [], []
    for name in evaluation.SKILLS:
        monkeypatch.setitem(report.SKILLS, name, lambda _, count, n=name: asked.append((n, count)) or [ROW])
    assert report.skills(subject("text"), 7, tell=told.append) == [ROW] * 7
    assert ("critique", 7) not in asked
    assert told[0] == "measuring likelihood"
    assert len(report.skills(subject("chat"), 7, tell=told.append)) == 8
    assert report.skills(subject("chat"), 7, ["sums"], told.append) == [ROW]
    assert asked[-1] == ("sums", 7)


def test_samples_begin_with_what_was_given(subject, monkeypatch):
    whole = report.generate
    monkeypatch.setattr(report, "generate", lambda *a, **k: whole(*a, **{**k, "max_new_tokens": 2}))
    opened = report.samples(subject("text"), 9)
    assert len(opened) == 9
    assert any(s.prompt.endswith("\nBeacon:") for s in opened)
    asked = report.samples(subject("chat"), 10)
    assert len(asked) == 10
    assert not any("<|" in s.prompt for s in asked)
    assert all(s.prompt.endswith("\n") for s in asked)
