"""Loading: shipped models, folders of the Hub's architectures, and a sentence for everything that can go wrong."""

import json
import os
import socket
import subprocess
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
import torch
import transformers
from transformers import (
    LlamaConfig,
    LlamaForCausalLM,
    Qwen2Config,
    Qwen2ForCausalLM,
    RobertaConfig,
    RobertaForMaskedLM,
    RobertaForSequenceClassification,
    T5Config,
    T5ForConditionalGeneration,
)

from helpers import checksums, models, paths, profile
from helpers.errors import CourseError
from helpers.training import tokenizer as tokenizers

DECODER = {
    "vocab_size": 280,
    "hidden_size": 32,
    "intermediate_size": 48,
    "num_hidden_layers": 2,
    "num_attention_heads": 4,
    "num_key_value_heads": 2,
    "max_position_embeddings": 64,
    "bos_token_id": None,
    "eos_token_id": 0,
    "pad_token_id": 1,
}
ENCODER = {
    "vocab_size": 280,
    "hidden_size": 32,
    "intermediate_size": 48,
    "num_hidden_layers": 2,
    "num_attention_heads": 4,
    "max_position_embeddings": 64,
    "type_vocab_size": 1,
    "pad_token_id": 1,
    "bos_token_id": None,
    "eos_token_id": 0,
}


def t5():
    return T5ForConditionalGeneration(
        T5Config(
            vocab_size=280, d_model=32, d_kv=8, d_ff=48, num_layers=2, num_heads=4, decoder_start_token_id=1,
            pad_token_id=1, eos_token_id=0,
        )
    )  # fmt: skip


SHAPES = {
    "Llama": lambda: LlamaForCausalLM(LlamaConfig(**DECODER, tie_word_embeddings=True)),
    "Qwen2": lambda: Qwen2ForCausalLM(Qwen2Config(**DECODER)),
    "T5": t5,
    "RoBERTa": lambda: RobertaForSequenceClassification(RobertaConfig(**ENCODER, num_labels=2)),
    "masked RoBERTa": lambda: RobertaForMaskedLM(RobertaConfig(**ENCODER)),
}


def save(model, folder, dtype=torch.bfloat16):
    torch.manual_seed(0)
    transformers.utils.logging.disable_progress_bar()
    model.to(dtype).save_pretrained(folder)
    tokenizers.save(tokenizers.wrap(tokenizers.train(["The ferry is late."], 280), 64), folder)
    return folder


@pytest.fixture(autouse=True)
def as_found(monkeypatch):
    monkeypatch.setattr(profile, "_chosen", None)
    monkeypatch.setattr(profile, "_user_offline", False)
    monkeypatch.delenv("COURSE_PROFILE", raising=False)
    monkeypatch.setenv("COURSE_DEVICE", "cpu")
    probe = models.hub_reachable
    probe.cache_clear()
    yield
    probe.cache_clear()
    profile.set_offline(True)


@pytest.fixture
def shelf(tmp_path, monkeypatch):
    """A folder of shipped models of our own."""
    monkeypatch.setattr(paths, "ROOT", tmp_path)
    monkeypatch.setattr(paths, "MODELS", tmp_path / "data" / "models")
    folder = save(SHAPES["Llama"](), paths.MODELS / "lantern-micro")
    checksums.write(folder, ["model.safetensors", "config.json"])
    return paths.MODELS


@pytest.mark.parametrize("which", ["tiny", "hub"])
@pytest.mark.parametrize("shape", SHAPES)
def test_each_architecture_loads_from_a_folder_as_its_own_class(shape, which, tmp_path):
    made = SHAPES[shape]()
    save(made, tmp_path)
    profile.use(which)
    model, tokenizer = models.load(str(tmp_path))
    assert type(model) is type(made)
    assert model.dtype == torch.float32
    assert not model.training
    for name, value in made.state_dict().items():
        assert torch.equal(model.state_dict()[name], value.float()), name
    ids = tokenizer("The ferry is late.", return_tensors="pt")["input_ids"]
    extra = {"decoder_input_ids": ids} if shape == "T5" else {}
    with torch.no_grad():
        assert torch.isfinite(model(input_ids=ids, **extra).logits).all()


def test_the_dtype_asked_for(tmp_path):
    save(SHAPES["Llama"](), tmp_path)
    assert models.load(str(tmp_path), dtype=torch.bfloat16)[0].dtype == torch.bfloat16


