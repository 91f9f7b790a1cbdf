"""``python -m helpers lab``: open JupyterLab on the first lab."""

import argparse

from helpers.commands import options
from helpers.errors import CourseError
from helpers.paths import LABS, ROOT

HELP = "open JupyterLab on lab 00"
FIRST = LABS / "00_start_here.ipynb"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    options.add(parser, "no-browser", "port", "torch")


def run(arguments: argparse.Namespace) -> int:
    """Serve until Ctrl-C; 0 when the server stopped in order."""
    from helpers.setup import server

    if not FIRST.exists():
        raise CourseError(
            f"There is no {FIRST.relative_to(ROOT)}: fetch the course again, or run `make build` if you are writing it."
        )
    page = server.Page("JupyterLab", f"/lab/tree/{FIRST.relative_to(ROOT).as_posix()}", "api")
    return server.serve(page, "jupyterlab.labapp:LabApp", [f"--ServerApp.root_dir={ROOT}"], arguments)
