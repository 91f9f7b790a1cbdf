"""``python -m helpers test``: every check of the course, one stage after the other, each timed."""

import argparse
import contextlib
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from helpers.commands import options
from helpers.errors import CourseError
from helpers.paths import ROOT

HELP = "run linters, type checks, tests and notebooks"
_TEST_SECONDS = 300


@dataclass(frozen=True)
class Outcome:
    """What a stage found: whether it is content, and how many tests passed, failed and were skipped."""

    good: bool
    passed: int = 0
    failed: int = 0
    skipped: int = 0


@dataclass(frozen=True)
class Stage:
    """A heading and what to run under it."""

    name: str
    run: Callable[[], Outcome]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--quick", action="store_true", help="leave out browser tests and whole notebooks")
    options.add(parser, "jobs", "device", "torch", device="run only what depends on the device, on this one")


def run(arguments: argparse.Namespace) -> int:
    """Run all stages, also after a failure; 0 when every one is content."""
    if arguments.jobs < 1:
        raise CourseError(f"--jobs must be 1 or more, not {arguments.jobs}.")
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    if arguments.device:
        os.environ["COURSE_DEVICE"] = arguments.device
    outcomes = {}
    for stage in stages(arguments.quick, arguments.jobs, arguments.device):
        print(f"\n== {stage.name}", flush=True)
        started = time.monotonic()
        outcomes[stage.name] = stage.run()
        verdict = "ok" if outcomes[stage.name].good else "FAILED"
        print(f"== {stage.name}: {verdict}, {time.monotonic() - started:.0f} s", flush=True)
    return report(outcomes)


def stages(quick: bool, jobs: int, device: str | None) -> list[Stage]:
    """What is run, in order. With a device: only the tests marked for one and the notebooks."""
    notebooks = Stage("solution notebooks (nbval)", lambda: _notebooks(jobs))
    if device:
        return [Stage(f"tests that need {device}", lambda: _pytest("-m", "gpu")), notebooks]
    workers = ["-n", str(jobs)] if jobs > 1 else []
    unit = "not browser and not notebook" if quick else "not browser"
    first = [
        Stage("lint (ruff)", lambda: _all(["ruff", "check"], ["ruff", "format", "--check", "--quiet"])),
        Stage("types (mypy)", lambda: _all(["mypy"])),
        Stage("notebooks are fresh (build --check)", lambda: _all(["helpers", "build", "--check"])),
        Stage("unit and property tests", lambda: _pytest("-m", unit, *workers)),
    ]
    # Each worker has a server and a browser of its own, so the tests of a file stay together.
    browser = Stage("browser tests", lambda: _pytest("-m", "browser", *workers, "--dist", "loadfile"))
    return first if quick else [*first, browser, notebooks]


def report(outcomes: dict[str, Outcome]) -> int:
    """Print which stages failed and the sums; a stage without tests counts as one when it fails."""
    bad = [name for name, outcome in outcomes.items() if not outcome.good]
    print(f"\nFailed: {'; '.join(bad)}." if bad else "\nAll stages are content.")
    values = list(outcomes.values())
    failed = sum(max(outcome.failed, not outcome.good) for outcome in values)
    passed, skipped = sum(o.passed for o in values), sum(o.skipped for o in values)
    print(f"{passed} passed, {failed} failed, {skipped} skipped", flush=True)
    return 1 if bad else 0


def _all(*modules: Sequence[str]) -> Outcome:
    """Run ``python -m …`` for each, all of them even when one fails."""
    statuses = [_call(module).returncode for module in modules]
    return Outcome(not any(statuses))


def _pytest(*arguments: str) -> Outcome:
    """Run the test suite and read its counts from the report that it writes for machines."""
    with tempfile.TemporaryDirectory(prefix="course-test-") as folder:
        file = Path(folder) / "report.xml"
        limits = ["--timeout", str(_TEST_SECONDS), "--junitxml", str(file)]
        status = _call(["pytest", "-q", *limits, *arguments]).returncode
        if not file.exists():
            return Outcome(False)
        suite = ElementTree.parse(file).getroot().find("testsuite")
    counts = {} if suite is None else suite.attrib
    tests, skipped = int(counts.get("tests", 0)), int(counts.get("skipped", 0))
    failed = int(counts.get("failures", 0)) + int(counts.get("errors", 0))
    nothing_selected = 5
    return Outcome(status in (0, nothing_selected), tests - failed - skipped, failed, skipped)


def _notebooks(jobs: int) -> Outcome:
    from helpers.build.validate import validate

    with _copied_output() as lines:
        status = validate(jobs=jobs)
    text = "".join(lines)
    count = {
        word: sum(map(int, re.findall(rf"(\d+) {word}", text))) for word in ("passed", "failed", "skipped")
    }
    return Outcome(status == 0, **count)


def _call(module: Sequence[str]) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, "-m", *module], cwd=ROOT, stdin=subprocess.DEVNULL)


@contextlib.contextmanager
def _copied_output() -> Iterator[list[str]]:
    """Everything printed inside, shown as ever and collected."""
    lines: list[str] = []
    write = sys.stdout.write

    def both(text: str) -> int:
        lines.append(text)
        return write(text)

    sys.stdout.write = both  # type: ignore[method-assign]
    try:
        yield lines
    finally:
        sys.stdout.write = write  # type: ignore[method-assign]
