"""The loop: exact on a world of nine completions, resumable, and clear about bad scores."""

import _thread
import itertools
import math
import threading
from contextlib import suppress
from dataclasses import replace
from itertools import pairwise

import pytest
import torch

from helpers import models
from helpers.errors import InputError
from helpers.ppo import PPO, NonFiniteError, Policy, PPOConfig, Rollout, RunControl, checked_scores

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
    config = replace(config, max_new_tokens=toy.LENGTH)
    return PPO(policy, toy.Tokenizer(), ["x"], lambda prompts, texts: [worth[text] for text in texts], config)


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


@pytest.mark.parametrize("size", [1, 3, 16])
def test_the_size_of_a_micro_batch_changes_nothing_but_time(size):
    """Rows of different lengths: the mean is over all tokens of the minibatch, not over means of its parts."""
    config = PPOConfig(
        prompts_per_step=16, minibatch=16, learning_rate=1e-2, entropy_coef=0.1, value_coef=0.5
    )
    runs = [trainer(replace(config, micro_batch=n)) for n in (16, size)]
    for run in runs:
        draw = run.roll_out

        def cut(prompts, draw=draw):
            drawn = draw(prompts)
            mask = drawn.response_mask.clone()
            mask[1::3, 1] = False
            return replace(drawn, response_mask=mask)

        run.roll_out = cut
    whole, parts = ([run.step() for _ in range(2)] for run in runs)
    for one, other in zip(whole, parts, strict=True):
        for name in ("policy_loss", "value_loss", "entropy", "approx_kl", "clip_fraction", "grad_norm"):
            assert getattr(one, name) == pytest.approx(getattr(other, name), abs=1e-5), name
    for name, value in weights(runs[0]).items():
        torch.testing.assert_close(value, weights(runs[1])[name], atol=1e-5, rtol=1e-4)


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
    config = PPOConfig(
        prompts_per_step=4, minibatch=4, missing_end_penalty=0.5, lam=1.0, whiten_advantages=False
    )
    run = trainer(config)
    drawn = run.roll_out(["x"] * 4)
    ended = run.assess(["x"] * 4, drawn)
    half = run.assess(["x"] * 4, replace(drawn, ended=torch.tensor([True, False, True, False])))
    torch.testing.assert_close(half.scores, ended.scores)  # the judge's own numbers are reported
    paid = run.advantages(ended)[1] - run.advantages(half)[1]  # with γ = λ = 1 the return is the whole reward
    torch.testing.assert_close(paid, torch.tensor([[0.0], [0.5], [0.0], [0.5]]).double().expand(4, 2))


def test_an_adaptive_price_rises_above_the_target_and_falls_below_it():
    config = PPOConfig(
        prompts_per_step=8, minibatch=8, kl_coef=0.1, kl_target=1e-3, kl_horizon=40, learning_rate=0.02
    )
    reports = trainer(config).run(4)
    # the first rollout comes from the reference: 0 nats, an error of -1 that counts as -0.2, for 8 of 40 episodes
    assert reports[0].kl == pytest.approx(0.0, abs=1e-9)
    assert reports[1].kl_coef == pytest.approx(0.1 * (1 - 0.2 * 8 / 40))
    for before, after in pairwise(reports):
        error = min(max(before.kl / 1e-3 - 1, -0.2), 0.2)
        assert after.kl_coef == pytest.approx(before.kl_coef * (1 + error * 8 / 40))


def test_an_entropy_bonus_keeps_the_policy_open():
    config = PPOConfig(
        prompts_per_step=32, minibatch=32, epochs=2, kl_coef=0.0, learning_rate=0.01, stop_kl=None
    )
    plain = trainer(config).run(10)
    open_ = trainer(replace(config, entropy_coef=1.0)).run(10)
    assert open_[-1].entropy > plain[-1].entropy + 0.1


def test_the_temperature_counts_where_tokens_are_scored():
    config = PPOConfig(prompts_per_step=16, minibatch=16, epochs=1, temperature=0.5)
    run = trainer(config)
    drawn = run.roll_out(["x"] * 16)
    rollout = run.assess(["x"] * 16, drawn)
    torch.testing.assert_close(rollout.logprobs, run.policy(drawn, 0.5).logprobs)
    assert not torch.allclose(rollout.logprobs, run.policy(drawn, 1.0).logprobs)
    assert run.step().approx_kl == pytest.approx(0.0, abs=1e-9)


def test_dropout_is_off():
    run = trainer(PPOConfig(prompts_per_step=16, minibatch=16, epochs=1))
    run.policy.model.model.layers[0].self_attn.attention_dropout = 0.5
    run.policy.train()
    report = run.step()
    assert report.approx_kl == pytest.approx(0.0, abs=1e-12)
    assert report.clip_fraction == 0.0


