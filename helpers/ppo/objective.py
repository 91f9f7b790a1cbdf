"""What PPO maximises, one exact and pure function per concept (Schulman et al., 2017; Ziegler et al., 2019).

Published implementations differ in details that change results; these are the choices made here:

- The score of a completion is added at its last real token (OpenRLHF), not one position after the end token (trl).
- The KL penalty is paid token by token, as k1 = log-probability under the policy minus that under the reference.
- Advantages are whitened with the population variance, returns are not (lm-human-preferences).
- The value loss carries the factor 1/2 inside; values are clipped around those of the rollout.
- Ratios compare with the policy that drew the samples, not with the frozen reference.
- The adaptive controller counts in episodes and clips its proportional error at 0.2 (Ziegler et al., 2019).

Tensors are (batch, response): one row a completion, padded on the right; ``response_mask`` is bool and True at a real
response token, the end token included. Nothing that stands at other positions reaches a result, not even NaN.
"""

from dataclasses import dataclass

import torch
from jaxtyping import Bool, Float
from torch import Tensor

from helpers.masking import masked_mean

Rows = Float[Tensor, "batch response"]
Mask = Bool[Tensor, "batch response"]


@dataclass(frozen=True)
class PolicyLoss:
    """What the clipped objective says of a minibatch.

    Attributes:
        loss: scalar to minimise.
        clip_fraction: share of real tokens whose ratio lies outside the clip range, 0 to 1.
        approx_kl: how far the policy has moved from the one that sampled, in nats a token (k3 of the ratios).
    """

    loss: Tensor
    clip_fraction: float
    approx_kl: float


@dataclass(frozen=True)
class ValueLoss:
    """Scalar to minimise, and the share of real tokens at which the clipped error is the larger one."""

    loss: Tensor
    clip_fraction: float


@dataclass(frozen=True)
class KLEstimates:
    """Three estimates of the policy's divergence from the reference at each token, in nats (Schulman, 2020).

    Attributes:
        k1: log ratio; unbiased, but often negative and noisy.
        k2: half its square; never negative, biased.
        k3: exp(-k1) - 1 + k1; never negative and unbiased.
    """

    k1: Tensor
    k2: Tensor
    k3: Tensor


def kl_estimates(logprobs: Float[Tensor, "*shape"], ref_logprobs: Float[Tensor, "*shape"]) -> KLEstimates:
    """k1, k2 and k3 for tokens that were drawn from the policy; each has the shape of ``logprobs``.

    ``expm1`` keeps k3 exact where the two models nearly agree and exp(-k1) - 1 would round to 0.
    """
    k1 = logprobs - ref_logprobs
    return KLEstimates(k1, k1.square() / 2, torch.expm1(-k1) + k1)


def shaped_rewards(
    logprobs: Rows, ref_logprobs: Rows, response_mask: Mask, scores: Float[Tensor, " batch"], kl_coef: float
) -> Rows:
    """A reward for every token: minus ``kl_coef`` nats of k1, plus the completion's score at its last real token.

    Args:
        scores: what the judge gives each completion.
        kl_coef: β ≥ 0, the price of a nat.

    Raises:
        ValueError: a negative ``kl_coef``, shapes that disagree, or a completion without a real token.
    """
    if kl_coef < 0:
        raise ValueError(
            f"kl_coef is {kl_coef}; a negative price would pay the policy for leaving the reference."
        )
    _check(response_mask, logprobs=logprobs, ref_logprobs=ref_logprobs)
    if scores.shape != response_mask.shape[:1]:
        raise ValueError(
            f"There are {tuple(scores.shape)} scores for {len(response_mask)} completions; give one each."
        )
    rewards = (-kl_coef * kl_estimates(logprobs, ref_logprobs).k1).masked_fill(~response_mask, 0.0)
    last = _last_real_token(response_mask)
    return rewards.scatter_add(1, last[:, None], scores[:, None].to(rewards.dtype))


def gae(rewards: Rows, values: Rows, response_mask: Mask, gamma: float, lam: float) -> tuple[Tensor, Tensor]:
    """Generalised advantage estimation (Schulman et al., 2016): advantages and returns, 0 where the mask is False.

    δ_t = r_t + γ V_{t+1} - V_t and A_t = δ_t + γλ A_{t+1}, where t + 1 is the next real token; after the last real
    token the episode is over and both are 0. Returns are A + V.

    Args:
        gamma: discount, 0 to 1; 1 for completions, whose end is near.
        lam: 0 trusts the value of the next token alone, 1 the rewards that came alone.

    Raises:
        ValueError: ``gamma`` or ``lam`` outside [0, 1], or shapes that disagree.
    """
    for name, number in {"gamma": gamma, "lam": lam}.items():
        if not 0 <= number <= 1:
            raise ValueError(f"{name} is {number}; it must lie between 0 and 1.")
    _check(response_mask, rewards=rewards, values=values)
    rewards, values = (x.masked_fill(~response_mask, 0.0) for x in (rewards, values))
    advantages = torch.zeros_like(values)
    next_value = next_advantage = values.new_zeros(len(values))
    for t in reversed(range(values.shape[1])):
        real = response_mask[:, t]
        delta = rewards[:, t] + gamma * next_value - values[:, t]
        next_advantage = torch.where(real, delta + gamma * lam * next_advantage, next_advantage)
        next_value = torch.where(real, values[:, t], next_value)
        advantages[:, t] = next_advantage.masked_fill(~real, 0.0)
    return advantages, advantages + values


