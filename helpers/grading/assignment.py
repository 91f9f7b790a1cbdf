"""What was handed out: the cells of a lab's release notebook that grading has to find again in a submission."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from nbformat import NotebookNode

from helpers.checks.registry import EXERCISES

CHECK_SUFFIX = "-check"
Kind = Literal["answer", "check", "written"]


@dataclass(frozen=True)
class ReleasedCell:
    """A cell with an nbgrader id, as it was released.

    Attributes:
        grade_id: nbgrader's id: the exercise's, the same with ``-check``, or the question's.
        kind: an answer in code, the check below it, or an answer in words.
        cell_type: ``code`` or ``markdown``.
        source: its text.
        points: what it can earn; 0 for an answer, whose check has the points.
    """

    grade_id: str
    kind: Kind
    cell_type: str
    source: str
    points: float


@dataclass(frozen=True)
class Assignment:
    """A released lab.

    Attributes:
        lab: two digits.
        name: the notebook's name without ending, ``01_tokenization_and_sampling``.
        cells: those with an id, in order.
        code: sources of all code cells, in order.
    """

    lab: str
    name: str
    cells: tuple[ReleasedCell, ...]
    code: tuple[str, ...]

    @property
    def digest(self) -> str:
        """Changes when what is graded changes."""
        said = repr([(cell.grade_id, cell.kind, cell.points) for cell in self.cells])
        return hashlib.sha256(said.encode()).hexdigest()[:16]

    @property
    def written(self) -> tuple[ReleasedCell, ...]:
        """The questions that are answered in words."""
        return tuple(cell for cell in self.cells if cell.kind == "written")

    @property
    def possible(self) -> float:
        """Points of the exercises, without those of the questions."""
        return sum(cell.points for cell in self.cells if cell.kind == "check")


def assignment_of(release: NotebookNode) -> Assignment:
    """What a release notebook asks for.

    Raises:
        ValueError: its exercises are not those of the course; the message says which differ.
    """
    name = str(release.metadata.course.lab)
    found = [_released(cell) for cell in release.cells if "nbgrader" in cell.metadata]
    assignment = Assignment(
        name[:2], name, tuple(found), tuple(cell.source for cell in release.cells if cell.cell_type == "code")
    )
    have = {cell.grade_id for cell in found if cell.kind == "answer"}
    want = {exercise.id for exercise in EXERCISES.of_lab(assignment.lab)}
    if have != want:
        raise ValueError(
            f"{name} and helpers/checks differ in their exercises: {', '.join(sorted(have ^ want))}."
        )
    return assignment


def _released(cell: NotebookNode) -> ReleasedCell:
    fields = cell.metadata.nbgrader
    kind: Kind = "check" if not fields.solution else "written" if fields.grade else "answer"
    return ReleasedCell(fields.grade_id, kind, cell.cell_type, cell.source, float(fields.get("points", 0)))


def defines(source: str, function: str) -> bool:
    """Does a code cell define this function at its top level? Told without parsing what nobody has read."""
    return re.search(rf"^(?:async +)?def +{re.escape(function)}\b", source, re.MULTILINE) is not None


def words(source: str) -> Sequence[str]:
    """A text's words, for comparisons in which white space does not count."""
    return source.split()
