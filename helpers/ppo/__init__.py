"""Proximal policy optimization with a KL penalty, for language models.

`objective` holds what is maximised, `policy` the model that is trained, `loop` how the two come together. Around them:
`config` (settings), `inputs` (what a run is given), `rollout` (what it works on), `control` (pause and stop), `record`
(reports, logs, checkpoints), `finite` (NaN) and `processes` (more than one).
"""

from helpers.ppo.config import PPOConfig
from helpers.ppo.control import RunControl
from helpers.ppo.finite import NonFiniteError
from helpers.ppo.inputs import checked_scores
from helpers.ppo.loop import PPO
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
from helpers.ppo.policy import Evaluation, Policy
from helpers.ppo.record import JSONLLog, StepReport, read_log
from helpers.ppo.rollout import Completions, Rollout
from helpers.types import Score

__all__ = [
    "PPO",
    "AdaptiveKL",
    "Completions",
    "Evaluation",
    "JSONLLog",
    "KLEstimates",
    "NonFiniteError",
    "PPOConfig",
    "Policy",
    "PolicyLoss",
    "Rollout",
    "RunControl",
    "Score",
    "StepReport",
    "ValueLoss",
    "checked_scores",
    "clipped_policy_loss",
    "clipped_value_loss",
    "gae",
    "kl_estimates",
    "read_log",
    "shaped_rewards",
]
