"""Checkpoints that a run resumes from exactly: weights, optimiser state, place in the corpus, loss curve."""

import dataclasses
import hashlib
import json
import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import torch
from torch.optim import Optimizer
from transformers import PreTrainedModel

from helpers.errors import CourseError
from helpers.training.stream import Corpus

FILE = "checkpoint.pt"


@dataclass
class State:
    """Where a run stands: steps, predicted tokens, seconds of training, the next document, the last validation."""

    step: int = 0
    tokens: int = 0
    seconds: float = 0.0
    next_document: int = 0
    validation: dict[str, float] = field(default_factory=dict)


def describe(model: PreTrainedModel, corpus: Corpus, config: Any) -> dict[str, Any]:
    """What must be the same for a checkpoint to be continued: the model's shape, the corpus and the settings.

    The length is among them only once the learning rate falls towards its end.
    """
    settings = dataclasses.asdict(config)
    for changeable in ("evaluate_every", "save_every", "tokens"):
        settings.pop(changeable)
    return {
        "length": {"tokens": config.tokens, "decay begins": config.decay_begins},
        "shapes": {name: list(p.shape) for name, p in model.named_parameters()},
        "corpus": {
            "weights": dict(corpus.weights),
            "later": corpus.later and [corpus.later[0], dict(corpus.later[1])],
            "seed": corpus.seed,
            "context": corpus.context,
            "reading": corpus.reading,
        },
        "tokenizer": hashlib.sha256(corpus.tokenizer.encode()).hexdigest(),
        "settings": json.loads(json.dumps(settings)),
    }


def save(
    folder: Path, run: dict[str, Any], state: State, model: PreTrainedModel, optimizers: Sequence[Optimizer]
) -> None:
    """Replace the folder's checkpoint in one move, so that a crash leaves the old or the new one."""
    content = {
        "run": run,
        "state": dataclasses.asdict(state),
        "model": model.state_dict(),
        "optimizers": [optimizer.state_dict() for optimizer in optimizers],
    }
    draft = folder / (FILE + ".part")
    torch.save(content, draft)
    os.replace(draft, folder / FILE)


def load(folder: Path, run: dict[str, Any], model: PreTrainedModel, optimizers: Sequence[Optimizer]) -> State:
    """Put model and optimisers where the checkpoint left them; a fresh State when there is none.

    The loss curve is cut back to the checkpoint. Raises CourseError when the checkpoint belongs to another run.
    """
    path = folder / FILE
    if not path.exists():
        (folder / "loss.jsonl").unlink(missing_ok=True)
        return State()
    content = torch.load(path, map_location=model.device, weights_only=True)
    changed = [key for key in run if content["run"].get(key) != run[key]]
    if changed == ["length"] and _steady(content, run):
        changed = []
    if changed:
        raise CourseError(
            f"{path} belongs to a run with another {' and '.join(changed)}; "
            "delete that folder to start afresh, or use the settings it was made with."
        )
    model.load_state_dict(content["model"])
    for optimizer, saved in zip(optimizers, content["optimizers"], strict=True):
        optimizer.load_state_dict(saved)
    state = State(**content["state"])
    _cut(folder / "loss.jsonl", state.step)
    return state


def _steady(content: dict[str, Any], run: dict[str, Any]) -> bool:
    """Whether the rates had not begun to fall, under the length that the checkpoint had and under the new one."""
    begins = min(length["decay begins"] for length in (content["run"]["length"], run["length"]))
    return bool(content["state"]["tokens"] <= begins)


def _cut(curve: Path, step: int) -> None:
    if curve.exists():
        lines = [line for line in curve.read_text("utf-8").splitlines() if json.loads(line)["step"] <= step]
        curve.write_text("".join(line + "\n" for line in lines), "utf-8")
