"""The loop of PPO: roll out, score, estimate advantages, update.

What is left out on purpose: reward models (a score is any function of texts), a learning-rate schedule, and a separate
value network (the head shares the policy's backbone, which halves the work of an update).
"""

import math
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import torch
from jaxtyping import Float
from torch import Tensor, nn
from transformers import PreTrainedTokenizerBase

from helpers.masking import masked_mean, whiten
from helpers.ppo.objective import (
    AdaptiveKL,
    Rows,
    clipped_policy_loss,
    clipped_value_loss,
    gae,
    kl_estimates,
    shaped_rewards,
)
from helpers.ppo.policy import Completions, Policy

Score = Callable[[Sequence[str], Sequence[str]], Sequence[float]]  # (prompts, completions) -> a number each


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
        learning_rate: of AdamW; 1e-5 to 1e-4 for full weights, up to 1e-3 for adapters and small models.
        clip_range, value_clip_range: see the losses; 0.2.
        value_coef, entropy_coef: weights c1 and c2 of the value loss and of the entropy bonus; 0.1 and 0-0.01.
        max_grad_norm: gradients are scaled down to this norm.
        stop_kl: a step's update ends early once the policy has moved so many nats a token; None never ends it.
    Housekeeping
        seed: of the order of prompts and of all draws.
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
    learning_rate: float = 1e-4
    clip_range: float = 0.2
    value_clip_range: float = 0.2
    value_coef: float = 0.1
    entropy_coef: float = 0.0
    max_grad_norm: float = 1.0
    stop_kl: float | None = 0.2
    seed: int = 0


@dataclass(frozen=True)
class Rollout:
    """Completions with what is known of them before the update; rows are (batch, response)."""

    prompts: tuple[str, ...]
    completions: Completions
    logprobs: Rows
    ref_logprobs: Rows
    values: Rows
    scores: Float[Tensor, " batch"]

    @property
    def kl(self) -> Float[Tensor, " batch"]:
        """Nats between policy and reference in each completion, estimated by k1."""
        k1 = kl_estimates(self.logprobs, self.ref_logprobs).k1
        return k1.masked_fill(~self.completions.response_mask, 0.0).sum(dim=1)


@dataclass(frozen=True)
class StepReport:
    """What one step did: means over completions (score, KL in nats a completion), tokens or minibatches (the rest).

    ``prompts`` and ``texts`` are the completions themselves, ``scores`` what the judge gave each.
    """

    step: int
    score: float
    kl: float
    kl_coef: float
    entropy: float
    policy_loss: float
    value_loss: float
    clip_fraction: float
    approx_kl: float
    tokens: float
    rollout_seconds: float
    update_seconds: float
    prompts: tuple[str, ...]
    texts: tuple[str, ...]
    scores: tuple[float, ...]


