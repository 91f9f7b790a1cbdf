"""A lab's source: a py:percent file whose cell markers say what each cell is for.

======================================  ========  =====================================================
marker                                  role      the cell
======================================  ========  =====================================================
``[markdown]``                          prose     text
``[markdown] exercise="ID"``            card      an exercise's heading and task
``exercise="ID"``                       answer    the function a student writes
``check="ID"``                          check     calls the check
``[markdown] explain="ID" points=N``    explain   a question answered in words, graded by a person
none                                    code      anything else
======================================  ========  =====================================================

``deterministic=true`` on a code cell makes nbval compare its output with the stored one.
"""

import re
from dataclasses import dataclass
from typing import Literal, Protocol

Role = Literal["prose", "card", "answer", "check", "explain", "code"]

KNOWN_MARKERS = {"exercise", "check", "explain", "points", "deterministic"}
_JUPYTEXT_NOTES = {"lines_to_next_cell"}
_HEADING = re.compile(r"^#{1,6} +(.+)$", re.MULTILINE)


class ExerciseCard(Protocol):
    """What the build needs of an exercise; ``helpers.checks.EXERCISES`` holds such objects under their ids."""

    @property
    def title(self) -> str: ...
    @property
    def function(self) -> str: ...
    @property
    def points(self) -> float: ...
    def card_markdown(self) -> str:
        """Difficulty, minutes, points and the hints, as markdown to stand below the task."""
        ...


@dataclass(frozen=True)
class Cell:
    """One cell of a lab's source.

    Attributes:
        number: its place in the lab, from 1.
        kind: ``"markdown"`` or ``"code"``.
        role: what it is for, see the table at the top of this module.
        source: its text.
        id: the exercise or question it belongs to; empty for prose and plain code.
        points: of an explain cell.
        deterministic: whether nbval compares its output.
        section: the nearest heading at or above it.
        unknown: marker words that mean nothing here, such as a misspelt ``exercise``.
    """

    number: int
    kind: str
    role: Role
    source: str
    id: str
    points: float
    deterministic: bool
    section: str
    unknown: tuple[str, ...]

    def __str__(self) -> str:
        where = self.id or self.section
        return f"cell {self.number} ({self.role}, {where})" if where else f"cell {self.number} ({self.role})"


def heading(markdown: str) -> str:
    """The text of the first heading of a markdown cell, or an empty string."""
    found = _HEADING.search(markdown)
    return found.group(1).strip() if found else ""


def parse(text: str) -> list[Cell]:
    """Read a py:percent source into cells. A pairing header, where there is one, is dropped."""
    import jupytext  # not at the top: students execute labs with this module and do not install it

    cells: list[Cell] = []
    section = ""
    for number, raw in enumerate(jupytext.reads(text, fmt="py:percent").cells, start=1):
        marks = raw.metadata
        if raw.cell_type == "markdown":
            section = heading(raw.source) or section
        cells.append(
            Cell(
                number=number,
                kind=raw.cell_type,
                role=_role(raw.cell_type, marks),
                source=raw.source.rstrip(),
                id=str(marks.get("exercise") or marks.get("check") or marks.get("explain") or ""),
                points=marks["points"] if isinstance(marks.get("points"), int | float) else 0,
                deterministic=marks.get("deterministic") is True,
                section=section,
                unknown=tuple(sorted(set(marks) - KNOWN_MARKERS - _JUPYTEXT_NOTES)),
            )
        )
    return cells


def _role(kind: str, marks: dict[str, object]) -> Role:
    if kind == "markdown":
        return "card" if "exercise" in marks else "explain" if "explain" in marks else "prose"
    return "answer" if "exercise" in marks else "check" if "check" in marks else "code"
