"""``python -m helpers grade``: a folder of submitted notebooks in, grades, gradebook and feedback pages out."""

import argparse
import importlib.util
import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from helpers.commands import options
from helpers.errors import CourseError
from helpers.paths import SOLUTIONS

if TYPE_CHECKING:
    from helpers.grading.assignment import Assignment
    from helpers.grading.records import Grade

HELP = "grade a folder of submitted notebooks"
NEEDED = ("nbgrader", "dask", "distributed", "jupytext")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument(
        "folder",
        type=Path,
        metavar="SUBMISSIONS_DIR",
        help="NAME.ipynb files, NAME/ folders, or nbgrader's submitted/; nothing in it is changed",
    )
    parser.add_argument("--lab", required=True, metavar="NN", help="which lab, such as 01")
    parser.add_argument("--out", required=True, type=Path, metavar="DIR", help="folder for the results")
    parser.add_argument(
        "--workers",
        type=int,
        default=os.cpu_count() or 1,
        metavar="N",
        help="processes (default: one a core)",
    )
    parser.add_argument("--resume", action="store_true", help="go on where a run into the same --out stopped")
    parser.add_argument("--watch", action="store_true", help="go on and grade what arrives, until Ctrl-C")
    parser.add_argument("--dask", metavar="ADDRESS", help="use this Dask scheduler instead of this machine")
    parser.add_argument(
        "--no-sandbox", action="store_true", help='run submissions with your own rights; marked "unsandboxed"'
    )
    parser.add_argument(
        "--skip-run",
        action="store_true",
        help="do not run notebooks for the feedback pages; grades are the same",
    )
    parser.add_argument(
        "--secret",
        type=Path,
        metavar="FILE",
        help="the course's secret, which seeds each student's cases (default: one made in --out)",
    )
    options.add(parser, "force", force="use an --out folder that holds other files")


def run(arguments: argparse.Namespace) -> int:
    """Grade; 0 when every submission has a grade or is reported as unreadable, 1 when the machinery failed on some."""
    require_packages()
    from tqdm import tqdm

    from helpers.grading.grading import Settings, grade_folder, secret_of
    from helpers.grading.sandbox import available

    if arguments.workers < 1:
        raise CourseError(f"--workers must be 1 or more, not {arguments.workers}.")
    isolate = not arguments.no_sandbox
    if isolate and not arguments.dask and (reason := available()):
        raise CourseError(reason)
    assignment = released(arguments.lab)
    _prepare(arguments.out, arguments.folder, arguments.force)
    settings = Settings(
        arguments.workers,
        arguments.dask,
        isolate,
        not arguments.skip_run,
        secret_of(arguments.out, arguments.secret),
    )
    with tqdm(total=0, unit="notebook", disable=None) as bar:

        def begin(waiting: int, there: int) -> None:
            bar.reset(waiting)
            if waiting < there and not arguments.watch:
                bar.write(f"{there - waiting} of {there} are graded already.")

        def graded(grade: "Grade") -> None:
            bar.update()

        try:
            grades, failed = grade_folder(
                arguments.folder,
                arguments.out,
                assignment,
                settings,
                resume=arguments.resume or arguments.watch,
                watch=5.0 if arguments.watch else None,
                on_grade=graded,
                on_start=begin,
            )
        except KeyboardInterrupt:
            raise CourseError(
                "Stopped. What is graded is kept; the same command with --resume goes on."
            ) from None
    _report(grades, failed, arguments.out, isolate)
    return 1 if failed else 0


def require_packages() -> None:
    """Raises CourseError with the command that installs what is missing."""
    missing = [name for name in NEEDED if importlib.util.find_spec(name) is None]
    if missing:
        raise CourseError(
            f"Grading needs {', '.join(missing)}, which students do not install: "
            "python -m pip install -r requirements-dev.txt"
        )


def released(lab: str) -> "Assignment":
    """The `Assignment` of a lab, from its source."""
    from helpers.build.names import lab_files, select
    from helpers.build.pipeline import prepare
    from helpers.build.student import student_copy
    from helpers.checks import EXERCISES
    from helpers.grading.assignment import assignment_of

    sources = lab_files(SOLUTIONS, ".py")
    if not sources:
        raise CourseError(
            "There are no sources in solutions/: grading needs the instructor's copy of the course."
        )
    chosen = select(sources, [lab])
    return assignment_of(student_copy(prepare(chosen[0], EXERCISES)))


def _prepare(out: Path, folder: Path, force: bool) -> None:
    if not folder.is_dir():
        raise CourseError(f"There is no folder {folder}.")
    inside = out.resolve()
    if folder.resolve() == inside or folder.resolve() in inside.parents:
        raise CourseError(f"--out {out} lies in the folder of the submissions: choose one beside it.")
    try:
        out.mkdir(parents=True, exist_ok=True)
        foreign = any(out.iterdir()) and not any((out / name).exists() for name in (".lock", "secret.txt"))
    except OSError as error:
        raise CourseError(f"The results cannot be written to {out}: {error.strerror}.") from None
    if foreign and not force:
        raise CourseError(
            f"{out} holds files that are no results of grading; choose another --out, or say --force."
        )


def _report(grades: Sequence["Grade"], failed: dict[str, str], out: Path, isolate: bool) -> None:
    unreadable = [grade for grade in grades if grade.unreadable]
    waiting = sum(bool(grade.written.keys() - grade.manual.keys()) for grade in grades)
    print(f"{len(grades) - len(unreadable)} graded, {len(unreadable)} unreadable, {len(failed)} not graded.")
    for grade in unreadable:
        print(f"  unreadable: {grade.student}: {grade.unreadable}")
    for student, reason in failed.items():
        print(f"  not graded: {student}: {reason} (--resume tries again)")
    if waiting:
        print(f"{waiting} have answers in words to score: fill in {out / 'manual.csv'}, then --resume.")
    if not isolate:
        print("These grades are unsandboxed.")
    print(f"Open {out / 'overview.html'} first.")
