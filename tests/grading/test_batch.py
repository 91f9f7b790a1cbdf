"""Dask carries the work, tries again what the machinery broke, and says what it could not have graded."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from distributed import Client, LocalCluster

from helpers.errors import CourseError
from helpers.grading import batch
from helpers.grading.batch import Failed, grade_all, open_cluster
from helpers.grading.sandbox import SandboxError
from helpers.grading.task import Done, Task, name_of

pytestmark = pytest.mark.filterwarnings("ignore:Port .* is already in use")
TRIES: Counter[str] = Counter()


@pytest.fixture(scope="module")
def client() -> Iterator[Any]:
    with (
        LocalCluster(
            n_workers=1,
            threads_per_worker=1,
            processes=False,
            host="127.0.0.1",
            protocol="tcp",
            dashboard_address=None,
        ) as cluster,
        Client(cluster) as opened,
    ):
        yield opened


def shaky(task: Task) -> Done:
    """Fails as often as the student's name says."""
    TRIES[task.student] += 1
    if TRIES[task.student] <= int(task.student[-1]):
        raise SandboxError("no worker")
    return Done((), task.student, 0.0)


def task(student: str) -> Task:
    return Task(student, "01", (), (), (), 0, True)


def test_failures_of_the_machinery_are_tried_again_twice(
    client: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batch, "perform", shaky)
    students = ["a0", "b1", "c2", "d9", "e0", "f0"]
    found = {one.student: done for one, done in grade_all(client, map(task, students), 2)}
    assert {name: done.run for name, done in found.items() if isinstance(done, Done)} == {
        name: name for name in students if name != "d9"
    }
    assert found["d9"] == Failed("SandboxError: no worker")
    assert TRIES["d9"] == 3


def test_names_of_tasks_hold_any_student() -> None:
    names = {name_of(task(student)) for student in ("Ada", "ada", "('x', 1)", "\ud800", "")}
    assert len(names) == 5
    assert all(name.replace("grade-", "").isalnum() for name in names)


def test_a_scheduler_that_is_not_there_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(CourseError, match="does not answer"), open_cluster(1, "nonsense://here"):
        pass
