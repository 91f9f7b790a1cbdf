"""Runs a student's notebook for its feedback page; no point depends on it.

It runs in a sandbox of its own (`open_sandbox`) that shows the course's package whole, as in the student's clone.
What comes back is the work of untrusted code: nbformat's outputs, rebuilt field by field and capped in size, whose
texts and HTML the page has to treat as such.
"""

import json
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from helpers.grading.channel import ClosedError, CodecError
from helpers.grading.limits import Limits
from helpers.grading.sandbox import Sandbox, hang_up

_STREAMS = ("stdout", "stderr")


@dataclass(frozen=True)
class NotebookRun:
    """What the code cells showed.

    Attributes:
        outputs: one tuple of nbformat outputs for each code cell; empty for cells that were not reached.
        ended: why the run stopped before the last cell, as a sentence; empty if it did not.
        seconds: wall clock.
    """

    outputs: tuple[tuple[dict[str, Any], ...], ...]
    ended: str
    seconds: float


def open_sandbox(limits: Limits | None = None, *, isolate: bool = True) -> Sandbox:
    """A sandbox for notebooks; the one for graded functions hides what a notebook needs."""
    return Sandbox(limits, isolate=isolate, models=(), whole=True)


def run(sources: Sequence[str], sandbox: Sandbox) -> NotebookRun:
    """Run code cells in order; an error in one does not stop the next, as with nbconvert's ``--allow-errors``.

    Raises:
        SandboxError: the machinery failed, not the notebook.
    """
    limits, began = sandbox.limits, time.monotonic()
    outputs: list[tuple[dict[str, Any], ...]] = [()] * len(sources)
    room, ended = limits.output_bytes, ""
    channel, told = sandbox.connect()
    try:
        channel.send({"notebook": list(sources), "cell_seconds": limits.cell_seconds}, limits.load_seconds)
        for index in range(len(sources)):
            left = began + limits.notebook_seconds - time.monotonic()
            if left <= 0:
                raise TimeoutError
            seconds = min(left, limits.cell_seconds + limits.grace_seconds)
            reply = channel.receive(seconds, sandbox.memory_watch())
            if (
                type(reply) is not dict
                or reply.get("cell") != index
                or not isinstance(reply.get("outputs"), str)
            ):
                raise CodecError("a malformed message")
            if len(reply["outputs"]) <= room:
                room -= len(reply["outputs"])
                outputs[index] = _outputs(reply["outputs"])
            else:
                outputs[index] = (_note("The outputs from here on are too large to show."),)
    except TimeoutError:
        ended = f"Cell {index + 1} of {len(sources)} was stopped: the run took too long."
    except (CodecError, ClosedError):
        ended = (
            f"Cell {index + 1} of {len(sources)} ended the whole Python process; what follows was not run."
        )
    except MemoryError:
        ended = f"Cell {index + 1} of {len(sources)} took too much memory; what follows was not run."
    finally:
        channel.close()
        hang_up(told)
    return NotebookRun(tuple(outputs), ended, time.monotonic() - began)


def _outputs(text: str) -> tuple[dict[str, Any], ...]:
    """The outputs of a cell; anything that is not one is left out."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return ()
    return (
        tuple(output for item in found[:200] if (output := _output(item))) if isinstance(found, list) else ()
    )


def _output(item: Any) -> dict[str, Any] | None:
    if not isinstance(item, dict):
        return None
    match item.get("output_type"):
        case "stream":
            name = item.get("name")
            return {
                "output_type": "stream",
                "name": name if name in _STREAMS else "stdout",
                "text": str(item.get("text", "")),
            }
        case "error":
            trace = item.get("traceback")
            return {
                "output_type": "error",
                "ename": str(item.get("ename", "")),
                "evalue": str(item.get("evalue", "")),
                "traceback": [str(line) for line in trace] if isinstance(trace, list) else [],
            }
        case "display_data" | "execute_result" as kind:
            data = item.get("data")
            if not isinstance(data, dict):
                return None
            output = {"output_type": kind, "data": {str(key): data[key] for key in data}, "metadata": {}}
            return output | {"execution_count": None} if kind == "execute_result" else output
    return None


def _note(text: str) -> dict[str, Any]:
    return {"output_type": "stream", "name": "stderr", "text": text}
