"""Two set-ups in one folder wait for each other."""

import subprocess
import sys
from pathlib import Path

from helpers.paths import ROOT
from helpers.setup.lock import alone

ANOTHER = """
import pathlib, sys
from helpers.setup.lock import alone
with alone(pathlib.Path(sys.argv[1])):
    print("mine")
"""


def another(lock: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", ANOTHER, str(lock)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def test_the_second_waits_until_the_first_is_done(tmp_path: Path) -> None:
    lock = tmp_path / "deep" / "setup.lock"
    with alone(lock):
        second = another(lock)
        assert second.stdout is not None
        assert "waiting" in second.stdout.readline()
        assert second.poll() is None
    assert second.communicate(timeout=30)[0] == "mine\n"


def test_a_process_that_dies_leaves_no_lock(tmp_path: Path) -> None:
    with alone(tmp_path / "lock"):
        second = another(tmp_path / "lock")
    assert second.communicate(timeout=30)[0].endswith("mine\n")
    second = another(tmp_path / "lock")
    assert second.communicate(timeout=30)[0] == "mine\n"
