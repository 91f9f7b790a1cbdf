"""Runs of PPO in the world of nine completions, for the dashboard; slow enough to be held."""

import time
from collections.abc import Callable, Sequence

import torch

from helpers.ppo import PPO, Completions, PPOConfig
from tests.ppo import toy

PROMPT = "x"


def score(prompts: Sequence[str], texts: Sequence[str]) -> list[float]:
    """The sum of the two tokens."""
    return [float(sum(map(int, text.split()))) for text in texts]


def gold(prompts: Sequence[str], texts: Sequence[str]) -> list[float]:
    """1 for two tokens that differ: something else than what is paid for."""
    return [float(len(set(text.split())) == 2) for text in texts]


def maker(seconds: float = 0.0, judge: Callable[..., list[float]] = score) -> Callable[[float], PPO]:
    """What a dashboard starts runs with; each iteration takes at least so long."""

    def judged(prompts: Sequence[str], texts: Sequence[str]) -> list[float]:
        time.sleep(seconds)
        return judge(prompts, texts)

    def make(kl_coef: float) -> PPO:
        policy = toy.policy()

        def complete(
            tokenizer: object, prompts: Sequence[str], *, max_new_tokens: int, temperature: float, seed: int
        ) -> Completions:
            chances = toy.probabilities(policy).detach()
            drawn = torch.multinomial(
                chances, len(prompts), replacement=True, generator=torch.Generator().manual_seed(seed)
            )
            return toy.completions([toy.SEQUENCES[i] for i in drawn])

        policy.complete = complete  # type: ignore[method-assign, assignment]
        config = PPOConfig(
            prompts_per_step=16, minibatch=16, max_new_tokens=toy.LENGTH, kl_coef=kl_coef, learning_rate=0.01
        )
        return PPO(policy, toy.Tokenizer(), [PROMPT], judged, config)  # type: ignore[arg-type]

    return make
