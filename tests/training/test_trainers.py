"""Shared arguments of trainers: what they say on a CPU, and that a run is quiet and repeatable."""

from pathlib import Path

import pytest
import torch
import transformers
from datasets import Dataset
from transformers import Trainer, TrainingArguments
from trl import RewardConfig

from helpers.training import trainers


@pytest.fixture(autouse=True)
def on_the_cpu(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COURSE_DEVICE", "cpu")


@pytest.mark.parametrize("kind", [TrainingArguments, RewardConfig])
def test_arguments_of_a_cpu(kind: type[TrainingArguments]) -> None:
    found = trainers.arguments(kind, seed=5, learning_rate=0.25)
    assert found.device.type == "cpu"
    assert (found.seed, found.learning_rate, found.report_to, found.save_strategy.value) == (
        5,
        0.25,
        [],
        "no",
    )
    assert not found.activation_checkpointing


def test_settings_win_and_unknown_ones_are_refused() -> None:
    assert trainers.arguments(TrainingArguments, seed=0, logging_steps=3).logging_steps == 3
    with pytest.raises(TypeError, match="learning_rat"):
        trainers.arguments(TrainingArguments, seed=0, learning_rat=1)


class Line(torch.nn.Module):
    """y = w x, with the squared error as loss."""

    def __init__(self) -> None:
        super().__init__()
        self.w = torch.nn.Parameter(torch.zeros(1))

    def forward(self, x: torch.Tensor, y: torch.Tensor) -> dict[str, torch.Tensor]:
        return {"loss": ((self.w * x - y) ** 2).mean()}


def test_a_run_logs_its_losses_and_says_nothing_else(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    model = Line()
    settings = trainers.arguments(
        TrainingArguments, seed=0, output_dir=str(tmp_path), bf16=False, max_steps=6, logging_steps=2,
        learning_rate=0.1, per_device_train_batch_size=4, remove_unused_columns=False,
    )  # fmt: skip
    data = Dataset.from_dict({"x": [1.0] * 8, "y": [2.0] * 8})
    verbosity = transformers.logging.get_verbosity()
    rows = trainers.run(Trainer(model, settings, train_dataset=data), "fitting")
    assert [row["step"] for row in rows] == [2, 4, 6]
    assert rows[0]["loss"] > rows[-1]["loss"]
    assert transformers.logging.get_verbosity() == verbosity
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "fitting" in printed.err
    assert "6/6" in printed.err
    assert list(tmp_path.iterdir()) == []
