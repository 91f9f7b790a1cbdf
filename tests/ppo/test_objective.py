"""PPO's pieces against numbers worked out by hand, an independent float64 version in numpy, and exact properties."""

import math

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from helpers import ppo

MASK = torch.tensor([[True, True, True], [True, True, False]])
NAN = float("nan")


def batches():
    """Random (batch, response) arrays and masks that are True up to each row's length, at least one token."""

    def build(draw):
        rows, steps = draw(st.integers(1, 4)), draw(st.integers(1, 6))
        rng = np.random.default_rng(draw(st.integers(0, 10_000)))
        lengths = rng.integers(1, steps + 1, rows)
        mask = np.arange(steps) < lengths[:, None]
        return rng, mask

    return st.composite(build)()


def tensors(*arrays):
    return [torch.tensor(array, dtype=torch.float64) for array in arrays]


# --- rewards


def test_rewards_on_paper():
    logprobs = torch.tensor([[-1.0, -2.0, -3.0], [-1.0, -1.0, NAN]])
    reference = torch.tensor([[-1.5, -2.0, -2.0], [-0.5, -2.0, NAN]])
    rewards = ppo.shaped_rewards(logprobs, reference, MASK, torch.tensor([10.0, 20.0]), 0.1)
    torch.testing.assert_close(rewards, torch.tensor([[-0.05, 0.0, 10.1], [0.05, 19.9, 0.0]]))


def test_without_a_price_only_the_score_is_left():
    rewards = ppo.shaped_rewards(torch.randn(2, 3), torch.randn(2, 3), MASK, torch.tensor([1.0, 2.0]), 0.0)
    torch.testing.assert_close(rewards, torch.tensor([[0.0, 0.0, 1.0], [0.0, 2.0, 0.0]]))


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"kl_coef": -0.1}, "negative price"),
        ({"scores": torch.ones(3)}, "give one each"),
        ({"response_mask": MASK.float()}, "must be bool"),
        ({"response_mask": torch.tensor([[True] * 3, [False] * 3])}, "Completion 1 has no real token"),
        ({"logprobs": torch.zeros(2, 4)}, r"logprobs has shape \(2, 4\)"),
    ],
)
def test_rewards_say_what_is_wrong(change, sentence):
    given_ = {
        "logprobs": torch.zeros(2, 3),
        "ref_logprobs": torch.zeros(2, 3),
        "response_mask": MASK,
        "scores": torch.ones(2),
        "kl_coef": 0.1,
    }
    with pytest.raises(ValueError, match=sentence):
        ppo.shaped_rewards(**(given_ | change))


# --- advantages


def test_gae_on_paper():
    # γ = 1, λ = 0.5, from the end: A3 = 4-3 = 1; A2 = 0+3-2+0.5 = 1.5; A1 = 0+2-1+0.75 = 1.75
    # second row: A2 = 2-0.5 = 1.5; A1 = 1+0.5-1+0.75 = 1.25
    rewards = torch.tensor([[0.0, 0.0, 4.0], [1.0, 2.0, NAN]])
    values = torch.tensor([[1.0, 2.0, 3.0], [1.0, 0.5, NAN]])
    advantages, returns = ppo.gae(rewards, values, MASK, gamma=1.0, lam=0.5)
    torch.testing.assert_close(advantages, torch.tensor([[1.75, 1.5, 1.0], [1.25, 1.5, 0.0]]))
    torch.testing.assert_close(returns, torch.tensor([[2.75, 3.5, 4.0], [2.25, 2.0, 0.0]]))


@given(batches(), st.floats(0, 1), st.floats(0, 1))
def test_gae_is_the_discounted_sum_of_errors(batch, gamma, lam):
    """A_t = Σ_l (γλ)^l δ_{t+l}, written out (Schulman et al., 2016, equation 16)."""
    rng, mask = batch
    rewards, values = rng.normal(size=(2, *mask.shape))
    expected = np.zeros(mask.shape)
    for row, length in enumerate(mask.sum(1)):
        after = np.append(values[row, 1:length], 0.0)
        delta = rewards[row, :length] + gamma * after - values[row, :length]
        for t in range(length):
            expected[row, t] = sum((gamma * lam) ** i * error for i, error in enumerate(delta[t:]))
    advantages, returns = ppo.gae(*tensors(rewards, values), torch.tensor(mask), gamma, lam)
    np.testing.assert_allclose(advantages.numpy(), expected, atol=1e-12)
    np.testing.assert_allclose(returns.numpy(), (expected + values) * mask, atol=1e-12)


