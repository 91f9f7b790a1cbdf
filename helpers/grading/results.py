"""Everything that is written from the journal: gradebook, tables, pages. Written whole, as often as one likes."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from helpers.grading import gradebook, tables
from helpers.grading.assignment import Assignment
from helpers.grading.files import file_name, write
from helpers.grading.pages import feedback_page, overview_page
from helpers.grading.preflight import Preflight
from helpers.grading.records import Grade
from helpers.grading.similarity import similar
from helpers.grading.statistics import statistics


def run_file(out: Path, student: str) -> Path:
    """Where what a student's notebook showed is kept."""
    return out / "runs" / f"{file_name(student)}.html"


def keep_run(out: Path, student: str, run: str) -> None:
    """Keep what a notebook showed; an empty one replaces an older one too."""
    write(run_file(out, student), run)


def write_results(
    out: Path,
    assignment: Assignment,
    grades: Sequence[Grade],
    reads: Mapping[str, Preflight],
    notes: Sequence[str],
    failed: Mapping[str, str],
) -> list[Grade]:
    """All result files.

    Args:
        out: the output folder. Scores filled in in its ``manual.csv`` are taken over first.
        assignment: the lab.
        grades: of the students in ``reads``, in their order.
        reads: what each submission holds, for the similarity report.
        notes: what was passed over.
        failed: why, by student, for those that the machinery could not grade.

    Returns:
        The grades with the manual scores.

    Raises:
        CourseError: ``manual.csv`` holds something that is no score.
    """
    filled_in, answers_before = tables.read_manual(out, assignment)
    with gradebook.open_gradebook(out) as book:
        gradebook.declare(book, assignment)
        gradebook.record(book, assignment, grades)
        for (student, question), score in filled_in.items():
            gradebook.score_by_hand(book, assignment, student, question, score)
        scored = [
            replace(grade, manual=dict(gradebook.manual_scores(book, assignment, grade.student)))
            for grade in grades
        ]
    tables.write_grades(out, assignment, scored)
    tables.write_manual(out, assignment, scored, answers_before)
    tables.write_canvas(out, assignment, scored)
    tables.write_moodle(out, assignment, scored)
    for grade in scored:
        kept = run_file(out, grade.student)
        run = kept.read_text(encoding="utf-8") if kept.exists() and not grade.unreadable else ""
        write(out / "feedback" / f"{file_name(grade.student)}.html", feedback_page(grade, assignment, run))
    codes = {student: [*read.cells.values(), *read.other] for student, read in reads.items()}
    overview = overview_page(
        assignment, scored, statistics(assignment.lab, scored), similar(codes, assignment.code), notes, failed
    )
    write(out / "overview.html", overview)
    return scored
