"""One process, or several that learn together through accelerate, each on its share of every batch."""

from contextlib import AbstractContextManager, nullcontext

import torch
from accelerate import Accelerator
from accelerate.utils import gather_object
from torch import Tensor, nn

from helpers.errors import InputError
from helpers.ppo.config import PPOConfig
from helpers.ppo.policy import Policy
from helpers.ppo.rollout import Rollout


class Processes:
    """What the loop asks of accelerate, and does without where there is none.

    Every process draws and judges its share of the prompts, all then know the whole rollout, and each minibatch is
    divided among them; weights stay the same everywhere, because gradients are averaged over the real tokens of all.

    Args:
        accelerator: None for a single process in full precision.

    Raises:
        InputError: the prompts of a step or of a minibatch cannot be divided evenly.
    """

    def __init__(self, policy: Policy, config: PPOConfig, accelerator: Accelerator | None) -> None:
        self.accelerator = accelerator
        self.count = accelerator.num_processes if accelerator else 1
        self.rank = accelerator.process_index if accelerator else 0
        for name in ("prompts_per_step", "minibatch"):
            if getattr(config, name) % self.count:
                raise InputError(
                    f"{name} is {getattr(config, name)}; with {self.count} processes it must be a multiple of that."
                )
        self.learner: nn.Module = accelerator.prepare(policy) if accelerator else policy

    def share(self, batch: Tensor) -> Tensor:
        """This process's part of a batch of row numbers."""
        return batch.tensor_split(self.count)[self.rank]

    def gather(self, rollout: Rollout) -> Rollout:
        """The rollouts of all processes as one, in the order of their shares."""
        if self.count == 1:
            return rollout
        device = rollout.scores.device
        return Rollout.cat(gather_object([rollout.to(torch.device("cpu"))])).to(device)

    def mean(self, value: Tensor) -> Tensor:
        """The mean over processes, the same on each."""
        return self.accelerator.reduce(value, "mean") if self.accelerator and self.count > 1 else value

    def backward(self, loss: Tensor) -> None:
        """Gradients of the loss, averaged over processes."""
        if self.accelerator:
            self.accelerator.backward(loss)
        else:
            loss.backward()

    def autocast(self) -> AbstractContextManager[None]:
        """The precision that the accelerator was asked for."""
        context: AbstractContextManager[None] = (
            self.accelerator.autocast() if self.accelerator else nullcontext()
        )
        return context
