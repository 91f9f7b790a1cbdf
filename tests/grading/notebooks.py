"""Submissions made for tests: the released notebook of lab 01 with answers put in, and damage done to it."""

import copy
import functools
import json
from collections.abc import Callable, Mapping
from pathlib import Path

from nbformat import NotebookNode

from helpers import paths
from helpers.build.pipeline import prepare
from helpers.build.student import student_copy
from helpers.checks import EXERCISES
from helpers.grading.assignment import Assignment, assignment_of
from tests.grading.course import solution

LAB = "01"
FIRST, SECOND, THIRD = "ex01_1_train_bpe", "ex01_2_encode_bpe", "ex01_3_softmax_with_temperature"
QUESTION = "explain01_1"


@functools.cache
def _release() -> NotebookNode:
    [source] = paths.SOLUTIONS.glob(f"{LAB}_*.py")
    return student_copy(prepare(source, EXERCISES))


def release() -> NotebookNode:
    """The notebook as a student gets it, to be changed at will."""
    return copy.deepcopy(_release())


@functools.cache
def assignment() -> Assignment:
    """Lab 01 as it was handed out."""
    return assignment_of(_release())


def answered(answers: Mapping[str, str] | None = None) -> NotebookNode:
    """The notebook with all reference solutions, or with these answers."""
    notebook = release()
    for grade_id, source in (solution(LAB)[0] if answers is None else answers).items():
        cell_of(notebook, grade_id).source = source
    return notebook


def cell_of(notebook: NotebookNode, grade_id: str) -> NotebookNode:
    """The first cell with this id."""
    return next(
        cell for cell in notebook.cells if cell.metadata.get("nbgrader", {}).get("grade_id") == grade_id
    )


def save(
    notebook: NotebookNode, path: Path, change: Callable[[NotebookNode], object] = lambda notebook: None
) -> Path:
    """Write a notebook, changed first; without nbformat's help, since the damage must arrive."""
    change(notebook)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(notebook), encoding="utf-8")
    return path
