"""The exercises of lab 07, PPO and detoxification."""

from helpers.checks.lab07.adaptive_kl import ADAPTIVE_KL
from helpers.checks.lab07.entropy import MEAN_ENTROPY
from helpers.checks.lab07.gae import GAE
from helpers.checks.lab07.kl_estimators import KL_ESTIMATORS
from helpers.checks.lab07.policy_loss import CLIPPED_POLICY_LOSS
from helpers.checks.lab07.shaped_rewards import SHAPED_REWARDS
from helpers.checks.lab07.token_logprobs import TOKEN_LOGPROBS
from helpers.checks.lab07.value_loss import CLIPPED_VALUE_LOSS

EXERCISES = (
    TOKEN_LOGPROBS,
    KL_ESTIMATORS,
    SHAPED_REWARDS,
    GAE,
    CLIPPED_POLICY_LOSS,
    CLIPPED_VALUE_LOSS,
    MEAN_ENTROPY,
    ADAPTIVE_KL,
)
