"""Exercise 7.4: generalised advantage estimation."""

from collections.abc import Callable, Iterator

import numpy as np
import torch
from torch import Tensor

from helpers import ppo
from helpers.checks.exercise import Case, Exercise, Misconception
from helpers.checks.lab07.rollouts import Rollout
from helpers.checks.misconceptions import either, same_as

Pair = tuple[Tensor, Tensor]


def _expected(rewards: Tensor, values: Tensor, mask: Tensor, gamma: float, lam: float) -> Pair:
    """By the definition: A_t is the sum of (γλ)^k δ_{t+k} over the real tokens that are left, in float64."""
    r, v = rewards.double(), values.double()
    advantages = torch.zeros_like(r)
    for i, length in enumerate(mask.sum(1).tolist()):
        after = torch.cat([v[i, 1:length], torch.zeros(1, dtype=torch.float64)])
        delta = r[i, :length] + gamma * after - v[i, :length]
        for t in range(length):
            powers = (gamma * lam) ** torch.arange(length - t).double()
            advantages[i, t] = (powers * delta[t:]).sum()
    return advantages.float(), ((advantages + v) * mask).float()


def _case(rewards: Tensor, values: Tensor, mask: Tensor, gamma: float, lam: float, about: str) -> Case:
    args = (rewards, values, mask, gamma, lam)
    return Case(args, _expected(*args), about=about, atol=1e-5)


def _cases(rng: np.random.Generator) -> Iterator[Case]:
    one, all_real = torch.tensor([[0.0, 0.0, 1.0]]), torch.tensor([[True, True, True]])
    values = torch.tensor([[0.5, 0.6, 0.8]])
    yield _case(one, values, all_real, 1.0, 0.0, "λ = 0: one step at a time, a reward at the end")
    yield _case(one, values, all_real, 1.0, 1.0, "λ = 1: everything that is still to come")
    yield _case(one, values, all_real, 1.0, 0.5, "λ = ½")
    yield _case(one, values, all_real, 0.5, 0.5, "γ = ½ and λ = ½")
    rewards = torch.tensor([[0.0, 1.0, 9.0, 9.0], [0.1, 0.2, 0.3, 1.0]])
    values = torch.tensor([[0.5, 0.6, 7.0, 7.0], [0.4, 0.3, 0.2, 0.1]])
    mask = torch.tensor([[True, True, False, False], [True, True, True, True]])
    yield _case(rewards, values, mask, 1.0, 0.95, "a row with padding behind its end")
    yield _case(rewards[:1, :1], values[:1, :1], mask[:1, :1], 0.9, 0.9, "a single token")
    drawn = Rollout.draw(rng, (6, 3, 1, 5))
    yield _case(drawn.rows(), drawn.rows(), drawn.mask, 0.97, 0.9, "four random rows")


def _rule(
    bootstrap: Callable[[float], float] = lambda gamma: gamma,
    decay: Callable[[float, float], float] = lambda gamma, lam: gamma * lam,
    leak: bool = False,
    baseline: float = 1.0,
    result: Callable[[Tensor, Tensor], Pair] = lambda a, v: (a, a + v),
    carry: float = 1.0,
) -> Callable[..., Pair]:
    def rule(rewards: Tensor, values: Tensor, mask: Tensor, gamma: float, lam: float) -> Pair:
        real = torch.ones_like(mask) if leak else mask
        advantages = torch.zeros_like(values)
        following = next_value = torch.zeros(len(values))
        for t in reversed(range(values.shape[1])):
            delta = rewards[:, t] + bootstrap(gamma) * next_value - baseline * values[:, t]
            following = (delta + carry * decay(gamma, lam) * following) * real[:, t]
            advantages[:, t] = following
            next_value = values[:, t] * real[:, t]
        first, second = result(advantages, values)
        return first * mask, second * mask

    return rule


def _unmasked(rewards: Tensor, values: Tensor, mask: Tensor, gamma: float, lam: float) -> Pair:
    """As if every position were real, in what comes back too."""
    return _rule(leak=True)(rewards, values, torch.ones_like(mask), gamma, lam)


def _sums_of_rewards(rewards: Tensor, values: Tensor, mask: Tensor, gamma: float, lam: float) -> Pair:
    advantages, _ = _rule()(rewards, values, mask, gamma, lam)
    return advantages, (rewards * mask).flip(1).cumsum(1).flip(1) * mask


GAE = Exercise(
    id="ex07_4_gae",
    title="Generalised advantage estimation",
    function="gae",
    difficulty=3,
    minutes=25,
    points=3,
    hints=(
        "Work one row by hand, from the right: the last real token has no next value, so its δ is r - V.",
        "Two numbers travel from right to left: the value of the next real token and its advantage. Both "
        "are 0 behind the end.",
        "for t from the last position to the first: δ = r_t + γ·V_next - V_t, then A_t = δ + γλ·A_next. "
        "At padding keep both travelling "
        "numbers at 0. Returns are A + V, and 0 at padding.",
    ),
    cases=_cases,
    reference=ppo.gae,
    misconceptions=(
        Misconception(
            "computes advantages without bootstrapping from the next value",
            "δ compares a value with the reward *and* the value of where one has got to: r + γ V(next) - V.",
            same_as(_rule(bootstrap=lambda gamma: 0.0)),
        ),
        Misconception(
            "lets padding leak into the last token",
            "Behind the last real token the episode is over: neither a value nor an advantage may come "
            "from there.",
            either(same_as(_rule(leak=True)), same_as(_unmasked)),
        ),
        Misconception(
            "forgets λ",
            "This is λ = 1 whatever λ says: errors of all later steps come in at full weight.",
            same_as(_rule(decay=lambda gamma, lam: gamma)),
        ),
        Misconception(
            "stops after one step",
            "These are the δ alone, which is right for λ = 0 only: the later ones come in too, each γλ "
            "times as strong as the one before.",
            same_as(_rule(decay=lambda gamma, lam: 0.0)),
        ),
        Misconception(
            "discounts with λ alone",
            "An advantage one step away counts γλ, not λ.",
            same_as(_rule(decay=lambda gamma, lam: lam)),
        ),
        Misconception(
            "does not discount the next value",
            "The value of the next state is one step away: it comes in times γ.",
            same_as(_rule(bootstrap=lambda gamma: 1.0)),
        ),
        Misconception(
            "forgets to subtract the value",
            "An advantage is how much better things went than expected; what was expected is V.",
            same_as(_rule(baseline=0.0)),
        ),
        Misconception(
            "returns the advantages twice",
            "The value head learns from returns: advantage plus the value it was measured from.",
            same_as(_rule(result=lambda a, v: (a, a))),
        ),
        Misconception(
            "returns sums of rewards",
            "Sums of rewards are the returns for λ = 1 and γ = 1 only. In general they are advantage plus "
            "value.",
            same_as(_sums_of_rewards),
        ),
        Misconception(
            "swaps advantages and returns",
            "Advantages come first, returns second.",
            same_as(_rule(result=lambda a, v: (a + v, a))),
        ),
    ),
)
