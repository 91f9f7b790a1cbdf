"""CSV files: grades, the queue of answers that a person has to score, and what Canvas and Moodle import.

A cell that a spreadsheet would take for a formula is written with an apostrophe before it, since names and answers
come from students.
"""

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from helpers.errors import CourseError
from helpers.grading.assignment import CHECK_SUFFIX, Assignment
from helpers.grading.files import write
from helpers.grading.records import Grade

MANUAL = "manual.csv"
_AS_WRITTEN = ".manual-as-written.csv"
_MANUAL_COLUMNS = ("student", "question", "state", "score", "possible", "answer")
_CANVAS_FILE = re.compile(r"(?P<name>[^_]+)(?:_LATE)?_(?P<id>\d+)_\d+_.+")
_MOODLE_FOLDER = re.compile(r"(?P<name>.+)_(?P<id>\d+)_assignsubmission_file_?")
_LONGEST_ANSWER = 20_000


def total(grade: Grade) -> float:
    """Points of exercises and questions, a person's score before the automatic one."""
    automatic = sum(grade.manual.get(f"{one.exercise}{CHECK_SUFFIX}", one.points) for one in grade.exercises)
    by_hand = sum(
        score for name, score in grade.manual.items() if not name.endswith(CHECK_SUFFIX) or grade.unreadable
    )
    return automatic + by_hand


def waiting(grade: Grade) -> list[str]:
    """Questions whose answers nobody has scored yet."""
    return [name for name in grade.written if name not in grade.manual]


def state(grade: Grade) -> str:
    """``graded``, ``waits for N answers`` or ``unreadable``."""
    if grade.unreadable:
        return "unreadable"
    count = len(waiting(grade))
    return f"waits for {count} answer{'s' * (count > 1)} to be scored" if count else "graded"


def write_grades(folder: Path, assignment: Assignment, grades: Sequence[Grade]) -> None:
    """``grades.csv``: a row for each student; points are empty where a notebook could not be read."""
    graded = [cell for cell in assignment.cells if cell.kind != "answer"]
    possible = sum(cell.points for cell in graded)
    heads = [cell.grade_id.removesuffix(CHECK_SUFFIX) for cell in graded]
    rows = []
    for grade in grades:
        automatic = {f"{one.exercise}{CHECK_SUFFIX}": one.points for one in grade.exercises}
        unanswered = {cell.grade_id: 0.0 for cell in assignment.written if cell.grade_id not in grade.written}
        scores = {} if grade.unreadable else {**automatic, **unanswered}
        scores |= grade.manual
        rows.append(
            [
                grade.student,
                grade.lab,
                state(grade),
                "" if grade.unreadable and not grade.manual else _number(total(grade)),
                _number(possible),
                *(_number(scores[cell.grade_id]) if cell.grade_id in scores else "" for cell in graded),
                "yes" if grade.sandboxed else "no: unsandboxed",
                grade.unreadable,
                "; ".join(grade.flags),
            ]
        )
    columns = ["student", "lab", "state", "points", "possible", *heads, "sandboxed", "unreadable", "flags"]
    _write(folder / "grades.csv", columns, rows)


def write_manual(
    folder: Path, assignment: Assignment, grades: Sequence[Grade], before: Mapping[Any, str]
) -> None:
    """``manual.csv``: every answer in words; fill in ``score`` and run the command again with ``--resume``.

    Args:
        folder: where to.
        assignment: the lab.
        grades: with the manual scores.
        before: the answers of the last time by (student, question), to tell those that changed since.
    """
    rows = []
    for grade in grades:
        for cell in assignment.written:
            answer = grade.written.get(cell.grade_id)
            if answer is None and cell.grade_id not in grade.manual:
                continue
            score = grade.manual.get(cell.grade_id)
            answer = _cut(answer or "")
            told = "to score" if score is None else "scored"
            if score is not None and before.get((grade.student, cell.grade_id), answer) != answer:
                told = "changed since it was scored"
            rows.append(
                [
                    grade.student,
                    cell.grade_id,
                    told,
                    "" if score is None else _number(score),
                    _number(cell.points),
                    answer,
                ]
            )
    rows.sort(key=lambda row: (row[2] == "scored", row[1], row[0]))
    for name in (MANUAL, _AS_WRITTEN):
        _write(folder / name, _MANUAL_COLUMNS, rows)


