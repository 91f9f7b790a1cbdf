"""Which labs there are, and which of them a command line means."""

import re
from collections.abc import Sequence
from pathlib import Path

from helpers.errors import CourseError

LAB_NAME = re.compile(r"\d\d_[a-z0-9_]+")


def lab_files(folder: Path, suffix: str) -> list[Path]:
    """Files ``NN_name`` + ``suffix`` directly in a folder, in lab order; an absent folder has none."""
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.glob(f"*{suffix}") if LAB_NAME.fullmatch(path.stem))


def select(files: Sequence[Path], wanted: Sequence[str]) -> list[Path]:
    """The files that ``wanted`` names, in lab order; all of them when it is empty.

    Args:
        files: lab files as ``lab_files`` gives them.
        wanted: numbers (``1`` or ``01``), lab names, or paths of a lab's files.

    Raises:
        CourseError: a name that no file has.
    """
    chosen = []
    for name in wanted:
        stem = Path(name).stem
        number = stem.zfill(2) if stem.isdigit() else None
        found = [path for path in files if path.stem == stem or path.stem[:2] == number]
        if not found:
            there = ", ".join(path.stem[:2] for path in files) or "none"
            raise CourseError(f"There is no lab {name!r} here. The labs that are here: {there}.")
        chosen += found
    return [path for path in files if path in chosen] if wanted else list(files)
