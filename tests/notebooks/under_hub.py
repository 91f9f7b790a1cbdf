"""Labs under the hub profile without a network: a folder stands for the Hub's models, the town's rows for its data."""

import os
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
import torch
from transformers import AutoTokenizer, Qwen2Config, Qwen2ForCausalLM

from helpers.paths import MODELS, ROOT, SOLUTIONS

NO_CUDA = pytest.mark.skipif(not torch.cuda.is_available(), reason="no CUDA device")
on_each_device = pytest.mark.parametrize(
    "device", ["cpu", pytest.param("cuda", marks=(pytest.mark.gpu, NO_CUDA))]
)

# A model with random weights never stops by itself, and learns nothing: replies are cut short, and training is.
PREAMBLE = """
import builtins, torch
torch.set_num_threads(1)
from helpers import data, models, sampling, sft
builtins.display = lambda *things, **named: None
models._resolve = lambda name: ({folder!r}, "")

def shortened(function, **most):
    return lambda *given, **named: function(*given, **named | {{k: min(named.get(k, m), m) for k, m in most.items()}})

sampling.generate = shortened(sampling.generate, max_new_tokens=12)
sft.replies = shortened(sft.replies, max_new_tokens=6)
sft.fine_tune = shortened(sft.fine_tune, steps=3)
"""


def qwen2_folder(place: Path) -> Path:
    """A Qwen2 of two narrow layers; it has no chat template and, as Qwen's own, more rows than tokens."""
    tokenizer = AutoTokenizer.from_pretrained(MODELS / "lantern-tokenizer")
    tokenizer.chat_template = None
    torch.manual_seed(0)
    config = Qwen2Config(
        vocab_size=len(tokenizer) + 64,
        hidden_size=64,
        intermediate_size=64,
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


def run(lab: str, folder: Path, scratch: Path, preamble: str = "", device: str = "cpu") -> str:
    """Run the cells of a lab's source as one script on a device; what it printed. A cell that fails fails the test."""
    cells = "\n".join(code_cells((SOLUTIONS / f"{lab}.py").read_text("utf-8")))
    return execute(PREAMBLE.format(folder=str(folder)) + preamble + cells, scratch, device)


def execute(text: str, scratch: Path, device: str, options: Sequence[str] = ()) -> str:
    """Run a script under the hub profile, without a network; what it printed. Fails the test when the script does.

    Args:
        text: of the script.
        scratch: an empty folder for it and the course's state.
        device: to compute on.
        options: of Python, in front of the script's path.
    """
    script = scratch / "lab.py"
    script.write_text(text, encoding="utf-8")
    environment = os.environ | {
        "COURSE_DEVICE": device,
        "COURSE_PROFILE": "hub",
        "COURSE_STATE": str(scratch / "state"),
        "COURSE_STRICT": "1",
        "HF_HUB_OFFLINE": "1",
        "PYTHONPATH": str(ROOT),
    }
    command = [sys.executable, *options, str(script)]
    done = subprocess.run(command, cwd=scratch, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


def code_cells(source: str) -> list[str]:
    """The bodies of the code cells of a py:percent text."""
    parts = re.split(r"(?m)^# %%(.*)\n", source)[1:]
    return [body for head, body in zip(parts[::2], parts[1::2], strict=True) if "markdown" not in head]
