"""``python -m helpers evaluate-models``: measure the shipped models and print the tables of their cards."""

import argparse
import os
import sys

from helpers.commands import options
from helpers.errors import CourseError

HELP = "measure the shipped models and print the tables of their model cards"
FEWEST = 10  # items; with fewer an interval says nothing


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument(
        "names", nargs="*", metavar="NAME", help="base, chat, micro; all that are there by default"
    )
    options.add(parser, "device")
    parser.add_argument(
        "--count", type=int, metavar="N", default=300, help="items of each measurement (default: 300)"
    )
    parser.add_argument(
        "--only",
        action="append",
        metavar="SKILL",
        help="measure only likelihood, facts, reading, short, sums, lookups, conduct or critique; may be repeated",
    )
    parser.add_argument(
        "--run",
        action="store_true",
        dest="under_way",
        help="measure the checkpoint of a training run under way instead of the shipped model",
    )
    parser.add_argument(
        "--write", action="store_true", help="write the model cards too (README.md in each folder)"
    )


def run(arguments: argparse.Namespace) -> int:
    """Print a table a model; 0 when every model could be measured."""
    if arguments.count < FEWEST:
        raise CourseError(f"--count must be {FEWEST} or more, not {arguments.count}.")
    if arguments.write and (arguments.only or arguments.under_way):
        raise CourseError(
            "--write needs everything measured of the shipped model: leave out --only and --run."
        )
    if arguments.device:
        os.environ["COURSE_DEVICE"] = arguments.device

    from helpers import models
    from helpers.training.evaluation import SKILLS

    unknown = [name for name in arguments.only or () if name not in SKILLS]
    if unknown:
        raise CourseError(f'There is no skill "{unknown[0]}" to measure; choose from: {", ".join(SKILLS)}.')
    for name in arguments.names or models.SHIPPED:
        print(_measured(name, arguments), flush=True)
    return 0


def _measured(name: str, arguments: argparse.Namespace) -> str:
    """The heading and tables of one model."""
    from helpers import models
    from helpers.training import model_card, report, shipped

    def tell(what: str) -> None:
        print(f"{name}: {what}", file=sys.stderr, flush=True)

    if arguments.under_way:
        subject, tokens = shipped.under_way(name)
        figures = report.skills(subject, arguments.count, arguments.only or (), tell)
        return f"## lantern-{name} after {tokens / 1e6:.1f} M tokens\n\n{report.table(figures)}\n"
    folder = models.folder(name)
    subject = shipped.subject(name)
    if arguments.only:
        figures = report.skills(subject, arguments.count, arguments.only, tell)
        return f"## lantern-{name}\n\n{report.table(figures)}\n"
    measured = report.measure(subject, folder, arguments.count, tell)
    if arguments.write:
        (folder / "README.md").write_text(model_card.card(measured), encoding="utf-8", newline="\n")
    return f"## lantern-{name}\n\n{report.table(measured.figures)}\n\n{report.details(measured)}\n"
