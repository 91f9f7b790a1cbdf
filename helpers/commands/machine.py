"""What the installed packages can say about this machine: the second half of ``doctor``."""

import os
from collections.abc import Callable
from importlib import metadata

from helpers.errors import CourseError
from helpers.setup.findings import Finding
from helpers.setup.requirements import pins
from helpers.setup.stamp import VENV, Stamp

_GIB = 2**30


def packages() -> Finding:
    """Whether every direct dependency has its pinned version."""
    stamp = Stamp.read(VENV)
    wanted = pins(stamp.level if stamp else "lab")
    wrong = [
        f"{name} {have} instead of {want}"
        for name, want in wanted.items()
        if (have := _version(name)) != want
    ]
    if not wrong:
        return Finding(
            "packages", f"all {len(wanted)} have the pinned version; torch {metadata.version('torch')}"
        )
    return Finding("packages", "; ".join(wrong), "fix", "python -m helpers setup --force")


def device() -> Finding:
    """Profile, device and threads, as the labs will use them."""
    try:
        from helpers import profile

        return Finding("device", profile.describe())
    except (CourseError, ValueError) as error:
        return Finding("device", str(error), "fix", "unset or correct COURSE_PROFILE and COURSE_DEVICE")
    except ImportError as error:
        return Finding(
            "device", f"torch cannot be imported: {error}", "fix", "python -m helpers setup --force"
        )


def load() -> Finding:
    """Whether other programs keep the cores busy: torch's threads then wait for each other."""
    try:
        cores, busy = os.cpu_count() or 1, os.getloadavg()[0]
    except (AttributeError, OSError):
        return Finding("cores", f"{os.cpu_count()}")
    found = f"{cores}, of which {busy:.1f} were busy in the last minute"
    if busy < cores or os.environ.get("OMP_NUM_THREADS") == "1":
        return Finding("cores", found)
    return Finding(
        "cores", found, "note", "close other programs, or set OMP_NUM_THREADS=1 before you start the labs"
    )


def memory() -> Finding:
    """Room for a model of a few million parameters, its optimizer and a browser."""
    import psutil

    have = psutil.virtual_memory()
    found = f"{have.available / _GIB:.1f} GiB free of {have.total / _GIB:.1f} GiB"
    if have.available >= 2 * _GIB:
        return Finding("memory", found)
    return Finding("memory", found, "note", "close other programs: the labs want 2 GiB")


def shipped_models() -> Finding:
    """Whether every shipped model is there and has the listed checksums."""
    from helpers import checksums, models
    from helpers.paths import ROOT

    for name in models.SHIPPED:
        folder = models.folder(name)
        restore = f"git checkout -- {folder.relative_to(ROOT).as_posix()}"
        if not checksums.read(folder):
            return Finding("models", f"{folder} is missing or has no {checksums.LIST}", "fix", restore)
        try:
            checksums.verify(folder, restore)
        except CourseError as error:
            return Finding("models", str(error).partition("; restore")[0], "fix", restore)
    return Finding("models", f"{', '.join(models.SHIPPED)}: all whole")


CHECKS: tuple[Callable[[], Finding], ...] = (packages, device, load, memory, shipped_models)


def _version(name: str) -> str:
    """Installed version without a local part such as ``+cpu``; ``none`` where the package is missing."""
    try:
        return metadata.version(name).split("+")[0]
    except metadata.PackageNotFoundError:
        return "none"
