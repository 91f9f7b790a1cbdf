"""The student's copy of a solution notebook, as nbgrader's generate_assignment would release it."""

import ast
import copy
from collections.abc import Iterator

import nbformat
from IPython.core.inputtransformer2 import TransformerManager
from nbformat import NotebookNode
from nbgrader.preprocessors import (
    CheckCellMetadata,
    ClearHiddenTests,
    ClearOutput,
    ClearSolutions,
    ComputeChecksums,
    LockCells,
)
from traitlets.config import Config

from helpers.build.edited import stamp
from helpers.errors import CourseError

CODE_STUB = "# Your code here\nraise NotImplementedError"
TEXT_STUB = "*Your answer here.*"
SECRETS = ("BEGIN SOLUTION", "END SOLUTION", "BEGIN HIDDEN TESTS", "END HIDDEN TESTS")

_SETTINGS = Config(ClearSolutions={"code_stub": {"python": CODE_STUB}, "text_stub": TEXT_STUB})
_STEPS = (LockCells, ClearSolutions, ClearOutput, CheckCellMetadata, ClearHiddenTests, ComputeChecksums)


def student_copy(solution: NotebookNode) -> NotebookNode:
    """The release notebook: no answers, no hidden tests, no outputs; checks read-only.

    Prose and plain code stay editable, because writing in the margin, and moving a number and running again, is what
    they are for; nbgrader knows nothing of them.

    Raises:
        CourseError: the result would not be a valid release notebook.
    """
    notebook = copy.deepcopy(solution)
    for step in _STEPS:
        notebook, _ = step(config=_SETTINGS).preprocess(notebook, {})
    for cell in notebook.cells:
        cell.metadata.pop("tags", None)  # nbval's: there is no output to compare with
    stamp(notebook)
    for problem in release_problems(notebook):
        raise CourseError(f"{notebook.metadata.course.lab}: {problem}")
    return notebook


def release_problems(notebook: NotebookNode) -> Iterator[str]:
    """What keeps a notebook from being released, one sentence each."""
    for cell in notebook.cells:
        here = f"student cell {cell.id}"
        for secret in SECRETS:
            if secret in cell.source:
                yield f"{here} still contains {secret!r}."
        if cell.cell_type == "code":
            if cell.outputs or cell.execution_count is not None:
                yield f"{here} still has an output."
            try:
                ast.parse(TransformerManager().transform_cell(cell.source))
            except SyntaxError as error:
                yield f"{here} is not valid Python once the answer is taken out: {error.msg} in line {error.lineno}."
    if extra := set(notebook.metadata) - {"course", "kernelspec", "language_info"}:
        yield f"the notebook carries metadata that does not belong in a student copy: {', '.join(sorted(extra))}."
    try:
        nbformat.validate(notebook)
    except nbformat.ValidationError as error:
        yield f"the student copy is not valid nbformat: {error.message}."
