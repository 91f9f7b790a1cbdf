"""The notebooks that the repository ships: made from their sources, and valid for nbgrader."""

from pathlib import Path

import nbformat
import pytest
from nbgrader.nbgraderformat import MetadataValidator

from helpers.build.names import lab_files
from helpers.build.stale import git_text, stale
from helpers.build.student import release_problems
from helpers.checks import EXERCISES
from helpers.paths import LABS, SOLUTIONS

SOURCES = lab_files(SOLUTIONS, ".py")
RELEASED = lab_files(LABS, ".ipynb")


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_both_notebooks_are_those_of_the_source(source: Path) -> None:
    assert list(stale(source, LABS, EXERCISES)) == []


@pytest.mark.parametrize("path", RELEASED, ids=lambda path: path.stem)
def test_student_notebook_is_a_valid_release(path: Path) -> None:
    notebook = nbformat.reads(git_text(path) or path.read_text(encoding="utf-8"), as_version=4)
    assert list(release_problems(notebook)) == []
    MetadataValidator().validate_nb(notebook)
