"""Run notebooks headless, several at a time, and say in one sentence where one of them failed."""

import asyncio
import re
import subprocess
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbclient.util import ensure_async
from nbformat import NotebookNode

from helpers.build.kernel import ThisInterpretersKernel
from helpers.build.source import heading

CELL_TIMEOUT = 900
"""Seconds after which a cell counts as hanging."""


@dataclass
class Execution:
    """A notebook to run, and how that went.

    Attributes:
        name: the lab's name.
        notebook: filled with outputs in place.
        seconds: wall-clock time, kernel start included; 0 before it ran.
        failure: one sentence, or None.
    """

    name: str
    notebook: NotebookNode
    seconds: float = 0.0
    failure: str | None = None


def describe(notebook: NotebookNode, index: int) -> str:
    """Where a cell is, for a person: its number, its id and the heading above it."""
    cell = notebook.cells[index]
    above = [heading(c.source) for c in notebook.cells[: index + 1] if c.cell_type == "markdown"]
    section = next((text for text in reversed(above) if text), "")
    under = f", under “{section}”" if section else ""
    return f"cell {index + 1} ({cell.get('id', 'no id')}{under})"


def execute_all(
    executions: Sequence[Execution],
    folder: Path,
    environment: dict[str, str],
    *,
    jobs: int = 1,
    on_cell: Callable[[str], object] = lambda name: None,
    timeout: int = CELL_TIMEOUT,
) -> None:
    """Run notebooks, ``jobs`` at a time, filling in outputs, seconds and failures.

    Args:
        executions: what to run; changed in place. One failure does not stop the others.
        folder: working directory of the kernels.
        environment: as ``kernel.kernel_environment`` makes it.
        jobs: kernels at a time.
        on_cell: called with the lab's name after each code cell.
        timeout: seconds that one cell may take.

    Raises:
        KeyboardInterrupt: Ctrl-C; by then every kernel that was started has been shut down.
    """
    loop = asyncio.SelectorEventLoop()  # on Windows the default loop cannot wait for ZeroMQ's sockets

    async def run_together() -> None:
        free = asyncio.Semaphore(jobs)

        async def run_one(execution: Execution) -> None:
            async with free:
                await _execute(execution, folder, environment, on_cell, timeout)

        await asyncio.gather(*(run_one(execution) for execution in executions))

    task = loop.create_task(run_together())

    def work() -> None:
        asyncio.set_event_loop(loop)
        try:
            loop.run_until_complete(task)
        finally:
            _finish(loop)

    # In a thread, because nbclient takes Ctrl-C over when it runs in the main one, and then kills one kernel only.
    # In a pool, because Thread.join marks a thread as ended when Ctrl-C interrupts it (Python 3.11).
    with ThreadPoolExecutor(1, thread_name_prefix="labs") as pool:
        done = pool.submit(work)
        try:
            while not done.done():
                wait([done], timeout=0.2)
        except KeyboardInterrupt:
            loop.call_soon_threadsafe(task.cancel)
            wait([done])
            raise
        done.result()


def _finish(loop: asyncio.AbstractEventLoop) -> None:
    left = asyncio.all_tasks(loop)
    for task in left:
        task.cancel()
    loop.run_until_complete(asyncio.gather(*left, return_exceptions=True))
    loop.run_until_complete(loop.shutdown_asyncgens())
    loop.close()


async def _execute(
    execution: Execution,
    folder: Path,
    environment: dict[str, str],
    on_cell: Callable[[str], object],
    timeout: int,
) -> None:
    notebook, reached = execution.notebook, 0

    def starting(cell: NotebookNode, cell_index: int) -> None:
        nonlocal reached
        reached = cell_index

    def executed(**_: Any) -> None:
        on_cell(execution.name)

    client = NotebookClient(
        notebook,
        kernel_manager_class=ThisInterpretersKernel,
        resources={"metadata": {"path": str(folder)}},
        timeout=timeout,
        iopub_timeout=60,
        raise_on_iopub_timeout=True,
        record_timing=False,
        coalesce_streams=True,
        shutdown_kernel="immediate",
        on_cell_start=starting,
        on_cell_executed=executed,
    )
    started = time.perf_counter()
    try:
        await client.async_execute(env=environment, stderr=subprocess.DEVNULL)  # ipykernel greets there
    except CellExecutionError as error:
        execution.failure = f"{describe(notebook, reached)} raised {error.ename}: {_first_line(error.evalue)}"
    except CellTimeoutError:
        execution.failure = f"{describe(notebook, reached)} did not finish within {timeout} seconds."
    except DeadKernelError:
        if (current := asyncio.current_task()) and current.cancelling():
            raise asyncio.CancelledError from None  # nbclient reports a cancelled cell as a dead kernel
        execution.failure = (
            f"{describe(notebook, reached)} ended the kernel, which often means that memory ran out."
        )
    except RuntimeError as error:
        execution.failure = f"the kernel did not start ({error}); python -m helpers doctor may say why."
    finally:
        if client.km is not None and client.km.has_kernel:  # cancelled while the kernel was starting
            await ensure_async(client.km.shutdown_kernel(now=True))
    if execution.failure:
        execution.failure = f"{execution.name}: {execution.failure}"
    execution.seconds = time.perf_counter() - started


def _first_line(text: str) -> str:
    plain = re.sub(r"\x1b\[[0-9;]*m", "", str(text)).strip()
    return plain.splitlines()[0] if plain else "(no message)"
