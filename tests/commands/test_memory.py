import argparse
import json
from pathlib import Path

import pytest

from helpers.commands import memory
from helpers.commands.memory import readable
from helpers.errors import CourseError
from helpers.memory import preset, training_memory

CONFIG = {
    "model_type": "llama", "vocab_size": 32000, "hidden_size": 4096, "num_hidden_layers": 32,
    "num_attention_heads": 32, "intermediate_size": 11008,
}  # fmt: skip


def call(*words: str) -> int:
    parser = argparse.ArgumentParser()
    memory.add_arguments(parser)
    return memory.run(parser.parse_args(words))


def test_training_a_configuration_with_adapters(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "config.json").write_text(json.dumps(CONFIG))
    assert call("--config", str(tmp_path), "--train", "--lora", "16", "--length", "512") == 0
    printed = capsys.readouterr().out
    assert "6,738,415,616 parameters, 32 layers, MHA" in printed
    expected = training_memory(preset("LLaMA-7B"), lora_rank=16, seq_len=512)
    assert f"{expected.total:,.0f} bytes" in printed
    assert f"{expected.optimizer:,.0f} bytes" in printed
    assert "framework, roughly" in printed


def test_generating_with_a_known_model(capsys: pytest.CaptureFixture[str]) -> None:
    assert call("--model", "llama-3-8b", "--length", "8192", "--weights", "nf4-double") == 0
    printed = capsys.readouterr().out
    assert f"{8192 * 131_072:,} bytes" in printed
    assert "gradients" not in printed
    assert "RTX 4060 (8 GiB)" in printed.splitlines()[-1] or "RTX 3060 (12 GiB)" in printed.splitlines()[-1]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--fit", "T4"], "on T4: cheapest change: "),
        (["--fit", "MI300X"], "on MI300X: it fits as it is"),
    ],
)
def test_advice(words: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("--model", "Mistral-7B", "--train", "--length", "1024", *words) == 0
    assert said in capsys.readouterr().out


def test_advice_that_there_is_none(capsys: pytest.CaptureFixture[str]) -> None:
    call("--model", "BLOOM-176B", "--train", "--fit", "RTX 4060")
    assert "not even divided among a thousand" in capsys.readouterr().out


def test_division_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    call("--model", "GPT-2", "--train", "--zero", "3", "--gpus", "4", "--length", "256")
    assert "total, each GPU" in capsys.readouterr().out


def test_the_list(capsys: pytest.CaptureFixture[str]) -> None:
    assert call("--list") == 0
    printed = capsys.readouterr().out
    assert "BLOOM-176B" in printed
    assert "MI300X (192 GiB)" in printed


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--model", "GPT-9"], "no model 'GPT-9' in the list"),
        (["--config", "/nowhere"], "There is no configuration at"),
        (["--model", "GPT-2", "--fit", "T4"], "add --train"),
        (["--model", "GPT-2", "--train", "--fit", "GTX"], "no GPU 'GTX'"),
        (["--model", "GPT-2", "--train", "--batch", "0"], "not 0 of 2048"),
        (["--model", "GPT-2", "--length", "0"], "not 1 of 0"),
        (["--model", "GPT-2", "--train", "--weights", "nf4"], "LoRA rank above 0"),
        (["--model", "GPT-2", "--train", "--weights", "fp32"], "--precision fp32"),
        (["--model", "GPT-2", "--train", "--lora", "4", "--targets", "gate"], "GPT-2 has no 'gate' layer"),
    ],
)
def test_bad_input_gets_one_sentence(words: list[str], message: str) -> None:
    with pytest.raises(CourseError, match=message) as caught:
        call(*words)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("value", "text"), [(12.6 * 2**30, "12.60 GiB"), (3 * 2**20, "3.00 MiB"), (2048, "2.00 KiB"), (7, "7 B")]
)
def test_readable(value: float, text: str) -> None:
    assert readable(value) == text
