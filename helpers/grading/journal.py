"""The record of a batch: one line of JSON for each grade, on disk before the next begins.

Whatever kills the command leaves whole lines and at most one torn one at the end, which counts as not written.
"""

import json
import os
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from types import TracebackType
from typing import Any

import filelock

from helpers.errors import CourseError
from helpers.grading.records import ExerciseGrade, Grade

NAME = "journal.jsonl"


class Journal:
    """The grades of one output folder; at most one command writes to it at a time. A context manager.

    Attributes:
        grades: the newest grade by student.
    """

    def __init__(self, folder: Path, batch: Mapping[str, str], *, resume: bool) -> None:
        """Open the journal, or begin it.

        Args:
            folder: where the results go; it exists.
            batch: what must be the same for a batch to be gone on with: lab, what was handed out, how it is graded.
            resume: go on with what is there; otherwise it is kept aside and a new one begun.

        Raises:
            CourseError: another command writes to it, or what is there is another batch.
        """
        self.path = folder / NAME
        self.grades: dict[str, Grade] = {}
        self._lock = filelock.FileLock(folder / ".lock")
        try:
            self._lock.acquire(timeout=0)
        except filelock.Timeout:
            raise CourseError(
                f"Another command is grading into {folder}: wait for it, or choose another --out."
            ) from None
        try:
            self._open(dict(batch), resume)
        except BaseException:
            self._lock.release()
            raise

    def __enter__(self) -> "Journal":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()
        self._lock.release()

    def add(self, grade: Grade) -> None:
        """Keep a grade; when this returns, it is on the disk."""
        self._write(asdict(grade))
        self.grades[grade.student] = grade

    def _open(self, batch: dict[str, str], resume: bool) -> None:
        if not resume and self.path.exists():
            self.path.replace(self.path.with_name(f"previous-{NAME}"))
        whole = self._read(batch) if self.path.exists() else 0
        self._file = self.path.open("ab")
        self._file.truncate(whole)
        if whole == 0:
            self._write({"batch": batch})

    def _read(self, batch: dict[str, str]) -> int:
        """Take in the whole lines; returns where they end."""
        end = 0
        with self.path.open("rb") as file:
            for line in file:
                entry = _entry(line)
                if entry is None:
                    break
                if "batch" in entry and entry["batch"] != batch:
                    differ = ", ".join(sorted(key for key in batch if entry["batch"].get(key) != batch[key]))
                    raise CourseError(
                        f"{self.path} was begun with another {differ}; leave --resume out to grade anew, or choose "
                        "another --out."
                    )
                if "batch" not in entry:
                    grade = grade_from(entry)
                    self.grades[grade.student] = grade
                end += len(line)
        return end

    def _write(self, entry: Mapping[str, Any]) -> None:
        self._file.write(json.dumps(entry, ensure_ascii=False).encode("utf-8", "replace") + b"\n")
        self._file.flush()
        os.fsync(self._file.fileno())


def _entry(line: bytes) -> dict[str, Any] | None:
    try:
        found = json.loads(line) if line.endswith(b"\n") else None
    except ValueError:
        return None
    return found if isinstance(found, dict) else None


def grade_from(entry: Mapping[str, Any]) -> Grade:
    """A grade from the journal's form of it."""
    fields = dict(entry)
    fields["exercises"] = tuple(ExerciseGrade(**exercise) for exercise in fields["exercises"])
    fields["flags"] = tuple(fields["flags"])
    return Grade(**fields)
