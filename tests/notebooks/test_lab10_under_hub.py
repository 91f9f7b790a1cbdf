"""Lab 10 under the hub profile: a folder with the shape of Qwen2 and random weights, no network, fewer questions."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import torch
from transformers import AutoTokenizer, Qwen2Config, Qwen2ForCausalLM

from helpers.paths import MODELS, ROOT, SOLUTIONS

SOURCE = SOLUTIONS / "10_rag.py"
# What stands for the Hub: the folder. Of the wiki and of each split the first rows do, the questions about them.
PREAMBLE = """
import torch
torch.set_num_threads(1)
from helpers import data, models
models._resolve = lambda name: ({folder!r}, "")
whole = data.load
def load(name, **named):
    found = whole(name, **named)
    if name == "wiki":
        return {{"train": found["train"].select(range(100))}}
    near = lambda row: all(place["article"] < "w0100" for place in row["passages"])
    return {{split: rows.filter(near).select(range(40)) for split, rows in found.items()}}
data.load = load
"""


def cells(source: str) -> list[str]:
    parts = re.split(r"(?m)^# %%(.*)\n", source)[1:]
    return [body for head, body in zip(parts[::2], parts[1::2], strict=True) if "markdown" not in head]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Qwen2 of two narrow layers and no chat template."""
    place = tmp_path_factory.mktemp("qwen2")
    tokenizer = AutoTokenizer.from_pretrained(MODELS / "lantern-tokenizer")
    tokenizer.chat_template = None
    torch.manual_seed(0)
    config = Qwen2Config(
        vocab_size=len(tokenizer) + 64,  # as Qwen's own, more rows than tokens
        hidden_size=32,
        intermediate_size=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        num_key_value_heads=1,
        max_position_embeddings=512,
        eos_token_id=tokenizer.eos_token_id,
        pad_token_id=tokenizer.pad_token_id,
        bos_token_id=None,
    )
    Qwen2ForCausalLM(config).save_pretrained(place)
    tokenizer.save_pretrained(place)
    return place


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_the_notebook_runs(folder: Path, tmp_path: Path) -> None:
    script = tmp_path / "lab.py"
    body = "\n".join(cells(SOURCE.read_text("utf-8")))
    script.write_text(PREAMBLE.format(folder=str(folder)) + body, encoding="utf-8")
    environment = os.environ | {
        "COURSE_PROFILE": "hub",
        "COURSE_DEVICE": os.environ.get("COURSE_DEVICE", "cpu"),
        "COURSE_STATE": str(tmp_path / "state"),
        "COURSE_STRICT": "1",
        "HF_HUB_OFFLINE": "1",
        "PYTHONPATH": str(ROOT),
    }
    done = subprocess.run(
        [sys.executable, str(script)], cwd=ROOT, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert "profile hub" in done.stdout
    assert "built again: 64 documents kept" in done.stdout
