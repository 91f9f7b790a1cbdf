"""A notebook from a lab's cells: stable cell ids, nbgrader's fields, tags and one fixed kernel."""

import copy
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import nbformat
from nbformat import NotebookNode

from helpers.build.source import Cell, ExerciseCard

CHECK_OUTPUT_TAG = "nbval-check-output"
KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}
LANGUAGE = {
    "file_extension": ".py",
    "mimetype": "text/x-python",
    "name": "python",
    "nbconvert_exporter": "python",
    "pygments_lexer": "ipython3",
}
_SUFFIX = {"card": "-card", "answer": "", "check": "-check", "explain": ""}
_GRADED_OR_WRITTEN = (
    "answer",
    "check",
    "explain",
)  # the rest belongs to the student and is of no interest to nbgrader
_HINTS = re.compile(r"\n\n<details>\n<summary>Hint 1 of .*</details>", re.DOTALL)
_DELIMITER_LINE = re.compile(r"^[ \t]*#+ *((?:BEGIN|END) SOLUTION)[ \t]*$", re.MULTILINE)


def assemble(lab: str, cells: Sequence[Cell], exercises: Mapping[str, ExerciseCard]) -> NotebookNode:
    """The solution notebook, not yet executed; also the nbgrader source notebook the student copy is made from.

    Args:
        lab: the lab's name, ``NN_name``.
        cells: its source as ``source.parse`` gives it; the ids are in ``exercises`` (``lint`` says so).
        exercises: the cards and points.

    Returns:
        A notebook in nbformat 4.5 whose every byte depends on the arguments only.
    """
    notebook = nbformat.v4.new_notebook(
        metadata={"course": {"lab": lab}, "kernelspec": dict(KERNEL), "language_info": dict(LANGUAGE)}
    )
    for cell, cell_id in zip(cells, cell_ids(cells), strict=True):
        source, points = cell.source, cell.points
        if cell.role == "card":
            source = f"{source}\n\n{exercises[cell.id].card_markdown().strip()}"
        if cell.role == "check":
            points = exercises[cell.id].points
        if cell.kind == "markdown":
            source = _DELIMITER_LINE.sub(r"<!-- \1 -->", source)  # seen by nbgrader, not by a reader
        metadata: dict[str, Any] = {}
        if cell.role in _GRADED_OR_WRITTEN:
            metadata["nbgrader"] = nbgrader_fields(cell, cell_id, points)
        if cell.deterministic:
            metadata["tags"] = [CHECK_OUTPUT_TAG]
        new_cell = nbformat.v4.new_code_cell if cell.kind == "code" else nbformat.v4.new_markdown_cell
        notebook.cells.append(new_cell(source, id=cell_id, metadata=metadata))
    return notebook


def without_hints(notebook: NotebookNode) -> NotebookNode:
    """A copy for the executed solution, where the answer stands right below: cards end before their hints."""
    made = copy.deepcopy(notebook)
    for cell in made.cells:
        if cell.cell_type == "markdown":
            cell.source = _HINTS.sub("", cell.source)
    return made


def cell_ids(cells: Sequence[Cell]) -> list[str]:
    """One id per cell: the exercise's or question's, or else its heading's words and its place below that heading.

    An id changes only with its own section, so inserting a cell moves no id elsewhere.
    """
    places: Counter[str] = Counter()
    ids = []
    for cell in cells:
        if cell.role in _SUFFIX:
            ids.append(cell.id + _SUFFIX[cell.role])
            continue
        slug = re.sub(r"[^a-z0-9]+", "-", cell.section.lower()).strip("-")[:48].strip("-") or "start"
        places[slug] += 1
        ids.append(f"{slug}-{places[slug]}")
    return ids


def nbgrader_fields(cell: Cell, cell_id: str, points: float) -> dict[str, Any]:
    """nbgrader's cell metadata, schema version 3: what is written by the student, what is graded, what is locked."""
    written = cell.role in ("answer", "explain")
    graded = cell.role in ("check", "explain")
    fields: dict[str, Any] = {
        "schema_version": 3,
        "grade": graded,
        "grade_id": cell_id,
        "locked": not written,
        "solution": written,
        "task": False,
    }
    return fields | {"points": points} if graded else fields
