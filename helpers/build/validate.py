"""Run the solution notebooks through nbval: every cell must run, deterministic cells must print what is stored."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from helpers.build.execute import CELL_TIMEOUT
from helpers.build.kernel import kernel_environment
from helpers.build.names import lab_files
from helpers.paths import ROOT, SOLUTIONS


def nbval_command(notebook: Path) -> list[str]:
    """The pytest call for one notebook: lax mode, this interpreter's kernel, none of the test suite's settings."""
    lax = ["--nbval-lax", "--nbval-current-env", "--nbval-cell-timeout", str(CELL_TIMEOUT)]
    plain = ["-p", "nbval.plugin", "-p", "no:cacheprovider", "-o", "addopts=", "-o", "filterwarnings=default"]
    return [sys.executable, "-m", "pytest", *plain, *lax, "-q", "--no-header", str(notebook)]


def nbval_environment(scratch: Path, jobs: int = 2) -> dict[str, str]:
    """Environment of that call: one torch thread a notebook, strict checks, a throw-away state, no network.

    ``COURSE_DEVICE`` is passed on, so that the same call serves ``make test-gpu``.
    """
    environment = kernel_environment(scratch, jobs=jobs, strict=True, threads=1)
    return environment | {
        "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"
    }  # nbval needs none, and they are slow to start


def validate(notebooks: Sequence[Path] = (), jobs: int = 2) -> int:
    """Run that call for each notebook, ``jobs`` at a time, and print what pytest says of each.

    Without ``notebooks``, on every solution there is. A process each, because pytest-xdist took longer than running
    two notebooks one after the other.

    Returns:
        0 when every notebook passed, or when there is none, as in a student's copy of the course; else 1.
    """
    notebooks = list(notebooks) or lab_files(SOLUTIONS, ".ipynb")
    if not notebooks:
        print(f"No solution notebooks in {os.path.relpath(SOLUTIONS, ROOT)}/: nothing to validate.")
        return 0
    with tempfile.TemporaryDirectory(prefix="course-nbval-", ignore_cleanup_errors=True) as folder:

        def run(notebook: Path) -> subprocess.CompletedProcess[str]:
            environment = nbval_environment(Path(folder).resolve() / notebook.stem, jobs)
            command = nbval_command(notebook)
            return subprocess.run(
                command, cwd=ROOT, env=environment, capture_output=True, encoding="utf-8", check=False
            )

        failed = False
        with ThreadPoolExecutor(jobs) as pool:
            for notebook, done in zip(notebooks, pool.map(run, notebooks), strict=True):
                failed |= done.returncode != 0
                last = (done.stdout.strip() or done.stderr.strip()).splitlines()[-1:]
                print(
                    done.stdout + done.stderr if done.returncode else f"{notebook.name}: {' '.join(last)}",
                    flush=True,
                )
    return 1 if failed else 0
