"""SHA-256 lists in the format of `sha256sum`, to notice damaged model and data files before they mislead anyone."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from helpers.errors import CourseError

LIST = "SHA256SUMS"


def digest(path: Path) -> str:
    """A file's SHA-256 in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write(folder: Path, names: Iterable[str]) -> None:
    """List these files of the folder in its SHA256SUMS."""
    lines = [f"{digest(folder / name)}  {name}\n" for name in sorted(names)]
    (folder / LIST).write_text("".join(lines), encoding="utf-8", newline="\n")


def read(folder: Path) -> dict[str, str]:
    """File name to digest, as listed; empty when the folder has no list. A line that holds no digest lists nothing."""
    path = folder / LIST
    if not path.exists():
        return {}
    pairs = (line.split(maxsplit=1) for line in path.read_text("utf-8", errors="replace").splitlines())
    return {pair[1].lstrip("*"): pair[0] for pair in pairs if len(pair) == 2}


def verify(folder: Path, restore: str) -> None:
    """Compare every listed file with its digest.

    ``restore`` is the command that brings the files back; it ends the message. Raises CourseError naming the first
    file that is missing or differs.
    """
    for name, expected in read(folder).items():
        path = folder / name
        if not path.exists():
            raise CourseError(f"{path} is missing; restore it with: {restore}")
        if digest(path) != expected:
            raise CourseError(
                f"{path} is damaged (its SHA-256 is not the one in {LIST}); restore it with: {restore}"
            )
