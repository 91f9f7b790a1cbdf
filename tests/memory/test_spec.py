"""Shapes from configurations, and what is said about one that cannot be read."""

import json
from pathlib import Path

import pytest

from helpers.errors import InputError
from helpers.memory import from_config, preset, read_config

CONFIG = {
    "model_type": "llama", "vocab_size": 10, "hidden_size": 8, "num_hidden_layers": 2, "num_attention_heads": 4,
    "num_key_value_heads": 1, "intermediate_size": 16,
}  # fmt: skip


def test_kinds_of_attention() -> None:
    assert preset("LLaMA-7B").attention_kind == "MHA"
    assert preset("llama-3-8b").attention_kind == "GQA"
    assert from_config(CONFIG).attention_kind == "MQA"


def test_a_file_or_its_folder(tmp_path: Path) -> None:
    folder = tmp_path / "small"
    folder.mkdir()
    (folder / "config.json").write_text(json.dumps(CONFIG))
    assert read_config(folder) == read_config(folder / "config.json")
    assert read_config(folder).name == "small"
    assert read_config(folder).kv_width == 2


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"model_type": "mamba"}, "type 'mamba'; memory can be computed for bert, bloom"),
        ({"hidden_size": None}, "has no 'hidden_size'"),
        ({"attention_bias": True}, "has biases in all of its linear layers"),
    ],
)
def test_configurations_that_cannot_be_used(change: dict, words: str) -> None:
    broken = {key: value for key, value in (CONFIG | change).items() if value is not None}
    with pytest.raises(InputError, match=words):
        from_config(broken, "it")


@pytest.mark.parametrize(
    ("text", "words"),
    [("{", "is not JSON"), ("[]", "does not hold a configuration"), (None, "There is no configuration at")],
)
def test_files_that_cannot_be_read(tmp_path: Path, text: str | None, words: str) -> None:
    if text is not None:
        (tmp_path / "config.json").write_text(text)
    with pytest.raises(InputError, match=words):
        read_config(tmp_path / "config.json")


def test_unknown_preset() -> None:
    with pytest.raises(InputError, match="no model 'GPT-5' in the list; it has GPT-2, BERT-base"):
        preset("GPT-5")
