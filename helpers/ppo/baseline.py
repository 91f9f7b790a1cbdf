"""The maintained baseline beside the course's PPO: trl's RLOO on the same score function and the same compute.

RLOO (Ahmadian et al., 2024) needs no value head: several completions of one prompt are each other's baseline.
"""

import math
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, cast

from datasets import Dataset
from peft import PeftModel
from transformers import PreTrainedModel, PreTrainedTokenizerBase, PrinterCallback, TrainerCallback
from trl import RLOOConfig, RLOOTrainer

from helpers.errors import InputError
from helpers.ppo.config import PPOConfig
from helpers.ppo.inputs import check_prompts, checked_scores
from helpers.sampling.generation import end_ids
from helpers.training.arguments import quiet, trainer_arguments
from helpers.types import Score


@dataclass(frozen=True)
class BaselineReport:
    """What was drawn in one iteration: its number from 1, the judge's mean score, mean tokens, seconds it all took."""

    step: int
    score: float
    tokens: float
    seconds: float
    texts: tuple[str, ...]


def rloo(
    model: PeftModel,
    tokenizer: PreTrainedTokenizerBase,
    prompts: Sequence[str],
    score: Score,
    config: PPOConfig,
    *,
    iterations: int,
    seconds: float = math.inf,
    generations: int = 4,
    callback: Callable[[BaselineReport], object] | None = None,
) -> list[BaselineReport]:
    """Train an adapter by trl's RLOO, in place, with as many completions and optimizer steps as PPO under ``config``.

    The price of KL, clip range, temperature, learning rate, penalty for completions without an end and seed are those
    of ``config``; its settings of values and advantages have no meaning here.

    Args:
        model: with an adapter, because trl takes the reference of full weights from the disk, not from memory.
        score: gives (prompts, completions) a number each, as for `PPO`.
        iterations, seconds: training ends with whichever comes first; an iteration that has begun is completed.
        generations: completions of each prompt, 2 or more; they divide a minibatch.
        callback: called with the report of each iteration once it is over.

    Raises:
        InputError: a model without an adapter, batches that do not divide, or what `PPO` refuses.
    """
    if not isinstance(model, PeftModel):
        raise InputError("This model has no adapter; wrap it with peft.get_peft_model(model, LoraConfig(…)).")
    if generations < 2 or config.minibatch % generations or config.prompts_per_step % config.minibatch:
        raise InputError(
            f"{generations} generations must be 2 or more and divide minibatch={config.minibatch}, which must divide "
            f"prompts_per_step={config.prompts_per_step}."
        )
    plain = cast(PreTrainedModel, model.get_base_model())
    check_prompts(plain, tokenizer, prompts, config.max_new_tokens)
    minibatches = config.prompts_per_step // config.minibatch
    per_iteration = minibatches * config.epochs
    arguments = trainer_arguments(
        steps=iterations * per_iteration,
        batch=config.minibatch,
        learning_rate=config.learning_rate,
        seed=config.seed,
        warmup=0.0,
    )
    diary = _Diary(score, config, end_ids(plain, tokenizer), per_iteration, seconds, callback)
    with quiet():
        trainer = RLOOTrainer(
            model,
            reward_funcs=diary.reward,
            args=RLOOConfig(
                **arguments
                | {
                    "lr_scheduler_type": "constant",
                    "train_sampling_strategy": "random",
                    "num_generations": generations,
                    "steps_per_generation": minibatches,
                    "num_iterations": config.epochs,
                    "max_completion_length": config.max_new_tokens,
                    "temperature": config.temperature,
                    "beta": config.kl_coef,
                    "epsilon": config.clip_range,
                    "max_grad_norm": config.max_grad_norm,
                }
            ),
            train_dataset=Dataset.from_dict({"prompt": list(prompts)}),
            processing_class=tokenizer,
            callbacks=[diary],
        )
        trainer.remove_callback(PrinterCallback)
        trainer.train()
        trainer.accelerator.unwrap_model(model, keep_fp32_wrapper=False)
        if "ref" in model.peft_config:  # trl's copy of the adapter as it was
            model.delete_adapter("ref")
    model.eval()
    return diary.reports


class _Diary(TrainerCallback):
    """The reward function that trl calls once an iteration, and notes of what it saw."""

    def __init__(
        self,
        score: Score,
        config: PPOConfig,
        ends: frozenset[int],
        per_iteration: int,
        seconds: float,
        callback: Callable[[BaselineReport], object] | None,
    ) -> None:
        self.score, self.config, self.ends = score, config, ends
        self.per_iteration, self.seconds, self.callback = per_iteration, seconds, callback
        self.reports: list[BaselineReport] = []
        self._drawn: dict[str, Any] = {}
        self._start = 0.0

    def reward(
        self, prompts: list[str], completions: list[str], completion_ids: list[list[int]], **_: Any
    ) -> list[float | None]:
        """Scores less the penalty for completions that did not end by themselves."""
        scores = checked_scores(self.score, prompts, completions)
        self._drawn = {
            "score": sum(scores) / len(scores),
            "tokens": sum(map(len, completion_ids)) / len(scores),
            "texts": tuple(completions),
        }
        penalty = self.config.missing_end_penalty
        return [
            s - penalty * (ids[-1] not in self.ends) for s, ids in zip(scores, completion_ids, strict=True)
        ]

    def on_train_begin(self, args: Any, state: Any, control: Any, **_: Any) -> None:
        """Start the clock."""
        self._start = time.perf_counter()

    def on_step_end(self, args: Any, state: Any, control: Any, **_: Any) -> None:
        """Report when the last minibatch of an iteration is done."""
        if state.global_step % self.per_iteration == 0:
            now = time.perf_counter()
            step = state.global_step // self.per_iteration
            self.reports.append(BaselineReport(step=step, seconds=now - self._start, **self._drawn))
            self._start = now
            if self.callback:
                self.callback(self.reports[-1])
            control.should_training_stop |= sum(r.seconds for r in self.reports) >= self.seconds