# --- interruptions


def weights(run):
    return {name: value.clone() for name, value in run.policy.state_dict().items()}


def same(run, before):
    return all(torch.equal(value, before[name]) for name, value in run.policy.state_dict().items())


SMALL = PPOConfig(
    prompts_per_step=8, minibatch=4, learning_rate=1e-2, kl_target=0.5, kl_horizon=50, stop_kl=None
)


def interrupt_at(run, moment, call):
    """Press Ctrl-C at the ``call``-th use of one of the run's parts, once."""
    part, calls = getattr(run, moment), itertools.count(1)

    def interrupted(*arguments, **settings):
        if next(calls) == call:
            raise KeyboardInterrupt
        return part(*arguments, **settings)

    setattr(run, moment, interrupted)


@pytest.mark.parametrize("moment", ["roll_out", "assess", "advantages", "update", "_learn", "_report"])
def test_an_interruption_loses_one_iteration_at_most(moment):
    whole = trainer(SMALL)
    reports = whole.run(3)
    run = trainer(SMALL)
    interrupt_at(
        run, moment, 7 if moment == "_learn" else 2
    )  # four minibatches a step: the third of the second step
    first = run.run(3)
    assert [r.step for r in first] == [1]
    assert run.steps == 1
    rest = run.run(2)
    assert [r.score for r in first + rest] == [r.score for r in reports]
    assert same(run, weights(whole))


def test_ctrl_c_at_any_time_leaves_the_model_of_a_whole_iteration():
    """Pressed after 1 to 97 thousandths of a second, wherever the run is then."""
    whole = trainer(SMALL)
    after = [weights(whole)]
    for delay in range(1, 100, 8):
        run = trainer(SMALL)
        timer = threading.Timer(delay / 1000, _thread.interrupt_main)
        with suppress(KeyboardInterrupt):  # which may also come just before or after the run
            timer.start()
            run.run(1000)
        timer.join()
        while whole.steps < run.steps:
            whole.step()
            after.append(weights(whole))
        assert same(run, after[run.steps])


def test_stop_is_heard_between_minibatches_and_undoes_the_iteration():
    run, control = trainer(SMALL), RunControl()
    run.run(1)
    before = weights(run)
    learn, calls = run._learn, []

    def stopping(*arguments):
        calls.append(None)
        control.stop()
        return learn(*arguments)

    run._learn = stopping
    assert run.run(5, control=control) == []
    assert len(calls) == 1
    assert same(run, before)
    assert run.steps == 1
    assert control.stopped


def test_pause_holds_between_iterations_until_resumed():
    run, control, reports = trainer(SMALL), RunControl(), []
    two = threading.Event()

    def note(report):
        reports.append(report)
        if len(reports) == 2:
            control.pause()
            two.set()

    thread = threading.Thread(target=run.run, args=(4,), kwargs={"callbacks": [note], "control": control})
    thread.start()
    assert two.wait(20)
    assert control.paused
    thread.join(0.2)
    assert thread.is_alive()
    assert len(reports) == 2
    before = weights(run)
    thread.join(0.1)
    assert same(run, before)  # at rest, the model may be used
    control.resume()
    thread.join(20)
    assert [r.step for r in reports] == [1, 2, 3, 4]


def test_stop_ends_a_run_that_is_paused():
    run, control = trainer(SMALL), RunControl()
    control.pause()
    thread = threading.Thread(target=run.run, args=(4,), kwargs={"control": control})
    thread.start()
    control.stop()
    thread.join(20)
    assert not thread.is_alive()
    assert run.steps == 0


def test_a_callback_that_fails_loses_nothing():
    run = trainer(SMALL)

    def fail(report):
        raise RuntimeError("no more disk")

    with pytest.raises(RuntimeError, match="no more disk"):
        run.run(3, callbacks=[fail])
    assert run.steps == 1


def test_a_saved_run_goes_on_in_another_process(tmp_path):
    whole = trainer(SMALL)
    whole.run(4)
    first = trainer(SMALL)
    first.run(2, callbacks=[lambda report: first.save(tmp_path / "runs" / "ppo.pt")])
    second = trainer(SMALL, seed=5)
    second.policy._frozen = first.policy._frozen
    second.load(tmp_path / "runs" / "ppo.pt")
    second.run(2)
    assert same(second, weights(whole))
    assert [path.name for path in (tmp_path / "runs").iterdir()] == ["ppo.pt"]