def test_a_shipped_model_by_name(shelf):
    model, tokenizer = models.load("micro")
    assert model.config.vocab_size == 280
    assert tokenizer.eos_token == "<|end|>"
    assert models.folder("micro") == shelf / "lantern-micro"


def test_loading_is_quiet_and_leaves_the_libraries_settings_alone(shelf, capfd):
    transformers.utils.logging.enable_progress_bar()
    before = transformers.utils.logging.get_verbosity()
    models.load("micro")
    captured = capfd.readouterr()
    assert captured.out + captured.err == ""
    assert transformers.utils.logging.is_progress_bar_enabled()
    assert transformers.utils.logging.get_verbosity() == before


@pytest.mark.parametrize("harm", ["damaged", "missing"])
def test_a_chat_model_with_broken_weights_is_one_sentence(harm, shelf):
    folder = save(SHAPES["Llama"](), shelf / "lantern-chat")
    checksums.write(folder, ["model.safetensors", "config.json"])
    path = folder / "model.safetensors"
    if harm == "damaged":
        content = bytearray(path.read_bytes())
        content[-1] ^= 1
        path.write_bytes(content)
    else:
        path.unlink()
    with pytest.raises(CourseError) as caught:
        models.load("chat")
    sentence = str(caught.value)
    assert "model.safetensors" in sentence
    assert harm in sentence
    assert sentence.endswith("git checkout -- data/models/lantern-chat")
    assert "\n" not in sentence


def test_a_damaged_weight_file_is_named_with_the_command_that_restores_it(shelf):
    path = shelf / "lantern-micro" / "model.safetensors"
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(content)
    sentence = r"model\.safetensors is damaged .* git checkout -- data/models/lantern-micro$"
    with pytest.raises(CourseError, match=sentence):
        models.load("micro")


def test_a_missing_weight_file_is_named_with_the_command_that_restores_it(shelf):
    (shelf / "lantern-micro" / "model.safetensors").unlink()
    with pytest.raises(
        CourseError, match=r"is missing; restore it with: git checkout -- data/models/lantern-micro$"
    ):
        models.load("micro")


def test_a_missing_model_folder(shelf):
    with pytest.raises(CourseError, match=r"lantern-base is missing; restore it with: git checkout"):
        models.load("base")


@pytest.mark.parametrize("harm", ["truncate", "unlink", "config"])
def test_a_folder_of_the_users_own_that_is_damaged(harm, tmp_path):
    save(SHAPES["Llama"](), tmp_path)
    weights = tmp_path / "model.safetensors"
    if harm == "truncate":
        weights.write_bytes(weights.read_bytes()[:1000])
    elif harm == "unlink":
        weights.unlink()
    else:
        (tmp_path / "config.json").write_text("{")
    with pytest.raises(CourseError, match="does not load") as caught:
        models.load(str(tmp_path))
    assert str(tmp_path) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_folder_that_is_no_model(tmp_path):
    with pytest.raises(CourseError, match="does not load"):
        models.load(str(tmp_path))


def test_an_architecture_the_course_does_not_load(tmp_path):
    save(SHAPES["RoBERTa"](), tmp_path)
    config = json.loads((tmp_path / "config.json").read_text())
    (tmp_path / "config.json").write_text(
        json.dumps(config | {"architectures": ["RobertaForTokenClassification"]})
    )
    with pytest.raises(CourseError, match="architecture RobertaForTokenClassification; the course loads"):
        models.load(str(tmp_path))


@pytest.mark.parametrize("which", ["tiny", "hub"])
@pytest.mark.parametrize("wrong", ["./no/such", "/no/such/model", "~/no_such_model", "here/mine", "a\\b"])
def test_a_wrong_path_is_not_taken_for_a_hub_id(wrong, which, tmp_path, monkeypatch):
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(models, "hub_reachable", lambda: pytest.fail("asked the Hub"))
    profile.use(which)
    with pytest.raises(CourseError, match="There is no model folder at"):
        models.load(wrong)


@pytest.mark.parametrize("name", ["HuggingFaceTB/SmolLM2-135M", "gpt2", "seq2seq"])
def test_tiny_has_no_hub_models(name):
    with pytest.raises(CourseError, match=r'has no model .* profile.use\("hub"\) first'):
        models.load(name)


def test_a_name_that_is_not_shipped():
    with pytest.raises(CourseError, match='ships no model "huge"'):
        models.folder("huge")


