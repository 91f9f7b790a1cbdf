"""Practice on a reward: which pairs of people are used, and that a model moves towards what is paid for."""

import copy
from collections.abc import Callable, Sequence

import pytest
import torch
from transformers import AutoTokenizer

from helpers import conduct, sft
from helpers.paths import MODELS
from helpers.ppo import PPOConfig
from helpers.reward import Pair


def test_the_last_pair_of_each_prompt_in_their_order() -> None:
    pairs = [Pair("b", "x", "y", "Ann"), Pair("a", "x", "y", "Ann"), Pair("b", "y", "z", "Bea")]
    assert conduct.one_for_each_prompt(pairs) == [pairs[2], pairs[1]]
    assert conduct.one_for_each_prompt([]) == []


def test_practice_changes_a_copy_only(tiny_llama: Callable[..., torch.nn.Module]) -> None:
    tokenizer = sft.prepared(AutoTokenizer.from_pretrained(MODELS / "lantern-tokenizer"))
    ends = {"eos_token_id": tokenizer.eos_token_id, "pad_token_id": tokenizer.pad_token_id}
    model = tiny_llama(vocab_size=len(tokenizer), max_position_embeddings=128, hidden_size=16, **ends)
    before = copy.deepcopy(model.state_dict())
    asked: list[str] = []

    def reward(requests: Sequence[str], replies: Sequence[str]) -> list[float]:
        asked.extend(requests)
        return [float(len(reply) % 2) for reply in replies]

    config = PPOConfig(prompts_per_step=4, max_new_tokens=4, minibatch=4, learning_rate=1e-2, seed=1)
    trained, reports = conduct.reinforce(
        model, tokenizer, ["Who?", "When?", "Who?"], reward, config, iterations=2, rank=2
    )
    assert [report.step for report in reports] == [1, 2]
    assert set(asked) == {"Who?", "When?"}
    assert all(torch.equal(value, before[name]) for name, value in model.state_dict().items())
    moved = [not torch.equal(value, before[name]) for name, value in trained.state_dict().items()]
    assert any(moved)
    assert len(trained.state_dict()) == len(before)  # the adapter is merged
    assert reports[0].kl == pytest.approx(0, abs=1e-4)