class PPO:
    """Rollout, score, advantage, update; again and again.

    Args:
        policy: what is trained, in place.
        prompts: drawn from in a shuffled order, each once before any comes again.
        score: gives (prompts, completions) a number each; higher is better.

    Raises:
        ValueError: no prompts.
    """

    def __init__(
        self,
        policy: Policy,
        tokenizer: PreTrainedTokenizerBase,
        prompts: Sequence[str],
        score: Score,
        config: PPOConfig,
    ) -> None:
        if not prompts:
            raise ValueError("There are no prompts to learn from.")
        self.policy, self.tokenizer, self.config = policy, tokenizer, config
        self.prompts, self.score = list(prompts), score
        self.steps = 0
        self.kl_control = (
            AdaptiveKL(config.kl_coef, config.kl_target, config.kl_horizon) if config.kl_target else None
        )
        self.optimizer = torch.optim.AdamW(policy.trained(), lr=config.learning_rate, weight_decay=0.0)

    @property
    def kl_coef(self) -> float:
        """β as it is now."""
        return self.kl_control.value if self.kl_control else self.config.kl_coef

    def step(self) -> StepReport:
        """One iteration on the next prompts."""
        self.policy.eval()  # no dropout: a ratio must compare the same function with itself
        began = time.perf_counter()
        rollout = self.roll_out(self._next_prompts())
        half = time.perf_counter()
        kl_coef = self.kl_coef
        losses = self.update(rollout, *self.advantages(rollout))
        self.steps += 1
        kl = float(rollout.kl.mean())
        if self.kl_control:
            self.kl_control.update(kl, len(rollout.prompts))
        return StepReport(
            step=self.steps,
            score=float(rollout.scores.mean()),
            kl=kl,
            kl_coef=kl_coef,
            **losses,
            tokens=float(rollout.completions.response_mask.sum(dim=1).float().mean()),
            rollout_seconds=half - began,
            update_seconds=time.perf_counter() - half,
            prompts=rollout.prompts,
            texts=rollout.completions.texts,
            scores=tuple(rollout.scores.tolist()),
        )

    @torch.no_grad()
    def roll_out(self, prompts: Sequence[str]) -> Rollout:
        """Draw a completion for each prompt, have it scored, and note what policy and reference think of it."""
        config = self.config
        completions = self.policy.complete(
            self.tokenizer,
            prompts,
            max_new_tokens=config.max_new_tokens,
            temperature=config.temperature,
            seed=config.seed + 1 + self.steps,
        )
        before = self.policy(completions, config.temperature)
        reference = self.policy.reference_logprobs(completions, config.temperature)
        scores = torch.tensor(
            checked_scores(self.score, prompts, completions.texts), device=self.policy.device
        )
        scores = scores - config.missing_end_penalty * (~completions.ended).float()
        return Rollout(tuple(prompts), completions, before.logprobs, reference, before.values, scores)

    def advantages(self, rollout: Rollout) -> tuple[Rows, Rows]:
        """Advantages, whitened if so configured, and returns."""
        mask = rollout.completions.response_mask
        rewards = shaped_rewards(rollout.logprobs, rollout.ref_logprobs, mask, rollout.scores, self.kl_coef)
        advantages, returns = gae(rewards, rollout.values, mask, self.config.gamma, self.config.lam)
        return (whiten(advantages, mask) if self.config.whiten_advantages else advantages), returns

    def update(self, rollout: Rollout, advantages: Rows, returns: Rows) -> dict[str, float]:
        """A few epochs of minibatches on one rollout; means of what the losses said."""
        config, said = self.config, []
        shuffle = torch.Generator().manual_seed(config.seed + self.steps)
        for _ in range(config.epochs):
            for rows in torch.randperm(len(rollout.prompts), generator=shuffle).split(config.minibatch):
                rows = rows.to(self.policy.device)
                part = rollout.completions.rows(rows)
                mask, width = part.response_mask, part.response_mask.shape[1]
                now = self.policy(part, config.temperature)
                old, old_values, goal, advantage = (
                    x[rows, :width] for x in (rollout.logprobs, rollout.values, returns, advantages)
                )
                policy = clipped_policy_loss(now.logprobs, old, advantage, mask, config.clip_range)
                value = clipped_value_loss(now.values, old_values, goal, mask, config.value_clip_range)
                entropy = masked_mean(now.entropy, mask)
                loss = policy.loss + config.value_coef * value.loss - config.entropy_coef * entropy
                _must_be_finite(
                    self.steps + 1, policy_loss=policy.loss, value_loss=value.loss, entropy=entropy
                )
                self.optimizer.zero_grad()
                loss.backward()
                nn.utils.clip_grad_norm_(self.policy.trained(), config.max_grad_norm)
                self.optimizer.step()
                said.append(
                    {
                        "policy_loss": policy.loss.item(),
                        "value_loss": value.loss.item(),
                        "entropy": entropy.item(),
                        "clip_fraction": policy.clip_fraction,
                        "approx_kl": policy.approx_kl,
                    }
                )
                if config.stop_kl is not None and policy.approx_kl > config.stop_kl:
                    return _means(said)
        return _means(said)

    def state_dict(self) -> dict[str, Any]:
        """All that a later run needs to go on from here."""
        trained = {name: p.detach().clone() for name, p in self.policy.named_parameters() if p.requires_grad}
        return {
            "steps": self.steps,
            "kl_coef": self.kl_coef,
            "trained": trained,
            "optimizer": self.optimizer.state_dict(),
        }

    def load_state_dict(self, state: Mapping[str, Any]) -> None:
        """Go on from a `state_dict` of a run with the same policy, prompts and settings."""
        parameters = {name: p for name, p in self.policy.named_parameters() if p.requires_grad}
        if set(parameters) != set(state["trained"]):
            raise ValueError(
                "This state belongs to a policy with other trained weights; load it into that one."
            )
        with torch.no_grad():
            for name, value in state["trained"].items():
                parameters[name].copy_(value)
        self.optimizer.load_state_dict(state["optimizer"])
        self.steps = state["steps"]
        if self.kl_control:
            self.kl_control.value = state["kl_coef"]

    def _next_prompts(self) -> list[str]:
        """The prompts of the next step; a new order each time all have been used."""
        start = self.steps * self.config.prompts_per_step
        chosen = []
        for place in range(start, start + self.config.prompts_per_step):
            turn, index = divmod(place, len(self.prompts))
            shuffle = torch.Generator().manual_seed(self.config.seed + 7919 * turn)
            chosen.append(self.prompts[int(torch.randperm(len(self.prompts), generator=shuffle)[index])])
        return chosen


def checked_scores(score: Score, prompts: Sequence[str], texts: Sequence[str]) -> list[float]:
    """What the judge says, one finite number for each completion.

    Raises:
        ValueError: it failed, or returned something else; says for which completion.
    """
    try:
        scores = [float(value) for value in score(prompts, texts)]
    except Exception as error:
        raise ValueError(
            f"The score function failed on {len(texts)} completions ({type(error).__name__}: {error}); "
            f"the first one is {texts[0]!r}."
        ) from error
    if len(scores) != len(texts):
        raise ValueError(f"The score function gave {len(scores)} numbers for {len(texts)} completions.")
    for value, prompt, text in zip(scores, prompts, texts, strict=True):
        if not math.isfinite(value):
            raise ValueError(f"The score function gave {value} to the completion {text!r} of {prompt!r}.")
    return scores


def _must_be_finite(step: int, **quantities: Tensor) -> None:
    for name, value in quantities.items():
        if not bool(torch.isfinite(value)):
            raise ValueError(
                f"The {name.replace('_', ' ')} is {value.item()} in step {step}; "
                "the policy is as it was before this minibatch. Lower the learning rate."
            )


def _means(said: Sequence[Mapping[str, float]]) -> dict[str, float]:
    return {name: sum(one[name] for one in said) / len(said) for name in said[0]}
