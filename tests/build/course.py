"""The sample lab in a folder of its own, built once for all tests."""

import functools
import shutil
from dataclasses import dataclass
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode

from helpers.build.pipeline import build
from tests.build.sample import EXERCISES

SAMPLE = Path(__file__).parent / "data" / "97_sample.py"


@dataclass(frozen=True)
class Course:
    """A course folder that holds the sample lab only."""

    root: Path

    @property
    def source(self) -> Path:
        return self.root / "solutions" / "97_sample.py"

    @property
    def labs(self) -> Path:
        return self.root / "labs"

    @property
    def solution_path(self) -> Path:
        return self.source.with_suffix(".ipynb")

    @property
    def student_path(self) -> Path:
        return self.labs / "97_sample.ipynb"

    def solution(self) -> NotebookNode:
        return nbformat.read(self.solution_path, as_version=4)

    def student(self) -> NotebookNode:
        return nbformat.read(self.student_path, as_version=4)


def unbuilt(folder: Path) -> Course:
    """The sample's source, nothing built."""
    course = Course(folder / "course")
    course.source.parent.mkdir(parents=True)
    shutil.copy(SAMPLE, course.source)
    return course


@functools.cache
def _built_once(folder: Path) -> Course:
    course = unbuilt(folder)
    build([course.source], course.labs, EXERCISES)
    return course


def built(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Course:
    """The sample's source and both notebooks, copied to a folder of this test's own."""
    original = _built_once(tmp_path_factory.getbasetemp() / "sample")
    shutil.copytree(original.root, tmp_path / "course")
    return Course(tmp_path / "course")


def cell(notebook: NotebookNode, cell_id: str) -> NotebookNode:
    """The cell with this id."""
    return next(c for c in notebook.cells if c.id == cell_id)
