"""What a Python without any package can say about this machine and this copy of the course."""

import os
import platform
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from helpers.paths import LABS, ROOT, course_state
from helpers.setup import disk
from helpers.setup.programs import INSTALL, find_bubblewrap, find_chromium
from helpers.setup.python import problem, this_machine
from helpers.setup.stamp import VENV, Stamp, ready, version_of


@dataclass(frozen=True)
class Finding:
    """One line of the report.

    Attributes:
        what: the thing looked at.
        found: what was found.
        status: ``ok``; ``note`` for what does not keep the labs from running; ``fix`` for what does.
        remedy: what to do about it, empty where nothing is to be done.
    """

    what: str
    found: str
    status: Literal["ok", "note", "fix"] = "ok"
    remedy: str = ""


def bare_findings() -> list[Finding]:
    """All findings that need no package."""
    folders = {"labs": LABS, "progress": course_state()}
    return [
        python(),
        venv(),
        free_disk(),
        *(writable(name, folder) for name, folder in folders.items()),
        first_lab(),
        *system_programs(),
    ]


def python() -> Finding:
    """The interpreter and the platform."""
    found = f"{platform.python_version()} on {platform.system()} {platform.machine()}"
    trouble = problem(this_machine())
    return Finding("Python", found, "fix" if trouble else "ok", trouble)


def venv() -> Finding:
    """Whether the private environment is finished and current."""
    if os.environ.get("COURSE_SETUP") == "off":
        return Finding("environment", "COURSE_SETUP=off: this Python is used as it is", "note")
    if ready("lab"):
        stamp = Stamp.read(VENV)
        level = "with the tests' packages" if stamp and stamp.level == "dev" else "for the labs"
        return Finding("environment", f".venv, Python {version_of(VENV)}, {level}")
    state = (
        "out of date" if Stamp.read(VENV) else "unfinished" if Stamp.path(VENV).exists() else "not made yet"
    )
    state = state if VENV.exists() else "not made yet"
    return Finding("environment", f".venv is {state}", "fix", "python -m helpers setup")


def free_disk() -> Finding:
    """Room for what labs write: checkpoints and downloaded models."""
    free = disk.free_bytes(ROOT)
    found = f"{free / disk.GB:.1f} GB free where the course lies"
    short = free < disk.GB
    return Finding(
        "disk", found, "fix" if short else "ok", "free at least 1 GB for checkpoints" if short else ""
    )


def writable(name: str, folder: Path) -> Finding:
    """Whether files can be made in ``folder``, or in its nearest parent while it does not exist."""
    place = folder
    while not place.exists():
        place = place.parent
    try:
        with tempfile.TemporaryFile(dir=place):
            return Finding(name, f"{folder} can be written to")
    except OSError as error:
        remedy = f"make {place} yours, or copy the course to a folder that is"
        return Finding(name, f"{place} cannot be written to: {error.strerror}", "fix", remedy)


def first_lab() -> Finding:
    """Whether the lab that `lab` opens is there."""
    count = len(list(LABS.glob("[0-9][0-9]_*.ipynb")))
    if (LABS / "00_start_here.ipynb").exists():
        return Finding("notebooks", f"{count} in labs/")
    return Finding(
        "notebooks", "labs/00_start_here.ipynb is missing", "fix", "fetch the course again, or make build"
    )


def system_programs() -> list[Finding]:
    """What only the tests need from the system."""
    programs = {"Chromium": find_chromium(), "bubblewrap": find_bubblewrap()}
    return [
        Finding(name, path) if path else Finding(name, "not found; only tests need it", "note", INSTALL)
        for name, path in programs.items()
    ]
