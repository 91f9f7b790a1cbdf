"""From a recipe to a shipped folder: tokenizer, corpus, held-out documents, training, export."""

import dataclasses
import itertools
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import torch
import transformers
from transformers import LlamaForCausalLM, PreTrainedTokenizerBase, PreTrainedTokenizerFast

from helpers import checksums, paths, profile, world
from helpers.errors import CourseError
from helpers.training import export, machine, recipes
from helpers.training import tokenizer as tokenizers
from helpers.training.pretrain import Outcome, pretrain
from helpers.training.recipes import CONTEXT, MIXTURE, Recipe
from helpers.training.samples import Sample
from helpers.training.stream import Corpus

VALIDATION_DOCUMENTS = 200  # of each family
CURVE_EVERY = 10  # steps between the points of the loss curve that is shipped


def build_tokenizer(folder: Path, documents: int = recipes.TOKENIZER_DOCUMENTS) -> PreTrainedTokenizerFast:
    """Train the town's tokenizer on the first documents of the training mixture and write it to ``folder``."""
    texts = (d.text for d in itertools.islice(world.corpus.mixture(MIXTURE), documents))
    trained = tokenizers.wrap(tokenizers.train(texts, recipes.VOCABULARY), CONTEXT)
    folder.mkdir(parents=True, exist_ok=True)
    tokenizers.save(trained, folder)
    export.seal(folder)
    return trained


def load_tokenizer(folder: Path) -> PreTrainedTokenizerFast:
    """The town's tokenizer. Raises CourseError with the command that makes it when it is not there."""
    if not (folder / "tokenizer.json").exists():
        raise CourseError(
            f"there is no tokenizer in {folder}; make it with: python -m helpers build-models tokenizer"
        )
    checksums.verify(folder, f"git checkout -- {folder}")
    return PreTrainedTokenizerFast.from_pretrained(folder)


def build_model(
    recipe: Recipe, tokenizer: PreTrainedTokenizerFast, folder: Path, *, work: Path | None = None
) -> Outcome:
    """Train a recipe's model and, once finished, write it to ``folder`` with its training record.

    A run that was stopped goes on from ``work`` (by default in the course's state folder).
    """
    work = work or paths.course_state() / "training" / recipe.folder
    settings = recipe.training
    end, pad = int(tokenizer.eos_token_id), int(tokenizer.pad_token_id)
    text = tokenizer.backend_tokenizer.to_str()
    corpus = Corpus(recipe.mixture, recipe.seed, text, end, CONTEXT, recipe.reading, recipe.later)
    held_out = {
        family: list(corpus.samples(world.generate(family, split="validation", count=VALIDATION_DOCUMENTS)))
        for family in corpus.families
    }
    profile.seed(settings.seed)
    model = LlamaForCausalLM(recipe.config(end, pad))
    if recipe.parent:
        model.load_state_dict(_parent(recipe.parent).state_dict())
    torch.nn.Module.to(model, profile.device())
    outcome = pretrain(model, corpus, held_out, settings, work)
    if outcome.finished:
        export.export(model, tokenizer, folder)
        _write_record(recipe, model, outcome, work, folder)
    return outcome


def _parent(name: str) -> LlamaForCausalLM:
    """The finished weights that a recipe starts from, in float32.

    Raises CourseError with the command that makes them when they are not there.
    """
    folder = paths.MODELS / recipes.RECIPES[name].folder
    if not (folder / "model.safetensors").exists():
        raise CourseError(
            f"there is no model in {folder}; make it with: python -m helpers build-models {name}"
        )
    checksums.verify(folder, f"git checkout -- {folder}")
    return LlamaForCausalLM.from_pretrained(folder, dtype=torch.float32)


def _write_record(
    recipe: Recipe, model: LlamaForCausalLM, outcome: Outcome, work: Path, folder: Path
) -> None:
    """training.json (what was trained, how long, on what) and a thinned loss.jsonl."""
    record = {
        "name": recipe.name,
        "about": recipe.about,
        "parameters": model.num_parameters(),
        "tokens": outcome.tokens,
        "seconds": round(outcome.seconds),
        "machine": machine.describe(profile.device()),
        "date": datetime.now(UTC).date().isoformat(),
        "starts from": recipes.RECIPES[recipe.parent].folder if recipe.parent else "random weights",
        "corpus": {
            "shares of documents": dict(recipe.mixture),
            "later": recipe.later and [recipe.later[0], dict(recipe.later[1])],
            "seed": recipe.seed,
            "read as": recipe.reading,
        },
        "settings": dataclasses.asdict(recipe.training),
        "validation nats per token": outcome.validation,
        "versions": {"torch": torch.__version__, "transformers": transformers.__version__},
    }
    (folder / "training.json").write_text(json.dumps(record, indent=2) + "\n", "utf-8")
    lines = (work / "loss.jsonl").read_text("utf-8").splitlines()
    kept = [line for i, line in enumerate(lines) if i % CURVE_EVERY == 0 or "validation" in line]
    (folder / "loss.jsonl").write_text("".join(line + "\n" for line in kept), "utf-8")


def held_out_samples(
    tokenizer: PreTrainedTokenizerBase,
    family: str,
    split: str,
    count: int,
    reading: Literal["text", "chat"] = "text",
) -> list[Sample]:
    """The first ``count`` documents of a family's validation or test split, as a model reads them."""
    text, end = tokenizer.backend_tokenizer.to_str(), int(tokenizer.eos_token_id)
    corpus = Corpus({family: 1.0}, recipes.CORPUS_SEED, text, end, CONTEXT, reading)
    return list(corpus.samples(world.generate(family, split=split, count=count)))
