"""Numbers that are no numbers stop a run, and what led to them is kept."""

from dataclasses import asdict
from pathlib import Path

import torch
from torch import Tensor

from helpers import paths
from helpers.errors import CourseError
from helpers.ppo import record
from helpers.ppo.rollout import Rollout


class NonFiniteError(CourseError):
    """NaN or infinity in a run.

    Attributes:
        step: the iteration, from 1.
        quantity: what was not finite.
        path: where the batch lies, for torch.load.
    """

    def __init__(self, step: int, quantity: str, path: Path) -> None:
        self.step, self.quantity, self.path = step, quantity, path
        super().__init__(
            f"The {quantity} of step {step} is not finite. The policy is as it was before this step, and the batch is "
            f"saved in {path}. A lower learning rate is the usual cure."
        )


def check(step: int, rollout: Rollout, **quantities: Tensor) -> None:
    """Raises NonFiniteError, with the batch saved, for the first quantity that is not finite at a real token.

    Quantities of the shape of the response mask count where it is True; others count everywhere.
    """
    mask = rollout.completions.response_mask
    for name, value in quantities.items():
        finite = torch.isfinite(value)
        if value.shape == mask.shape:
            finite = finite | ~mask
        if not bool(finite.all()):
            path = paths.course_state() / "ppo" / f"not_finite_step_{step}.pt"
            batch = asdict(rollout.to(torch.device("cpu")))
            record.save({"step": step, "quantity": name, "rollout": batch, name: value.detach().cpu()}, path)
            raise NonFiniteError(step, name.replace("_", " "), path)
