"""What is installed: the requirement files of each level, their fingerprint and their pins."""

import hashlib
import re
from pathlib import Path
from typing import Literal

from helpers.paths import ROOT

Level = Literal["lab", "dev"]
FILES: dict[Level, str] = {"lab": "requirements.txt", "dev": "requirements-dev.txt"}
LOCK = "constraints.txt"


def fingerprint(level: Level, root: Path = ROOT) -> str:
    """Hash of every file that decides what a level installs, whatever its line endings."""
    names = [FILES["lab"], LOCK] if level == "lab" else [*FILES.values(), LOCK]
    digest = hashlib.sha256()
    for name in names:
        digest.update(name.encode() + b"\0" + b"\n".join((root / name).read_bytes().splitlines()) + b"\0")
    return digest.hexdigest()


def pins(level: Level, root: Path = ROOT) -> dict[str, str]:
    """Direct dependencies of a level as ``{normalised name: version}``."""
    files = [FILES["lab"]] if level == "lab" else list(FILES.values())
    lines = [line for name in files for line in (root / name).read_text(encoding="utf-8").splitlines()]
    pairs = (line.partition("#")[0].strip().partition("==") for line in lines)
    return {normalise(name): version for name, operator, version in pairs if operator}


def normalise(name: str) -> str:
    """Package name as indexes compare it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()
