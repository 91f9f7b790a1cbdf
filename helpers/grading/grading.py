"""From a folder of submissions to results: what is still to do is graded, everything else is in the journal."""

import secrets
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from helpers.errors import CourseError
from helpers.grading.assignment import Assignment
from helpers.grading.batch import Done, Failed, grade_all, open_cluster
from helpers.grading.by_value import student_seed
from helpers.grading.journal import Journal
from helpers.grading.preflight import Preflight, read
from helpers.grading.records import Grade
from helpers.grading.results import keep_run, run_file, write_results
from helpers.grading.submissions import discover
from helpers.grading.task import Task

SECRET = "secret.txt"


@dataclass(frozen=True)
class Settings:
    """How a batch is graded.

    Attributes:
        workers: processes on this machine.
        dask: address of a Dask scheduler, or None.
        isolate: in the sandbox?
        run: run notebooks for the feedback pages?
        secret: seeds the cases, together with the student's name.
    """

    workers: int
    dask: str | None
    isolate: bool
    run: bool
    secret: str


@dataclass(frozen=True)
class Found:
    """The submissions of one look at the folder: what each holds, and what was passed over."""

    reads: Mapping[str, Preflight]
    notes: tuple[str, ...]


def look(folder: Path, assignment: Assignment) -> Found:
    """Find and read the submissions."""
    submissions, notes = discover(folder, assignment)
    return Found({one.student: read(one.path, assignment) for one in submissions}, tuple(notes))


def secret_of(out: Path, file: Path | None) -> str:
    """The course's secret: from a file, or one made for this output folder and kept in it.

    Raises:
        CourseError: the file cannot be read or is empty.
    """
    path = file or out / SECRET
    if file is None and not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_hex(16) + "\n", encoding="utf-8")
    try:
        secret = path.read_text(encoding="utf-8").strip()
    except (OSError, ValueError) as error:
        raise CourseError(f"The secret in {path} cannot be read: {error}.") from None
    if not secret:
        raise CourseError(f"The secret in {path} is empty: write a line of random text into it.")
    return secret


def grade_folder(
    folder: Path,
    out: Path,
    assignment: Assignment,
    settings: Settings,
    *,
    resume: bool,
    watch: float | None = None,
    on_grade: Callable[[Grade], object] = lambda grade: None,
    on_start: Callable[[int, int], object] = lambda waiting, there: None,
) -> tuple[list[Grade], dict[str, str]]:
    """Grade what is not in the journal yet and write all results.

    Args:
        folder: of the submissions; nothing in it is changed.
        out: of the results.
        assignment: the lab.
        settings: how.
        resume: go on with the journal that is there.
        watch: seconds between two looks at the folder, for ever; None for one look.
        on_grade: called with each new grade.
        on_start: called with how many are to be graded and how many submissions there are.

    Returns:
        All grades, and why some submissions could not be graded by the machinery, by student.

    Raises:
        CourseError: folder, journal, scheduler or ``manual.csv`` will not do.
    """
    batch = {
        "lab": assignment.name,
        "exercises": assignment.digest,
        "secret": f"{student_seed(settings.secret, 'check'):x}",
        "sandbox": "on" if settings.isolate else "off",
    }
    first = look(folder, assignment)
    with Journal(out, batch, resume=resume) as journal:
        failed: dict[str, str] = {}
        for found in _looks(first, folder, assignment, watch):
            waiting = [
                student for student in found.reads if not _is_done(student, found, journal, out, settings)
            ]
            on_start(len(waiting), len(found.reads))
            failed = (
                dict(_grade(waiting, found, journal, out, assignment, settings, on_grade)) if waiting else {}
            )
            there = [journal.grades[student] for student in found.reads if student in journal.grades]
            grades = write_results(out, assignment, there, found.reads, found.notes, failed)
    return grades, failed


def _looks(first: Found, folder: Path, assignment: Assignment, seconds: float | None) -> Iterator[Found]:
    """The first look, and then one whenever something changed."""
    yield first
    while seconds is not None:
        time.sleep(seconds)
        again = look(folder, assignment)
        if {s: r.digest for s, r in again.reads.items()} != {s: r.digest for s, r in first.reads.items()}:
            first = again
            yield again


def _is_done(student: str, found: Found, journal: Journal, out: Path, settings: Settings) -> bool:
    grade, content = journal.grades.get(student), found.reads[student]
    if grade is None or grade.digest != content.digest:
        return False
    return bool(content.unreadable) or not settings.run or run_file(out, student).exists()


def _grade(
    waiting: list[str],
    found: Found,
    journal: Journal,
    out: Path,
    assignment: Assignment,
    settings: Settings,
    on_grade: Callable[[Grade], object],
) -> Iterator[tuple[str, str]]:
    """Grade into the journal; yields what could not be graded."""

    def keep(student: str, done: Done) -> None:
        content = found.reads[student]
        grade = Grade(
            student,
            assignment.lab,
            done.exercises,
            content.flags,
            content.unreadable,
            dict(content.written),
            {},
            settings.isolate,
            content.digest,
            round(done.seconds, 2),
        )
        if done.run or settings.run:
            keep_run(out, student, done.run)
        journal.add(grade)
        on_grade(grade)

    readable = []
    for student in waiting:
        if found.reads[student].unreadable:
            keep(student, Done((), "", 0.0))
        else:
            readable.append(student)
    if not readable:
        return
    tasks = (_task(student, found.reads[student], assignment, settings) for student in readable)
    with open_cluster(min(settings.workers, len(readable)), settings.dask) as (client, workers):
        for task, done in grade_all(client, tasks, 3 * workers):
            if isinstance(done, Failed):
                yield task.student, done.reason
            else:
                keep(task.student, done)


def _task(student: str, content: Preflight, assignment: Assignment, settings: Settings) -> Task:
    return Task(
        student,
        assignment.lab,
        tuple(content.cells.items()),
        content.other,
        content.code if settings.run else (),
        student_seed(settings.secret, student),
        settings.isolate,
    )
