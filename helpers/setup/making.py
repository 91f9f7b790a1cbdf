"""Making and mending the ``.venv`` itself: an interpreter, pip, and the course on its path."""

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

from helpers.errors import CourseError
from helpers.setup.python import NEWEST, OLDEST
from helpers.setup.stamp import Stamp, active, python_of, version_of


def make(venv: Path) -> None:
    """Leave a working environment at ``venv``: the one that is there if it works, else a new one.

    Raises:
        CourseError: something else is in the way, or this Python cannot make environments.
    """
    ours = Stamp.path(venv).exists()
    if venv.exists() and not works(venv):
        if not ours and any(venv.iterdir()):
            raise CourseError(
                f"{venv} is in the way: it is not an environment that works with Python 3.11-3.13, nor one that the "
                "course made. Move or delete it, then run the same command again."
            )
        remove(venv, "it is unfinished, or its Python does not work any more")
    if python_of(venv).exists():
        print("[1/4] using the environment that is there", flush=True)
        _claim(venv)
        return
    if any(importlib.util.find_spec(module) is None for module in ("venv", "ensurepip")):
        raise CourseError(_no_venv())
    print(f"[1/4] making an environment with Python {sys.version.split()[0]}", flush=True)
    _claim(venv)
    made = subprocess.run(
        [sys.executable, "-m", "venv", str(venv)], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    if made.returncode and "ensurepip" in made.stdout:
        raise CourseError(_no_venv())
    if made.returncode:
        raise CourseError(f"The environment could not be made: {made.stdout.strip() or 'venv failed'}")


def works(venv: Path) -> bool:
    """Whether the environment's Python starts, has pip and is of a supported version."""
    program = f"import pip, sys; sys.exit(not {OLDEST} <= sys.version_info[:2] <= {NEWEST})"
    try:
        return subprocess.run([python_of(venv), "-I", "-c", program], capture_output=True).returncode == 0
    except OSError:
        return False


def remove(venv: Path, why: str) -> None:
    """Delete the environment, unless this process runs in it."""
    if active(venv):
        raise CourseError(
            f"{venv} has to be made anew ({why}): run `deactivate`, then the same command again."
        )
    print(f"Removing {venv}: {why}.", flush=True)
    shutil.rmtree(venv)


def site_packages(venv: Path) -> Path:
    """Where pip puts packages."""
    return venv / ("Lib" if sys.platform == "win32" else f"lib/python{version_of(venv)}") / "site-packages"


def drop_half_installed(packages: Path) -> None:
    """Forget packages whose installation was cut short, so that pip installs them again.

    pip writes ``INSTALLER`` once all files of a wheel are in place.
    """
    for record in packages.glob("*.dist-info"):
        if not (record / "INSTALLER").exists():
            shutil.rmtree(record)


def point_at_course(packages: Path, root: Path) -> None:
    """Put the course on the environment's path, relative to it, so that notebooks can ``import helpers``."""
    relative = os.path.relpath(root.resolve(), packages.resolve())
    (packages / "tokens_to_alignment.pth").write_text(relative + "\n", encoding="utf-8")


def _claim(venv: Path) -> None:
    venv.mkdir(exist_ok=True)
    if not Stamp.path(venv).exists():
        Stamp.path(venv).write_text("{}", encoding="utf-8")


def _no_venv() -> str:
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    return (
        f"Python {version} is here without its venv and ensurepip modules, which Debian and Ubuntu package apart: "
        f"run `sudo apt-get install python{version}-venv`, then the same command again."
    )
