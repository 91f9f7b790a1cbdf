"""Variety, colours and speed against sums on paper and against plain transformers calls."""

from types import SimpleNamespace

import pytest
import torch

from helpers.training import tokenizer as tokenizers
from helpers.training.evaluation import Subject, variety
from helpers.training.evaluation.variety import total_variation

TEXTS = ["Wren painted the door blue.", "The ferry is late; the ferry is always late."]


@pytest.fixture
def tokenizer():
    return tokenizers.wrap(tokenizers.train(TEXTS * 20, 300), 64)


@pytest.fixture
def model(tiny_llama):
    return tiny_llama(vocab_size=300, eos_token_id=0, pad_token_id=1)


def test_total_variation_on_paper():
    p, q = {"a": 0.5, "b": 0.5, "c": 0.0}, {"a": 0.2, "b": 0.5, "c": 0.3}
    assert total_variation(p, q) == pytest.approx(0.3)
    assert total_variation(p, p) == 0


def test_colour_probabilities_multiply_over_a_colours_tokens(model, tokenizer):
    prompt, colour = "Wren painted the door", "blueish"
    ids = tokenizer(f"{prompt} {colour}")["input_ids"]
    start = len(tokenizer(prompt)["input_ids"])
    assert len(ids) > start + 1
    expected = 1.0
    for position in range(start, len(ids)):
        with torch.no_grad():
            probs = model(torch.tensor([ids[:position]])).logits[0, -1].softmax(-1)
        expected *= float(probs[ids[position]])
    found = variety.colour_probabilities(model, tokenizer, prompt, [colour])
    assert found[colour] == pytest.approx(expected, rel=1e-4)


def test_colours_of_a_model_that_follows_the_town(model, tokenizer, monkeypatch):
    weights = {"red": 0.75, "blue": 0.25}
    monkeypatch.setattr(variety.lexicon, "COLOUR_WEIGHTS", weights)
    monkeypatch.setattr(variety.lexicon, "COLOUR_PROMPTS", ("A door", "A boat"))
    halves = {"red": 0.3, "blue": 0.1}  # the right odds, and six times in ten another word
    monkeypatch.setattr(variety, "colour_probabilities", lambda *_: halves)
    texts = [" red, and"] * 75 + [" blue."] * 25 + [" again"] * 150
    monkeypatch.setattr(variety, "generate", lambda *_, **__: [SimpleNamespace(text=t) for t in texts])
    found = variety.colours(model, tokenizer)
    assert found.model == pytest.approx(weights)
    assert found.distance == pytest.approx(0)
    assert found.mass == pytest.approx(0.4)
    assert found.samples == 200
    assert found.p_value == pytest.approx(1)


def test_openings_leave_the_rest_to_the_model():
    for prompt in variety.openings("narrative", 5):
        assert 1 <= len(prompt.split(" ")) <= 4
    for prompt in variety.openings("help_desk", 5):
        assert prompt.endswith("\nBeacon:")


def test_variety_and_speed_of_any_model(model, tokenizer):
    found = variety.variety(Subject(model, tokenizer, "text"), count=6, tokens=12)
    assert set(found) == {"held-out text", "sampled", "greedy"}
    assert all(0 <= values["distinct-2"] <= 1 for values in found.values())
    assert variety.generation_speed(model, tokenizer, batch=2, tokens=4) > 0