def test_with_lambda_one_advantages_are_what_came_less_what_was_expected():
    rewards, values = torch.tensor([[1.0, 2.0, 3.0]]), torch.tensor([[0.5, 0.5, 0.5]])
    advantages, returns = ppo.gae(rewards, values, MASK[:1], gamma=1.0, lam=1.0)
    torch.testing.assert_close(returns, torch.tensor([[6.0, 5.0, 3.0]]))
    torch.testing.assert_close(advantages, returns - values)


def test_tokens_of_a_tool_in_the_middle_are_passed_over():
    mask = torch.tensor([[True, False, True]])
    gap = ppo.gae(torch.tensor([[1.0, NAN, 2.0]]), torch.tensor([[0.5, NAN, 0.7]]), mask, 0.9, 0.8)
    none = ppo.gae(torch.tensor([[1.0, 2.0]]), torch.tensor([[0.5, 0.7]]), mask[:, ::2], 0.9, 0.8)
    for with_gap, without in zip(gap, none, strict=True):
        torch.testing.assert_close(with_gap[:, ::2], without)
        assert with_gap[0, 1] == 0


@pytest.mark.parametrize(("name", "value"), [("gamma", 1.1), ("gamma", -0.1), ("lam", 2.0), ("lam", NAN)])
def test_gae_refuses_what_is_no_discount(name, value):
    with pytest.raises(ValueError, match=name):
        ppo.gae(torch.zeros(2, 3), torch.zeros(2, 3), MASK, **({"gamma": 1.0, "lam": 0.95} | {name: value}))


# --- losses


def test_policy_loss_on_paper():
    # ratios 1.5 and 0.5 with ε = 0.2. A > 0: min(1.5·2, 1.2·2) = 2.4; A < 0: min(0.5·-2, 0.8·-2) = -1.6
    # ratios 1.5 with A = -1: min(-1.5, -1.2) = -1.5; 0.5 with A = 1: min(0.5, 0.8) = 0.5
    logprobs = torch.tensor([[math.log(1.5), math.log(0.5)], [math.log(1.5), math.log(0.5)]])
    advantages = torch.tensor([[2.0, -2.0], [-1.0, 1.0]])
    mask = torch.ones(2, 2, dtype=torch.bool)
    result = ppo.clipped_policy_loss(logprobs, torch.zeros(2, 2), advantages, mask, 0.2)
    assert result.loss.item() == pytest.approx(-(2.4 - 1.6 - 1.5 + 0.5) / 4)
    assert result.clip_fraction == 1.0
    # k3 of a ratio ρ: ρ - 1 - ln ρ
    assert result.approx_kl == pytest.approx((0.5 - math.log(1.5) - 0.5 - math.log(0.5)) / 2)


@given(batches(), st.floats(0.05, 0.5))
def test_policy_loss_is_that_of_numpy(batch, epsilon):
    rng, mask = batch
    new, old, advantages = rng.normal(scale=0.5, size=(3, *mask.shape))
    ratio = np.exp(new - old)
    surrogate = np.minimum(ratio * advantages, np.clip(ratio, 1 - epsilon, 1 + epsilon) * advantages)
    result = ppo.clipped_policy_loss(*tensors(new, old, advantages), torch.tensor(mask), epsilon)
    assert result.loss.item() == pytest.approx(-surrogate[mask].mean(), abs=1e-12)
    outside = (ratio > 1 + epsilon) | (ratio < 1 - epsilon)
    assert result.clip_fraction == pytest.approx(outside[mask].mean())


def test_at_the_first_minibatch_the_gradient_is_that_of_the_policy_gradient():
    logprobs = torch.tensor([[-1.0, -2.0, -3.0], [-1.0, -1.0, NAN]], requires_grad=True)
    advantages = torch.tensor([[1.0, -2.0, 3.0], [0.5, 1.0, NAN]])
    result = ppo.clipped_policy_loss(logprobs, logprobs.detach(), advantages, MASK, 0.2)
    (gradient,) = torch.autograd.grad(result.loss, logprobs)
    assert (result.clip_fraction, result.approx_kl) == (0.0, 0.0)
    torch.testing.assert_close(gradient, torch.tensor([[-0.2, 0.4, -0.6], [-0.1, -0.2, 0.0]]))


def test_a_token_that_is_clipped_has_no_gradient():
    logprobs = torch.tensor([[math.log(1.5), math.log(1.1)]], requires_grad=True)
    mask = torch.ones(1, 2, dtype=torch.bool)
    loss = ppo.clipped_policy_loss(logprobs, torch.zeros(1, 2), torch.ones(1, 2), mask, 0.2).loss
    (gradient,) = torch.autograd.grad(loss, logprobs)
    torch.testing.assert_close(gradient, torch.tensor([[0.0, -0.55]]))


