"""One run of a trainer, trl's or transformers', on a copy of a model with a linear head."""

import copy
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Literal

import torch
from datasets import Dataset
from peft import LoraConfig, PeftModel, TaskType, get_peft_model
from torch import Tensor
from torch.nn.utils.rnn import pad_sequence
from torch.utils.data import Sampler
from tqdm.auto import tqdm
from transformers import (
    AutoModelForSequenceClassification,
    PreTrainedModel,
    PreTrainedTokenizerBase,
    PrinterCallback,
    Trainer,
    TrainerCallback,
    TrainingArguments,
    set_seed,
)
from trl import RewardConfig as TrlConfig
from trl import RewardTrainer

from helpers.errors import InputError
from helpers.lora import linear_modules
from helpers.reward.loss import last_token_score
from helpers.training.arguments import quiet, trainer_arguments

Objective = Callable[[Tensor, Mapping[str, Tensor]], Tensor]  # (batch, labels) scores, the batch -> a scalar


@dataclass(frozen=True)
class RewardConfig:
    """Settings of a reward model's training.

    steps, batch: of the optimizer, and prompts in each, with all pairs of their replies; 50-200 and 8-64. With fewer
        prompts than steps · batch they come again, with more some are left out.
    learning_rate: 5e-4 to 2e-3 for small models, 1e-5 for large ones; adapters take more.
    method: "full" trains the backbone and the head, "lora" adapters of rank ``rank`` and the head; the adapters are
        merged afterwards.
    frozen_layers: so many of the lowest layers, and the embeddings, stay as they are under "full", which saves their
        part of the backward pass.
    max_length: texts are cut off there, and pairs that become identical are left out; None is the model's window.
    seed: of the order of the prompts.
    """

    steps: int = 120
    batch: int = 10
    learning_rate: float = 2e-3
    method: Literal["full", "lora"] = "full"
    rank: int = 16
    frozen_layers: int = 1
    max_length: int | None = None
    seed: int = 0


@dataclass(frozen=True)
class Fitted:
    """A trained sequence classifier, with what `Trained` reports of the run."""

    model: Any
    losses: list[float]
    trainable: int
    seconds: float


def fit(
    model: PreTrainedModel,
    tokenizer: PreTrainedTokenizerBase,
    labels: tuple[str, ...],
    config: RewardConfig,
    data: Dataset,
    objective: Objective,
    name: str,
    on_step: Callable[[int, float], None] | None,
) -> Fitted:
    """Train a copy of a model with a head for these labels: pairs through trl, single texts through transformers."""
    arguments = trainer_arguments(
        steps=config.steps, batch=config.batch, learning_rate=config.learning_rate, seed=config.seed
    ) | {"remove_unused_columns": False}  # `length`, by which batches are made, would be removed
    with quiet(), tqdm(total=config.steps, desc=name, leave=False) as bar:
        set_seed(config.seed)
        trained = _adapted(_with_head(model, tokenizer, labels), config)
        losses: list[float] = []
        follow = _Follow(bar, losses, on_step)
        kind: Any = _PairTrainer if "chosen_ids" in data.column_names else _LabelTrainer
        trainer = kind(
            model=trained,
            args=kind.config(**arguments),
            train_dataset=data,
            data_collator=kind.collate(int(trained.config.pad_token_id)),
            processing_class=tokenizer,
            callbacks=[follow],
        )
        trainer.criterion, trainer.losses = objective, losses
        trainer.remove_callback(PrinterCallback)
        start = time.perf_counter()
        trainer.train()
        seconds = time.perf_counter() - start
        trainable = sum(p.numel() for p in trained.parameters() if p.requires_grad)
        plain = trained.merge_and_unload() if isinstance(trained, PeftModel) else trained
        # Trainers leave wrappers around `forward`; a new model with the same weights has none.
        clean = _with_head(plain, tokenizer, labels)
    return Fitted(clean.eval(), losses, trainable, seconds)


class _Objective:
    """Reads the scores at the last real tokens and hands them to an objective."""

    criterion: Any
    losses: list[float]
    args: Any
    train_dataset: Any

    def _get_train_sampler(self, train_dataset: Any = None) -> "_LikeLengths":
        lengths = (train_dataset or self.train_dataset)["length"]
        return _LikeLengths(list(lengths), self.args.train_batch_size, self.args.seed)

    def compute_loss(
        self,
        model: Any,
        inputs: dict[str, Tensor],
        return_outputs: bool = False,
        num_items_in_batch: Any = None,
    ) -> Any:
        """The objective of a batch, (batch, labels) float32 scores in."""
        plain: Any = model.get_base_model() if isinstance(model, PeftModel) else model
        with torch.autocast(inputs["input_ids"].device.type, torch.bfloat16, enabled=self.args.bf16):
            hidden = plain.base_model(
                input_ids=inputs["input_ids"], attention_mask=inputs["attention_mask"], use_cache=False
            ).last_hidden_state
        with torch.autocast(inputs["input_ids"].device.type, enabled=False):  # a reward in bf16 is too coarse
            everywhere = plain.score(hidden.float())
        scores = torch.stack(
            [last_token_score(label, inputs["attention_mask"]) for label in everywhere.unbind(-1)], dim=-1
        )
        loss = self.criterion(scores, inputs)
        self.losses.append(float(loss.detach()))
        return (loss, None) if return_outputs else loss


