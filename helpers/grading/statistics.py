"""What went wrong how often: for each exercise its marks, and which misconception stood behind the failures."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from helpers.checks.registry import EXERCISES
from helpers.grading.records import Grade


@dataclass(frozen=True)
class ExerciseStatistics:
    """One exercise over all notebooks that could be read.

    Attributes:
        exercise: its id.
        graded: notebooks.
        passed: with full points.
        mean: points, on average.
        possible: points.
        statuses: how it ended, most frequent first.
        misconceptions: name and count, most frequent first, those that nobody had included with 0.
    """

    exercise: str
    graded: int
    passed: int
    mean: float
    possible: float
    statuses: tuple[tuple[str, int], ...]
    misconceptions: tuple[tuple[str, int], ...]


def statistics(lab: str, grades: Sequence[Grade]) -> list[ExerciseStatistics]:
    """One entry for each exercise of the lab, in order."""
    found = []
    for exercise in EXERCISES.of_lab(lab):
        own = [one for grade in grades for one in grade.exercises if one.exercise == exercise.id]
        named = Counter(one.misconception for one in own if one.misconception)
        for misconception in exercise.misconceptions:
            named.setdefault(misconception.name, 0)
        found.append(
            ExerciseStatistics(
                exercise.id,
                len(own),
                sum(one.status == "passed" for one in own),
                sum(one.points for one in own) / len(own) if own else 0.0,
                float(exercise.points),
                tuple(Counter(one.status for one in own).most_common()),
                tuple(named.most_common()),
            )
        )
    return found
