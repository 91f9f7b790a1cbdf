"""What every trainer of transformers and trl is told, on a CPU or a GPU, so that a lab states only its own settings."""

import contextlib
import tempfile
import warnings
from collections.abc import Iterator
from typing import Any, TypeVar

import datasets
import transformers
from tqdm.auto import tqdm
from transformers import (
    PrinterCallback,
    Trainer,
    TrainerCallback,
    TrainerControl,
    TrainerState,
    TrainingArguments,
)

from helpers import profile
from helpers.training.pretrain import bf16_pays

Arguments = TypeVar("Arguments", bound=TrainingArguments)


def arguments(kind: type[Arguments], *, seed: int, **settings: Any) -> Arguments:
    """Arguments of a trainer for `profile.device()`: bf16 only where it pays, no reports, no checkpoints, one seed.

    Args:
        kind: ``transformers.TrainingArguments`` or a config of trl.
        seed: of the order of the data and of new weights.
        settings: fields of ``kind``; they win over the shared ones.

    Raises:
        TypeError: a setting that ``kind`` does not have.
    """
    device = profile.device()
    shared = {
        "output_dir": tempfile.gettempdir(),  # must be named; nothing is written
        "use_cpu": device.type == "cpu",
        "bf16": bf16_pays(device),  # trl turns it on where it is not said
        "activation_checkpointing": False,
        "dataloader_pin_memory": False,
        "save_strategy": "no",
        "report_to": "none",
        "disable_tqdm": True,  # `run` shows a bar of its own
        "logging_steps": 10,
        "seed": seed,
        "data_seed": seed,
    }
    return kind(**{**shared, **settings})


def run(trainer: Trainer, title: str) -> list[dict[str, float]]:
    """Train with one progress bar and no other output; the rows that the trainer has logged, each with its ``step``."""
    trainer.remove_callback(PrinterCallback)
    trainer.add_callback(Bar(title))
    with quiet():
        trainer.train()
    return [row for row in trainer.state.log_history if "loss" in row]


class Bar(TrainerCallback):
    """A progress bar over steps that shows the last loss."""

    def __init__(self, title: str) -> None:
        self._title = title
        self._bar: tqdm[Any] | None = None

    def on_train_begin(
        self, args: TrainingArguments, state: TrainerState, control: TrainerControl, **_: Any
    ) -> None:
        """Show an empty bar."""
        self._bar = tqdm(total=state.max_steps, desc=self._title)

    def on_step_end(
        self, args: TrainingArguments, state: TrainerState, control: TrainerControl, **_: Any
    ) -> None:
        """One step further."""
        if self._bar is not None:
            self._bar.update()

    def on_log(
        self,
        args: TrainingArguments,
        state: TrainerState,
        control: TrainerControl,
        logs: dict[str, float] | None = None,
        **_: Any,
    ) -> None:
        """Show the loss beside the bar."""
        if self._bar is not None and logs and "loss" in logs:
            self._bar.set_postfix(loss=f"{float(logs['loss']):.3f}")

    def on_train_end(
        self, args: TrainingArguments, state: TrainerState, control: TrainerControl, **_: Any
    ) -> None:
        """Leave the full bar standing."""
        if self._bar is not None:
            self._bar.close()


@contextlib.contextmanager
def quiet() -> Iterator[None]:
    """No bars and no advice of transformers, trl and datasets; errors still come through."""
    verbosity, bars = transformers.logging.get_verbosity(), transformers.logging.is_progress_bar_enabled()
    data_bars = datasets.is_progress_bar_enabled()
    transformers.logging.set_verbosity_error()
    transformers.logging.disable_progress_bar()
    datasets.disable_progress_bars()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        transformers.logging.set_verbosity(verbosity)
        if bars:
            transformers.logging.enable_progress_bar()
        if data_bars:
            datasets.enable_progress_bars()
