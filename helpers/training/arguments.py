"""The settings that trl's trainers share in this course, for the device in use, and a quiet place to run them in.

trl's own defaults ask for bfloat16 and gradient checkpointing, report to whatever tracker is installed, and print.
"""

import contextlib
import logging
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import datasets
import transformers

from helpers import profile
from helpers.errors import InputError
from helpers.training.pretrain import bf16_pays


def trainer_arguments(
    *, steps: int, batch: int, learning_rate: float, seed: int, warmup: float = 0.1
) -> dict[str, Any]:
    """Keyword arguments for any of trl's configurations (SFTConfig, DPOConfig, RewardConfig, …).

    On a CPU: ``use_cpu``, no pinned memory. bfloat16 where the hardware multiplies in it. Nothing is saved, reported or
    printed; a cosine takes the learning rate to 0; batches are of like lengths.

    Args:
        steps: of the optimizer (AdamW without weight decay).
        batch: examples a step, on one device.
        learning_rate: the highest, after the warm-up.
        seed: of the order of the examples, dropout and new weights.
        warmup: share of the steps in which the rate rises.

    Raises:
        InputError: a number that is not above 0.
    """
    for name, value in (("steps", steps), ("batch", batch), ("learning_rate", learning_rate)):
        if not value > 0:
            raise InputError(f"{name} is {value}; it must be above 0.")
    device = profile.device()
    return {
        "output_dir": str(Path(tempfile.gettempdir()) / "course-trainer"),
        "max_steps": steps,
        "per_device_train_batch_size": batch,
        "learning_rate": learning_rate,
        "warmup_steps": int(steps * warmup),
        "lr_scheduler_type": "cosine",
        "weight_decay": 0.0,
        "seed": seed,
        "use_cpu": device.type == "cpu",
        "bf16": bf16_pays(device),
        "dataloader_pin_memory": device.type == "cuda",
        "gradient_checkpointing": False,
        "train_sampling_strategy": "group_by_length",
        "save_strategy": "no",
        "logging_strategy": "no",
        "report_to": "none",
        "disable_tqdm": True,
        "log_level": "error",
    }


@contextlib.contextmanager
def quiet() -> Iterator[None]:
    """No advice, warnings or bars of transformers, trl, peft and datasets inside."""
    loggers = [logging.getLogger(name) for name in ("trl", "peft", "accelerate", "datasets")]
    levels = [logger.level for logger in loggers]
    verbosity = transformers.logging.get_verbosity()
    bars = datasets.is_progress_bar_enabled()
    transformers.logging.set_verbosity_error()
    datasets.disable_progress_bars()
    for logger in loggers:
        logger.setLevel(logging.ERROR)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        transformers.logging.set_verbosity(verbosity)
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)
        if bars:
            datasets.enable_progress_bars()