def test_a_state_is_a_copy():
    run = trainer(SMALL)
    run.run(1)
    state = run.state_dict()
    ahead = run.run(2)
    for _ in range(2):  # loading leaves the state as it was, too
        run.load_state_dict(state)
        assert [r.score for r in run.run(2)] == [r.score for r in ahead]


# --- bad input


@pytest.mark.parametrize(
    ("prompts", "tokenizer", "sentence"),
    [
        ([], {}, "no prompts"),
        ("x", {}, "one string"),
        (["x", ""], {}, r"prompts\[1\] is empty"),
        (["x"], {"eos_token_id": None}, "no end token"),
    ],
)
def test_what_a_run_is_given_is_looked_at(prompts, tokenizer, sentence):
    given = toy.Tokenizer()
    for name, value in tokenizer.items():
        setattr(given, name, value)
    with pytest.raises(InputError, match=sentence):
        PPO(toy.policy(), given, prompts, lambda p, t: [0.0], PPOConfig(max_new_tokens=2))


def test_a_prompt_leaves_room_for_its_completion():
    config = PPOConfig(max_new_tokens=16)  # the toy's window is 16
    with pytest.raises(
        InputError, match=r"prompts\[0\] has 1 tokens; with max_new_tokens=16 .* window of 16"
    ):
        PPO(toy.policy(), toy.Tokenizer(), ["x"], lambda p, t: [0.0], config)


def broken(prompts, texts):
    if "b" in texts:
        raise KeyError("mood")
    return [0.0] * len(texts)


def crowded(prompts, texts):
    if len(texts) > 1:
        raise MemoryError("too many")
    return [0.0]


@pytest.mark.parametrize(
    ("score", "sentence"),
    [
        (lambda p, t: [0.0], "1 numbers for 2 completions"),
        (lambda p, t: [0.0, math.nan], "nan to completion 1, 'b' .prompt 'q'."),
        (lambda p, t: [math.inf, 0.0], "inf to completion 0, 'a'"),
        (lambda p, t: [0.0, "good"], "'good' to completion 1"),
        (lambda p, t: [0.0, None], "None to completion 1"),
        (lambda p, t: None, "failed on completion 0.*NoneType"),
        (broken, "failed on completion 1, 'b' .prompt 'q'.: KeyError: 'mood'"),
        (crowded, "failed on 2 completions together, though on none of them alone: MemoryError: too many"),
    ],
)
def test_a_judge_that_fails_is_named(score, sentence):
    with pytest.raises(InputError, match=sentence):
        checked_scores(score, ["p", "q"], ["a", "b"])


def test_scores_may_be_a_tensor():
    assert checked_scores(lambda p, t: torch.tensor([1.0, 2.5]), ["p", "q"], ["a", "b"]) == [1.0, 2.5]


# --- numbers that are none


def poisoned(run, quantity):
    """A run in which one quantity becomes NaN in the second step."""
    if quantity == "weights":
        report = run._report

        def poison(*arguments):
            with torch.no_grad():
                run.policy.value_head.bias.fill_(math.nan)
            return report(*arguments)

        run._report = poison
        return
    if quantity in ("logprobs", "values"):
        assess, forward = run.assess, run.policy.forward

        def evaluate(*arguments):
            said = forward(*arguments)
            return replace(said, **{quantity: torch.full_like(said.logprobs, math.nan)})

        def poison_and_assess(*arguments):
            run.policy.forward = evaluate
            return assess(*arguments)

        run.assess = poison_and_assess
        return
    advantages = run.advantages
    run.advantages = lambda rollout: tuple(
        torch.full_like(x, math.nan) if quantity.startswith(name) else x
        for name, x in zip(("policy", "value"), advantages(rollout), strict=True)
    )


@pytest.mark.parametrize("quantity", ["logprobs", "values", "policy_loss", "value_loss", "weights"])
def test_nan_anywhere_stops_with_the_step_the_quantity_and_the_batch(quantity, tmp_path, monkeypatch):
    monkeypatch.setenv("COURSE_STATE", str(tmp_path))
    run = trainer(SMALL)
    run.run(1)
    before = weights(run)
    poisoned(run, quantity)
    words = quantity.replace("_", " ")
    with pytest.raises(NonFiniteError, match=f"The {words} of step 2 is not finite") as caught:
        run.run(3)
    assert (caught.value.step, caught.value.quantity) == (2, words)
    assert str(caught.value.path) in str(caught.value)
    batch = torch.load(caught.value.path, weights_only=True)
    assert batch["step"] == 2
    assert batch["rollout"]["completions"]["response_ids"].shape == (8, 2)
    assert not batch[quantity].isfinite().all()
    assert run.steps == 1
    assert same(run, before)


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
