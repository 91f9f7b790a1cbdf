"""Grades answers by what they return: the cases run here, the student's function somewhere else.

The grader never imports, evaluates or unpickles anything of a submission. It generates the cases, sends their
arguments to a worker (`helpers.grading.sandbox`), gets plain values back (`helpers.grading.codec`) and judges them
with the notebook's own judge. So there is nothing for a submission to patch: expected values, tolerances, comparison
and points are in another process, and what arrives has been rebuilt here from numbers and text.

What this cannot see: where a right answer comes from (the similarity report looks at that), and two things that only
the student's process can know, whether an argument was changed in place and what its gradients are. To lie about the
first saves a sentence; to lie about the second takes the right gradient.
"""

import hashlib
import hmac
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

import torch

from helpers.checks.exercise import Exercise
from helpers.checks.judge import Result, examine
from helpers.checks.registry import EXERCISES
from helpers.checks.runner import LocalRunner
from helpers.errors import CourseError, InputError
from helpers.grading.client import Death, WorkerRunner
from helpers.grading.records import ExerciseGrade, Status
from helpers.grading.sandbox import Sandbox

LONGEST_CELL = 300_000
_OUT_OF_MEMORY = ("`MemoryError`", "not enough memory", "can't allocate memory", "Unable to allocate")


def student_seed(secret: str, student: str) -> int:
    """The seed of a student's cases: the same on every run, and unknown to who does not know the course's secret."""
    digest = hmac.new(secret.encode(), student.encode(), hashlib.sha256).digest()
    return int.from_bytes(digest[:6], "big")


def grade_cells(
    cells: Mapping[str, str], lab: str, *, seed: int, sandbox: Sandbox, others: Sequence[str] = ()
) -> list[ExerciseGrade]:
    """One grade for each exercise of a lab, in the lab's order.

    Args:
        cells: source of the student's answer cell by exercise id; an absent one is graded "missing".
        lab: two digits.
        seed: of the cases, see `student_seed`.
        sandbox: where the functions run.
        others: the student's other code cells in the order of the notebook. Of these, and of the other exercises'
            answers, only imports, definitions and constants are run (see `helpers.grading.inside.cells`).

    Raises:
        CourseError: a check cannot run, whosever work it is given: a model is missing, or the check is broken.
        SandboxError: the machinery failed; the submission is not to blame, and may be graded again.
    """
    with _one_thread():
        return [_grade(exercise, cells, seed, sandbox, others) for exercise in EXERCISES.of_lab(lab)]


@contextmanager
def _one_thread() -> Iterator[None]:
    """On a busy machine two torch threads that wait for each other are many times slower than one."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(threads)


def _grade(
    exercise: Exercise, cells: Mapping[str, str], seed: int, sandbox: Sandbox, others: Sequence[str]
) -> ExerciseGrade:
    if exercise.id not in cells:
        return _lost(exercise, "missing", "The notebook has no cell for this exercise.")
    answer = cells[exercise.id]
    around = [*others, *(source for name, source in cells.items() if name != exercise.id)]
    if len(answer) > LONGEST_CELL:
        return _lost(exercise, "failed", f"The cell is too long to be run: {len(answer):,} characters.")
    runner = WorkerRunner(sandbox, exercise, answer, _short(around))
    if runner.death:  # perhaps another cell's doing: what breaks there must not cost this exercise
        runner = WorkerRunner(sandbox, exercise, answer, _short(others), only_imports=True)
    try:
        result = examine(exercise, runner, seed)
    except Exception as error:
        _blame(exercise, seed, error)
        said = f"What it returns could not be compared with what is expected ({type(error).__name__})."
        return _lost(exercise, "failed", said)
    finally:
        runner.close()
    return _graded(result, runner.death)


def _blame(exercise: Exercise, seed: int, error: Exception) -> None:
    """Return if the answer's value is to blame for an error of the judge; raise CourseError if the check itself is."""
    if isinstance(error, CourseError) and not isinstance(error, InputError):
        raise error
    try:
        passed = examine(exercise, LocalRunner(exercise.reference, exercise.parameters), seed).passed
    except Exception:
        passed = False
    if not passed:
        said = f"{type(error).__name__}: {error}"
        raise CourseError(
            f"The check of {exercise.id} is broken ({said}); correct it, then grade again."
        ) from error


def _short(cells: Sequence[str]) -> list[str]:
    """The cells that fit into one message together, in order."""
    kept, room = [], 2 * LONGEST_CELL
    for cell in cells:
        if len(cell) <= room:
            kept.append(cell)
            room -= len(cell)
    return kept


def _graded(result: Result, death: Death | None) -> ExerciseGrade:
    exercise, finding = result.exercise, result.finding
    if finding is None:
        return ExerciseGrade(exercise.id, "passed", exercise.points, exercise.points)
    known = finding.misconception
    return ExerciseGrade(
        exercise.id,
        _status(finding.name, finding.sentence, death),
        exercise.points * (known.credit if known else 0.0),
        exercise.points,
        finding.sentence,
        finding.call,
        finding.expected,
        finding.got,
        known.name if known else "",
        known.message if known else "",
    )


def _status(name: str, sentence: str, death: Death | None) -> Status:
    if death and sentence == death.sentence:
        return death.status
    if name == "raises" and any(sign in sentence for sign in _OUT_OF_MEMORY):
        return "too much memory"
    if name == "does not finish":
        return "timed out"
    return "not started" if name == "not started" else "failed"


def _lost(exercise: Exercise, status: Status, sentence: str) -> ExerciseGrade:
    return ExerciseGrade(exercise.id, status, 0.0, exercise.points, sentence)
