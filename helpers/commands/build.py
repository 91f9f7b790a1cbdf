"""``python -m helpers build``: make the notebooks from their sources, or say which are stale."""

import argparse
import importlib.util
from pathlib import Path

from helpers.build.names import lab_files, select
from helpers.commands import options
from helpers.errors import CourseError
from helpers.paths import LABS, SOLUTIONS

HELP = "make solution and student notebooks from solutions/*.py (--check: say which are stale)"
_NEEDED = ("jupytext", "nbgrader", "nbclient")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument(
        "labs", nargs="*", metavar="NN", help="labs to build, such as 01; all of them by default"
    )
    parser.add_argument(
        "--check", action="store_true", help="write nothing; exit with 1 when a notebook is stale"
    )
    options.add(parser, "force", force="overwrite notebooks edited since they were built")
    options.add(parser, "jobs", jobs="labs executed at a time (default: 1, which gives it all cores)")
    parser.set_defaults(jobs=1)


def run(arguments: argparse.Namespace) -> int:
    """Build or check; 0 when all is well, 1 when ``--check`` found something."""
    missing = [name for name in _NEEDED if importlib.util.find_spec(name) is None]
    if missing:
        raise CourseError(
            f"Building needs {', '.join(missing)}, which students do not install: "
            "python -m pip install -r requirements-dev.txt"
        )
    if arguments.jobs < 1:
        raise CourseError(f"--jobs must be 1 or more, not {arguments.jobs}.")
    sources = select(lab_files(SOLUTIONS, ".py"), arguments.labs)
    if not sources:
        print(
            "There are no sources in solutions/ (this is a student's copy of the course): nothing to build."
        )
        return 0
    return _check(sources, all_labs=not arguments.labs) if arguments.check else _build(sources, arguments)


def _build(sources: list[Path], arguments: argparse.Namespace) -> int:
    from tqdm import tqdm

    from helpers.build.pipeline import build, prepare
    from helpers.checks import EXERCISES

    cells = sum(c.cell_type == "code" for source in sources for c in prepare(source, EXERCISES).cells)
    with tqdm(total=cells, unit="cell", disable=None) as bar:

        def advance(lab: str) -> None:
            bar.set_description(lab)
            bar.update()

        built = build(sources, LABS, EXERCISES, force=arguments.force, jobs=arguments.jobs, on_cell=advance)
    for lab in built:
        sizes = [
            f"{path.parent.name}/ {path.stat().st_size / 1000:.0f} KB" for path in (lab.solution, lab.student)
        ]
        print(f"{lab.lab}: executed in {lab.seconds:.1f} s; {', '.join(sizes)}")
    return 0


def _check(sources: list[Path], all_labs: bool) -> int:
    from helpers.build.stale import stale
    from helpers.checks import EXERCISES

    problems = [problem for source in sources for problem in stale(source, LABS, EXERCISES)]
    if all_labs:
        known = {source.stem for source in sources}
        orphans = [
            p for folder in (LABS, SOLUTIONS) for p in lab_files(folder, ".ipynb") if p.stem not in known
        ]
        problems += [
            f"{p.parent.name}/{p.name} has no source solutions/{p.stem}.py: delete it." for p in orphans
        ]
    for problem in problems:
        print(problem)
    if not problems:
        print(f"{len(sources)} lab{'s' if len(sources) > 1 else ''} up to date.")
    return 1 if problems else 0