@pytest.mark.parametrize(
    ("name", "repo"), [("base", "HuggingFaceTB/SmolLM2-135M"), ("owner/model", "owner/model")]
)
def test_without_network_hub_says_so_at_once(name, repo, monkeypatch, tmp_path):
    from huggingface_hub import constants

    monkeypatch.setattr(constants, "HF_HUB_CACHE", str(tmp_path))
    monkeypatch.setattr(models, "hub_reachable", lambda: False)
    profile.use("hub")
    began = time.perf_counter()
    with pytest.raises(CourseError) as caught:
        models.load(name)
    assert time.perf_counter() - began < 5
    sentence = str(caught.value)
    assert repo in sentence
    assert str(tmp_path) in sentence
    assert 'profile.use("tiny")' in sentence
    assert "\n" not in sentence


def test_names_resolve_to_hub_ids_of_the_right_kind():
    assert models.HUB["base"].startswith("HuggingFaceTB/SmolLM2")
    assert models.HUB["chat"] == "Qwen/Qwen2.5-0.5B-Instruct"
    assert "flan-t5" in models.HUB["seq2seq"]
    assert set(models.SHIPPED) <= set(models.HUB)


class Answer(BaseHTTPRequestHandler):
    def do_HEAD(self):
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_):
        pass


def probe_of(endpoint, monkeypatch):
    profile.use("hub")
    monkeypatch.setattr(models.constants, "ENDPOINT", endpoint)
    return models.hub_reachable()


def test_the_probe_finds_a_hub_that_answers(monkeypatch):
    server = HTTPServer(("127.0.0.1", 0), Answer)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        assert probe_of(f"http://127.0.0.1:{server.server_port}", monkeypatch)
    finally:
        server.shutdown()
        server.server_close()


def test_the_probe_gives_up_on_a_hub_that_hangs_and_asks_only_once(monkeypatch):
    monkeypatch.setattr(models, "PROBE_SECONDS", 0.3)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        began = time.perf_counter()
        assert not probe_of(f"http://127.0.0.1:{silent.getsockname()[1]}", monkeypatch)
        assert time.perf_counter() - began < 2
        monkeypatch.setattr(models, "get_session", lambda: pytest.fail("asked again"))
        assert not models.hub_reachable()


def test_no_network_at_all(monkeypatch):
    assert not probe_of("http://127.0.0.1:9", monkeypatch)


@pytest.mark.skipif(not (paths.MODELS / "lantern-base").is_dir(), reason="the base model is not built yet")
@pytest.mark.parametrize("name", models.SHIPPED)
def test_the_shipped_models_are_sound(name):
    model, tokenizer = models.load(name)
    assert model.config.vocab_size == len(tokenizer)
    assert model.config.eos_token_id == tokenizer.eos_token_id
    ids = tokenizer("The harbour", return_tensors="pt")["input_ids"]
    with torch.no_grad():
        assert torch.isfinite(model(ids).logits).all()


CHAT = [
    {"role": "user", "content": "Is the ferry late?"},
    {"role": "assistant", "content": "Always."},
    {"role": "user", "content": "And today?"},
    {"role": "assistant", "content": "Today too."},
]


@pytest.mark.slow
@pytest.mark.parametrize("name", models.SHIPPED)
def test_a_shipped_model_needs_nothing_of_this_project(name, tmp_path):
    """Weights and tokenizer load elsewhere, and the template marks the tokens that our own training counts."""
    from tokenizers import Tokenizer

    from helpers.training.samples import as_chat
    from helpers.world import Document

    folder = models.folder(name)
    code = f"""
import importlib.util, json, os, sys
sys.path = [place for place in sys.path if not os.path.isdir(os.path.join(place or ".", "helpers"))]
from transformers import AutoModelForCausalLM, AutoTokenizer
assert importlib.util.find_spec("helpers") is None
model = AutoModelForCausalLM.from_pretrained({str(folder)!r})
tokenizer = AutoTokenizer.from_pretrained({str(folder)!r})
ids = model.generate(**tokenizer("The harbour", return_tensors="pt"), max_new_tokens=5)[0]
marked = tokenizer.apply_chat_template({CHAT!r}, return_dict=True, return_assistant_tokens_mask=True)
print(json.dumps([tokenizer.decode(ids), marked["input_ids"], marked["assistant_masks"]]))
"""
    clean = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=clean, capture_output=True, text=True, check=True
    )
    text, ids, marked = json.loads(done.stdout)
    assert text.startswith("The harbour")
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    sample = as_chat(tokenizer, Document("help_desk", "", {"messages": CHAT}), end=0, context=512)
    assert ids == sample.ids
    assert marked == sample.importance