def test_value_loss_on_paper():
    # old 0, range 0.2. value 1, return 2: max(1, 1.8²) = 3.24; value 0.1, return 1: max(0.81, 0.81) = 0.81
    values = torch.tensor([[1.0, 0.1, NAN]])
    returns = torch.tensor([[2.0, 1.0, NAN]])
    mask = torch.tensor([[True, True, False]])
    result = ppo.clipped_value_loss(values, torch.zeros(1, 3), returns, mask, 0.2)
    assert result.loss.item() == pytest.approx((3.24 + 0.81) / 2 / 2)
    assert result.clip_fraction == 0.5


@pytest.mark.parametrize("value", [0.0, -0.2, NAN])
def test_a_clip_range_is_above_zero(value):
    with pytest.raises(ValueError, match="clip_range"):
        ppo.clipped_policy_loss(*[torch.zeros(2, 3)] * 3, MASK, value)
    with pytest.raises(ValueError, match="clip_range"):
        ppo.clipped_value_loss(*[torch.zeros(2, 3)] * 3, MASK, value)


@given(batches())
def test_masked_positions_leak_nothing(batch):
    """Whatever stands at a masked position, values and gradients are the same, NaN included."""
    rng, mask = batch
    real = torch.tensor(mask)
    made = tensors(*rng.normal(size=(4, *mask.shape)))

    def everything(filler):
        a, b, c, d = (x.masked_fill(~real, filler).requires_grad_() for x in made)
        advantages, returns = ppo.gae(c, d, real, 0.95, 0.9)
        policy = ppo.clipped_policy_loss(a, b, advantages, real, 0.2)
        value = ppo.clipped_value_loss(d, c, returns, real, 0.2)
        rewards = ppo.shaped_rewards(a, b, real, torch.ones(len(mask), dtype=torch.float64), 0.1)
        total = policy.loss + value.loss + rewards.square().sum()
        return [total, *torch.autograd.grad(total, [a, d]), rewards, advantages, returns]

    for one, other in zip(everything(0.0), everything(NAN), strict=True):
        assert torch.equal(one, other)


# --- divergence


def test_estimates_on_paper():
    k = ppo.kl_estimates(torch.log(torch.tensor([0.5])), torch.log(torch.tensor([0.25])))
    assert k.k1.item() == pytest.approx(math.log(2))
    assert k.k2.item() == pytest.approx(math.log(2) ** 2 / 2)
    assert k.k3.item() == pytest.approx(0.5 - 1 + math.log(2))


def test_k1_and_k3_are_unbiased_and_k3_is_never_negative():
    policy = torch.tensor([0.6, 0.3, 0.1], dtype=torch.float64)
    reference = torch.tensor([0.2, 0.3, 0.5], dtype=torch.float64)
    k = ppo.kl_estimates(policy.log(), reference.log())
    exact = (policy * (policy / reference).log()).sum()
    torch.testing.assert_close((policy * k.k1).sum(), exact)
    torch.testing.assert_close((policy * k.k3).sum(), exact)
    assert (k.k3 >= 0).all()
    assert (policy * k.k2).sum() != exact


def test_k3_survives_where_the_naive_formula_rounds_to_zero():
    difference = torch.tensor([1e-4])
    naive = torch.exp(-difference) - 1 + difference
    stable = ppo.kl_estimates(difference, torch.zeros(1)).k3
    assert stable.item() == pytest.approx(5e-9, rel=0.1)
    assert naive.item() != pytest.approx(5e-9, rel=0.1)


def test_the_controller_on_paper():
    controller = ppo.AdaptiveKL(0.2, target=6.0, horizon=1000)
    assert controller.update(6.0, 64) == 0.2
    assert controller.update(6.6, 100) == pytest.approx(0.2 * 1.01)
    assert controller.update(60.0, 100) == pytest.approx(
        0.2 * 1.01 * 1.02
    )  # an error of 900 % counts as 20 %
    assert controller.update(0.0, 100) == pytest.approx(0.2 * 1.01 * 1.02 * 0.98)


@pytest.mark.parametrize("settings", [(-0.1, 6, 100), (0.1, 0, 100), (0.1, 6, 0)])
def test_the_controller_says_what_it_needs(settings):
    with pytest.raises(ValueError, match="must be"):
        ppo.AdaptiveKL(*settings)
