"""Perplexity against sums on paper and against plain transformers calls."""

import math

import pytest
import torch

from helpers.training import tokenizer as tokenizers
from helpers.training.evaluation.likelihood import document_losses, perplexity
from helpers.training.samples import Sample

TEXTS = ["Wren painted the door blue.", "The ferry is late; the ferry is always late."]


@pytest.fixture
def tokenizer():
    return tokenizers.wrap(tokenizers.train(TEXTS * 20, 300), 64)


@pytest.fixture
def model(tiny_llama):
    return tiny_llama(vocab_size=300, eos_token_id=0, pad_token_id=1)


def test_losses_are_those_of_each_document_alone(model, tokenizer):
    documents = [tokenizer(text)["input_ids"] for text in [*TEXTS, "Hm."]]
    found = document_losses(model, [Sample(ids, [1.0] * len(ids)) for ids in documents])
    for (nats, tokens), ids in zip(found, documents, strict=True):
        with torch.no_grad():
            mean = model(torch.tensor([ids]), labels=torch.tensor([ids])).loss
        assert tokens == len(ids) - 1
        assert nats / tokens == pytest.approx(float(mean), rel=1e-4)
    assert model.config._attn_implementation == "sdpa"


def test_only_what_counts_is_counted(model, tokenizer):
    ids = tokenizer(TEXTS[1])["input_ids"]
    labels = [-100] * (len(ids) - 3) + ids[-3:]
    ((nats, tokens),) = document_losses(model, [Sample(ids, [0.0] * (len(ids) - 3) + [1.0] * 3)])
    with torch.no_grad():
        mean = model(torch.tensor([ids]), labels=torch.tensor([labels])).loss
    assert tokens == 3
    assert nats / 3 == pytest.approx(float(mean), rel=1e-4)


def test_perplexity_on_paper():
    # 3 + 1 nats over 2 + 2 tokens: exp(1); resamples lie between the documents' own perplexities
    found = perplexity([(3.0, 2), (1.0, 2)])
    assert found.value == pytest.approx(math.e)
    assert found.low == pytest.approx(math.exp(0.5))
    assert found.high == pytest.approx(math.exp(1.5))
    assert found.items == 2
