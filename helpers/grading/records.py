"""What grading says about a submission, as plain data that survives JSON."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Status = Literal["passed", "failed", "not started", "missing", "crashed", "timed out", "too much memory"]


@dataclass(frozen=True)
class Submission:
    """One student's notebook file."""

    student: str
    path: Path


@dataclass(frozen=True)
class ExerciseGrade:
    """One exercise of one student.

    Attributes:
        exercise: its id, ``ex01_5_top_p``.
        status: how it ended.
        points: points given, at most ``possible``.
        possible: the exercise's points.
        sentence: what differed, in words for the student; empty when it passed.
        call: the call that showed it; empty where there is none.
        expected, got: compact values, empty where there are none to show.
        misconception: name of the mistake that explains the failure, empty when none does.
        advice: the misconception's message, empty when there is none.
    """

    exercise: str
    status: Status
    points: float
    possible: float
    sentence: str = ""
    call: str = ""
    expected: str = ""
    got: str = ""
    misconception: str = ""
    advice: str = ""


@dataclass(frozen=True)
class Grade:
    """One submission.

    Attributes:
        student: as the folder or file name says.
        lab: two digits.
        exercises: in the lab's order, one each, whatever the notebook held.
        flags: what the instructor should look at ("duplicate cell ex01_5_top_p"), in order.
        unreadable: why the notebook could not be read; empty when it could.
        written: free-text answers by grade id, for manual grading.
        manual: manual scores by grade id, kept over regrading.
        sandboxed: False when the work ran without a sandbox.
        digest: SHA-256 of the submitted file, in hexadecimal.
        seconds: how long grading took.
    """

    student: str
    lab: str
    exercises: tuple[ExerciseGrade, ...]
    flags: tuple[str, ...]
    unreadable: str
    written: dict[str, str]
    manual: dict[str, float]
    sandboxed: bool
    digest: str
    seconds: float

    @property
    def points(self) -> float:
        """Points of the automatically graded exercises."""
        return sum(exercise.points for exercise in self.exercises)

    @property
    def possible(self) -> float:
        """What a perfect submission gets for them."""
        return sum(exercise.possible for exercise in self.exercises)
