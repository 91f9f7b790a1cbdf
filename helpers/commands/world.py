"""``python -m helpers world``: read the town's documents, measure them, and build the shipped data sets."""

import argparse
import textwrap

from helpers.errors import CourseError

HELP = "read the town's documents (sample), measure them (stats), write the shipped data (build)"
_MOST = 10_000_000  # documents; more would not end within a day


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the three actions and their options."""
    actions = parser.add_subparsers(metavar="ACTION", dest="action", required=True)
    sample = actions.add_parser("sample", help="print documents of a family to read")
    sample.add_argument("family", metavar="FAMILY", help="e.g. narrative, dialogue, help_desk")
    sample.add_argument("-n", type=int, default=20, metavar="N", help="how many (default: 20)")
    _shared(sample)
    sample.add_argument("--start", type=int, default=0, metavar="I", help="number of the first (default: 0)")
    sample.add_argument("--meta", action="store_true", help="print what is known about each document as well")
    stats = actions.add_parser(
        "stats", help="speed, variety and duplicates of each family, beside real English"
    )
    stats.add_argument("families", nargs="*", metavar="FAMILY", help="families to measure; all by default")
    stats.add_argument("-n", type=int, default=5000, metavar="N", help="documents of each (default: 5000)")
    _shared(stats)
    build = actions.add_parser("build", help="write data/lantern_bay/ from its seed, byte for byte")
    build.add_argument(
        "names",
        nargs="*",
        metavar="NAME",
        help="data sets to write, e.g. stories; all, and their card, by default",
    )
    build.add_argument(
        "--check", action="store_true", help="write nothing; exit with 1 when a file differs from its seed"
    )


def _shared(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--seed", type=int, default=0, metavar="S", help="seed (default: 0)")
    parser.add_argument("--split", default="train", help="train, validation or test (default: train)")


def run(arguments: argparse.Namespace) -> int:
    """Run the action; 1 when ``build --check`` found something, else 0."""
    return {"sample": _sample, "stats": _stats, "build": _build}[arguments.action](arguments)


def _sample(arguments: argparse.Namespace) -> int:
    from helpers import world

    _check(arguments, [arguments.family])
    if arguments.start < 0:
        raise CourseError(f"--start is {arguments.start}; documents are numbered from 0.")
    documents = world.generate(
        arguments.family,
        seed=arguments.seed,
        split=arguments.split,
        start=arguments.start,
        count=arguments.n,
    )
    for number, document in enumerate(documents, arguments.start):
        print(f"--- {arguments.family} {number}")
        for line in document.text.split("\n"):
            print(textwrap.fill(line, 100, subsequent_indent="  ") if line else "")
        if arguments.meta:
            for key, value in document.meta.items():
                print(f"    {key}: {value}")
        print()
    return 0


def _stats(arguments: argparse.Namespace) -> int:
    from helpers import world
    from helpers.world.statistics import docstrings, measure, table

    families = arguments.families or sorted(world.FAMILIES)
    _check(arguments, families)
    measured = [
        measure(family, world.generate(family, seed=arguments.seed, split=arguments.split, count=arguments.n))
        for family in families
    ]
    measured.append(measure("docstrings of the standard library", docstrings()))
    print(table(measured))
    return 0


def _build(arguments: argparse.Namespace) -> int:
    from helpers.world import shipped

    if arguments.check:
        problems = shipped.stale(only=arguments.names)
        for problem in problems:
            print(problem)
        if not problems:
            print(f"{len(shipped.names(arguments.names))} files as the generator writes them.")
        return 1 if problems else 0
    for path in shipped.build(only=arguments.names):
        print(f"{path.relative_to(shipped.FOLDER)}: {path.stat().st_size / 1000:.0f} kB")
    return 0


def _check(arguments: argparse.Namespace, families: list[str]) -> None:
    """One clear sentence for whatever cannot be generated."""
    from helpers import world

    for family in families:
        if family not in world.FAMILIES:
            raise CourseError(
                f"There is no document family '{family}'; choose one of: {', '.join(sorted(world.FAMILIES))}."
            )
    if arguments.split not in world.SPLITS:
        raise CourseError(f"There is no split '{arguments.split}'; choose one of: {', '.join(world.SPLITS)}.")
    if not 1 <= arguments.n <= _MOST:
        raise CourseError(f"-n is {arguments.n}; ask for 1 to {_MOST:,} documents.")