class _LikeLengths(Sampler[int]):
    """Rows in batches of like lengths, and the batches in any order.

    Those of transformers go from long to short, so that a run of one pass ends on the shortest texts alone.
    """

    POOL = 10  # batches that are sorted together: more of them pad less, and hold rows that are more alike

    def __init__(self, lengths: Sequence[int], batch: int, seed: int) -> None:
        self.lengths, self.batch = lengths, batch
        self.generator = torch.Generator().manual_seed(seed)

    def __len__(self) -> int:
        return len(self.lengths)

    def __iter__(self) -> Iterator[int]:
        rows = torch.randperm(len(self), generator=self.generator).tolist()
        pool = self.POOL * self.batch
        rows = [
            i
            for start in range(0, len(rows), pool)
            for i in sorted(rows[start : start + pool], key=self.lengths.__getitem__)
        ]
        batches = [rows[start : start + self.batch] for start in range(0, len(rows), self.batch)]
        whole = len(rows) // self.batch  # one that is not full comes last, or it would shift the others
        order = torch.randperm(whole, generator=self.generator).tolist() + list(range(whole, len(batches)))
        return (i for place in order for i in batches[place])


@dataclass
class _CollatePairs:
    """Makes one batch of several prompts, in which every text stands once, however many pairs it is part of."""

    pad_token_id: int

    def __call__(self, rows: list[dict[str, Any]]) -> dict[str, Tensor]:
        texts: dict[tuple[int, ...], int] = {}
        sides: dict[str, list[int]] = {"chosen": [], "rejected": []}
        for row in rows:
            for side, places in sides.items():
                places += [texts.setdefault(tuple(ids), len(texts)) for ids in row[f"{side}_ids"]]
        return _padded_batch(list(texts), self.pad_token_id) | {
            side: torch.tensor(places) for side, places in sides.items()
        }


@dataclass
class _CollateLabels:
    """Makes one batch of single texts with their labels."""

    pad_token_id: int

    def __call__(self, rows: list[dict[str, Any]]) -> dict[str, Tensor]:
        batch = _padded_batch([row["input_ids"] for row in rows], self.pad_token_id)
        return batch | {"labels": torch.tensor([row["labels"] for row in rows])}


class _PairTrainer(_Objective, RewardTrainer):
    """trl's trainer; a row holds all pairs of a prompt, as in Ouyang et al. (2022), so that a reply is read once."""

    config = staticmethod(partial(TrlConfig, max_length=None))
    collate = _CollatePairs


class _LabelTrainer(_Objective, Trainer):
    """transformers' trainer; a row is a text with its labels."""

    config = TrainingArguments
    collate = _CollateLabels


def _padded_batch(rows: Sequence[Sequence[int]], pad_token_id: int) -> dict[str, Tensor]:
    ids = [torch.tensor(row) for row in rows]
    return {
        "input_ids": pad_sequence(ids, batch_first=True, padding_value=pad_token_id),
        "attention_mask": pad_sequence([torch.ones_like(row) for row in ids], batch_first=True),
    }


@dataclass
class _Follow(TrainerCallback):
    """Moves the bar and tells whoever asked."""

    bar: Any
    losses: list[float]
    on_step: Callable[[int, float], None] | None

    def on_step_end(self, args: Any, state: Any, control: Any, **_: Any) -> None:
        self.bar.set_postfix(loss=f"{self.losses[-1]:.3f}", refresh=False)
        self.bar.update()
        if self.on_step:
            self.on_step(state.global_step, self.losses[-1])


def _with_head(model: Any, tokenizer: PreTrainedTokenizerBase, labels: tuple[str, ...]) -> Any:
    """A copy of a model with a linear head, which starts at zero unless the model has one for as many labels."""
    config = copy.deepcopy(model.config)
    config.id2label = dict(enumerate(labels))
    config.label2id = {label: i for i, label in enumerate(labels)}
    config.pad_token_id = (
        tokenizer.pad_token_id if tokenizer.pad_token_id is not None else tokenizer.eos_token_id
    )
    made = AutoModelForSequenceClassification.from_config(config, dtype=torch.float32)
    if not hasattr(made, "score"):
        raise InputError(
            f"{type(model).__name__} cannot be given a reward head here; start from a decoder-only model."
        )
    made.base_model.load_state_dict(model.base_model.state_dict())
    head = getattr(model, "score", None)
    with torch.no_grad():
        made.score.weight.zero_()
        if head is not None and head.weight.shape == made.score.weight.shape:
            made.score.weight.copy_(head.weight)
    return made.to(model.device)


def _adapted(model: Any, config: RewardConfig) -> Any:
    """The model with adapters, or with its lowest layers frozen. Raises InputError for settings it cannot have."""
    if config.method == "lora":
        head = next(name for name, module in model.named_modules() if module is model.score)
        endings = {name.rpartition(".")[2] for name in linear_modules(model)} - {head}
        lora = LoraConfig(
            task_type=TaskType.SEQ_CLS,
            r=config.rank,
            lora_alpha=2 * config.rank,
            target_modules=sorted(endings),
        )
        return get_peft_model(model, lora)
    if config.method != "full":
        raise InputError(f'There is no method "{config.method}"; choose "full" or "lora".')
    layers = model.base_model.layers
    if not 0 <= config.frozen_layers <= len(layers):
        raise InputError(f"frozen_layers is {config.frozen_layers}; this model has {len(layers)} layers.")
    if config.frozen_layers:
        model.get_input_embeddings().requires_grad_(False)
        for layer in layers[: config.frozen_layers]:
            layer.requires_grad_(False)
    return model
