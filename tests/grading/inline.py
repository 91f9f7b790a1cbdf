"""Grading without Dask's processes: the same steps, here, in a sandbox that is open already."""

import contextlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from helpers.grading import grading, task
from helpers.grading.batch import Failed
from helpers.grading.records import Grade
from helpers.grading.sandbox import Sandbox
from helpers.grading.task import Done, Task
from tests.grading.notebooks import assignment

Perform = Callable[[Task], Done | Failed]


def settings(run: bool = False, secret: str = "s") -> grading.Settings:
    """By value, in the sandbox."""
    return grading.Settings(1, None, True, run, secret)


def use(monkeypatch: pytest.MonkeyPatch, perform: Perform) -> None:
    """Have submissions graded by a function in this process."""

    @contextlib.contextmanager
    def no_cluster(workers: int, address: str | None) -> Iterator[tuple[None, int]]:
        yield None, 1

    def one_by_one(
        client: Any, tasks: Iterable[Task], at_a_time: int
    ) -> Iterator[tuple[Task, Done | Failed]]:
        return ((one, perform(one)) for one in tasks)

    monkeypatch.setattr(grading, "open_cluster", no_cluster)
    monkeypatch.setattr(grading, "grade_all", one_by_one)


def in_sandbox(monkeypatch: pytest.MonkeyPatch, sandbox: Sandbox) -> None:
    """Grade for real, in this sandbox."""
    monkeypatch.setattr(task, "_sandbox", lambda isolate: sandbox)
    use(monkeypatch, task.perform)


def grade(
    folder: Path, out: Path, *, resume: bool = False, how: grading.Settings | None = None
) -> tuple[dict[str, Grade], dict[str, str]]:
    """Grade lab 01; grades by student, and what failed."""
    out.mkdir(parents=True, exist_ok=True)
    grades, failed = grading.grade_folder(folder, out, assignment(), how or settings(), resume=resume)
    return {one.student: one for one in grades}, failed
