"""Bringing the private ``.venv`` to the state that a command needs, and running the command inside it."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from helpers.errors import CourseError
from helpers.setup import disk, pip
from helpers.setup.lock import alone
from helpers.setup.making import drop_half_installed, make, point_at_course, remove, site_packages
from helpers.setup.python import problem, this_machine
from helpers.setup.requirements import Level, fingerprint, pins
from helpers.setup.stamp import VENV, Stamp, Torch, python_of, ready, version_of

_MINUTES: dict[disk.Build, str] = {"cpu": "2 to 4 minutes", "cuda": "5 to 10 minutes"}


def ensure(level: Level, torch: Torch | None = None, venv: Path = VENV) -> None:
    """Make or update ``venv`` for ``level``; at once where it is ready.

    Args:
        level: ``lab`` for what a student needs, ``dev`` for tests and linters too. An environment of level ``dev``
            stays one.
        torch: ``cpu`` for PyTorch's CPU build, ``default`` for what the package index has; None keeps what the
            environment has.
        venv: the environment.

    Raises:
        CourseError: this Python, machine, disk or network will not do; the message says what to change.
    """
    if ready(level, torch, venv):
        return
    trouble = problem(this_machine())
    if trouble:
        raise CourseError(trouble)
    with alone(venv.parent / ".course" / "setup.lock"):
        if not ready(level, torch, venv):  # another process may just have finished
            _set_up(level, torch, venv)


def relaunch(arguments: Sequence[str], venv: Path = VENV) -> int:
    """Run ``python -m helpers`` again inside ``venv`` with the same arguments, and return its exit status."""
    command = [str(python_of(venv)), "-m", "helpers", *arguments]
    sys.stdout.flush()
    if sys.platform != "win32":
        os.execv(command[0], command)
    previous = signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the inner process's to answer
    try:
        return subprocess.call(command)
    finally:
        signal.signal(signal.SIGINT, previous)


def _set_up(level: Level, torch: Torch | None, venv: Path) -> None:
    started = time.monotonic()
    old = Stamp.read(venv)
    chosen: Torch = torch or (old.torch if old else "default")
    level = old.level if old and old.level == "dev" else level
    print(
        f"Setting up the course in {venv} (once; interrupt it if you must, the same command goes on later)."
    )
    if old and old.torch != chosen:
        remove(venv, "it holds the other build of torch")
    make(venv)
    packages = site_packages(venv)
    drop_half_installed(packages)
    build = _fit(level, chosen == "cpu", venv, packages)
    count = pip.install(
        python_of(venv),
        level,
        cpu=chosen == "cpu",
        cache=disk.cache_fits(level, build, venv),
        log=venv / "course-setup.log",
    )
    print("[4/4] telling the environment where the course is", flush=True)
    point_at_course(packages, venv.parent)
    Stamp(level, fingerprint(level), version_of(venv), chosen).write(venv)
    seconds = int(time.monotonic() - started)
    print(f"Done: {count} packages in {seconds // 60} min {seconds % 60} s.\n", flush=True)


def _fit(level: Level, cpu: bool, venv: Path, packages: Path) -> disk.Build:
    """Ask the package index which build of torch it is going to be, and make sure that there is room for it."""
    torch = pins("lab")["torch"]
    new = not pip.installed(packages, "torch", torch)
    if new:
        disk.require(level, "cpu", venv)
    print("[2/4] asking the package index what fits this machine", flush=True)
    build = pip.probe(python_of(venv), torch if new else None, cpu)
    if not new:
        print("[3/4] bringing the packages up to date", flush=True)
        return build
    disk.require(level, build, venv)
    size = disk.SIZES[level, build]
    print(
        f"[3/4] installing the {build.upper()} build of torch and the other packages: about "
        f"{size.download / disk.GB:.1f} GB to download, {size.installed / disk.GB:.1f} GB on disk, "
        f"{_MINUTES[build]} on a fast line",
        flush=True,
    )
    return build
