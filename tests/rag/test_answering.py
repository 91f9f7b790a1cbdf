from collections.abc import Callable

import pytest
import torch
from transformers import PreTrainedTokenizerBase

from helpers.rag import ABSTAIN, Index, Settings, answer, answer_many
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
