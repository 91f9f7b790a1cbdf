"""The settings of a run, in the order in which an iteration meets them."""

import math
from dataclasses import dataclass, fields

from helpers.errors import InputError


@dataclass(frozen=True)
class PPOConfig:
    """Settings of one run.

    Rollout
        prompts_per_step: completions drawn for each update; 32-512.
        max_new_tokens: longest completion.
        temperature: of sampling; logits are divided by it when they are scored, too. 0.7-1.
    Reward
        kl_coef: β, the price of a nat from the reference; 0.01-0.2.
        kl_target, kl_horizon: nats a completion that an adaptive β aims for (None keeps β), and how fast.
        missing_end_penalty: taken off the score of a completion that did not end by itself; 0 takes nothing.
    Advantage
        gamma, lam: see `gae`; 1 and 0.95.
        whiten_advantages: scale advantages to mean 0 and variance 1 over the real tokens of a step.
    Update
        epochs, minibatch: how often a step's completions are learned from, and how many at a time; 1-4 and 8-64.
        micro_batch: how many go through the model at a time, those of like length together; changes the time and memory
            that an update takes, not what it computes; 4-64.
        learning_rate: of AdamW; 1e-5 to 1e-4 for full weights, up to 1e-3 for adapters and small models.
        clip_range, value_clip_range: see the losses; 0.2.
        value_coef, entropy_coef: weights c1 and c2 of the value loss and of the entropy bonus; 0.1 and 0-0.01.
        max_grad_norm: gradients are scaled down to this norm.
        stop_kl: a step's update ends early once the policy has moved so many nats a token; None never ends it.
    Housekeeping
        seed: of the order of prompts and of all draws.

    Raises:
        InputError: a setting outside its range, by name.
    """

    prompts_per_step: int = 64
    max_new_tokens: int = 48
    temperature: float = 1.0
    kl_coef: float = 0.05
    kl_target: float | None = None
    kl_horizon: float = 10_000
    missing_end_penalty: float = 1.0
    gamma: float = 1.0
    lam: float = 0.95
    whiten_advantages: bool = True
    epochs: int = 2
    minibatch: int = 16
    micro_batch: int = 8
    learning_rate: float = 1e-4
    clip_range: float = 0.2
    value_clip_range: float = 0.2
    value_coef: float = 0.1
    entropy_coef: float = 0.0
    max_grad_norm: float = 1.0
    stop_kl: float | None = 0.2
    seed: int = 0

    def __post_init__(self) -> None:
        for field in fields(self):
            value = getattr(self, field.name)
            if value is None and field.name in ("kl_target", "stop_kl"):
                continue
            if field.name in _COUNTS and (not isinstance(value, int) or isinstance(value, bool) or value < 1):
                raise InputError(f"{field.name} is {value!r}; it must be a whole number of 1 or more.")
            if not isinstance(value, int | float) or not math.isfinite(value):
                raise InputError(f"{field.name} is {value!r}; it must be a number.")
            if field.name in _POSITIVE and not value > 0:
                raise InputError(f"{field.name} is {value}; it must be above 0.")
            if value < 0:
                raise InputError(f"{field.name} is {value}; it must be 0 or more.{_WHY.get(field.name, '')}")
            if field.name in ("gamma", "lam") and value > 1:
                raise InputError(f"{field.name} is {value}; it must lie between 0 and 1.")


_COUNTS = ("prompts_per_step", "max_new_tokens", "epochs", "minibatch", "micro_batch")
_POSITIVE = (
    "temperature",
    "kl_target",
    "kl_horizon",
    "learning_rate",
    "clip_range",
    "value_clip_range",
    "max_grad_norm",
    "stop_kl",
)
_WHY = {"kl_coef": " A negative price would pay the policy for leaving the reference."}