def read_manual(
    folder: Path, assignment: Assignment
) -> tuple[dict[tuple[str, str], float | None], dict[tuple[str, str], str]]:
    """What was filled in in ``manual.csv`` since it was written, and its answers, by (student, question).

    A score that was taken out is None. What nobody touched is not among them, so that a score given elsewhere, in
    nbgrader's own tools, stands.

    Raises:
        CourseError: a score is no number between 0 and what is possible; says in which line.
    """
    points = {cell.grade_id: cell.points for cell in assignment.written}
    scores, answers = _manual_rows(folder / MANUAL, points)
    before, _ = _manual_rows(folder / _AS_WRITTEN, points)
    return {key: score for key, score in scores.items() if score != before.get(key)}, answers


def _manual_rows(
    path: Path, points: Mapping[str, float]
) -> tuple[dict[tuple[str, str], float | None], dict[tuple[str, str], str]]:
    scores: dict[tuple[str, str], float | None] = {}
    answers: dict[tuple[str, str], str] = {}
    if not path.exists():
        return scores, answers
    with path.open(encoding="utf-8-sig", newline="") as file:
        for line, row in enumerate(csv.DictReader(file), 2):
            if any(row.get(column) is None for column in _MANUAL_COLUMNS):
                raise CourseError(
                    f"{path}, row {line}: columns are missing; keep {', '.join(_MANUAL_COLUMNS)}."
                )
            key = (_bare(row["student"]), _bare(row["question"]))
            if key[1] in points:
                scores[key] = _score(row["score"], points[key[1]], f"{path}, row {line}")
                answers[key] = _bare(row["answer"])
    return scores, answers


def _score(text: str, possible: float, place: str) -> float | None:
    if not text.strip():
        return None
    try:
        score = float(text.replace(",", "."))
    except ValueError:
        score = -1.0
    if not 0 <= score <= possible:
        raise CourseError(f"{place}: the score {text!r} is not a number from 0 to {possible:g}.")
    return score


def write_canvas(folder: Path, assignment: Assignment, grades: Sequence[Grade]) -> None:
    """``canvas.csv`` for Canvas's gradebook import.

    A file downloaded from Canvas has the student's Canvas id in its name; any other name is given as the login id.
    """
    column = _title(assignment)
    possible = sum(cell.points for cell in assignment.cells)
    rows: list[list[str]] = [["    Points Possible", "", "", "", "", _number(possible)]]
    for grade in _complete(grades):
        found = _CANVAS_FILE.fullmatch(grade.student)
        name, number = (found["name"], found["id"]) if found else (grade.student, "")
        rows.append([name, number, "", "" if found else grade.student, "", _number(total(grade))])
    _write(folder / "canvas.csv", ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", column], rows)


def write_moodle(folder: Path, assignment: Assignment, grades: Sequence[Grade]) -> None:
    """``moodle.csv`` in the form of an assignment's grading worksheet.

    A folder downloaded from Moodle has the participant's number in its name; any other name is given as it is.
    """
    possible = _number(sum(cell.points for cell in assignment.cells))
    rows = []
    for grade in _complete(grades):
        found = _MOODLE_FOLDER.fullmatch(grade.student)
        name, number = (found["name"], f"Participant {found['id']}") if found else (grade.student, "")
        lost = [one.exercise for one in grade.exercises if one.points < one.possible]
        comment = f"Points were lost in: {', '.join(lost)}." if lost else "All exercises are right."
        rows.append([number, name, "" if found else grade.student, _number(total(grade)), possible, comment])
    columns = ["Identifier", "Full name", "Username", "Grade", "Maximum grade", "Feedback comments"]
    _write(folder / "moodle.csv", columns, rows)


def _complete(grades: Iterable[Grade]) -> list[Grade]:
    """Those with a grade: an unreadable notebook is not a zero that should reach a student."""
    return [grade for grade in grades if not grade.unreadable or grade.manual]


def _title(assignment: Assignment) -> str:
    return f"Lab {assignment.lab} {assignment.name[3:].replace('_', ' ')}"


def _number(value: float) -> str:
    return f"{value:g}"


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST_ANSWER else f"{text[:_LONGEST_ANSWER]}\n… cut off here"


def _write(path: Path, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    write(path, text.getvalue())


def _harmless(text: str) -> str:
    text = text.replace("\0", "�").replace("\r\n", "\n").replace("\r", "\n")
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "'") else text


def _bare(text: str) -> str:
    return text[1:] if text[:2] in ("'=", "'+", "'-", "'@", "'\t", "''") else text
