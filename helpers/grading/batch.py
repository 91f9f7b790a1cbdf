"""Grades many submissions on Dask workers: of this machine, or of any scheduler that has an address.

Submissions travel as text, so workers need the course's package and nothing of the submissions' folder. Only failures
of the machinery (a worker that vanished, a sandbox that did not start) are tried again; whatever a submission does is
a grade.
"""

import contextlib
import logging
import os
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from helpers.errors import CourseError
from helpers.grading.task import Done, Task, name_of, perform

RETRIES = 2


@dataclass(frozen=True)
class Failed:
    """A submission that the machinery could not grade, and why; it is no grade."""

    reason: str


def grade_all(client: Any, tasks: Iterable[Task], at_a_time: int) -> Iterator[tuple[Task, Done | Failed]]:
    """Results as they come, in no certain order.

    Args:
        client: of `open_cluster`.
        tasks: what to grade; taken from the iterable as workers become free.
        at_a_time: tasks that the scheduler holds at a time.
    """
    from distributed import as_completed

    waiting = iter(tasks)
    task_of: dict[Any, Task] = {}

    def submit(task: Task) -> Any:
        future = client.submit(
            perform, task, key=f"{name_of(task)}-{len(submitted)}", retries=RETRIES, pure=False
        )
        submitted.append(task.student)
        task_of[future] = task
        return future

    submitted: list[str] = []
    first = [submit(task) for _, task in zip(range(at_a_time), waiting, strict=False)]
    queue = as_completed(first)
    for future in queue:
        task = task_of.pop(future)
        if (following := next(waiting, None)) is not None:
            queue.add(submit(following))
        if future.status == "finished":
            yield task, future.result()
        else:
            yield task, Failed(_reason(future))
        future.release()


def _reason(future: Any) -> str:
    error = future.exception()
    return f"{type(error).__name__}: {error}" if error is not None else str(future.status)


@contextlib.contextmanager
def open_cluster(workers: int, address: str | None) -> Iterator[tuple[Any, int]]:
    """A Dask client and how many workers it has.

    Args:
        workers: processes to start on this machine, if there is no address.
        address: of a scheduler that runs already, such as ``tcp://10.0.0.7:8786``.

    Raises:
        CourseError: the scheduler does not answer, or has other versions of Python or Dask.
    """
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    import dask
    from distributed import Client, LocalCluster

    warnings.filterwarnings(
        "ignore", "Port .* is already in use"
    )  # another batch on this machine; any port will do
    logging.getLogger("distributed").setLevel(logging.ERROR)
    dask.config.set({"distributed.comm.timeouts.connect": "15s"})
    if address:
        try:
            client = Client(address, timeout="15s", name="course-grading")
        except (OSError, ValueError, TimeoutError) as error:
            raise CourseError(
                f"The Dask scheduler at {address} does not answer ({type(error).__name__}): start it, or leave --dask "
                "out to grade on this machine."
            ) from None
        with client:
            count = len(client.scheduler_info(n_workers=-1)["workers"])
            yield client, max(count, 1)
        return
    with (
        LocalCluster(
            n_workers=workers,
            threads_per_worker=1,
            processes=True,
            host="127.0.0.1",
            dashboard_address=None,
            memory_limit=None,
        ) as cluster,
        Client(cluster) as client,
    ):
        yield client, workers
