"""``python -m helpers evaluate-models``: measure the shipped models and print the tables of their cards."""

import argparse
import os

from helpers.commands import options

HELP = "measure the shipped models and print the tables of their model cards"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("names", nargs="*", metavar="NAME", help="micro, base; all of them by default")
    options.add(parser, "device")
    parser.add_argument(
        "--write", action="store_true", help="write the model cards too (README.md in each folder)"
    )


def run(arguments: argparse.Namespace) -> int:
    """Print a table a model; 0 when every model could be measured."""
    if arguments.device:
        os.environ["COURSE_DEVICE"] = arguments.device

    from helpers import models
    from helpers.training import model_card, report

    for name in arguments.names or models.SHIPPED:
        folder = models.folder(name)
        model, tokenizer = models.load(name)
        measured = report.measure(model, tokenizer, folder)
        print(f"## lantern-{name}\n\n{report.table(measured)}\n", flush=True)
        if arguments.write:
            (folder / "README.md").write_text(model_card.card(measured), encoding="utf-8", newline="\n")
    return 0
