from collections.abc import Callable
from dataclasses import replace

import pytest
import torch
from transformers import PreTrainedTokenizerBase

from helpers.rag import ABSTAIN, Index, Settings, answer, answer_many, answering
from helpers.types import Generation
from tests.rag.conftest import CORPUS


@pytest.fixture
def model(tiny_llama: Callable[..., torch.nn.Module], tokenizer: PreTrainedTokenizerBase) -> torch.nn.Module:
    return tiny_llama(vocab_size=len(tokenizer), max_position_embeddings=256)


def test_an_answer_and_how_it_came_about(
    make: Callable[..., Index], model: torch.nn.Module, tokenizer: PreTrainedTokenizerBase
) -> None:
    index = make()
    index.build(CORPUS)
    settings = Settings(k=2, budget=200, reply_tokens=4)
    questions = ["Who is the owner of Velvet?", "When does The Plaza close?", "What is The Warm Crust?"]
    many = answer_many(questions, index, model, tokenizer, settings)
    assert [a.question for a in many] == questions
    assert [a.chunks[0].document for a in many] == ["w2", "w3", "w1"]
    assert all(a.prompt and a.prompt.text.endswith(f"Question: {a.question}") for a in many)
    found: list[object] = []
    one = answer(questions[1], index, model, tokenizer, settings, searched=found.extend)
    assert tuple(found) == one.hits == many[1].hits
    assert one.reply == many[1].reply
    assert one.confidence == pytest.approx(many[1].confidence, abs=1e-4)


def test_below_the_threshold_the_model_is_not_asked(
    make: Callable[..., Index], model: torch.nn.Module, tokenizer: PreTrainedTokenizerBase
) -> None:
    index = make()
    index.build(CORPUS)
    done: list[int] = []
    found = answer_many(
        ["Zebra xylophone?", "The Plaza is a cinema"],
        index,
        model,
        tokenizer,
        Settings(k=1, reply_tokens=2, threshold=0.3, method="dense", budget=200),
        progress=done.append,
    )
    assert (found[0].reply, found[0].prompt, found[0].abstained) == (ABSTAIN, None, True)
    assert found[1].prompt is not None
    assert sum(done) == 2


def test_a_defence_changes_what_is_shown(
    make: Callable[..., Index], model: torch.nn.Module, tokenizer: PreTrainedTokenizerBase
) -> None:
    index = make()
    index.build(CORPUS)
    settings = Settings(k=1, budget=200, reply_tokens=2, clean=str.upper)
    prompt = answer("Is Velvet a donkey?", index, model, tokenizer, settings).prompt
    assert prompt is not None
    assert "[1] VELVET IS A DONKEY." in prompt.text
    assert prompt.chunks[0].text.startswith("Velvet is a donkey.")


def test_hits_may_be_handed_over_and_are_cut_to_k(
    make: Callable[..., Index], model: torch.nn.Module, tokenizer: PreTrainedTokenizerBase
) -> None:
    index = make()
    index.build(CORPUS)
    questions = ["Who is the owner of Velvet?", "When does The Plaza close?"]
    settings = Settings(k=1, budget=200, reply_tokens=2)
    deep = index.search_many(questions, 3)
    given = answer_many(questions, index, model, tokenizer, settings, found=deep)
    fresh = answer_many(questions, index, model, tokenizer, settings)
    assert [a.hits for a in given] == [a.hits for a in fresh]
    assert [a.reply for a in given] == [a.reply for a in fresh]


def test_apart_each_passage_has_a_prompt_and_the_likeliest_reply_is_shown(
    make: Callable[..., Index],
    model: torch.nn.Module,
    tokenizer: PreTrainedTokenizerBase,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Three passages; the nearest abstains, and 0.2 nats of confidence outweigh 0.1 of cosine."""
    index = make()
    index.build(CORPUS)
    (hits,) = index.search_many(["Who is the owner of Velvet?"], 3)
    cosines = dict(zip([hit.chunk.document for hit in hits], (0.9, 0.5, 0.4), strict=True))
    hits = [replace(hit, similarity=cosines[hit.chunk.document]) for hit in hits]
    said = {hits[0].chunk.key: ("The notes do not say.", -0.1), hits[1].chunk.key: ("Low [1].", -0.5)}
    said[hits[2].chunk.key] = ("High [1].", -0.3)

    def written(model: object, tokenizer: object, prompts: list[str], **settings: object) -> list[Generation]:
        keys = [next(h.chunk.key for h in hits if h.chunk.passage in prompt) for prompt in prompts]
        return [Generation("", said[key][0], [1], [said[key][1]], "stop") for key in keys]

    monkeypatch.setattr(answering, "generate", written)
    done: list[int] = []
    (found,) = answer_many(
        ["Who is the owner of Velvet?"],
        index,
        model,
        tokenizer,
        Settings(k=3, budget=200, together=False),
        found=[hits],
        progress=done.append,
    )
    assert found.reply == "High [1]."
    assert found.chunks == (hits[2].chunk,)
    assert [c.chunk for c in found.citations] == [hits[2].chunk]
    assert found.confidence == -0.3
    assert done == [1]
    said[hits[1].chunk.key] = said[hits[2].chunk.key] = ("The notes do not say.", 0.0)
    (silent,) = answer_many(
        ["Who?"], index, model, tokenizer, Settings(k=3, budget=200, together=False), found=[hits]
    )
    assert silent.abstained
    assert silent.chunks == (hits[0].chunk,)
