"""More than one process, and less than full precision, through accelerate."""

import os
import subprocess
import sys

import peft
import pytest
import torch
from accelerate import Accelerator

from helpers.errors import InputError
from helpers.paths import ROOT
from helpers.ppo import PPO, Policy, PPOConfig
from helpers.ppo.rollout import Rollout
from tests.ppo import toy, two_processes


@pytest.mark.slow
def test_two_processes_learn_what_one_learns(tmp_path):
    command = [sys.executable, "-m", "torch.distributed.run", "--standalone", "--nproc-per-node", "2"]
    done = subprocess.run(
        [*command, "-m", "tests.ppo.two_processes", str(tmp_path / "weights.pt")],
        cwd=ROOT,
        env=os.environ | {"OMP_NUM_THREADS": "1", "GLOO_SOCKET_IFNAME": "lo"},
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    both, one = torch.load(tmp_path / "weights.pt"), two_processes.learn(None)
    assert both.pop("texts") == one.pop("texts")
    assert both.keys() == one.keys()
    for name, value in one.items():
        torch.testing.assert_close(both[name], value, atol=1e-6, rtol=1e-5)


def test_rollouts_are_joined_with_padding_on_their_own_sides():
    def part(query, response):
        drawn = toy.completions([response])
        drawn = type(drawn)(
            torch.tensor([query]), torch.ones(1, len(query), dtype=torch.bool), drawn.response_ids,
            drawn.response_mask, drawn.ended, drawn.texts,
        )  # fmt: skip
        numbers = torch.arange(1.0, len(response) + 1)[None]
        return Rollout(
            (str(query),), drawn, -numbers, -2 * numbers, 3 * numbers, torch.tensor([float(len(response))])
        )

    whole = Rollout.cat([part([1, 2], (1,)), part([2], (2, 1, 2))])
    assert whole.completions.query_ids.tolist() == [[1, 2], [0, 2]]
    assert whole.completions.query_mask.tolist() == [[True, True], [False, True]]
    assert whole.completions.response_ids.tolist() == [[1, 0, 0], [2, 1, 2]]
    assert whole.completions.response_mask.tolist() == [[True, False, False], [True] * 3]
    assert whole.logprobs.tolist() == [[-1, 0, 0], [-1, -2, -3]]
    assert whole.scores.tolist() == [1, 3]
    assert whole.prompts == ("[1, 2]", "[2]")


def test_batches_must_divide_evenly():
    class Three:
        num_processes, process_index = 3, 0

    config = PPOConfig(prompts_per_step=8, minibatch=3, max_new_tokens=2)
    with pytest.raises(InputError, match="prompts_per_step is 8; with 3 processes it must be a multiple"):
        PPO(toy.policy(), toy.Tokenizer(), ["x"], lambda p, t: [0.0], config, accelerator=Three())


def bf16_run(model, adapter):
    if adapter:
        model = peft.get_peft_model(model, peft.LoraConfig(r=4, target_modules=["q_proj", "v_proj"]))
    policy = Policy(model.requires_grad_() if not adapter else model)
    config = PPOConfig(prompts_per_step=8, minibatch=4, max_new_tokens=toy.LENGTH, learning_rate=1e-3)
    device = policy.device
    accelerator = Accelerator(mixed_precision="bf16", cpu=device.type == "cpu")
    run = PPO(
        policy, toy.Tokenizer(), ["x"], lambda p, t: [float(x[0]) for x in t], config, accelerator=accelerator
    )
    drawn = toy.completions([(0, 1), (2, 2), (1, 0), (2, 1), (0, 0), (1, 2), (1, 1), (2, 0)])
    run.roll_out = lambda prompts: type(drawn)(
        *(x.to(device) if isinstance(x, torch.Tensor) else x for x in vars(drawn).values())
    )
    return run


@pytest.mark.parametrize("adapter", [False, True])
def test_bf16_computes_in_bf16_and_learns_in_float32(tiny_llama, adapter):
    run = bf16_run(tiny_llama(vocab_size=3), adapter)
    seen = []
    run.policy.plain.model.layers[0].mlp.down_proj.register_forward_hook(
        lambda m, i, out: seen.append(out.dtype)
    )
    first = run.step()
    assert set(seen) == {torch.bfloat16}
    assert first.kl == pytest.approx(0.0, abs=1e-6)  # policy and reference in the same precision
    assert first.approx_kl < 0.01
    assert {p.dtype for p in run.policy.trained()} == {torch.float32}
    assert run.step().kl != 0.0


@pytest.mark.gpu
@pytest.mark.skipif(not torch.cuda.is_available(), reason="needs a CUDA device")
@pytest.mark.parametrize("adapter", [False, True])
def test_bf16_on_a_gpu(tiny_llama, adapter):
    run = bf16_run(tiny_llama(vocab_size=3).cuda(), adapter)
    assert run.step().kl == pytest.approx(0.0, abs=1e-6)
    assert run.step().step == 2
