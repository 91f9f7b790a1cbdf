"""RL from AI feedback: what a reward model learns from beside a model's own labels, and PPO on what it says."""

import copy
from collections.abc import Iterable, Sequence

from peft import PeftModel
from transformers import PreTrainedModel, PreTrainedTokenizerBase

from helpers import report_card, sft
from helpers.ppo import PPO, Policy, PPOConfig, StepReport
from helpers.reward import Pair
from helpers.training.arguments import quiet
from helpers.types import Score

RANK = 16


def one_for_each_prompt(pairs: Iterable[Pair]) -> list[Pair]:
    """The last of the pairs of each prompt, prompts in the order in which they first come."""
    return list({pair.prompt: pair for pair in pairs}.values())


def reinforce(
    model: PreTrainedModel,
    tokenizer: PreTrainedTokenizerBase,
    requests: Sequence[str],
    reward: Score,
    config: PPOConfig,
    *,
    iterations: int,
    rank: int = RANK,
) -> tuple[PreTrainedModel | PeftModel, list[StepReport]]:
    """Lab 07's PPO on requests, with an adapter on a copy of a chat model.

    Args:
        model, tokenizer: a chat model; it stays as it is, and is the reference that KL is measured from.
        requests: what is practised on; the same request twice counts once.
        reward: (requests, replies) -> a number each.
        config: see `PPOConfig`.
        iterations: of PPO.
        rank: of the adapter.

    Returns:
        The model with its adapter merged, and the reports of `PPO.run`.

    Raises:
        InputError: settings that cannot be trained with.
    """
    prompts = {report_card.chat_prompt(tokenizer, request): request for request in requests}
    with quiet():
        policy = Policy(sft.Lora(rank=rank).apply(copy.deepcopy(model)))
    trainer = PPO(policy, tokenizer, list(prompts), report_card.to_questions(reward, prompts), config)
    reports = trainer.run(iterations)
    return sft.merged(policy.model), reports
