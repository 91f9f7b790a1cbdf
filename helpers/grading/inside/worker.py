"""Answers "call the student's function with these values" over one connection, in a process made for one exercise.

This process is the student's: whatever it says is taken as what the function returned, and nothing more.
"""

import importlib.abc
import importlib.util
import linecache
import socket
import sys
from collections.abc import Mapping, Sequence
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

from helpers import checks
from helpers.checks import handles
from helpers.checks.exercise import Outcome, Problem
from helpers.checks.runner import LocalRunner
from helpers.grading.channel import Channel, CodecError
from helpers.grading.inside import cells, remote_model


class Overlay(importlib.abc.MetaPathFinder, importlib.abc.InspectLoader):
    """Serves the modules of the course that hold answers, without the answer that is being graded."""

    def __init__(self, sources: Mapping[str, str], folder: str) -> None:
        self._sources = sources
        self._folder = folder

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if name not in self._sources:
            return None
        return importlib.util.spec_from_file_location(name, self._file(name), loader=self)

    def get_source(self, fullname: str) -> str:
        return self._sources[fullname]

    def exec_module(self, module: ModuleType) -> None:
        text, file = self._sources[module.__name__], self._file(module.__name__)
        linecache.cache[file] = (len(text), None, text.splitlines(keepends=True), file)
        super().exec_module(module)

    def _file(self, name: str) -> str:
        return f"{self._folder}/{name.replace('.', '/')}.py"


def serve(connection: socket.socket, course: str, models: Mapping[str, Any]) -> None:
    """Load one job's cells, then call its function until the other side hangs up.

    Args:
        connection: to the grader.
        course: the folder of the course inside the sandbox.
        models: models without weights by name, see `remote_model`.
    """
    channel = Channel(connection)
    job = channel.receive()
    if "notebook" in job:
        from helpers.grading.inside import notebook  # IPython's shell is of no use to a function

        notebook.serve(channel, job["notebook"], course, job["cell_seconds"])
    for name in job["overlay"]:
        sys.modules.pop(name, None)
    sys.meta_path.insert(0, Overlay(job["overlay"], course))
    checks.REFERENCES.update(job["references"])  # type: ignore[attr-defined]

    def ask(request: dict[str, Any]) -> dict[str, Any]:
        channel.send(request)
        reply: dict[str, Any] = channel.receive()
        return reply

    handles.register("model", lambda name: remote_model.connect(models[name], name, ask))
    handles.register("fn", lambda name: getattr(checks.use, name))
    space, error = cells.load(job["answer"], job["others"], job["only_imports"])
    function = space.get(job["function"])
    problem = _unfit(job["function"], function, error)
    runner = None if problem else LocalRunner(function, job["parameters"])  # type: ignore[arg-type]
    channel.send({"ready": True})
    while True:
        call = channel.receive()
        if runner is None:
            outcome = Outcome(problem=problem)
        else:
            outcome = runner.run(
                call["args"], call["kwargs"], seconds=call["seconds"], gradients=call["gradients"]
            )
        _answer(channel, call["nonce"], outcome)


def _unfit(name: str, function: Any, error: BaseException | None) -> Problem | None:
    """Why there is no function to call."""
    if callable(function):
        return None
    if error is not None:
        said = str(error).partition("\n")[0][:200]
        return Problem(
            "raises", f"Your cell stops with `{type(error).__name__}`: {said}.", type(error).__name__
        )
    found = "defines no function" if function is None else "makes something that is no function of the name"
    return Problem("not a function", f"Your cell {found} `{name}`.")


def _answer(channel: Channel, nonce: str, outcome: Outcome) -> None:
    problem = outcome.problem
    reply: dict[str, Any] = {
        "nonce": nonce,
        "value": outcome.value,
        "problem": (problem.kind, problem.message, problem.exception) if problem else None,
        "mutated": outcome.mutated,
        "gradients": outcome.gradients,
        "printed": outcome.printed,
    }
    try:
        channel.send(reply)
    except CodecError as error:
        channel.send(
            reply
            | {"value": None, "gradients": (), "problem": ("unsupported value", f"It returns {error}.", "")}
        )