def clipped_policy_loss(
    logprobs: Rows, old_logprobs: Rows, advantages: Rows, response_mask: Mask, clip_range: float
) -> PolicyLoss:
    """PPO's clipped surrogate, averaged over real tokens: -min(ρA, clip(ρ, 1-ε, 1+ε)A) with ρ = π/π_old.

    Args:
        logprobs: of the policy that is being improved; gradients flow here and nowhere else.
        old_logprobs: of the policy that drew the tokens.
        clip_range: ε > 0, usually 0.2.

    Raises:
        ValueError: ε not above 0, or shapes that disagree.
    """
    _check_range(clip_range)
    _check(response_mask, logprobs=logprobs, old_logprobs=old_logprobs, advantages=advantages)
    log_ratio = (logprobs - old_logprobs.detach()).masked_fill(~response_mask, 0.0)
    ratio = log_ratio.exp()
    advantages = advantages.detach().masked_fill(~response_mask, 0.0)
    clipped = ratio.clamp(1 - clip_range, 1 + clip_range)
    loss = masked_mean(-torch.minimum(ratio * advantages, clipped * advantages), response_mask)
    with torch.no_grad():
        outside = masked_mean((ratio != clipped).float(), response_mask)
        moved = masked_mean(torch.expm1(log_ratio) - log_ratio, response_mask)
    return PolicyLoss(loss, float(outside), float(moved))


def clipped_value_loss(
    values: Rows, old_values: Rows, returns: Rows, response_mask: Mask, clip_range: float
) -> ValueLoss:
    """Half the squared error of the values, the larger of plain and clipped around the rollout's, over real tokens.

    Args:
        values: of the head that is being improved; gradients flow here and nowhere else.
        old_values: what it said during the rollout.
        clip_range: how far a value may move from there, > 0.

    Raises:
        ValueError: ``clip_range`` not above 0, or shapes that disagree.
    """
    _check_range(clip_range)
    _check(response_mask, values=values, old_values=old_values, returns=returns)
    values, old, target = (
        x.masked_fill(~response_mask, 0.0) for x in (values, old_values.detach(), returns.detach())
    )
    near = torch.clamp(values, old - clip_range, old + clip_range)
    plain, clipped = (values - target).square(), (near - target).square()
    loss = masked_mean(torch.maximum(plain, clipped), response_mask) / 2
    return ValueLoss(loss, float(masked_mean((clipped > plain).float(), response_mask)))


class AdaptiveKL:
    """A price for KL that keeps the observed divergence near a target (Ziegler et al., 2019, section 2.2).

    Args:
        init: the first coefficient, β.
        target: nats a completion to aim for, > 0.
        horizon: episodes over which an error of 20 % changes β by about a fifth; > 0.
    """

    LARGEST_ERROR = 0.2

    def __init__(self, init: float, target: float, horizon: float) -> None:
        for name, number, lowest in (
            ("init", init, 0.0),
            ("target", target, None),
            ("horizon", horizon, None),
        ):
            if number < 0 or (lowest is None and number == 0):
                raise ValueError(
                    f"{name} is {number}; it must be {'0 or more' if lowest == 0 else 'above 0'}."
                )
        self.value = init
        self.target = target
        self.horizon = horizon

    def update(self, observed_kl: float, episodes: int) -> float:
        """β after ``episodes`` completions with a mean divergence of ``observed_kl`` nats."""
        error = observed_kl / self.target - 1
        error = min(max(error, -self.LARGEST_ERROR), self.LARGEST_ERROR)
        self.value *= 1 + error * episodes / self.horizon
        return self.value


def _last_real_token(response_mask: Tensor) -> Tensor:
    """Index of each row's last True. Raises ValueError for a row without one."""
    empty = (~response_mask.any(dim=1)).nonzero().flatten().tolist()
    if empty:
        raise ValueError(
            f"Completion {empty[0]} has no real token, so nothing can be rewarded; leave it out."
        )
    positions = torch.arange(response_mask.shape[1], device=response_mask.device)
    return torch.where(response_mask, positions, -1).amax(dim=1)


def _check(response_mask: Tensor, **rows: Tensor) -> None:
    if response_mask.dtype != torch.bool:
        raise ValueError(f"response_mask holds {response_mask.dtype}; it must be bool, True at a real token.")
    for name, values in rows.items():
        if values.shape != response_mask.shape:
            raise ValueError(
                f"{name} has shape {tuple(values.shape)} and response_mask {tuple(response_mask.shape)}; "
                "both are (batch, response)."
            )


def _check_range(clip_range: float) -> None:
    if not clip_range > 0:
        raise ValueError(f"clip_range is {clip_range}; it must be above 0.")
