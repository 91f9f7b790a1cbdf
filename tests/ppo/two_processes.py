"""One of two processes that learn from the toy world together; ``torchrun`` starts it for test_processes.py.

Both are handed the same rollout, learn from half of each minibatch, and the first writes what became of the weights.
"""

import sys

import torch
from accelerate import Accelerator

from helpers.ppo import PPO, PPOConfig
from tests.ppo import toy

CONFIG = PPOConfig(
    prompts_per_step=8,
    max_new_tokens=toy.LENGTH,
    minibatch=4,
    micro_batch=1,
    learning_rate=1e-2,
    entropy_coef=0.1,
)


def learn(accelerator: Accelerator | None) -> dict[str, torch.Tensor]:
    """Two steps on completions of one and two tokens; the weights afterwards."""
    torch.manual_seed(0)
    run = PPO(toy.policy(), toy.Tokenizer(), ["x", "y"], toy_score, CONFIG, accelerator=accelerator)
    drawn = toy.completions([(0, 1), (2, 2), (1, 0), (2, 1), (0, 0), (1, 2), (1, 1), (2, 0)])
    drawn.response_mask[[1, 2, 6], 1] = False  # unequal halves: a mean of means would be another number

    def roll_out(prompts):
        return drawn.rows(run.processes.share(torch.arange(8)))

    run.roll_out = roll_out
    reports = [run.step(), run.step()]
    weights = {name: value.clone() for name, value in run.policy.state_dict().items()}
    return weights | {"losses": torch.tensor([r.policy_loss for r in reports]), "texts": reports[0].texts}


def toy_score(prompts, texts):
    """The first token's number."""
    return [float(text[0]) for text in texts]


if __name__ == "__main__":
    accelerator = Accelerator(cpu=True)
    assert accelerator.num_processes == 2
    learned = learn(accelerator)
    everybody = [
        accelerator.gather(value.flatten()[None]) for value in learned.values() if hasattr(value, "flatten")
    ]
    assert all(torch.equal(*both) for both in everybody), "the processes have drifted apart"
    if accelerator.is_main_process:
        torch.save(learned, sys.argv[1])
    accelerator.end_training()
