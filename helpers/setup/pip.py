"""Calls of pip: what it will install, the installation itself, and its errors as sentences."""

import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from helpers.errors import CourseError
from helpers.paths import ROOT
from helpers.setup.disk import Build
from helpers.setup.progress import Progress
from helpers.setup.requirements import FILES, Level, normalise, pins

#: PyTorch's public index of CPU-only wheels; its Linux and Windows wheels carry the local version ``+cpu``.
CPU_INDEX = "https://download.pytorch.org/whl/cpu"
#: Nothing is compiled here. rouge-score is published as source only, but is pure Python and needs no compiler.
WHEELS = ("--only-binary=:all:", "--no-binary=rouge-score")
_CANARY = "tqdm"
_PATIENCE = 10.0  # seconds that pip has to tidy up after Ctrl-C
_VERSION = "{}.{}".format(*sys.version_info)
_COMMON = ("--disable-pip-version-check", "--no-input", "--progress-bar", "off")
_UNREACHABLE = re.compile(
    r"NewConnectionError|ConnectTimeout|ReadTimeout|Read timed out|NameResolutionError|SSLError|ProxyError|"
    r"Connection (?:refused|aborted|reset)|RemoteDisconnected|Retrying \(Retry|Could not fetch URL|"
    r"HTTPError: 5\d\d|IncompleteRead"
)


@dataclass(frozen=True)
class Result:
    """Exit status and merged output of one call of pip."""

    status: int
    output: str


def probe(python: Path, torch: str | None, cpu: bool) -> Build:
    """Ask the registry which torch this Python gets, without installing anything.

    One more small package is asked for, because torch may come from a local folder while the registry is away.

    Args:
        python: interpreter of the environment.
        torch: the pinned version, or None when it is installed already and only the registry is in question.
        cpu: take torch from PyTorch's index of CPU builds.

    Raises:
        CourseError: the registry or the CPU index cannot be reached, or has no wheel for this machine.
    """
    canary = f"{_CANARY}=={pins('lab')[_CANARY]}"
    _report(python, [canary])
    if torch is None:
        return "cpu"
    report = _report(python, [f"torch=={torch}"], index=CPU_INDEX if cpu else None)
    return build_of(report["install"][0]["metadata"])


def build_of(metadata: dict) -> Build:
    """Whether the wheel with this metadata brings the CUDA libraries along on this platform."""
    needs = metadata.get("requires_dist", [])
    linux = sys.platform == "linux"
    return "cuda" if linux and any(n.startswith(("nvidia-", "cuda-")) for n in needs) else "cpu"


def install(python: Path, level: Level, cpu: bool, cache: bool, log: Path) -> int:
    """Install a level's requirements into the environment of ``python`` and return how many packages that were.

    Raises:
        CourseError: pip failed; the message says why and where the log is.
    """
    options = [*WHEELS, "--no-user", "--retries", "3", "--timeout", "30"]
    options += [] if cache else ["--no-cache-dir"]
    calls = [["-r", str(ROOT / FILES[level])]]
    if cpu:
        calls.insert(0, ["--no-deps", "--index-url", CPU_INDEX, f"torch=={pins('lab')['torch']}"])
    log.unlink(missing_ok=True)
    for call in calls:
        result = _stream(python, ["install", *_COMMON, *options, *call], log)
        if result.status:
            raise CourseError(explain(result.output, log))
    check = _quiet(python, ["check"])
    if check.status:
        raise CourseError(f"The installed packages do not fit together: {check.output.strip()}")
    return len(json.loads(_quiet(python, ["list", "--format", "json", "--disable-pip-version-check"]).output))


def explain(output: str, log: Path | None = None) -> str:
    """The sentence for a failed call of pip, from what it printed."""
    see = f" The full log is in {log}." if log else ""
    if "No space left on device" in output or "Errno 28" in output:
        return (
            f"The disk filled up while pip was working: free some space and run the same command again.{see}"
        )
    missing = re.search(r"No matching distribution found for (\S+)", output)
    if _UNREACHABLE.search(output):
        return (
            "The package index cannot be reached: check the network connection, the proxy (HTTPS_PROXY) and pip's "
            f"settings (`python -m pip config list`), then run the same command again.{see}"
        )
    if missing:
        return (
            f"The package index has no wheel of {missing[1]} for this machine and Python {_VERSION}: "
            f"is an old mirror set in `python -m pip config list`?{see}"
        )
    last = [line.strip() for line in output.splitlines() if "ERROR" in line] or output.strip().splitlines()[
        -1:
    ]
    return f"pip failed: {' '.join(last[-2:])}{see}"


def installed(site_packages: Path, name: str, version: str) -> bool:
    """Whether a package of this version (local suffixes such as ``+cpu`` aside) lies in ``site_packages``."""
    folders = site_packages.glob(f"*-{version}*.dist-info")
    return any(
        normalise(folder.name.split("-")[0]) == normalise(name)
        and folder.name.removesuffix(".dist-info").split("-", 1)[1].split("+")[0] == version
        for folder in folders
    )


def _report(python: Path, packages: Sequence[str], index: str | None = None) -> dict:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report.json"
        options = [
            "--dry-run",
            "--no-deps",
            "--ignore-installed",
            "--only-binary=:all:",
            "--report",
            str(path),
        ]
        patience = ["--retries", "1", "--timeout", "10", *(["--index-url", index] if index else [])]
        result = _quiet(python, ["install", *_COMMON, *options, *patience, *packages])
        if result.status:
            raise CourseError(explain(result.output))
        return json.loads(path.read_text(encoding="utf-8"))


def _command(python: Path, arguments: Sequence[str]) -> list[str]:
    return [str(python), "-I", "-m", "pip", *arguments]  # -I: PYTHONPATH and user packages stay out


def _quiet(python: Path, arguments: Sequence[str]) -> Result:
    done = subprocess.run(
        _command(python, arguments),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
    )
    return Result(done.returncode, done.stdout.decode(errors="replace"))


def _stream(python: Path, arguments: Sequence[str], log: Path) -> Result:
    """Run pip with its progress on the screen and everything it says in ``log``.

    pip's temporary files go beside the log: /tmp may be a small memory disk.
    """
    lines: list[str] = []
    with tempfile.TemporaryDirectory(
        dir=log.parent, prefix="downloads-", ignore_cleanup_errors=True
    ) as folder:
        place = os.environ | dict.fromkeys(("TMPDIR", "TEMP", "TMP"), folder)
        with subprocess.Popen(
            _command(python, arguments),
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL,
            env=place, text=True, encoding="utf-8", errors="replace",
        ) as pip, log.open("a", encoding="utf-8") as file:  # fmt: skip
            assert pip.stdout is not None
            try:
                with Progress() as progress:
                    for line in pip.stdout:
                        lines.append(line)
                        file.write(line)
                        progress.see(line)
            except KeyboardInterrupt:
                _let_go(pip)
                raise
    return Result(pip.returncode, "".join(lines))


def _let_go(pip: subprocess.Popen[str]) -> None:
    """Ctrl-C reached pip too as a rule: give it time to tidy up, then end it."""
    try:
        pip.wait(_PATIENCE)
    except subprocess.TimeoutExpired:
        pip.terminate()
        pip.wait()
