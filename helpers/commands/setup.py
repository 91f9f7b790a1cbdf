"""``python -m helpers setup``: make or update the private ``.venv`` and do nothing else."""

import argparse

from helpers.commands import options
from helpers.setup import environment
from helpers.setup.making import remove
from helpers.setup.stamp import VENV

HELP = "make or update the private .venv, without starting anything"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument(
        "--dev", action="store_true", help="install what tests and the notebook build need too"
    )
    options.add(parser, "torch", "force", force="throw the environment away and make it anew")


def run(arguments: argparse.Namespace) -> int:
    """Set up; 0 when the environment is ready."""
    if arguments.force and VENV.exists():
        remove(VENV, "--force asks for a new one")
    environment.ensure("dev" if arguments.dev else "lab", arguments.torch)
    print(f"{VENV} is ready.")
    return 0
