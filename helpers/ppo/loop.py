"""The loop of PPO: roll out, score, estimate advantages, update.

What is left out on purpose: reward models (a score is any function of texts), a learning-rate schedule, and a separate
value network (the head shares the policy's backbone, which halves the work of an update).
"""

import copy
import os
import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from itertools import pairwise
from typing import Any

import torch
from accelerate import Accelerator
from torch import Tensor, nn
from transformers import PreTrainedTokenizerBase

from helpers.errors import InputError
from helpers.masking import masked_mean, whiten
from helpers.ppo import finite, record
from helpers.ppo.config import PPOConfig
from helpers.ppo.control import RunControl, Stopped
from helpers.ppo.inputs import check_prompts, checked_scores
from helpers.ppo.objective import (
    AdaptiveKL,
    Rows,
    clipped_policy_loss,
    clipped_value_loss,
    gae,
    shaped_rewards,
)
from helpers.ppo.policy import Policy, in_chunks
from helpers.ppo.processes import Processes
from helpers.ppo.record import StepReport
from helpers.ppo.rollout import Completions, Rollout
from helpers.types import Score


class PPO:
    """Rollout, score, advantage, update; again and again.

    Args:
        policy: what is trained, in place.
        prompts: drawn from in a shuffled order, each once before any comes again.
        score: gives (prompts, completions) a number each; higher is better.
        accelerator: for several processes or bf16; None trains in this process as the policy is.

    Raises:
        InputError: no prompts, one that leaves no room for a completion, or a tokenizer without an end token.
    """

    # A subclass may bring its own, as lab 07 does.
    policy_loss = staticmethod(clipped_policy_loss)
    value_loss = staticmethod(clipped_value_loss)

    def __init__(
        self,
        policy: Policy,
        tokenizer: PreTrainedTokenizerBase,
        prompts: Sequence[str],
        score: Score,
        config: PPOConfig,
        *,
        accelerator: Accelerator | None = None,
    ) -> None:
        check_prompts(policy.plain, tokenizer, prompts, config.max_new_tokens)
        self.policy, self.tokenizer, self.config = policy, tokenizer, config
        self.prompts, self.score = list(prompts), score
        self.processes = Processes(policy, config, accelerator)
        self.steps = 0
        self.kl_control = (
            AdaptiveKL(config.kl_coef, config.kl_target, config.kl_horizon) if config.kl_target else None
        )
        self.optimizer = torch.optim.AdamW(
            policy.trained(), lr=config.learning_rate, weight_decay=0.0, fused=True
        )

    @property
    def kl_coef(self) -> float:
        """β as it is now."""
        return self.kl_control.value if self.kl_control else self.config.kl_coef

    def run(
        self,
        iterations: int,
        *,
        callbacks: Sequence[Callable[[StepReport], object]] = (),
        control: RunControl | None = None,
    ) -> list[StepReport]:
        """Some iterations; fewer when ``control`` stops or the keyboard interrupts, which undoes the one under way.

        Callbacks get the report of each iteration, in the main process only.
        """
        control, reports = control or RunControl(), []
        with suppress(Stopped, KeyboardInterrupt):
            for _ in range(iterations):
                control.wait()
                reports.append(self.step(control))
                for callback in callbacks if self.processes.rank == 0 else ():
                    callback(reports[-1])
        return reports

    def step(self, control: RunControl | None = None) -> StepReport:
        """One iteration on the next prompts, or, where anything interrupts it, none at all."""
        before = self.state_dict()
        try:
            return self._iterate(control or RunControl())
        except BaseException:
            self.load_state_dict(before)
            raise

    def _iterate(self, control: RunControl) -> StepReport:
        self.policy.eval()  # no dropout: a ratio must compare the same function with itself
        times = [time.perf_counter()]
        prompts = self._next_prompts()
        completions = self.roll_out(prompts)
        times.append(time.perf_counter())
        rollout = self.assess(prompts, completions)
        times.append(time.perf_counter())
        advantages, returns = self.advantages(rollout)
        losses = self.update(rollout, advantages, returns, control)
        times.append(time.perf_counter())
        return self._report(rollout, losses, times)

    def roll_out(self, prompts: Sequence[str]) -> Completions:
        """Draw a completion for each prompt."""
        config = self.config
        seed = config.seed + 1 + self.steps + 1_000_003 * self.processes.rank
        with self.processes.autocast():
            return self.policy.complete(
                self.tokenizer,
                prompts,
                max_new_tokens=config.max_new_tokens,
                temperature=config.temperature,
                seed=seed,
            )

    def assess(self, prompts: Sequence[str], completions: Completions) -> Rollout:
        """Have completions scored, and note what policy and reference think of them."""
        temperature, size = self.config.temperature, self.config.micro_batch

        def before(part: Completions) -> Tensor:
            now = self.policy(part, temperature)
            return torch.stack([now.logprobs, now.values, self.policy.reference_logprobs(part, temperature)])

        with self.processes.autocast():
            logprobs, values, reference = in_chunks(before, completions, size)
        scores = torch.tensor(
            checked_scores(self.score, prompts, completions.texts), device=self.policy.device
        )
        rollout = self.processes.gather(
            Rollout(tuple(prompts), completions, logprobs, reference, values, scores)
        )
        seen = {"logprobs": rollout.logprobs, "ref_logprobs": rollout.ref_logprobs, "values": rollout.values}
        finite.check(self.steps + 1, rollout, **seen)
        return rollout

    def advantages(self, rollout: Rollout) -> tuple[Rows, Rows]:
        """Advantages, whitened if so configured, and returns."""
        config, mask = self.config, rollout.completions.response_mask
        scores = rollout.scores - config.missing_end_penalty * (~rollout.completions.ended).float()
        rewards = shaped_rewards(rollout.logprobs, rollout.ref_logprobs, mask, scores, self.kl_coef)
        advantages, returns = gae(rewards, rollout.values, mask, config.gamma, config.lam)
        finite.check(self.steps + 1, rollout, advantages=advantages, returns=returns)
        return (whiten(advantages, mask) if config.whiten_advantages else advantages), returns

    def update(
        self, rollout: Rollout, advantages: Rows, returns: Rows, control: RunControl | None = None
    ) -> dict[str, Any]:
        """A few epochs of minibatches on one rollout; means of what the losses said."""
        config, said = self.config, list[dict[str, float]]()
        shuffle = torch.Generator().manual_seed(config.seed + self.steps)
        for _ in range(config.epochs):
            for rows in torch.randperm(len(rollout.prompts), generator=shuffle).split(config.minibatch):
                if control:
                    control.check()
                said.append(self._learn(rollout, advantages, returns, self.processes.share(rows)))
                if config.stop_kl is not None and said[-1]["approx_kl"] > config.stop_kl:
                    return _summary(said)
        return _summary(said)

    def _learn(self, rollout: Rollout, advantages: Rows, returns: Rows, rows: Tensor) -> dict[str, float]:
        """One step of the optimizer on some of the completions, the mean over all their real tokens."""
        config, completions, rows = self.config, rollout.completions, rows.to(self.policy.device)
        tokens = self.processes.mean(completions.response_mask[rows].sum().float())
        said: dict[str, Tensor] = defaultdict(lambda: tokens.new_zeros(()))
        self.optimizer.zero_grad()
        for few in completions.of_like_length(rows, config.micro_batch):
            losses = self._losses(rollout, advantages, returns, few)
            share = completions.response_mask[few].sum() / tokens
            self.processes.backward(losses["loss"] * share)
            for name, x in losses.items():
                said[name] += x.detach() * share
        said = {name: self.processes.mean(x) for name, x in said.items()}
        norm = nn.utils.clip_grad_norm_(self.policy.trained(), config.max_grad_norm)
        finite.check(self.steps + 1, rollout, **said, gradient=norm)
        self.optimizer.step()
        del said["loss"]
        return {name: x.item() for name, x in said.items()} | {"grad_norm": norm.item()}

    def _losses(self, rollout: Rollout, advantages: Rows, returns: Rows, rows: Tensor) -> dict[str, Tensor]:
        """What is minimised, -L_clip + c1 L_value - c2 H (Schulman et al., 2017, equation 9), and its parts."""
        config, part = self.config, rollout.completions.rows(rows)
        mask, width = part.response_mask, part.response_mask.shape[1]
        old_logprobs, old_values, advantage, goal = (
            x[rows, :width] for x in (rollout.logprobs, rollout.values, advantages, returns)
        )
        with self.processes.autocast():
            now = self.processes.learner(part, config.temperature, config.entropy_coef > 0)
        policy = self.policy_loss(now.logprobs, old_logprobs, advantage, mask, config.clip_range)
        value = self.value_loss(now.values, old_values, goal, mask, config.value_clip_range)
        entropy = masked_mean(now.entropy, mask)
        return {
            "policy_loss": policy.loss,
            "value_loss": value.loss,
            "entropy": entropy,
            "loss": policy.loss + config.value_coef * value.loss - config.entropy_coef * entropy,
            "clip_fraction": entropy.new_tensor(policy.clip_fraction),
            "approx_kl": entropy.new_tensor(policy.approx_kl),
        }

    def _report(self, rollout: Rollout, losses: Mapping[str, Any], times: Sequence[float]) -> StepReport:
        """Close the iteration: count it, set the price of the next one, say what happened."""
        weights = torch.stack([p.detach().sum() for p in self.policy.trained()])
        finite.check(self.steps + 1, rollout, weights=weights)
        kl, kl_coef, completions = float(rollout.kl.mean()), self.kl_coef, rollout.completions
        if self.kl_control:
            self.kl_control.update(kl, len(completions))
        self.steps += 1
        rolled, scored, updated = (after - before for before, after in pairwise(times))
        return StepReport(
            step=self.steps,
            score=float(rollout.scores.mean()),
            kl=kl,
            kl_coef=kl_coef,
            ended=float(completions.ended.float().mean()),
            tokens=float(completions.response_mask.sum(dim=1).float().mean()),
            **losses,
            rollout_seconds=rolled,
            score_seconds=scored,
            update_seconds=updated,
            prompts=rollout.prompts,
            texts=completions.texts,
            scores=tuple(rollout.scores.tolist()),
        )

    def state_dict(self) -> dict[str, Any]:
        """All that a later run needs to go on from here; a copy, which further steps leave alone."""
        trained = {name: p.detach().clone() for name, p in self.policy.named_parameters() if p.requires_grad}
        return {
            "steps": self.steps,
            "kl_coef": self.kl_coef,
            "trained": trained,
            "optimizer": copy.deepcopy(self.optimizer.state_dict()),
        }

    def load_state_dict(self, state: Mapping[str, Any]) -> None:
        """Go on from a `state_dict` of a run with the same policy, prompts and settings.

        Raises:
            InputError: the state holds other weights than this policy trains.
        """
        parameters = {name: p for name, p in self.policy.named_parameters() if p.requires_grad}
        shapes = {name: value.shape for name, value in state["trained"].items()}
        if shapes != {name: p.shape for name, p in parameters.items()}:
            raise InputError(
                "This state belongs to a policy with other trained weights; load it into that one."
            )
        with torch.no_grad():
            for name, value in state["trained"].items():
                parameters[name].copy_(value)
        self.optimizer.load_state_dict(copy.deepcopy(state["optimizer"]))
        self.steps = state["steps"]
        if self.kl_control:
            self.kl_control.value = state["kl_coef"]

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write the state to a file; a crash in between leaves the old file."""
        record.save(self.state_dict(), path)

    def load(self, path: str | os.PathLike[str]) -> None:
        """Go on from a saved state. Raises InputError for a file that is none, or of another policy."""
        self.load_state_dict(record.load(path))

    def _next_prompts(self) -> list[str]:
        """This process's prompts of the next step; a new order each time all have been used."""
        number, total = self.config.prompts_per_step, len(self.prompts)
        first = self.steps * number
        turns = range(first // total, (first + number - 1) // total + 1)
        order = torch.cat([self._order(turn) for turn in turns])
        chosen = order[first - turns.start * total :][:number]
        return [self.prompts[i] for i in self.processes.share(chosen).tolist()]

    def _order(self, turn: int) -> Tensor:
        shuffle = torch.Generator().manual_seed(self.config.seed + 7919 * turn)
        return torch.randperm(len(self.prompts), generator=shuffle)


def _summary(said: Sequence[Mapping[str, float]]) -> dict[str, Any]:
    means = {name: sum(one[name] for one in said) / len(said) for name in said[0]}
    return {**means, "minibatches": len(said)}
