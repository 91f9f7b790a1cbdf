"""Looks at a submitted file before anything in it is run: is it a notebook, and where in it are the answers?

The file is opened only if it is an ordinary one of a sensible size, never through a link. Of its content, cell types,
sources and nbgrader's ids are taken over; outputs, attachments and all other metadata are dropped unread. Cells are
matched by id and the first one wins. Whatever is not as it was handed out becomes a flag: a sentence for the
instructor, never a reason to stop.
"""

import hashlib
import json
import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import nbformat

from helpers.checks.registry import EXERCISES
from helpers.grading.assignment import CHECK_SUFFIX, Assignment, ReleasedCell, defines, words

LARGEST_FILE = 25_000_000
MOST_CELLS = 3_000
MOST_CHARACTERS = 3_000_000
_MOST_FLAGS = 60
_CELL_TYPES = ("code", "markdown", "raw")


@dataclass(frozen=True)
class Preflight:
    """What a submitted file holds.

    Attributes:
        cells: source of the answer by exercise id, for those that were found.
        other: the other code cells, in order.
        written: answers in words by grade id; those left as they were handed out are absent.
        code: all code cells, in order, for the notebook's run.
        flags: what the instructor should look at.
        unreadable: why there is nothing to grade, as a sentence for the student; empty when there is.
        digest: SHA-256 of the file; of its metadata where the file was not read.
    """

    cells: Mapping[str, str] = field(default_factory=dict)
    other: tuple[str, ...] = ()
    written: Mapping[str, str] = field(default_factory=dict)
    code: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    unreadable: str = ""
    digest: str = ""


class _RefusedError(Exception):
    """Why a file is not read, as a sentence."""


@dataclass(frozen=True)
class _Cell:
    kind: str
    source: str
    grade_id: str


def read(path: Path, assignment: Assignment, flags: tuple[str, ...] = ()) -> Preflight:
    """A submitted file, whatever it turns out to be.

    Args:
        path: the file; nothing on it is trusted.
        assignment: what was handed out.
        flags: what is already known to be odd about it.
    """
    digest = _digest_of_metadata(path)
    try:
        content = _bytes(path)
        digest = hashlib.sha256(content).hexdigest()
        cells = _cells(content)
    except _RefusedError as refusal:
        return Preflight(flags=flags, unreadable=str(refusal), digest=digest)
    return _matched(cells, assignment, flags, digest)


def _digest_of_metadata(path: Path) -> str:
    try:
        found = os.lstat(path)
    except OSError:
        return "absent"
    facts = (found.st_mode, found.st_size, found.st_mtime_ns)
    return hashlib.sha256(repr(facts).encode()).hexdigest()


def _bytes(path: Path) -> bytes:
    try:
        _require_ordinary(os.lstat(path))
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    except OSError as error:
        raise _RefusedError(f"The file could not be opened: {error.strerror or 'unknown error'}.") from None
    with os.fdopen(descriptor, "rb") as file:
        _require_ordinary(os.fstat(file.fileno()))
        try:
            content = file.read(LARGEST_FILE + 1)
        except OSError as error:
            raise _RefusedError(f"The file could not be read: {error.strerror}.") from None
    if len(content) > LARGEST_FILE:
        raise _RefusedError("The file grew while it was read.")
    return content


def _require_ordinary(found: os.stat_result) -> None:
    if stat.S_ISLNK(found.st_mode):
        raise _RefusedError("This is a link to another file. Submit the notebook itself.")
    if stat.S_ISDIR(found.st_mode):
        raise _RefusedError("There is no notebook for this lab in the folder.")
    if not stat.S_ISREG(found.st_mode):
        raise _RefusedError("This is a device or a pipe, not a file. Submit the notebook itself.")
    if found.st_size > LARGEST_FILE:
        raise _RefusedError(
            f"The file has {found.st_size / 1e6:,.0f} MB; up to {LARGEST_FILE / 1e6:.0f} MB are read. In JupyterLab, "
            "choose Edit → Clear Outputs of All Cells, save, and submit it again."
        )
    if found.st_size == 0:
        raise _RefusedError("The file is empty.")


def _cells(content: bytes) -> list[_Cell]:
    try:
        found = json.loads(content.decode("utf-8-sig"))
    except RecursionError:
        raise _RefusedError("The file is nested too deeply to be a notebook.") from None
    except MemoryError:
        raise _RefusedError("The file takes too much memory to be read.") from None
    except ValueError:
        raise _RefusedError(
            "The file is no complete notebook: it is damaged or was cut off. Open it in JupyterLab to see what is "
            "left of it, save it, and submit it again."
        ) from None
    if not isinstance(found, dict):
        raise _RefusedError("The file holds no notebook, but other data.")
    cells = [_cell(raw) for raw in _raw_cells(found)]
    _validate(cells)
    return cells


def _raw_cells(notebook: Mapping[str, Any]) -> list[Any]:
    """The cells of a notebook of format 3 (in its worksheets) or 4."""
    sheets = notebook.get("worksheets")
    if "cells" not in notebook and isinstance(sheets, list):
        raw = [cell for sheet in sheets if isinstance(sheet, dict) for cell in sheet.get("cells") or []]
    else:
        raw = notebook.get("cells")  # type: ignore[assignment]
    if not isinstance(raw, list):
        raise _RefusedError("The file holds no notebook: it has no cells.")
    if len(raw) > MOST_CELLS:
        raise _RefusedError(f"The notebook has {len(raw):,} cells; up to {MOST_CELLS:,} are read.")
    return raw


