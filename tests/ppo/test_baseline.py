"""trl's RLOO under the settings of PPO: the same number of completions and optimizer steps, and it learns."""

import peft
import pytest
import torch

from helpers import models
from helpers.errors import InputError
from helpers.ppo import PPOConfig
from helpers.ppo.baseline import rloo

PROMPTS = ["One morning", "The old", "At the market", "After the storm"]
CONFIG = PPOConfig(
    prompts_per_step=16, max_new_tokens=8, minibatch=8, epochs=2, learning_rate=2e-3, missing_end_penalty=0.0
)


def adapted():
    model, tokenizer = models.load("micro")
    return peft.get_peft_model(model, peft.LoraConfig(r=8, target_modules=["q_proj", "v_proj"])), tokenizer


def test_it_learns_what_is_rewarded_and_says_nothing(capfd):
    model, tokenizer = adapted()
    before = {name: p.clone() for name, p in model.named_parameters()}
    calls, seen = [], []

    def score(prompts, texts):
        calls.append(len(texts))
        assert set(prompts) <= set(PROMPTS)
        return [float(text.count("the")) for text in texts]

    reports = rloo(model, tokenizer, PROMPTS, score, CONFIG, iterations=3, callback=seen.append)
    assert calls == [16, 16, 16]
    assert reports == seen
    assert [r.step for r in reports] == [1, 2, 3]
    assert all(1 <= r.tokens <= 8 and len(r.texts) == 16 and r.seconds > 0 for r in reports)
    assert dict(model.named_parameters()).keys() == before.keys()
    moved = {name for name, p in model.named_parameters() if not torch.equal(p, before[name])}
    assert moved
    assert all("lora_" in name for name in moved)
    assert capfd.readouterr().out == ""


def test_it_ends_when_its_time_is_up():
    model, tokenizer = adapted()
    reports = rloo(model, tokenizer, PROMPTS, lambda p, t: [0.0] * len(t), CONFIG, iterations=9, seconds=1e-3)
    assert [report.step for report in reports] == [1]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"generations": 1}, "1 generations must be 2 or more"),
        ({"generations": 3}, "3 generations must be 2 or more and divide minibatch=8"),
        ({"prompts": ["One " * 600]}, "context window"),
    ],
)
def test_what_cannot_be_divided_or_read_is_refused(change, sentence):
    model, tokenizer = adapted()
    given = {"prompts": PROMPTS, "generations": 4} | change
    with pytest.raises(InputError, match=sentence):
        rloo(
            model, tokenizer, given.pop("prompts"), lambda p, t: [0.0] * len(t), CONFIG, iterations=1, **given
        )


def test_full_weights_are_refused():
    model, tokenizer = models.load("micro")
    with pytest.raises(InputError, match="no adapter"):
        rloo(model, tokenizer, PROMPTS, lambda p, t: [0.0] * len(t), CONFIG, iterations=1)
