"""The command that an instructor types, killed: nothing is lost, nothing graded twice, no process left behind."""

import csv
import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import psutil
import pytest

from helpers.paths import ROOT
from tests.grading.course import solution
from tests.grading.notebooks import FIRST, LAB, answered, save
from tests.needs import needs_bubblewrap

pytestmark = [pytest.mark.slow, needs_bubblewrap]
STUDENTS = [f"student{number}" for number in range(6)]


def journal(out: Path) -> list[str]:
    path = out / "journal.jsonl"
    return (
        [json.loads(line)["student"] for line in path.read_bytes().split(b"\n")[1:-1]]
        if path.exists()
        else []
    )


def start(folder: Path, out: Path, *options: str) -> subprocess.Popen[str]:
    command = [
        sys.executable,
        "-m",
        "helpers",
        "grade",
        str(folder),
        "--lab",
        LAB,
        "--out",
        str(out),
        "--workers",
        "1",
    ]
    return subprocess.Popen(
        [*command, "--skip-run", "--resume", *options],
        cwd=ROOT,
        env=os.environ | {"COURSE_SETUP": "off"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def family(pid: int) -> list[psutil.Process]:
    try:
        return [psutil.Process(pid), *psutil.Process(pid).children(recursive=True)]
    except psutil.Error:
        return []


def test_killed_and_resumed(tmp_path: Path) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    for student in STUDENTS:
        save(answered({FIRST: solution(LAB)[0][FIRST]}), folder / f"{student}.ipynb")
    with start(folder, out) as process:
        while len(journal(out)) < 2 and process.poll() is None:
            time.sleep(0.02)
        below = family(process.pid)
        process.send_signal(signal.SIGKILL)
    assert process.returncode == -signal.SIGKILL
    assert len(below) > 2  # a worker and its sandbox
    _, left = psutil.wait_procs(below, timeout=20)
    assert not left
    kept = journal(out)
    with start(folder, out) as process:
        said, _ = process.communicate(timeout=250)
    assert process.returncode == 0, said
    assert "6 graded, 0 unreadable, 0 not graded." in said
    assert Counter(journal(out)) == Counter(STUDENTS)
    assert journal(out)[: len(kept)] == kept
    with (out / "grades.csv").open() as file:
        assert [(row["student"], row["points"]) for row in csv.DictReader(file)] == [
            (s, "3") for s in STUDENTS
        ]
