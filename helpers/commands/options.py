"""Options that several verbs share, so that each is spelled, explained and read the same everywhere."""

import argparse
from typing import Any

_OPTIONS: dict[str, dict[str, Any]] = {
    "jobs": {"type": int, "metavar": "N", "default": 2, "help": "processes at a time (default: 2)"},
    "torch": {
        "choices": ("default", "cpu"),
        "help": "which build of torch to install: the package index's own, or PyTorch's CPU build (a fraction of "
        "the size on Linux); by default what the environment has",
    },
    "no-browser": {"action": "store_true", "help": "print the address instead of opening a browser"},
    "port": {"type": int, "metavar": "PORT", "help": "port to listen on (default: a free one from 8888 on)"},
    "device": {
        "metavar": "DEVICE",
        "help": "cpu, cuda, cuda:1 or mps to compute on, as COURSE_DEVICE does (default: CUDA, then MPS, then CPU)",
    },
    "force": {"action": "store_true"},
}


def add(parser: argparse.ArgumentParser, *names: str, **own_help: str) -> None:
    """Add shared options by name; a keyword gives the help where it depends on the verb."""
    for name in names:
        settings = dict(_OPTIONS[name])
        if name in own_help:
            settings["help"] = own_help[name]
        parser.add_argument(f"--{name}", **settings)
