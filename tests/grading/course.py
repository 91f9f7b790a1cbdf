"""The answers that ship with the course, as source: what the notebooks hold and what the misconceptions file holds."""

import ast
import functools
from collections.abc import Mapping
from dataclasses import dataclass

from helpers import paths
from helpers.build.source import parse
from helpers.checks import EXERCISES

LABS = [
    file.name[:2]
    for file in sorted(paths.SOLUTIONS.glob("[0-9][0-9]_*.py"))
    if EXERCISES.of_lab(file.name[:2])
]


@functools.cache
def solution(lab: str) -> tuple[Mapping[str, str], tuple[str, ...]]:
    """Answer cells by exercise id, and the other code cells."""
    [file] = paths.SOLUTIONS.glob(f"{lab}_*.py")
    found = parse(file.read_text(encoding="utf-8"))
    return (
        {cell.id: cell.source for cell in found if cell.role == "answer"},
        tuple(cell.source for cell in found if cell.role == "code"),
    )


@dataclass(frozen=True)
class Written:
    """An answer as source, with what the check must find ("" if it is right)."""

    exercise: str
    finding: str
    source: str


@functools.cache
def misconceptions(lab: str) -> tuple[list[Written], str]:
    """The answers of a lab's misconceptions file, and everything else in the file, which they may lean on."""
    [file] = paths.MISCONCEPTIONS.glob(f"{lab}_*.py")
    answers, rest = [], []
    for node in ast.parse(file.read_text(encoding="utf-8")).body:
        marks = [mark for mark in getattr(node, "decorator_list", []) if isinstance(mark, ast.Call)]
        marks = [mark for mark in marks if ast.unparse(mark.func) in ("answers.wrong", "answers.right")]
        if not marks:
            rest.append(ast.unparse(node))
            continue
        node.decorator_list = [mark for mark in node.decorator_list if mark not in marks]  # type: ignore[attr-defined]
        for mark in marks:
            exercise, *finding = (ast.literal_eval(argument) for argument in mark.args)
            answers.append(Written(exercise, finding[0] if finding else "", ast.unparse(node)))
    return answers, "\n".join(rest)
