"""How fast grading is: ``python -m helpers.grading.benchmark``, a quarter of an hour on two cores.

Two measurements, each through the command that an instructor types, sandbox on:

- the same honest submissions of lab 00 through ``nbgrader autograde`` as it comes and through
  ``python -m helpers grade``; both execute the notebooks;
- many submissions of lab 01 graded by value, with the command killed several times on the way and resumed.
"""

import argparse
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from helpers.grading.journal import NAME as JOURNAL
from helpers.paths import ROOT, SOLUTIONS

_ENVIRONMENT = os.environ | {
    "PYTHONPATH": str(ROOT),
    "PATH": os.pathsep.join([sysconfig.get_path("scripts"), os.environ.get("PATH", "")]),
    "OMP_NUM_THREADS": "1",
    "HF_HUB_OFFLINE": "1",
    "COURSE_SETUP": "off",
}


def main(argv: Sequence[str]) -> int:
    """Measure and print one line for each figure."""
    parser = argparse.ArgumentParser(
        prog="python -m helpers.grading.benchmark", description=__doc__.split("\n")[0]
    )
    parser.add_argument(
        "--executed", type=int, default=40, help="submissions of lab 00 (default: 40; 0: none)"
    )
    parser.add_argument(
        "--by-value", type=int, default=300, help="submissions of lab 01 (default: 300; 0: none)"
    )
    parser.add_argument("--kills", type=int, default=4, help="how often the command is killed (default: 4)")
    parser.add_argument("--workers", type=int, default=2, help="processes of ours (default: 2)")
    arguments = parser.parse_args(argv)
    with tempfile.TemporaryDirectory(prefix="course-benchmark-") as folder:
        if arguments.executed:
            compare(Path(folder), arguments.executed, arguments.workers)
        if arguments.by_value:
            killed(Path(folder), arguments.by_value, arguments.kills, arguments.workers)
    return 0


def compare(folder: Path, count: int, workers: int) -> None:
    """nbgrader and ours on the same executed notebooks of lab 00."""
    [solution] = SOLUTIONS.glob("00_*.ipynb")
    course = folder / "course"
    source = course / "source" / "lab00" / solution.name
    source.parent.mkdir(parents=True)
    shutil.copy(solution, source)
    _run(["nbgrader", "generate_assignment", "lab00", "--create"], course)
    for student in _students(count):
        _copy(solution, course / "submitted" / student / "lab00" / solution.name)
        _copy(solution, folder / "in00" / f"{student}.ipynb")
    patience = (
        "--ExecutePreprocessor.iopub_timeout=60"  # its 4 s are too few for `import torch` on a busy machine
    )
    theirs = _run(["nbgrader", "autograde", "lab00", patience], course)
    graded = len(list((course / "autograded").glob("*/lab00/*.ipynb")))
    print(
        f"nbgrader autograde: {graded} of {count} submissions in {theirs:.0f} s, {theirs / count:.2f} s each",
        flush=True,
    )
    ours = _run(_grade(folder / "in00", "00", folder / "out00", workers), ROOT)
    lines = _graded(folder / "out00")
    print(
        f"helpers grade:      {len(lines)} of {count} submissions in {ours:.0f} s, {ours / count:.2f} s each"
    )
    print(f"                    {theirs / ours:.1f} times as fast", flush=True)


def killed(folder: Path, count: int, kills: int, workers: int) -> None:
    """By value, with the command killed at random moments and resumed."""
    [solution] = SOLUTIONS.glob("01_*.ipynb")
    for student in _students(count):
        _copy(solution, folder / "in01" / f"{student}.ipynb")
    command = [*_grade(folder / "in01", "01", folder / "out01", workers), "--skip-run", "--resume"]
    chance = random.Random(0)
    stops = sorted(chance.sample(range(1, count), kills))
    seconds, seen = 0.0, []
    for stop in stops:
        began = time.monotonic()
        with subprocess.Popen(command, cwd=ROOT, env=_ENVIRONMENT, start_new_session=True) as process:
            while len(_graded(folder / "out01")) < stop and process.poll() is None:
                time.sleep(0.05)
            process.send_signal(signal.SIGKILL)
        seconds += time.monotonic() - began
        seen.append(len(_graded(folder / "out01")))
        time.sleep(2.0)  # for what the killed command had started to notice
    seconds += _run(command, ROOT)
    times = Counter(_graded(folder / "out01"))
    twice = sum(number > 1 for number in times.values())
    print(
        f"by value: {len(times)} of {count} graded in {seconds:.0f} s, {seconds / count:.2f} s each, starts included"
    )
    print(
        f"          killed after {', '.join(map(str, seen))}; {count - len(times)} lost, {twice} graded twice",
        flush=True,
    )


def _grade(submissions: Path, lab: str, out: Path, workers: int) -> list[str]:
    return [
        sys.executable, "-m", "helpers", "grade", str(submissions), "--lab", lab, "--out", str(out),
        "--workers", str(workers),
    ]  # fmt: skip


def _graded(out: Path) -> list[str]:
    """Students in the journal, as often as they are in it."""
    path = out / JOURNAL
    lines = path.read_bytes().split(b"\n")[1:-1] if path.exists() else []
    return [json.loads(line)["student"] for line in lines]


def _students(count: int) -> list[str]:
    return [f"student{number:03}" for number in range(count)]


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(source, target)


def _run(command: Sequence[str], folder: Path) -> float:
    """Seconds that a command takes; its output is kept for when it fails."""
    began = time.monotonic()
    done = subprocess.run(command, cwd=folder, env=_ENVIRONMENT, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{' '.join(command)} failed:\n{done.stdout[-3000:]}\n{done.stderr[-3000:]}")
    return time.monotonic() - began


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
