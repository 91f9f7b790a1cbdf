"""build-models end to end on a very small recipe, and what it refuses."""

import dataclasses
import json

import pytest

from helpers import paths
from helpers.__main__ import main
from helpers.training import build, recipes
from helpers.training.pretrain import PretrainConfig


@pytest.fixture(autouse=True)
def scratch(tmp_path, monkeypatch):
    monkeypatch.setenv("COURSE_SETUP", "off")
    monkeypatch.setenv("COURSE_STATE", str(tmp_path / "state"))
    monkeypatch.setenv("COURSE_DEVICE", "cpu")
    monkeypatch.setattr(paths, "MODELS", tmp_path / "models")
    monkeypatch.setattr(recipes, "TOKENIZER_DOCUMENTS", 200)
    monkeypatch.setattr(recipes, "VOCABULARY", 600)
    monkeypatch.setattr(build, "VALIDATION_DOCUMENTS", 3)
    small = dataclasses.replace(
        recipes.RECIPES["micro"],
        width=64,
        layers=1,
        feed_forward=64,
        training=PretrainConfig(tokens=3000, batch_tokens=1024, bf16=False),
    )
    monkeypatch.setitem(recipes.RECIPES, "micro", small)
    return tmp_path


def test_tokenizer_and_model_are_built_and_load(scratch, capsys):
    from transformers import AutoModelForCausalLM, AutoTokenizer

    assert main(["build-models", "micro", "tokenizer"]) == 0
    folder = scratch / "models" / "lantern-micro"
    model = AutoModelForCausalLM.from_pretrained(folder)
    assert model.config.vocab_size == len(AutoTokenizer.from_pretrained(folder)) == 600
    record = json.loads((folder / "training.json").read_text())
    assert record["tokens"] >= 3000
    assert record["parameters"] == model.num_parameters()
    points = [json.loads(line) for line in (folder / "loss.jsonl").read_text().splitlines()]
    assert set(points[-1]["validation"]) == set(recipes.RECIPES["micro"].mixture)
    assert "next: python -m helpers evaluate-models micro" in capsys.readouterr().out


def test_what_is_there_is_not_replaced_by_accident(scratch, capsys):
    (scratch / "models" / "lantern-micro").mkdir(parents=True)
    assert main(["build-models", "micro"]) == 2
    assert "lantern-micro is already there; --force" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["huge"], 'no model "huge" to build; choose from: tokenizer, micro, base'),
        (["micro"], "there is no tokenizer in"),
        (["micro", "--tokens", "0"], "--tokens must be 1 or more"),
        (["micro", "--device", "gpu"], "COURSE_DEVICE is 'gpu', which is no device"),
    ],
)
def test_bad_input_is_one_sentence(arguments, sentence, capsys):
    assert main(["build-models", *arguments]) == 2
    error = capsys.readouterr().err
    assert sentence in error
    assert "Traceback" not in error


def test_a_stopped_run_says_how_to_go_on(monkeypatch, capsys):
    from helpers.training.pretrain import Outcome

    monkeypatch.setattr(build, "build_model", lambda *_: Outcome(False, 1, 1.0, {}))
    monkeypatch.setattr(build, "load_tokenizer", lambda _: None)
    assert main(["build-models", "micro"]) == 130
    assert "the same command goes on from here" in capsys.readouterr().err
