"""Supervised fine-tuning through trl's trainer.

What differs from trl's own: logits are computed at the positions that have a label only (trl's fused head scores every
position of a batch on a CPU, which triples the time of a step here), a batch without a label is refused instead of
counted as a loss of 0, and the model that goes in is copied, so that it stays the baseline it was.
"""

import copy
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import torch
from datasets import Dataset
from torch.nn.functional import cross_entropy
from tqdm.auto import tqdm
from transformers import PreTrainedModel, PreTrainedTokenizerBase, TrainerCallback, set_seed
from transformers.trainer_callback import PrinterCallback
from trl import SFTConfig, SFTTrainer

from helpers.errors import InputError
from helpers.sft.chats import IGNORED, completion_labels, encode
from helpers.sft.methods import Method, trainable_parameters
from helpers.training.arguments import quiet, trainer_arguments

BETA2 = 0.95  # Adam's usual 0.999 averages over a thousand steps; these runs have a few dozen


@dataclass(frozen=True)
class Tuned:
    """What came of one run.

    Attributes:
        model: the trained copy, in evaluation mode; a `PeftModel` where the method adds weights.
        losses: nats a target token, one a step.
        seconds: spent in training.
        trainable: parameters that were trained.
        total: parameters of the model that went in.
    """

    model: Any
    losses: list[float]
    seconds: float
    trainable: int
    total: int

    @property
    def share(self) -> float:
        """Trained parameters as a share of the model's."""
        return self.trainable / self.total


class CompletionTrainer(SFTTrainer):
    """trl's trainer with logits at labelled positions only."""

    last_loss = float("nan")

    def compute_loss(
        self, model: Any, inputs: dict[str, Any], return_outputs: bool = False, num_items_in_batch: Any = None
    ) -> Any:
        """Mean nats of the labelled tokens. Raises InputError for a batch that has none."""
        loss = batch_loss(model, inputs)
        self.last_loss = float(loss.detach())
        return (loss, None) if return_outputs else loss


def batch_loss(model: Any, inputs: dict[str, Any]) -> torch.Tensor:
    """Mean nats of the labelled tokens of a batch, a float32 scalar.

    Args:
        model: a causal language model, with adapters or a soft prompt or without.
        inputs: ``input_ids``, ``attention_mask`` and ``labels``, (batch, tokens); padded on the right.

    Raises:
        InputError: no token has a label.
    """
    labels = inputs["labels"][:, 1:]
    columns = (labels != IGNORED).any(dim=0).nonzero().flatten()
    if not len(columns):
        raise InputError(
            "A batch has no token to learn from: every label is -100. Check the chats and max_length."
        )
    virtual = getattr(getattr(model, "active_peft_config", None), "num_virtual_tokens", None) or 0
    output = model(
        input_ids=inputs["input_ids"],
        attention_mask=inputs["attention_mask"],
        logits_to_keep=columns + virtual,
        use_cache=False,
    )
    return cross_entropy(
        output.logits.float().flatten(0, 1), labels[:, columns].flatten(), ignore_index=IGNORED
    )


def fine_tune(
    model: PreTrainedModel,
    tokenizer: PreTrainedTokenizerBase,
    chats: Dataset,
    method: Method,
    *,
    steps: int = 40,
    batch: int = 16,
    learning_rate: float = 1e-3,
    max_length: int | None = None,
    seed: int = 0,
    name: str = "fine-tuning",
    on_step: Callable[[int, float], None] | None = None,
) -> Tuned:
    """Train a copy of a model on chats.

    Args:
        model: stays as it is.
        tokenizer: with a chat template.
        chats: rows with ``messages``, or what `encode` made of them.
        method: what to train.
        steps, batch, learning_rate, seed: see `trainer_arguments`. The global random numbers are seeded, too.
        max_length: see `encode`.
        name: label of the progress bar.
        on_step: called after each step with its number, from 1, and its loss.

    Raises:
        InputError: chats, a method or settings that cannot be trained with.
    """
    if "input_ids" not in chats.column_names:
        chats = encode(chats, tokenizer, max_length=max_length, labeller=completion_labels)
    arguments = trainer_arguments(steps=steps, batch=batch, learning_rate=learning_rate, seed=seed)
    total = sum(p.numel() for p in model.parameters())
    with quiet(), tqdm(total=steps, desc=name, leave=False) as bar:
        set_seed(seed)
        trained = method.apply(copy.deepcopy(model))
        follow = _Follow(bar, on_step)
        trainer = CompletionTrainer(
            trained,
            args=SFTConfig(**arguments, adam_beta2=BETA2, max_length=None),
            train_dataset=chats,
            processing_class=tokenizer,
            callbacks=[follow],
        )
        follow.trainer = trainer
        trainer.remove_callback(PrinterCallback)
        start = time.perf_counter()
        trainer.train()
        seconds = time.perf_counter() - start
        _unwrap(trainer, trained)
    return Tuned(trained.eval(), follow.losses, seconds, trainable_parameters(trained), total)


class _Follow(TrainerCallback):
    """Hands each step's loss to the bar and to whoever asked for it."""

    def __init__(self, bar: Any, on_step: Callable[[int, float], None] | None) -> None:
        self.bar, self.on_step = bar, on_step
        self.trainer: CompletionTrainer | None = None
        self.losses: list[float] = []

    def on_step_end(self, args: Any, state: Any, control: Any, **_: Any) -> None:
        assert self.trainer is not None
        self.losses.append(self.trainer.last_loss)
        self.bar.set_postfix(loss=f"{self.losses[-1]:.3f}", refresh=False)
        self.bar.update()
        if self.on_step:
            self.on_step(state.global_step, self.losses[-1])


def _unwrap(trainer: SFTTrainer, model: torch.nn.Module) -> None:
    """Take off what trl and accelerate put over ``forward``: a copy of the model would still call the original's."""
    trainer.accelerator.unwrap_model(model, keep_fp32_wrapper=False)
    for module in model.modules():
        module.__dict__.pop("forward", None)
