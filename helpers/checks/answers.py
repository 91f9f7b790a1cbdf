"""Answers written as students write them, wrong and right, that the tests hold against the checks.

A file of ``solutions/misconceptions/`` makes one `Answers` and decorates each function with it::

    answers = Answers()

    @answers.wrong("ex01_5_top_p", "drops the token that crosses p")
    def top_p(logits, p): ...

    @answers.right("ex01_5_top_p")
    def top_p(logits, p): ...
"""

import importlib.util
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

F = TypeVar("F", bound=Callable[..., Any])


@dataclass(frozen=True)
class Answer:
    """A function and what the check must say of it: a finding's name, or "" for a right answer."""

    exercise: str
    finding: str
    function: Callable[..., Any]


class Answers:
    """Collects answers as they are decorated; the functions themselves stay as they are."""

    def __init__(self) -> None:
        self.all: list[Answer] = []

    def wrong(self, exercise: str, finding: str) -> Callable[[F], F]:
        """An answer that the check rejects with this finding's name."""
        return self._collect(exercise, finding)

    def right(self, exercise: str) -> Callable[[F], F]:
        """An answer that the check accepts."""
        return self._collect(exercise, "")

    def _collect(self, exercise: str, finding: str) -> Callable[[F], F]:
        def collect(function: F) -> F:
            self.all.append(Answer(exercise, finding, function))
            return function

        return collect


def load(path: Path) -> list[Answer]:
    """The answers of one file."""
    spec = importlib.util.spec_from_file_location(f"misconceptions_{path.stem}", path)
    if spec is None or spec.loader is None:
        raise ValueError(f"{path} is not a Python file.")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    found: list[Answer] = module.answers.all
    return found
