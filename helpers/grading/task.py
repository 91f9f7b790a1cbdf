"""One submission's work as a process on any machine does it: plain data in, plain data out.

The process keeps its sandboxes from one submission to the next, so that Python and its packages are loaded once.
"""

import atexit
import functools
import hashlib
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from helpers.grading import notebook_run
from helpers.grading.by_value import grade_cells
from helpers.grading.outputs import fragment
from helpers.grading.records import ExerciseGrade
from helpers.grading.sandbox import Sandbox, SandboxError

T = TypeVar("T")


@dataclass(frozen=True)
class Task:
    """What has to be known to grade a submission; no file is needed.

    Attributes:
        student: whose it is.
        lab: two digits.
        cells: answers as (exercise id, source).
        other: the other code cells.
        code: all code cells, for the notebook's run; empty to leave it out.
        seed: of the cases.
        isolate: run in the sandbox?
    """

    student: str
    lab: str
    cells: tuple[tuple[str, str], ...]
    other: tuple[str, ...]
    code: tuple[str, ...]
    seed: int
    isolate: bool


@dataclass(frozen=True)
class Done:
    """What came of it.

    Attributes:
        exercises: one grade each.
        run: the notebook's outputs as a piece of a feedback page; empty without a run.
        seconds: wall clock.
    """

    exercises: tuple[ExerciseGrade, ...]
    run: str
    seconds: float


def perform(task: Task) -> Done:
    """Grade one submission.

    Raises:
        SandboxError: the machinery failed, not the submission; another try may succeed.
    """
    began = time.monotonic()
    graded = _in_sandbox(
        functools.partial(grade_cells, dict(task.cells), task.lab, seed=task.seed, others=task.other),
        _sandbox(task.isolate),
    )
    run = ""
    if task.code:
        ran = _in_sandbox(functools.partial(notebook_run.run, task.code), _notebook_sandbox(task.isolate))
        run = fragment(task.code, ran)
    return Done(tuple(graded), run, time.monotonic() - began)


def name_of(task: Task) -> str:
    """A name for the scheduler that no student's name can clash with or break."""
    return f"grade-{hashlib.sha256(task.student.encode('utf-8', 'replace')).hexdigest()[:16]}"


def _in_sandbox(work: Callable[..., T], sandbox: Sandbox) -> T:
    """A sandbox that failed starts afresh the next time."""
    try:
        return work(sandbox=sandbox)
    except SandboxError:
        sandbox.close()
        raise


@functools.cache
def _sandbox(isolate: bool) -> Sandbox:
    return _until_exit(Sandbox(isolate=isolate))


@functools.cache
def _notebook_sandbox(isolate: bool) -> Sandbox:
    return _until_exit(notebook_run.open_sandbox(isolate=isolate))


def _until_exit(sandbox: Sandbox) -> Sandbox:
    atexit.register(sandbox.close)
    return sandbox
