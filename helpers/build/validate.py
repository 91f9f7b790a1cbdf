"""Run the solution notebooks through nbval: every cell must run, deterministic cells must print what is stored."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from helpers.build.execute import CELL_TIMEOUT
from helpers.build.kernel import kernel_environment
from helpers.build.names import lab_files
from helpers.paths import ROOT, SOLUTIONS


def nbval_command(notebooks: Sequence[Path], jobs: int = 2) -> list[str]:
    """The pytest call: lax mode, this interpreter's kernel, a worker per notebook, ``jobs`` notebooks at a time."""
    workers = min(jobs, len(notebooks))
    together = ["-n", str(workers), "--dist", "loadfile"] if workers > 1 else []
    options = ["--nbval-lax", "--nbval-current-env", "--nbval-cell-timeout", str(CELL_TIMEOUT)]
    quiet = ["-q", "--no-header", "-p", "no:cacheprovider"]
    return [sys.executable, "-m", "pytest", *options, *together, *quiet, *map(str, notebooks)]


def nbval_environment(scratch: Path, jobs: int = 2) -> dict[str, str]:
    """Environment of that call: one torch thread a notebook, strict checks, a throw-away state, no network.

    ``COURSE_DEVICE`` is passed on, so that the same call serves ``make test-gpu``.
    """
    return kernel_environment(scratch, jobs=jobs, strict=True, threads=1) | {"PYTHONDONTWRITEBYTECODE": "1"}


def validate(notebooks: Sequence[Path] = (), jobs: int = 2) -> int:
    """Run that call and return pytest's exit status; without ``notebooks``, on every solution there is.

    0 also when there is no solution notebook, as in a student's copy of the course.
    """
    notebooks = list(notebooks) or lab_files(SOLUTIONS, ".ipynb")
    if not notebooks:
        print(f"No solution notebooks in {os.path.relpath(SOLUTIONS, ROOT)}/: nothing to validate.")
        return 0
    with tempfile.TemporaryDirectory(prefix="course-nbval-", ignore_cleanup_errors=True) as folder:
        environment = nbval_environment(Path(folder).resolve(), jobs)
        return subprocess.run(
            nbval_command(notebooks, jobs), cwd=ROOT, env=environment, check=False
        ).returncode
