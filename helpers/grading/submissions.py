"""Finds the submissions in a folder, without opening or following anything.

Three layouts are understood, also mixed: ``NAME.ipynb``, ``NAME/NN_lab.ipynb``, and nbgrader's
``NAME/ASSIGNMENT/NN_lab.ipynb``; files and folders as Canvas and Moodle hand them out are of these forms.
"""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from helpers.errors import CourseError
from helpers.grading.assignment import Assignment
from helpers.grading.records import Submission

ENDING = ".ipynb"


def discover(folder: Path, assignment: Assignment) -> tuple[list[Submission], list[str]]:
    """Submissions in the order of their names, one for each student, and what was passed over, as sentences.

    A folder without a notebook for the lab is a submission too: its student gets to know.

    Raises:
        CourseError: the folder cannot be read or holds no submission.
    """
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        raise CourseError(f"The submissions in {folder} cannot be read: {error.strerror}.") from None
    found: dict[str, Submission] = {}
    notes = []
    for entry in entries:
        if entry.name.startswith("."):
            continue
        is_folder = entry.is_dir(follow_symlinks=False)
        if not is_folder and not entry.name.endswith(ENDING) and not _is_odd(Path(entry.path)):
            notes.append(f"{_printable(entry.name)} is neither a notebook nor a folder and was passed over.")
            continue
        name = _printable(entry.name if is_folder else entry.name.removesuffix(ENDING))
        path = _notebook_in(Path(entry.path), assignment) if is_folder else Path(entry.path)
        if name in found:
            notes.append(f"{_printable(entry.name)} is a second submission of {name} and was passed over.")
            continue
        found[name] = Submission(name, path)
    if not found:
        raise CourseError(
            f"There are no submissions in {folder}: files NAME.ipynb or folders NAME with a notebook are expected."
        )
    return list(found.values()), notes


def _is_odd(path: Path) -> bool:
    """A link or a special file: preflight will say so to its owner."""
    mode = os.lstat(path).st_mode
    return not stat.S_ISREG(mode) and not stat.S_ISDIR(mode)


def _notebook_in(folder: Path, assignment: Assignment) -> Path:
    """The student's notebook: the one with the lab's name, else with its number, else the only one; or the folder."""
    there = list(_notebooks(folder, 2))
    for fits in (
        lambda name: name == assignment.name + ENDING,
        lambda name: name.startswith(assignment.lab),
        lambda name: len(there) == 1,
    ):
        if chosen := [path for path in there if fits(path.name)]:
            return chosen[0]
    return folder


def _notebooks(folder: Path, depth: int) -> Iterator[Path]:
    """Files that end like notebooks, those of upper folders first; links are listed and not followed."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return
    shown = [entry for entry in entries[:1000] if not entry.name.startswith(".")]
    folders = [entry for entry in shown if entry.is_dir(follow_symlinks=False)]
    yield from (Path(entry.path) for entry in shown if entry not in folders and entry.name.endswith(ENDING))
    if depth > 1:
        for entry in folders:
            yield from _notebooks(Path(entry.path), depth - 1)


def _printable(name: str) -> str:
    """A file's name as text that every file and page can hold."""
    return "".join(c if c.isprintable() else "�" for c in os.fsencode(name).decode("utf-8", "replace"))