def _cell(raw: Any) -> _Cell:
    if not isinstance(raw, dict):
        raise _RefusedError("The file is no valid notebook: one of its cells is none.")
    kind = raw.get("cell_type")
    if kind in ("heading", "html"):  # of format 3
        kind = "markdown"
    source = raw.get("source", raw.get("input", ""))
    if isinstance(source, list) and all(isinstance(line, str) for line in source):
        source = "".join(source)
    if kind not in _CELL_TYPES or not isinstance(source, str):
        raise _RefusedError("The file is no valid notebook: one of its cells has no known type or no text.")
    metadata = raw.get("metadata")
    fields = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    grade_id = fields.get("grade_id") if isinstance(fields, dict) else None
    return _Cell(kind, _speakable(source), grade_id if isinstance(grade_id, str) else "")


def _speakable(text: str) -> str:
    """The text without halves of characters, which no file could hold."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _validate(cells: list[_Cell]) -> None:
    """What was taken over is a valid notebook of format 4, as nbformat understands it."""
    if sum(len(cell.source) for cell in cells) > MOST_CHARACTERS:
        raise _RefusedError(f"The notebook's cells hold more than {MOST_CHARACTERS:,} characters of text.")
    new = {
        "code": nbformat.v4.new_code_cell,
        "markdown": nbformat.v4.new_markdown_cell,
        "raw": nbformat.v4.new_raw_cell,
    }
    notebook = nbformat.v4.new_notebook(cells=[new[cell.kind](cell.source) for cell in cells])
    try:
        nbformat.validate(notebook)
    except nbformat.ValidationError as error:
        raise _RefusedError(f"The file is no valid notebook: {error.message[:200]}.") from None


def _matched(cells: list[_Cell], assignment: Assignment, known: tuple[str, ...], digest: str) -> Preflight:
    places = _first_of_each(cells)
    flags = list(known)
    answers: dict[str, int] = {}
    written = {}
    if not any(cell.grade_id in places for cell in assignment.cells):
        flags.append("no cell has the id it was handed out with")
    for released in assignment.cells:
        grade_id, place = released.grade_id, places.get(released.grade_id)
        if place is not None and cells[place].kind != released.cell_type:
            flags.append(f"{grade_id} is a {cells[place].kind} cell instead of a {released.cell_type} cell")
            place = None
        elif place is None:
            flags.append(f"{grade_id} is missing")
        if released.kind == "answer":
            place = _answer(cells, released, place, flags)
            if place is not None:
                answers[grade_id] = place
        elif place is not None:
            changed = words(cells[place].source) != words(released.source)
            if released.kind == "check" and changed:
                flags.append(f"{grade_id} was edited")
            elif released.kind == "written" and changed:
                written[grade_id] = cells[place].source
    flags += _repeated(cells, assignment) + _moved(places, assignment)
    rest = tuple(
        cell.source
        for place, cell in enumerate(cells)
        if cell.kind == "code" and place not in answers.values() and not cell.grade_id.endswith(CHECK_SUFFIX)
    )
    return Preflight(
        {exercise: cells[place].source for exercise, place in answers.items()},
        rest,
        written,
        tuple(cell.source for cell in cells if cell.kind == "code"),
        tuple(_short(flags)),
        "",
        digest,
    )


def _answer(cells: list[_Cell], released: ReleasedCell, place: int | None, flags: list[str]) -> int | None:
    """Where the answer is: under its id, or else, if nothing was written there, where the function is defined."""
    exercise = released.grade_id
    function = EXERCISES[exercise].function
    own = cells[place].source if place is not None else ""
    if defines(own, function) and words(own) != words(released.source):
        return place
    stray = [
        other
        for other, cell in enumerate(cells)
        if cell.kind == "code" and other != place and defines(cell.source, function)
    ]
    if not stray:
        return place
    flags.append(f"{exercise}: `{function}` was found in cell {stray[0] + 1}, not in the exercise's own")
    return stray[0]


def _first_of_each(cells: list[_Cell]) -> dict[str, int]:
    places: dict[str, int] = {}
    for place, cell in enumerate(cells):
        if cell.grade_id:
            places.setdefault(cell.grade_id, place)
    return places


def _repeated(cells: list[_Cell], assignment: Assignment) -> list[str]:
    ids = [cell.grade_id for cell in cells]
    return [
        f"{released.grade_id} is there {ids.count(released.grade_id)} times; the first one counts"
        for released in assignment.cells
        if ids.count(released.grade_id) > 1
    ]


def _moved(places: Mapping[str, int], assignment: Assignment) -> list[str]:
    """The cells that stand before one they were handed out after."""
    flags, furthest = [], -1
    for released in assignment.cells:
        place = places.get(released.grade_id)
        if place is None:
            continue
        if place < furthest:
            flags.append(f"{released.grade_id} was moved")
        furthest = max(furthest, place)
    return flags


def _short(flags: list[str]) -> list[str]:
    return (
        flags if len(flags) <= _MOST_FLAGS else [*flags[:_MOST_FLAGS], f"and {len(flags) - _MOST_FLAGS} more"]
    )
