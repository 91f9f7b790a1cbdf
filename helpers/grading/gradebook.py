"""nbgrader's gradebook, through nbgrader's own interface, so that its tools work on what was graded here.

Automatic scores are written over; manual scores, which only people give, are kept.
"""

import contextlib
import os
import sysconfig
import warnings
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from nbgrader.api import Gradebook, MissingEntry

from helpers.grading.assignment import CHECK_SUFFIX, Assignment
from helpers.grading.records import Grade

NAME = "gradebook.db"


@contextlib.contextmanager
def open_gradebook(folder: Path) -> Iterator[Gradebook]:
    """The gradebook of an output folder, made when it is not there."""
    path = folder / NAME
    if not path.exists():
        _make(path)
    book = Gradebook(f"sqlite:///{path.absolute()}")
    try:
        yield book
    finally:
        book.close()


def _make(path: Path) -> None:
    """A new gradebook, whole or not at all: nbgrader needs several steps for it."""
    beside = path.with_name(f".{path.name}.part")
    beside.unlink(missing_ok=True)
    _put_scripts_on_the_path()
    Gradebook(f"sqlite:///{beside.absolute()}").close()
    beside.replace(path)


def _put_scripts_on_the_path() -> None:
    """nbgrader calls ``alembic`` by name, which lies beside the Python that runs this."""
    scripts = sysconfig.get_path("scripts")
    if scripts not in os.environ.get("PATH", "").split(os.pathsep):
        os.environ["PATH"] = os.pathsep.join([scripts, os.environ.get("PATH", "")])


def assignment_name(assignment: Assignment) -> str:
    """What nbgrader calls the lab: ``lab01``."""
    return f"lab{assignment.lab}"


def declare(book: Gradebook, assignment: Assignment) -> None:
    """Make the lab known: its notebook, cells and points."""
    name, notebook = assignment_name(assignment), assignment.name
    book.update_or_create_assignment(name)
    book.update_or_create_notebook(notebook, name)
    for cell in assignment.cells:
        graded, solved = cell.kind != "answer", cell.kind != "check"
        if graded:
            book.update_or_create_grade_cell(
                cell.grade_id, notebook, name, max_score=cell.points, cell_type=cell.cell_type
            )
        if solved:
            book.update_or_create_solution_cell(cell.grade_id, notebook, name)
        book.update_or_create_source_cell(
            cell.grade_id, notebook, name, source=cell.source, cell_type=cell.cell_type, locked=not solved
        )


def record(book: Gradebook, assignment: Assignment, grades: Iterable[Grade]) -> None:
    """Write automatic scores; a submission that could not be read waits for a person."""
    name, notebook = assignment_name(assignment), assignment.name
    for grade in grades:
        with warnings.catch_warnings():
            warnings.filterwarnings(
                "ignore", "Object of type"
            )  # nbgrader 0.9.6 adds a submission in two steps
            book.update_or_create_student(grade.student)
            book.update_or_create_submission(name, grade.student)
        points = {f"{one.exercise}{CHECK_SUFFIX}": one.points for one in grade.exercises}
        for cell in assignment.cells:
            if cell.kind == "answer":
                continue
            entry = book.find_grade(cell.grade_id, notebook, name, grade.student)
            unanswered = (
                cell.kind == "written" and cell.grade_id not in grade.written and not grade.unreadable
            )
            entry.auto_score = points.get(cell.grade_id, 0.0 if unanswered else None)
            entry.needs_manual_grade = entry.auto_score is None and entry.manual_score is None
        book.db.commit()


def manual_scores(book: Gradebook, assignment: Assignment, student: str) -> Mapping[str, float]:
    """What people gave, by grade id; scores of exercises count too where somebody overruled the automatic one."""
    found = {}
    for cell in assignment.cells:
        with contextlib.suppress(MissingEntry):
            entry = book.find_grade(cell.grade_id, assignment.name, assignment_name(assignment), student)
            if entry.manual_score is not None:
                found[cell.grade_id] = float(entry.manual_score)
    return found


def score_by_hand(
    book: Gradebook, assignment: Assignment, student: str, grade_id: str, score: float | None
) -> None:
    """Set a manual score, or take it back with None; nothing happens for what the gradebook does not know."""
    with contextlib.suppress(MissingEntry):
        entry = book.find_grade(grade_id, assignment.name, assignment_name(assignment), student)
        entry.manual_score = score
        entry.needs_manual_grade = score is None and entry.auto_score is None
        book.db.commit()
