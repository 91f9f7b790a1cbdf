"""``python -m helpers release``: the course as students get it, or the labs as nbgrader assignments."""

import argparse
from pathlib import Path

from helpers.errors import CourseError
from helpers.paths import ROOT, SOLUTIONS

HELP = "make the students' copy of the course without solutions (--nbgrader: labs as nbgrader assignments)"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument(
        "labs", nargs="*", metavar="NN", help="labs to hand out, such as 01; all of them by default"
    )
    parser.add_argument(
        "--out", required=True, type=Path, metavar="DIR", help="folder to write; empty or not there"
    )
    parser.add_argument(
        "--nbgrader",
        action="store_true",
        help="write an nbgrader course folder (source/ and release/) instead",
    )


def run(arguments: argparse.Namespace) -> int:
    """Write the release; 0 when it is there."""
    from helpers.build.names import lab_files, select
    from helpers.build.release import release_course, release_nbgrader
    from helpers.checks import EXERCISES
    from helpers.commands.grade import require_packages

    require_packages()
    sources = select(lab_files(SOLUTIONS, ".py"), arguments.labs)
    if not sources:
        raise CourseError(
            "There are no sources in solutions/: this is a student's copy of the course already."
        )
    out = arguments.out.resolve()
    if out == ROOT or ROOT in out.parents:
        raise CourseError(f"--out {arguments.out} lies in the course itself: choose a folder beside it.")
    if arguments.nbgrader:
        made = release_nbgrader(out, sources, EXERCISES)
        print(
            f"{len(made)} assignments in {arguments.out}: hand out what is in release/, with the course beside it."
        )
    else:
        count = release_course(out, sources, EXERCISES)
        print(f"{count} files in {arguments.out}, {len(sources)} labs, no solutions.")
    return 0
