"""``python -m helpers bench``: what labs measure, over several seeds."""

import argparse
import importlib
import os
import pkgutil
import time
from datetime import UTC, datetime

from helpers import benchmarks
from helpers.commands import options
from helpers.errors import CourseError

HELP = "measure what labs claim over several seeds and print the tables of docs/benchmarks.md"
SEEDS = (1, 2, 3)
PPO = "ppo"  # speed, not a lab: only when asked for, because its other side is installed from the package registry


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument(
        "labs",
        nargs="*",
        metavar="NN",
        help=f"labs to measure, such as 05 (default: all that have a benchmark); {PPO}: helpers.ppo beside trl's last",
    )
    parser.add_argument(
        "--seeds", nargs="+", type=int, metavar="SEED", default=list(SEEDS), help="seeds (default: 1 2 3)"
    )
    options.add(parser, "device")


def run(arguments: argparse.Namespace) -> int:
    """Run the chosen benchmarks one after the other; 0 when all of them ran through."""
    wanted = _chosen(arguments.labs)
    if len(set(arguments.seeds)) < len(arguments.seeds) or min(arguments.seeds) < 0:
        raise CourseError("--seeds must be different whole numbers of 0 or more, for example --seeds 1 2 3.")
    if arguments.device:
        os.environ["COURSE_DEVICE"] = arguments.device

    from helpers import profile
    from helpers.training import machine

    if PPO in arguments.labs:
        print("## PPO beside trl\n", flush=True)
        beside_trl = importlib.import_module(f"helpers.benchmarks.{PPO}.__main__")
        beside_trl.main(["--turns", str(len(arguments.seeds))])
    for lab in wanted:
        start = time.perf_counter()
        print(f"## Lab {lab}\n", flush=True)
        importlib.import_module(f"helpers.benchmarks.lab{lab}").main(tuple(arguments.seeds))
        seeds = ", ".join(map(str, arguments.seeds))
        minutes = (time.perf_counter() - start) / 60
        where = machine.describe(profile.device())
        print(f"\nSeeds {seeds}; {minutes:.1f} minutes; {where}; {datetime.now(UTC):%Y-%m-%d}.\n", flush=True)
    return 0


def _chosen(labs: list[str]) -> list[str]:
    """Two digits each, in order. Raises CourseError for a lab without a benchmark."""
    there = sorted(
        module.name.removeprefix("lab")
        for module in pkgutil.iter_modules(benchmarks.__path__)
        if module.name.startswith("lab")
    )
    if unknown := [lab for lab in labs if lab.zfill(2) not in there and lab != PPO]:
        raise CourseError(
            f"Lab {unknown[0]} has no benchmark. These have one: {', '.join(there) or 'none yet'}."
        )
    return [lab for lab in there if not labs or lab in {name.zfill(2) for name in labs}]
