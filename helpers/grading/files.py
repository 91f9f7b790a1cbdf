"""Result files: names that any system takes, written whole or not at all."""

import hashlib
import os
import re
from pathlib import Path


def write(path: Path, text: str) -> None:
    """Write a file in one step, so that an interrupted command leaves the old one whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.part")
    beside.write_text(text, encoding="utf-8", errors="replace", newline="\n")
    os.replace(beside, path)


def file_name(student: str) -> str:
    """A student's name as a file name; where it had to change, with a few digits that keep two students apart."""
    plain = re.sub(r"[^A-Za-z0-9._-]+", "-", student).strip(".-")[:80]
    if plain == student and plain.lower() not in ("con", "prn", "aux", "nul"):
        return plain
    digits = hashlib.sha256(student.encode("utf-8", "replace")).hexdigest()[:8]
    return f"{plain}-{digits}" if plain else digits
