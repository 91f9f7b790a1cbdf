"""The loop: exact on a world of nine completions, resumable, and clear about bad scores."""

import math
from dataclasses import replace

import pytest
import torch

from helpers import models
from helpers.ppo import PPO, Policy, PPOConfig, Rollout
from helpers.ppo.loop import checked_scores

from . import toy

REWARDS = torch.tensor([0.0, 1.0, -1.0, 0.5, 2.0, 0.0, -0.5, 1.5, 0.3], dtype=torch.float64)


class Draws:
    """Stands in for a tokenizer-driven model: draws completions of the toy world exactly."""

    def __init__(self, policy, rows):
        self.policy, self.rows = policy, rows

    def complete(self, tokenizer, prompts, *, max_new_tokens, temperature, seed):
        generator = torch.Generator().manual_seed(seed)
        chances = toy.probabilities(self.policy).detach()
        drawn = torch.multinomial(chances, self.rows, replacement=True, generator=generator)
        return toy.completions([toy.SEQUENCES[i] for i in drawn])


def trainer(config, seed=0):
    policy = toy.policy(seed)
    policy.complete = Draws(policy, config.prompts_per_step).complete
    worth = {" ".join(map(str, s)): float(r) for s, r in zip(toy.SEQUENCES, REWARDS, strict=True)}
    return PPO(policy, None, ["x"], lambda prompts, texts: [worth[text] for text in texts], config)


def test_the_gradient_is_that_of_the_expected_reward_by_enumeration():
    """All nine completions, weighted by their probabilities: PPO's first gradient is the policy gradient."""
    from helpers.ppo import clipped_policy_loss

    policy = toy.policy()
    chances = toy.probabilities(policy)
    exact = torch.autograd.grad((chances * REWARDS).sum(), policy.trained(), allow_unused=True)
    every = toy.completions(toy.SEQUENCES)
    now = policy(every).logprobs
    # the loss averages over tokens; a weight of 18 p(y) on each row turns that into a sum over y of p(y) A(y) per token
    advantages = (REWARDS * chances.detach() * now.numel())[:, None].expand_as(now)
    loss = clipped_policy_loss(now, now.detach(), advantages, every.response_mask, 0.2).loss
    estimated = torch.autograd.grad(-loss, policy.trained(), allow_unused=True)
    assert any(gradient is not None for gradient in exact)
    for wanted, got in zip(exact, estimated, strict=True):
        assert (wanted is None) == (got is None)
        if wanted is not None:
            torch.testing.assert_close(got, wanted, atol=1e-10, rtol=1e-8)


def test_it_reaches_the_optimum_in_closed_form():
    """π* ∝ π_ref exp(r / β), (Ziegler et al., 2019; Rafailov et al., 2023, equation 4)."""
    beta = 0.5
    config = PPOConfig(
        prompts_per_step=128,
        minibatch=128,
        epochs=2,
        kl_coef=beta,
        learning_rate=3e-3,
        missing_end_penalty=0.0,
        lam=1.0,
        value_coef=0.5,
        stop_kl=None,
    )
    run = trainer(config)
    optimum = toy.probabilities(run.policy, reference=True) * (REWARDS / beta).exp()
    optimum = optimum / optimum.sum()
    before = float((toy.probabilities(run.policy).detach() - optimum).abs().sum() / 2)
    for _ in range(120):
        run.step()
    after = float((toy.probabilities(run.policy).detach() - optimum).abs().sum() / 2)
    assert before > 0.2
    assert after < 0.05


def test_on_the_first_minibatch_every_ratio_is_one():
    run = trainer(PPOConfig(prompts_per_step=16, minibatch=16, epochs=1))
    report = run.step()
    assert report.clip_fraction == 0.0
    assert report.approx_kl == pytest.approx(0.0, abs=1e-12)
    assert report.kl == pytest.approx(0.0, abs=1e-12)


def test_a_step_ends_early_when_the_policy_has_moved_too_far():
    quiet = trainer(PPOConfig(prompts_per_step=32, minibatch=8, epochs=4, learning_rate=0.05, stop_kl=1e-3))
    wild = trainer(PPOConfig(prompts_per_step=32, minibatch=8, epochs=4, learning_rate=0.05, stop_kl=None))
    assert quiet.step().approx_kl < wild.step().approx_kl


