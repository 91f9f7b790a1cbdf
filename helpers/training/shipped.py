"""The course's models as subjects of a measurement: as they lie in their folders, or as a run under way has them."""

import hashlib
from pathlib import Path

import torch
from transformers import LlamaForCausalLM

from helpers import models, paths, profile
from helpers.errors import CourseError
from helpers.training import checkpoint
from helpers.training.build import load_tokenizer
from helpers.training.evaluation import Subject
from helpers.training.recipes import RECIPES, TOKENIZER


def subject(name: str) -> Subject:
    """A shipped model in the layout that it was trained on. Raises CourseError when it is not there or damaged."""
    models.folder(name)
    return Subject(*models.load(name), RECIPES[name].reading)


def under_way(name: str, work: Path | None = None) -> tuple[Subject, int]:
    """What the last checkpoint of a run holds, and the tokens it has seen; the run itself is left alone.

    `work` is the run's folder, by default that of the course's state.

    Raises:
        CourseError: there is no such recipe, no checkpoint, or one of another tokenizer or shape.
    """
    if name not in RECIPES:
        raise CourseError(f'There is no recipe for a model "{name}"; choose from: {", ".join(RECIPES)}.')
    recipe = RECIPES[name]
    path = (work or paths.course_state() / "training" / recipe.folder) / checkpoint.FILE
    if not path.exists():
        raise CourseError(
            f"{path} is missing; python -m helpers build-models {name} writes it a while after its start."
        )
    tokenizer = load_tokenizer(paths.MODELS / TOKENIZER)
    content = torch.load(path, map_location="cpu", weights_only=True)
    model = LlamaForCausalLM(recipe.config(int(tokenizer.eos_token_id), int(tokenizer.pad_token_id)))
    shapes = {key: list(value.shape) for key, value in model.named_parameters()}
    digest = hashlib.sha256(tokenizer.backend_tokenizer.to_str().encode()).hexdigest()
    if content["run"]["tokenizer"] != digest or content["run"]["shapes"] != shapes:
        raise CourseError(
            f"{path} was made with another tokenizer or another recipe than those of this folder; look at it there."
        )
    model.load_state_dict(content["model"])
    torch.nn.Module.to(model, profile.device())
    return Subject(model.eval(), tokenizer, recipe.reading), int(content["state"]["tokens"])
