"""Counting what went wrong."""

from helpers.checks import EXERCISES
from helpers.grading.records import ExerciseGrade, Grade
from helpers.grading.statistics import statistics
from tests.grading.notebooks import FIRST, SECOND


def grade(student: str, *exercises: ExerciseGrade) -> Grade:
    return Grade(student, "01", exercises, (), "", {}, {}, True, "", 0.0)


def test_three_students_by_hand() -> None:
    known = EXERCISES[FIRST].misconceptions[1].name
    grades = [
        grade("a", ExerciseGrade(FIRST, "passed", 3, 3), ExerciseGrade(SECOND, "timed out", 0, 2, "Slow.")),
        grade("b", ExerciseGrade(FIRST, "failed", 1, 3, "No.", misconception=known)),
        grade("c", ExerciseGrade(FIRST, "failed", 0, 3, "No.", misconception=known)),
        grade("unreadable"),
    ]
    first, second, *rest = statistics("01", grades)
    assert (first.exercise, first.graded, first.passed, first.possible) == (FIRST, 3, 1, 3)
    assert first.mean == 4 / 3
    assert first.statuses == (("failed", 2), ("passed", 1))
    assert first.misconceptions[0] == (known, 2)
    assert {name: 0 for name, _ in first.misconceptions[1:]} == dict(first.misconceptions[1:])
    assert len(first.misconceptions) == len(EXERCISES[FIRST].misconceptions)
    assert (second.graded, second.statuses) == (1, (("timed out", 1),))
    assert all((one.graded, one.mean) == (0, 0.0) for one in rest)