def test_a_run_that_is_resumed_is_the_run_that_went_on():
    config = PPOConfig(prompts_per_step=8, minibatch=4, learning_rate=1e-2, kl_target=0.5, kl_horizon=50)
    whole = trainer(config)
    reports = [whole.step() for _ in range(4)]
    first = trainer(config)
    for _ in range(2):
        first.step()
    second = trainer(config)
    second.load_state_dict(first.state_dict())
    again = [second.step() for _ in range(2)]
    assert [r.score for r in again] == [r.score for r in reports[2:]]
    assert [r.kl_coef for r in again] == [r.kl_coef for r in reports[2:]]
    for name, value in whole.policy.state_dict().items():
        assert torch.equal(value, second.policy.state_dict()[name]), name


def test_a_state_of_another_policy_is_refused():
    run = trainer(PPOConfig(prompts_per_step=4, minibatch=4))
    state = run.state_dict()
    del state["trained"]["value_head.weight"]
    with pytest.raises(ValueError, match="other trained weights"):
        run.load_state_dict(state)


def test_every_prompt_comes_before_any_comes_again():
    run = trainer(PPOConfig(prompts_per_step=3, minibatch=3))
    run.prompts = list("abcde")
    seen = []
    for run.steps in range(5):
        seen += run._next_prompts()
    assert sorted(seen[:5]) == sorted(seen[5:10]) == list("abcde")
    assert seen[:5] != seen[5:10]


def test_completions_that_do_not_end_pay_for_it():
    run = trainer(PPOConfig(prompts_per_step=4, minibatch=4, missing_end_penalty=0.5))
    draw = run.policy.complete

    def unended(*arguments, **settings):
        return replace(draw(*arguments, **settings), ended=torch.tensor([True, False, True, False]))

    plain = run.roll_out(["x"] * 4).scores
    run.policy.complete = unended
    torch.testing.assert_close(run.roll_out(["x"] * 4).scores, plain - torch.tensor([0.0, 0.5, 0.0, 0.5]))


def test_nothing_without_prompts():
    with pytest.raises(ValueError, match="no prompts"):
        PPO(toy.policy(), None, [], lambda p, t: [0.0], PPOConfig())


@pytest.mark.parametrize(
    ("score", "sentence"),
    [
        (lambda p, t: [0.0], "1 numbers for 2 completions"),
        (lambda p, t: [0.0, math.nan], "nan to the completion 'b' of 'q'"),
        (lambda p, t: [0.0, math.inf], "inf to the completion 'b'"),
        (lambda p, t: ["good", "bad"], "failed on 2 completions .ValueError.*the first one is 'a'"),
        (lambda p, t: 1 / 0, "ZeroDivisionError"),
    ],
)
def test_a_judge_that_fails_is_named(score, sentence):
    with pytest.raises(ValueError, match=sentence):
        checked_scores(score, ["p", "q"], ["a", "b"])


def test_a_loss_that_is_not_finite_changes_nothing():
    run = trainer(PPOConfig(prompts_per_step=4, minibatch=4))
    rollout = run.roll_out(["x"] * 4)
    before = {name: value.clone() for name, value in run.policy.state_dict().items()}
    bad = torch.full_like(rollout.values, math.nan)
    with pytest.raises(ValueError, match="policy loss is nan in step 1"):
        run.update(rollout, bad, bad)
    for name, value in run.policy.state_dict().items():
        assert torch.equal(value, before[name])


def test_divergence_of_a_rollout_sums_over_real_tokens():
    mask = torch.tensor([[True, True], [True, False]])
    completions = replace(toy.completions([(0, 1), (2, 0)]), response_mask=mask)
    logprobs, reference = (
        torch.tensor([[-1.0, -1.0], [-2.0, math.nan]]),
        torch.tensor([[-1.5, -1.25], [-1.0, 0.0]]),
    )
    rollout = Rollout(("x", "x"), completions, logprobs, reference, logprobs, torch.zeros(2))
    assert rollout.kl.tolist() == [0.75, -1.0]


def test_a_real_model_learns_what_is_rewarded():
    model, tokenizer = models.load("micro")
    policy = Policy(model.requires_grad_())
    prompts = ["One morning", "The old", "At the market", "After the storm"]
    config = PPOConfig(
        prompts_per_step=16, max_new_tokens=8, minibatch=16, learning_rate=5e-4, missing_end_penalty=0
    )
    run = PPO(
        policy, tokenizer, prompts, lambda p, texts: [float(text.count("the")) for text in texts], config
    )
    reports = [run.step() for _ in range(8)]
    assert sum(r.score for r in reports[-3:]) > sum(r.score for r in reports[:3])
    assert reports[-1].kl > 0
    assert len(reports[0].texts) == 16
