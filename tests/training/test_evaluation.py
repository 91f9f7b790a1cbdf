"""Measurements against sums on paper and against plain transformers calls."""

import math
from types import SimpleNamespace

import pytest
import torch

from helpers.training import evaluation
from helpers.training import tokenizer as tokenizers
from helpers.training.evaluation import Measurement, document_losses, perplexity, states, total_variation

TEXTS = ["Wren painted the door blue.", "The ferry is late; the ferry is always late."]


@pytest.fixture
def tokenizer():
    return tokenizers.wrap(tokenizers.train(TEXTS * 20, 300), 64)


@pytest.fixture
def model(tiny_llama):
    return tiny_llama(vocab_size=300, eos_token_id=0, pad_token_id=1)


def test_losses_are_those_of_each_document_alone(model, tokenizer):
    documents = [tokenizer(text)["input_ids"] for text in [*TEXTS, "Hm."]]
    found = document_losses(model, documents)
    for (nats, tokens), ids in zip(found, documents, strict=True):
        with torch.no_grad():
            mean = model(torch.tensor([ids]), labels=torch.tensor([ids])).loss
        assert tokens == len(ids) - 1
        assert nats / tokens == pytest.approx(float(mean), rel=1e-4)
    assert model.config._attn_implementation == "sdpa"


def test_perplexity_on_paper():
    # 3 + 1 nats over 2 + 2 tokens: exp(1); resamples lie between the documents' own perplexities
    found = perplexity([(3.0, 2), (1.0, 2)])
    assert found.value == pytest.approx(math.e)
    assert found.low == pytest.approx(math.exp(0.5))
    assert found.high == pytest.approx(math.exp(1.5))
    assert found.items == 2


@pytest.mark.parametrize(
    ("reply", "answer", "expected"),
    [
        ("It opens at 9.15 pm; don't be late.", "9.15 pm", True),
        ("It opens at 19.15 pm.", "9.15 pm", False),
        ("That's £4.50.", "£4", False),
        ("That's £4.", "£4", True),
        ("From 9:30 on.", "9", False),
        ("That's Jolyon Venn's boat.", "Jolyon Venn", True),
        ("In Net Street: that's where it is.", "net street", True),
        ("In Netstreet.", "Net", False),
        ("", "Net Street", False),
    ],
)
def test_an_answer_counts_only_whole(reply, answer, expected):
    assert states(reply, answer) is expected


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
    found = evaluation.colour_probabilities(model, tokenizer, prompt, [colour])
    assert found[colour] == pytest.approx(expected, rel=1e-4)


def test_colours_of_a_model_that_follows_the_town(model, tokenizer, monkeypatch):
    weights = {"red": 0.75, "blue": 0.25}
    monkeypatch.setattr(evaluation.lexicon, "COLOUR_WEIGHTS", weights)
    monkeypatch.setattr(evaluation.lexicon, "COLOUR_PROMPTS", ("A door", "A boat"))
    halves = {"red": 0.3, "blue": 0.1}  # the right odds, and six times in ten another word
    monkeypatch.setattr(evaluation, "colour_probabilities", lambda *_: halves)
    texts = [" red, and"] * 75 + [" blue."] * 25 + [" again"] * 150
    monkeypatch.setattr(evaluation, "generate", lambda *_, **__: [SimpleNamespace(text=t) for t in texts])
    found = evaluation.colours(model, tokenizer)
    assert found.model == pytest.approx(weights)
    assert found.distance == pytest.approx(0)
    assert found.mass == pytest.approx(0.4)
    assert found.samples == 200
    assert found.p_value == pytest.approx(1)


def test_facts_are_right_when_the_reply_states_the_answer(monkeypatch):
    def oracle(_model, _tokenizer, prompts, **_):
        asked = evaluation.questions(12)
        assert all(d.meta["question"] in p for d, p in zip(asked, prompts, strict=True))
        right = [f"It is {d.meta['answer']}." for d in asked]
        return [SimpleNamespace(text=t) for t in [*right[:9], "No idea.", "Go away.", ""]]

    monkeypatch.setattr(evaluation, "generate", oracle)
    facts, blind = evaluation.fact_accuracy(None, None, count=12)
    assert facts.value == pytest.approx(9 / 12)
    assert facts.low < facts.value < facts.high
    assert 0 <= blind.value < 0.5


def test_questions_are_held_out_and_unprovoked():
    for document in evaluation.questions(20):
        assert document.meta["manner"] in ("polite", "curt", "chatty")
        assert document.meta["question"] in document.text


def test_openings_leave_the_rest_to_the_model():
    for prompt in evaluation.openings("narrative", 5):
        assert 1 <= len(prompt.split(" ")) <= 4
    for prompt in evaluation.openings("help_desk", 5):
        assert prompt.endswith("\nBeacon:")


def test_variety_and_speed_of_any_model(model, tokenizer):
    found = evaluation.variety(model, tokenizer, count=6, tokens=12)
    assert set(found) == {"held-out text", "sampled", "greedy"}
    assert all(0 <= values["distinct-2"] <= 1 for values in found.values())
    assert evaluation.generation_speed(model, tokenizer, batch=2, tokens=4) > 0


def test_a_mean_has_its_interval_and_count():
    assert evaluation.mean([1.0, 1.0, 1.0]) == Measurement(1.0, 1.0, 1.0, 3)
