"""What is kept of a run: a report of each iteration, lines of a log, and a checkpoint to go on from."""

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch

from helpers.errors import InputError


@dataclass(frozen=True)
class StepReport:
    """What one iteration did.

    Attributes:
        step: its number, from 1.
        score: mean of the judge's scores.
        kl: from the reference, mean nats a completion before the update.
        kl_coef: β that was paid.
        ended: share of completions that ended by themselves.
        tokens: mean length of a completion.
        entropy, policy_loss, value_loss, clip_fraction, approx_kl: means over the minibatches; see the losses.
        grad_norm: mean norm of the gradients before they were clipped.
        minibatches: how many were learned from; fewer than planned after an early stop.
        rollout_seconds, score_seconds, update_seconds: drawing; judging, log-probabilities, values; learning.
        prompts, texts, scores: the completions, and what the judge gave each.
    """

    step: int
    score: float
    kl: float
    kl_coef: float
    ended: float
    tokens: float
    entropy: float
    policy_loss: float
    value_loss: float
    clip_fraction: float
    approx_kl: float
    grad_norm: float
    minibatches: int
    rollout_seconds: float
    score_seconds: float
    update_seconds: float
    prompts: tuple[str, ...]
    texts: tuple[str, ...]
    scores: tuple[float, ...]


class JSONLLog:
    """A callback that appends each report to a file, one JSON object a line.

    A last line that a crash cut short is removed.
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self.path = Path(path)
        self.path.parent.mkdir(parents=True, exist_ok=True)
        if self.path.exists():
            written = self.path.read_bytes()
            os.truncate(self.path, written.rfind(b"\n") + 1)

    def __call__(self, report: StepReport) -> None:
        """Append a line."""
        with self.path.open("a", encoding="utf-8", newline="\n") as file:
            file.write(json.dumps(asdict(report), ensure_ascii=False) + "\n")


def read_log(path: str | os.PathLike[str]) -> list[dict[str, Any]]:
    """The reports in a log, in the order of their steps.

    A step that was done again after a resumption counts as it was done last; a last line that a crash cut short
    counts as not written.

    Raises:
        InputError: there is no such file, or a line before the last is no report.
    """
    path = Path(path)
    if not path.is_file():
        raise InputError(f"There is no log at {path}.")
    lines = path.read_text("utf-8").splitlines()
    reports = {}
    for number, line in enumerate(lines, 1):
        try:
            report = json.loads(line)
            reports[report["step"]] = report
        except (ValueError, TypeError, KeyError):
            if number < len(lines):
                raise InputError(f"Line {number} of {path} is no report of an iteration.") from None
    return [reports[step] for step in sorted(reports)]


def save(state: dict[str, Any], path: str | os.PathLike[str]) -> None:
    """Write a state so that the file is either the old one or the whole new one."""
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(path.name + ".part")
    torch.save(state, draft)
    os.replace(draft, path)


def load(path: str | os.PathLike[str]) -> dict[str, Any]:
    """A state that was saved; tensors arrive on the CPU.

    Raises:
        InputError: there is no such file, or it is none of ours.
    """
    try:
        state = torch.load(path, map_location="cpu", weights_only=True)
    except FileNotFoundError:
        raise InputError(f"There is no checkpoint at {path}.") from None
    except Exception as error:
        raise InputError(f"{path} is no checkpoint that can be read ({type(error).__name__}).") from None
    if not isinstance(state, dict):
        raise InputError(f"{path} is no checkpoint of a run.")
    return state
