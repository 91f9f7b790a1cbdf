"""The course as the sandbox shows it: the package without answers, checks, grading and commands; the shipped data."""

import shutil
from pathlib import Path

from helpers import paths
from helpers.grading.withheld import file_of, without_any

HIDDEN = {"checks", "grading", "build", "commands", "setup", "__main__.py", "__pycache__"}
#: What the process inside needs to call a function and to say what it returned.
MACHINERY = (
    "checks/exercise.py",
    "checks/handles.py",
    "checks/limits.py",
    "checks/runner.py",
    "checks/values.py",
    "grading/__init__.py",
    "grading/channel.py",
    "grading/codec.py",
    "grading/inside/__init__.py",
    "grading/inside/cells.py",
    "grading/inside/isolation.py",
    "grading/inside/notebook.py",
    "grading/inside/remote_model.py",
    "grading/inside/seccomp.py",
    "grading/inside/worker.py",
    "grading/inside/zygote.py",
)


def write(folder: Path) -> None:
    """Write ``folder/helpers``, readable by anyone, for graded functions. The folder must exist."""
    package = paths.ROOT / "helpers"
    for source in sorted(package.iterdir()):
        if source.name in HIDDEN:
            continue
        target = folder / "helpers" / source.name
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            target.parent.mkdir(exist_ok=True)
            shutil.copy(source, target)
    _add_machinery(folder)
    shutil.copy(package / "grading/inside/course_checks.py", folder / "helpers/checks/__init__.py")
    for module, text in without_any().items():
        (folder / file_of(module)).write_text(text, encoding="utf-8")
    open_to_all(folder)


def write_whole(folder: Path) -> None:
    """Write ``folder/helpers`` as a student's own clone has it, for a notebook's run."""
    shutil.copytree(
        paths.ROOT / "helpers",
        folder / "helpers",
        ignore=lambda where, names: {
            name
            for name in names
            if name == "__pycache__" or (Path(where).name == "helpers" and name in {"grading", "build"})
        },
    )
    _add_machinery(folder)
    open_to_all(folder)


def _add_machinery(folder: Path) -> None:
    for name in MACHINERY:
        target = folder / "helpers" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(paths.ROOT / "helpers" / name, target)


def open_to_all(folder: Path) -> None:
    """Let every user read a folder and all in it."""
    for path in [folder, *folder.rglob("*")]:
        path.chmod(0o755 if path.is_dir() else 0o644)
