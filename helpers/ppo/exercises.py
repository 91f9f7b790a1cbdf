"""The functions that lab 07 asks students to write, where they are not used under the same name elsewhere."""

from torch import Tensor

from helpers.masking import masked_mean
from helpers.ppo import objective


def token_logprobs(logits: Tensor, input_ids: Tensor) -> Tensor:
    """Log-probability of every token but the first, given those before it: (batch, length - 1), nats."""
    logprobs = logits[:, :-1].log_softmax(-1)
    return logprobs.gather(-1, input_ids[:, 1:, None])[..., 0]


def kl_estimators(logprobs: Tensor, ref_logprobs: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """k1, k2 and k3 at each token, in nats."""
    found = objective.kl_estimates(logprobs, ref_logprobs)
    return found.k1, found.k2, found.k3


def clipped_policy_loss(
    logprobs: Tensor, old_logprobs: Tensor, advantages: Tensor, response_mask: Tensor, clip_range: float
) -> Tensor:
    """The loss of `ppo.clipped_policy_loss`."""
    return objective.clipped_policy_loss(logprobs, old_logprobs, advantages, response_mask, clip_range).loss


def clipped_value_loss(
    values: Tensor, old_values: Tensor, returns: Tensor, response_mask: Tensor, clip_range: float
) -> Tensor:
    """The loss of `ppo.clipped_value_loss`."""
    return objective.clipped_value_loss(values, old_values, returns, response_mask, clip_range).loss


def mean_entropy(logits: Tensor, response_mask: Tensor) -> Tensor:
    """Mean entropy of the next-token distributions at real tokens, in nats: a scalar."""
    logprobs = logits.log_softmax(-1)
    return masked_mean(-(logprobs.exp() * logprobs).sum(-1), response_mask)


def adaptive_kl(kl_coef: float, observed_kl: float, target: float, episodes: int, horizon: float) -> float:
    """β after one update of `ppo.AdaptiveKL`."""
    return objective.AdaptiveKL(kl_coef, target, horizon).update(observed_kl, episodes)
