"""Proximal policy optimization with a KL penalty, for language models.

`objective` holds what is maximised, `policy` the model that is trained, `loop` how the two come together.
"""

from helpers.ppo.loop import PPO, PPOConfig, Rollout, Score, StepReport
from helpers.ppo.objective import (
    AdaptiveKL,
    KLEstimates,
    PolicyLoss,
    ValueLoss,
    clipped_policy_loss,
    clipped_value_loss,
    gae,
    kl_estimates,
    shaped_rewards,
)
from helpers.ppo.policy import Completions, Evaluation, Policy

__all__ = [
    "PPO",
    "AdaptiveKL",
    "Completions",
    "Evaluation",
    "KLEstimates",
    "PPOConfig",
    "Policy",
    "PolicyLoss",
    "Rollout",
    "Score",
    "StepReport",
    "ValueLoss",
    "clipped_policy_loss",
    "clipped_value_loss",
    "gae",
    "kl_estimates",
    "shaped_rewards",
]
