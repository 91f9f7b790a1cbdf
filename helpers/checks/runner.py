"""Calls the student's function on a case's arguments and says what happened, by value."""

import inspect
import linecache
import os
import warnings
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack, redirect_stderr, redirect_stdout
from types import TracebackType
from typing import Any, Protocol

import torch

from helpers.checks.exercise import Outcome, Problem
from helpers.checks.handles import Handle, resolve, tokens_fed
from helpers.checks.limits import CappedText, OutOfTime, within
from helpers.checks.values import UnsupportedValueError, identical, plain


class Runner(Protocol):
    """Whoever holds the student's function: this process, or later a sandboxed one."""

    def run(
        self, args: Sequence[Any], kwargs: Mapping[str, Any], *, seconds: float, gradients: Sequence[int] = ()
    ) -> Outcome:
        """One call with copies of plain values and with handles resolved; never raises for what the function does."""
        ...


class LocalRunner:
    """Runs the function here, in the notebook's kernel."""

    def __init__(self, function: Callable[..., Any], parameters: Sequence[str]) -> None:
        self._function = function
        self._parameters = tuple(parameters)

    def run(
        self, args: Sequence[Any], kwargs: Mapping[str, Any], *, seconds: float, gradients: Sequence[int] = ()
    ) -> Outcome:
        problem = self._fits(args, kwargs)
        if problem:
            return Outcome(problem=problem)
        before = [*map(plain, args), *map(plain, kwargs.values())]
        names = [*self._parameters[: len(args)], *kwargs]
        output = CappedText()
        with ExitStack() as stack:
            given = [resolve(value) if isinstance(value, Handle) else plain(value) for value in before]
            traces = [
                stack.enter_context(tokens_fed(value))
                for value in given
                if isinstance(value, torch.nn.Module)
            ]
            wanted = [given[position].requires_grad_() for position in gradients]
            value, problem = self._call(
                given[: len(args)], dict(zip(kwargs, given[len(args) :], strict=True)), seconds, output
            )
            mutated = tuple(
                name
                for name, old, new in zip(names, before, given, strict=True)
                if not isinstance(old, Handle) and not identical(old, new)
            )
            slopes = _gradients(value, wanted)
        try:
            value = plain(value)
        except UnsupportedValueError as error:
            value, problem = None, Problem("unsupported value", f"It returns a value of type `{error}`.")
        trace = tuple(length for lengths in traces for length in lengths)
        return Outcome(value, problem, mutated, slopes, trace, output.getvalue())

    def _fits(self, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Problem | None:
        """A problem if the function cannot take these arguments."""
        try:
            signature = inspect.signature(self._function)
        except (TypeError, ValueError):  # some built-in functions have no signature
            return None
        try:
            signature.bind(*args, **kwargs)
        except TypeError:
            wanted = ", ".join(self._parameters)
            return Problem(
                "other arguments",
                f"It takes the arguments `{signature}`; it is called with {_count(len(args) + len(kwargs))}: "
                f"`({wanted})`.",
            )
        return None

    def _call(
        self, args: list[Any], kwargs: dict[str, Any], seconds: float, output: CappedText
    ) -> tuple[Any, Problem | None]:
        try:
            with redirect_stdout(output), redirect_stderr(output), warnings.catch_warnings():
                warnings.simplefilter("ignore")  # the student sees them on their own calls, once
                return within(seconds, lambda: self._function(*args, **kwargs)), None
        except OutOfTime:
            message = f"It has not returned after {seconds:g} seconds and was stopped. Is there a loop that never ends?"
            return None, Problem("does not finish", message)
        except NotImplementedError:
            return None, Problem(
                "not started", "Not started yet: write the body of the function, then run this again."
            )
        except (Exception, SystemExit) as error:
            return None, Problem("raises", self._raised(error), type(error).__name__)

    def _raised(self, error: BaseException) -> str:
        """One sentence: exception, its message's first line, and the deepest line of the student's own code."""
        said = str(error).strip().partition("\n")[0][:200]
        sentence = f"It raises `{type(error).__name__}`" + (f": {said}" if said else "")
        line = self._line(error.__traceback__)
        return f"{sentence.rstrip('.')}, {line}." if line else f"{sentence.rstrip('.')}."

    def _line(self, traceback: TracebackType | None) -> str:
        code = getattr(self._function, "__code__", None)
        found = ""
        while traceback:
            file = traceback.tb_frame.f_code.co_filename
            if (code and file == code.co_filename) or _is_cell(file):
                text = linecache.getline(file, traceback.tb_lineno).strip()
                found = (
                    f"in line {traceback.tb_lineno} of your cell"
                    if _is_cell(file)
                    else f"in line {traceback.tb_lineno}"
                )
                found += f": `{text}`" if text else ""
            traceback = traceback.tb_next
        return found


def _gradients(value: Any, wanted: list[torch.Tensor]) -> tuple[Any, ...]:
    """d(sum of value)/d(each wanted argument); none where the value does not depend on any."""
    if not wanted or not isinstance(value, torch.Tensor) or not value.requires_grad:
        return ()
    return tuple(map(plain, torch.autograd.grad(value.sum(), wanted, allow_unused=True)))


def _is_cell(file: str) -> bool:
    """Is this the file name that ipykernel or IPython gives to a notebook cell?"""
    return "ipykernel_" in os.path.basename(os.path.dirname(file)) or file.startswith("<ipython-input")


def _count(arguments: int) -> str:
    return "1 argument" if arguments == 1 else f"{arguments} arguments"
