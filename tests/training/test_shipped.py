"""A run under way, looked at from its checkpoint."""

import dataclasses
import hashlib

import pytest
import torch

from helpers import paths
from helpers.errors import CourseError
from helpers.training import export, recipes, shipped
from helpers.training import tokenizer as tokenizers


@pytest.fixture
def tokenizer(tmp_path, monkeypatch):
    monkeypatch.setattr(paths, "MODELS", tmp_path / "models")
    monkeypatch.setenv("COURSE_STATE", str(tmp_path / "state"))
    monkeypatch.setenv("COURSE_DEVICE", "cpu")
    monkeypatch.setattr(recipes, "VOCABULARY", 300)
    folder = paths.MODELS / recipes.TOKENIZER
    tokenizers.save(tokenizers.wrap(tokenizers.train(["The ferry is late."] * 9, 300)), folder)
    export.seal(folder)
    return tokenizers.wrap(tokenizers.train(["The ferry is late."] * 9, 300))


def checkpoint(made_with, model, **changed):
    """The file that a run would have written."""
    folder = paths.course_state() / "training" / "lantern-micro"
    folder.mkdir(parents=True)
    run = {
        "tokenizer": hashlib.sha256(made_with.backend_tokenizer.to_str().encode()).hexdigest(),
        "shapes": {name: list(p.shape) for name, p in model.named_parameters()},
    }
    content = {"run": run | changed, "state": {"tokens": 4096}, "model": model.state_dict()}
    torch.save(content, folder / "checkpoint.pt")


def micro():
    from transformers import LlamaForCausalLM

    torch.manual_seed(3)
    return LlamaForCausalLM(recipes.RECIPES["micro"].config(end=0, pad=1))


def test_the_last_checkpoint_is_what_is_measured(tokenizer):
    model = micro()
    checkpoint(tokenizer, model)
    subject, tokens = shipped.under_way("micro")
    assert tokens == 4096
    assert subject.reading == "text"
    assert not subject.model.training
    for name, value in model.state_dict().items():
        assert torch.equal(subject.model.state_dict()[name], value), name


@pytest.mark.parametrize("changed", [{"tokenizer": "0"}, {"shapes": {}}])
def test_a_checkpoint_of_other_makings_is_refused(changed, tokenizer):
    checkpoint(tokenizer, micro(), **changed)
    with pytest.raises(CourseError, match="made with another tokenizer or another recipe"):
        shipped.under_way("micro")


def test_no_checkpoint_is_one_sentence(tokenizer):
    with pytest.raises(CourseError, match=r"checkpoint\.pt is missing; python -m helpers build-models micro"):
        shipped.under_way("micro")


def test_every_recipe_has_a_layout():
    layouts = {name: dataclasses.asdict(recipe)["reading"] for name, recipe in recipes.RECIPES.items()}
    assert layouts == {"micro": "text", "base": "text", "instruct": "chat", "chat": "chat"}
