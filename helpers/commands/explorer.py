"""``python -m helpers explorer``: the sampling explorer as a page of its own."""

import argparse

from helpers.commands import options
from helpers.setup import server

HELP = "open the sampling explorer as a page of its own"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--prompt", metavar="TEXT", help="text to start with")
    parser.add_argument(
        "--model",
        metavar="NAME",
        default="base",
        help="a name of the profile, a Hub id or a folder (default: base)",
    )
    options.add(parser, "no-browser", "port", "torch")


def run(arguments: argparse.Namespace) -> int:
    """Serve the page with Voilà until Ctrl-C; 0 when it stopped in order."""
    from helpers.widgets import page

    place = server.place(server.Page("The sampling explorer", "/", "favicon.ico"), arguments)
    return page.launch(place.port, place.browser, arguments.prompt, arguments.model)
