"""The town's tokenizer: reversible, loadable without the project, with a chat template trainers can use."""

import json
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from transformers import AutoTokenizer

from helpers.training import tokenizer as tokenizers

TEXTS = [
    "The ferry leaves at nine.",
    "The ferry is late; the ferry is always late.",
    "Wren painted the door blue.",
]
CHAT = [
    {"role": "system", "content": "Be kind."},
    {"role": "user", "content": "Is it late?"},
    {"role": "assistant", "content": "Always."},
]


@pytest.fixture(scope="module")
def loaded(tmp_path_factory):
    folder = tmp_path_factory.mktemp("tokenizer")
    tokenizers.save(tokenizers.wrap(tokenizers.train(TEXTS * 20, 300)), folder)
    return AutoTokenizer.from_pretrained(folder)


@given(st.text(max_size=60))
def test_any_text_comes_back(text):
    tokenizer = tokenizers.train(TEXTS, 280)
    assert tokenizer.decode(tokenizer.encode(text).ids, skip_special_tokens=False) == text


def test_ids_of_the_special_tokens(loaded):
    names = ["<|end|>", "<|pad|>", "<|system|>", "<|user|>", "<|assistant|>"]
    assert loaded.convert_tokens_to_ids(names) == [0, 1, 2, 3, 4]
    assert (loaded.eos_token, loaded.pad_token) == ("<|end|>", "<|pad|>")
    assert loaded.model_max_length == 512


def test_frequent_words_become_tokens_and_nothing_is_added(loaded):
    assert loaded.tokenize("The ferry") == ["The", "Ġferry"]
    assert loaded("The ferry")["input_ids"] == loaded.convert_tokens_to_ids(["The", "Ġferry"])


def test_every_digit_is_a_token_of_its_own(loaded):
    tokenizer = tokenizers.train(["It was 1987 at 9.15 pm."] * 50, 400)
    assert tokenizer.encode("It was 1987 at 9.15 pm.").tokens == [
        "It", "Ġwas", "Ġ1", "9", "8", "7", "Ġat", "Ġ9", ".", "1", "5", "Ġpm", "."
    ]  # fmt: skip


def test_the_chat_template(loaded):
    expected = "<|system|>Be kind.<|end|><|user|>Is it late?<|end|><|assistant|>"
    assert loaded.apply_chat_template(CHAT[:2], tokenize=False, add_generation_prompt=True) == expected
    assert loaded.apply_chat_template(CHAT, tokenize=False) == expected + "Always.<|end|>"


def test_only_the_reply_and_its_end_are_marked_as_generated(loaded):
    encoded = loaded.apply_chat_template(CHAT, return_dict=True, return_assistant_tokens_mask=True)
    marked = [i for i, m in zip(encoded["input_ids"], encoded["assistant_masks"], strict=True) if m]
    assert loaded.decode(marked) == "Always.<|end|>"


def test_another_role_is_refused(loaded):
    from jinja2.exceptions import TemplateError

    with pytest.raises(TemplateError, match="system, user and assistant, not pirate"):
        loaded.apply_chat_template([{"role": "pirate", "content": "Arr"}], tokenize=False)


def test_a_vocabulary_smaller_than_the_bytes_is_refused():
    with pytest.raises(ValueError, match="at least 261 tokens, got 100"):
        tokenizers.train(TEXTS, 100)


def test_the_settings_say_nothing_about_this_machine(tmp_path):
    tokenizers.save(tokenizers.wrap(tokenizers.train(TEXTS, 280)), tmp_path)
    again = AutoTokenizer.from_pretrained(tmp_path)
    tokenizers.save(again, tmp_path)
    settings = json.loads((tmp_path / "tokenizer_config.json").read_text())
    assert settings["tokenizer_class"] == "PreTrainedTokenizerFast"
    assert not {"is_local", "local_files_only", "name_or_path"} & settings.keys()


@pytest.mark.slow
def test_plain_transformers_loads_it_elsewhere(loaded, tmp_path):
    loaded.save_pretrained(tmp_path)
    code = "from transformers import AutoTokenizer; print(AutoTokenizer.from_pretrained('.')('The ferry').input_ids)"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert json.loads(done.stdout) == loaded("The ferry")["input_ids"]
