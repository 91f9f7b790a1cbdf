"""``python -m helpers build-models``: rebuild the shipped models from the seed."""

import argparse
import os
import sys

from helpers import paths
from helpers.commands import options
from helpers.errors import CourseError

HELP = "train the course's models from the seed; a stopped run goes on where it was"
NAMES = ("tokenizer", "micro", "base", "instruct", "chat")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument(
        "names", nargs="*", metavar="NAME", help=f"what to build: {', '.join(NAMES)}; all of them by default"
    )
    options.add(parser, "device", "force", force="replace models that are already in data/models")
    parser.add_argument(
        "--tokens", type=int, metavar="N", help="train on N tokens instead of the recipe's number"
    )


def run(arguments: argparse.Namespace) -> int:
    """Build what was asked for, tokenizer first; 0 when all is done, 130 when a signal stopped it."""
    unknown = [name for name in arguments.names if name not in NAMES]
    if unknown:
        raise CourseError(f'There is no model "{unknown[0]}" to build; choose from: {", ".join(NAMES)}.')
    if arguments.tokens is not None and arguments.tokens < 1:
        raise CourseError(f"--tokens must be 1 or more, not {arguments.tokens}.")
    if arguments.device:
        os.environ["COURSE_DEVICE"] = arguments.device
    wanted = [name for name in NAMES if name in (arguments.names or NAMES)]
    if not arguments.force:
        present = [name for name in wanted if (paths.MODELS / f"lantern-{name}").exists()]
        if present:
            raise CourseError(
                f"data/models/lantern-{present[0]} is already there; --force trains and replaces it "
                "(every model that uses the tokenizer must be trained again when that is replaced)."
            )
    for name in wanted:
        if not _build(name, arguments.tokens):
            print(f"{name}: stopped and saved; the same command goes on from here.", file=sys.stderr)
            return 130
    return 0


def _build(name: str, tokens: int | None) -> bool:
    """Whether it was finished."""
    import dataclasses

    from helpers import profile
    from helpers.training import build
    from helpers.training.recipes import RECIPES, TOKENIZER

    if name == "tokenizer":
        build.build_tokenizer(paths.MODELS / TOKENIZER)
        print(f"tokenizer: written to {paths.MODELS / TOKENIZER}")
        return True
    recipe = RECIPES[name]
    if tokens is not None:
        recipe = dataclasses.replace(recipe, training=dataclasses.replace(recipe.training, tokens=tokens))
    print(
        f"{name}: training on {recipe.training.tokens / 1e6:.1f} M tokens; {profile.describe()}",
        file=sys.stderr,
    )
    folder = paths.MODELS / recipe.folder
    outcome = build.build_model(recipe, build.load_tokenizer(paths.MODELS / TOKENIZER), folder)
    if outcome.finished:
        print(
            f"{name}: {outcome.tokens / 1e6:.1f} M tokens in {outcome.seconds / 60:.0f} minutes of training, "
            f"written to {folder}; next: python -m helpers evaluate-models {name}"
        )
    return outcome.finished
